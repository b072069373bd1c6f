import Course

/// `multiple`: all choices that apply.
public struct MultipleChoice: Sendable, Equatable, Gradable {
  public var common: ItemCommon
  public var choices: [[Inline]]
  /// From 0; at least one.
  public var answer: Set<Int>
  public var explanation: Explanation

  var expected: String { answer.sorted().map { choices[$0].plainText }.joined(separator: "; ") }

  /// Right ones marked less wrong ones marked, over the right ones there are; never below 0.
  func share(of answer: Answer) throws(AnswerError) -> Double {
    guard case .choices(let marked) = answer else {
      throw .wrongKind(expected: Localized(en: "a list of choices", zh: "若干选项的列表"))
    }
    let right = marked.intersection(self.answer).count
    let wrong = marked.count - right
    return max(0, Double(right - wrong) / Double(self.answer.count))
  }
}

extension ItemReader {
  mutating func readMultiple() -> Item? {
    let choices = readChoices()
    let answer = readAnswers(among: choices, isSingle: false)
    let explanation = readExplanation(choices: choices.count)
    guard let common = readCommon(), let answer, let explanation else { return nil }
    return .multiple(
      MultipleChoice(
        common: common, choices: choices, answer: Set(answer), explanation: explanation))
  }
}
