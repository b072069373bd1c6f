import Course
import Figures

extension DecodingRun {
  /// How a number of `stepParts` or `timesComputed` is counted.
  func derivation(of reference: CellReference, _ language: Language) -> Derivation? {
    guard let value = tensors.number(at: reference) else { return nil }
    switch reference.tensor {
    case "stepParts": return part(reference, value)
    case "timesComputed": return times(reference, value, language)
    default: return nil
    }
  }

  private func part(_ reference: CellReference, _ value: Double) -> Derivation {
    let cached = reference.column == 0
    let rows = cost(of: tokens, cached: cached).rows
    let (heads, groups, dim) = (sizes.heads, sizes.groups, sizes.headDim)
    // The factors of a part: their letters, and their numbers in this run.
    let factors: [(letter: String, number: Int)] =
      switch reference.row {
      case 0: [("4", 4), ("d_{model}", sizes.model), ("H", heads), ("d", dim), ("n", rows)]
      case 1: [("4", 4), ("d_{model}", sizes.model), ("G", groups), ("d", dim), ("n", rows)]
      default: [("2", 2), ("H", heads), ("d", dim), ("n", rows), ("t", tokens)]
      }
    let numbers = factors.map { String($0.number) }
    return Derivation(
      subject: reference, value: value,
      summary: "\(reference.name) = \(numbers.joined(separator: "·")) = \(Int(value).grouped)",
      lines: [
        factors.map(\.letter).joined(separator: " \\cdot ")
          + (cached ? ", \\quad n = 1" : ", \\quad n = t"),
        "= " + numbers.joined(separator: " \\cdot ") + " = \(Int(value))",
      ], inputs: [])
  }

  private func times(_ reference: CellReference, _ value: Double, _ language: Language)
    -> Derivation
  {
    let (query, key) = (reference.row + 1, reference.column + 1)
    let reason =
      if cached {
        key <= query
          ? Localized(
            en: "in step \(query) alone; the cache keeps key \(key)",
            zh: "只在第 \(query) 步算一次；第 \(key) 个词的 key 留在缓存里")
          : Localized(
            en: "token \(key) is not there yet when token \(query) is generated",
            zh: "生成第 \(query) 个词时，第 \(key) 个词还不存在")
      } else {
        Localized(
          en: "in each of the steps \(max(query, key)) to \(tokens)",
          zh: "从第 \(max(query, key)) 步到第 \(tokens) 步，每步都算")
      }
    return Derivation.stated(reference, named: reference.name, value: value, reason[language])
  }
}
