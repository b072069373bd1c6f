import Course
import Figures

/// Where the numbers of the self-cross lab come from: from the output down to the word list.
struct SelfCrossDerivations {
  let run: SelfCrossRun
  let language: Language

  func derivation(of reference: CellReference) -> Derivation? {
    guard let value = run.tensors.number(at: reference) else { return nil }
    let (row, column) = (reference.row, reference.column)
    switch reference.tensor {
    case "output":
      return .sumOfProducts(
        reference, named: name(reference), value: value,
        formula: "o_{ic} = \\sum_j w_{ij} v_{jc}",
        terms: run.source.indices.map { (input("weights", row, $0), input("value", $0, column)) })
    case "weights":
      return .softmax(
        reference, named: name(reference), value: value,
        row: run.source.indices.map { input("scaled", row, $0) }, column: column)
    case "scaled":
      return .scaledScore(
        reference, named: name(reference), value: value, score: input("scores", row, column),
        headDim: SelfCrossRun.headDim)
    case "scores":
      return .sumOfProducts(
        reference, named: name(reference), value: value,
        formula: "q_i \\cdot k_j = \\sum_c q_{ic} k_{jc}",
        terms: (0..<SelfCrossRun.headDim).map {
          (input("query", row, $0), input("key", column, $0))
        })
    case "query": return projection(reference, value, run.askingTensor, "queryMatrix", "q", "W^Q")
    case "key": return projection(reference, value, "sourceEmbedding", "keyMatrix", "k", "W^K")
    case "value": return projection(reference, value, "sourceEmbedding", "valueMatrix", "v", "W^V")
    case "sourceEmbedding": return feature(reference, value, of: run.source[row])
    case "targetEmbedding": return feature(reference, value, of: run.target[row])
    case "queryMatrix", "keyMatrix", "valueMatrix": return matrixEntry(reference, value)
    default: return nil
    }
  }

  private func projection(
    _ reference: CellReference, _ value: Double, _ embedding: String, _ matrix: String,
    _ symbol: String, _ latex: String
  ) -> Derivation {
    let terms = EmbeddingFeature.all.indices.map {
      (input(embedding, reference.row, $0), input(matrix, $0, reference.column))
    }
    return .sumOfProducts(
      reference, named: name(reference), value: value,
      formula: "\(symbol)_{ic} = \\sum_f x_{if} \(latex)_{fc}",
      terms: terms.filter { $0.0.value != 0 && $0.1.value != 0 })
  }

  private func feature(_ reference: CellReference, _ value: Double, of word: String) -> Derivation {
    let explanation = EmbeddingFeature.all[reference.column]
      .explanation(of: word, at: reference.row)
    return stated(reference, value, explanation)
  }

  private func matrixEntry(_ reference: CellReference, _ value: Double) -> Derivation {
    if reference.tensor == "valueMatrix" {
      return stated(
        reference, value,
        reference.column < WordFeature.allCases.count
          ? Localized(en: "W_V copies the named features as they are", zh: "W_V 把命名特征原样抄下来")
          : Localized(en: "drawn at random by the seed", zh: "由种子随机抽取"))
    }
    let component = SelfCrossRun.head.components[reference.column]
    guard value != 0 else {
      return stated(
        reference, value,
        Localized(
          en: "“\(component.name.english)” takes no notice of this feature",
          zh: "“\(component.name.chinese)”不看这个特征"))
    }
    let strength = Double(component.strength).compact()
    let width = SelfCrossRun.headDim
    return stated(
      reference, value,
      Localized(
        en: "“\(component.name.english)”, set by hand: √\(strength) · \(width)^¼",
        zh: "“\(component.name.chinese)”，手工设定：√\(strength) · \(width)^¼"))
  }

  private func stated(
    _ reference: CellReference, _ value: Double, _ reason: Localized<String>
  ) -> Derivation {
    .stated(reference, named: name(reference), value: value, reason[language])
  }

  private func input(_ tensor: String, _ row: Int, _ column: Int) -> Derivation.Input {
    let reference = CellReference(tensor, row, column)
    return Derivation.Input(
      name(reference), run.tensors.number(at: reference) ?? .nan, reference: reference)
  }

  /// `weights[猫, cat]`; a word that occurs twice has its position with it: `the·5`.
  private func name(_ reference: CellReference) -> String {
    let (row, column) = (reference.row, reference.column)
    let rowName =
      switch reference.tensor {
      case "queryMatrix", "keyMatrix", "valueMatrix": EmbeddingFeature.all[row].name[language]
      case "sourceEmbedding", "key", "value", "selfWeights": word(row, of: run.source)
      case "targetEmbedding": word(row, of: run.target)
      default: word(row, of: run.askers)
      }
    let columnName =
      switch reference.tensor {
      case "scores", "scaled", "weights", "selfWeights": word(column, of: run.source)
      case "sourceEmbedding", "targetEmbedding": EmbeddingFeature.all[column].name[language]
      default: SelfCrossDerivations.columnName(reference.tensor, column)[language]
      }
    return "\(reference.tensor)[\(rowName), \(columnName)]"
  }

  /// What a component of a vector is called: all stand for a feature, but random mixtures in values.
  static func columnName(_ tensor: String, _ column: Int) -> Localized<String> {
    if tensor == "output" || tensor.hasPrefix("value") { return Projections.valueName(column) }
    return WordFeature(rawValue: column)?.name
      ?? EmbeddingFeature.letters(column - WordFeature.allCases.count).name
  }

  private func word(_ index: Int, of words: [String]) -> String {
    let word = words[index]
    return words.count { $0 == word } > 1 ? "\(word)·\(index + 1)" : word
  }
}
