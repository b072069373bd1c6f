import Course

/// `single`: one choice of several.
public struct SingleChoice: Sendable, Equatable, Gradable {
  public var common: ItemCommon
  public var choices: [[Inline]]
  /// From 0.
  public var answer: Int
  public var explanation: Explanation

  var expected: String { choices[answer].plainText }

  func share(of answer: Answer) throws(AnswerError) -> Double {
    switch answer {
    case .choice(let index): return index == self.answer ? 1 : 0
    case .text(let text):
      return choices.index(ofChoice: text) == self.answer ? 1 : 0
    case .choices:
      throw .wrongKind(
        expected: Localized(en: "the number or the text of one choice", zh: "一个选项的编号或文字"))
    }
  }
}

extension ItemReader {
  mutating func readSingle() -> Item? {
    let choices = readChoices()
    let answer = readAnswers(among: choices, isSingle: true)
    let explanation = readExplanation(choices: choices.count)
    guard let common = readCommon(), let choice = answer?.first, let explanation else { return nil }
    return .single(
      SingleChoice(
        common: common, choices: choices, answer: choice, explanation: explanation))
  }
}
