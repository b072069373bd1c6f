import Course

/// `single`: one choice of several.
public struct SingleChoice: ItemType {
  public var common: ItemCommon
  public var choices: [[Inline]]
  /// From 0.
  public var answer: Int
  public var explanation: Explanation

  static let name = "single"
  static let keys = ["choices"]

  static func read(_ reader: inout ItemReader) -> SingleChoice? {
    let choices = reader.readChoices()
    let answer = reader.readAnswers(among: choices, isSingle: true)
    let explanation = reader.readExplanation(choices: choices.count)
    guard let common = reader.readCommon(), let answer = answer?.first, let explanation else {
      return nil
    }
    return SingleChoice(
      common: common, choices: choices, answer: answer, explanation: explanation)
  }

  var item: Item { .single(self) }
  var expected: String { choices[answer].plainText }
  var texts: [[Inline]] { choices }
  var key: [(name: String, value: String)] {
    [("choices", "a list of \(choices.count)"), ("answer", "\(answer + 1)")]
  }

  func share(of answer: Answer) throws(AnswerError) -> Double {
    switch answer {
    case .choice(let index): return index == self.answer ? 1 : 0
    case .text(let text): return choices.index(ofChoice: text) == self.answer ? 1 : 0
    case .choices, .truth, .order, .pairs:
      throw .wrongKind(
        expected: Localized(en: "the number or the text of one choice", zh: "一个选项的编号或文字"))
    }
  }

  func answer(from node: JSONNode) throws(Diagnostic) -> Answer {
    .choice(try choices.index(from: node))
  }
}
