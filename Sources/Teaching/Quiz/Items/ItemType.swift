import Course

/// What an item type brings: how it is written in a course, and how it is graded.
protocol ItemType: Sendable, Equatable {
  /// As `type:` names it.
  static var name: String { get }
  /// The keys that it has beside those of every item.
  static var keys: [String] { get }
  /// Reads the keys of the type, and leaves a diagnostic for each that is wrong.
  /// - Returns: nil where the item cannot be asked
  static func read(_ reader: inout ItemReader) -> Self?

  var common: ItemCommon { get }
  var explanation: Explanation { get }
  /// The right answer, as a learner would write it.
  var expected: String { get }
  /// What must be the same in every language, each with its name.
  var key: [(name: String, value: String)] { get }
  /// The texts that are shown, but for the prompt, the hint and the explanation.
  var texts: [[Inline]] { get }
  var item: Item { get }

  /// The share of the points that an answer earns, in 0...1.
  func share(of answer: Answer) throws(AnswerError) -> Double
  /// The share, and what there is to say of the answer beside it.
  func judged(_ answer: Answer) throws(AnswerError) -> (share: Double, detail: Grade.Detail?)
  /// An answer as a file of answers writes it.
  /// - Throws: what was expected instead, at the place of what is wrong
  func answer(from node: JSONNode) throws(Diagnostic) -> Answer
}

extension ItemType {
  func judged(_ answer: Answer) throws(AnswerError) -> (share: Double, detail: Grade.Detail?) {
    (try share(of: answer), nil)
  }
}
