import Course

/// `truefalse`: whether the prompt is true.
public struct TrueFalse: ItemType {
  public var common: ItemCommon
  public var answer: Bool
  public var explanation: Explanation

  static let name = "truefalse"
  static let keys: [String] = []

  static func read(_ reader: inout ItemReader) -> TrueFalse? {
    let answer = reader.yaml.bool(for: "answer", required: true)
    let explanation = reader.readExplanation(choices: nil)
    guard let common = reader.readCommon(), let answer, let explanation else { return nil }
    return TrueFalse(common: common, answer: answer, explanation: explanation)
  }

  var item: Item { .truefalse(self) }
  var expected: String { "\(answer)" }
  var texts: [[Inline]] { [] }
  var key: [(name: String, value: String)] { [("answer", "\(answer)")] }

  func share(of answer: Answer) throws(AnswerError) -> Double {
    guard case .truth(let isTrue) = answer else {
      throw .wrongKind(expected: Localized(en: "true or false", zh: "对或错"))
    }
    return isTrue == self.answer ? 1 : 0
  }

  func answer(from node: JSONNode) throws(Diagnostic) -> Answer {
    guard case .bool(let isTrue) = node.value else {
      throw Diagnostic(at: node.place, "expected true or false, found \(node.kind)")
    }
    return .truth(isTrue)
  }
}
