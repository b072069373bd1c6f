import Course

/// `multiple`: all choices that apply.
public struct MultipleChoice: ItemType {
  public var common: ItemCommon
  public var choices: [[Inline]]
  /// From 0; at least one.
  public var answer: Set<Int>
  public var explanation: Explanation

  static let name = "multiple"
  static let keys = ["choices"]

  static func read(_ reader: inout ItemReader) -> MultipleChoice? {
    let choices = reader.readChoices()
    let answer = reader.readAnswers(among: choices, isSingle: false)
    let explanation = reader.readExplanation(choices: choices.count)
    guard let common = reader.readCommon(), let answer, let explanation else { return nil }
    return MultipleChoice(
      common: common, choices: choices, answer: Set(answer), explanation: explanation)
  }

  var item: Item { .multiple(self) }
  var expected: String { answer.sorted().map { choices[$0].plainText }.joined(separator: "; ") }
  var texts: [[Inline]] { choices }
  var key: [(name: String, value: String)] {
    let numbers = answer.sorted().map { "\($0 + 1)" }.joined(separator: ", ")
    return [("choices", "a list of \(choices.count)"), ("answer", "[\(numbers)]")]
  }

  /// Right ones marked less wrong ones marked, over the right ones there are; never below 0.
  func share(of answer: Answer) throws(AnswerError) -> Double {
    guard case .choices(let marked) = answer else {
      throw .wrongKind(expected: Localized(en: "a list of choices", zh: "若干选项的列表"))
    }
    let right = marked.intersection(self.answer).count
    let wrong = marked.count - right
    return max(0, Double(right - wrong) / Double(self.answer.count))
  }

  func answer(from node: JSONNode) throws(Diagnostic) -> Answer {
    guard case .list(let nodes) = node.value else {
      throw Diagnostic(at: node.place, "expected a list of choices, found \(node.kind)")
    }
    var marked: Set<Int> = []
    for node in nodes { marked.insert(try choices.index(from: node)) }
    return .choices(marked)
  }
}
