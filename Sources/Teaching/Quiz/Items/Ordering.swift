import Course

/// `order`: choices to be put in the right order, in which the course gives them.
public struct Ordering: ItemType {
  public var common: ItemCommon
  /// In the right order.
  public var choices: [[Inline]]
  public var explanation: Explanation

  static let name = "order"
  static let keys = ["choices"]

  static func read(_ reader: inout ItemReader) -> Ordering? {
    reader.refuseAnswer(insteadOf: "the choices stand in the right order")
    let choices = reader.readChoices()
    let explanation = reader.readExplanation(choices: nil)
    guard let common = reader.readCommon(), choices.count > 1, let explanation else { return nil }
    return Ordering(common: common, choices: choices, explanation: explanation)
  }

  var item: Item { .order(self) }
  var expected: String { choices.map(\.plainText).joined(separator: "; ") }
  var texts: [[Inline]] { choices }
  var key: [(name: String, value: String)] { [("choices", "a list of \(choices.count)")] }

  /// By the pairs of choices that stand in the right order: 1 for all of them, 0 for half or fewer.
  func share(of answer: Answer) throws(AnswerError) -> Double {
    guard case .order(let order) = answer, Set(order) == Set(choices.indices),
      order.count == choices.count
    else {
      throw .wrongKind(
        expected: Localized(
          en: "all \(choices.count) choices in an order", zh: "全部 \(choices.count) 个选项的一个排列"))
    }
    let pairs = choices.count * (choices.count - 1) / 2
    var inOrder = 0
    for (index, choice) in order.enumerated() {
      inOrder += order[(index + 1)...].count { $0 > choice }
    }
    return max(0, 2 * Double(inOrder) / Double(pairs) - 1)
  }

  func answer(from node: JSONNode) throws(Diagnostic) -> Answer {
    guard case .list(let nodes) = node.value else {
      throw Diagnostic(
        at: node.place, "expected a list of all \(choices.count) choices, found \(node.kind)")
    }
    var order: [Int] = []
    for node in nodes {
      let index = try choices.index(from: node)
      guard !order.contains(index) else {
        throw Diagnostic(at: node.place, "choice \(index + 1) is named twice")
      }
      order.append(index)
    }
    guard let missing = choices.indices.first(where: { !order.contains($0) }) else {
      return .order(order)
    }
    throw Diagnostic(
      at: node.place, "expected all \(choices.count) choices, choice \(missing + 1) is missing")
  }
}
