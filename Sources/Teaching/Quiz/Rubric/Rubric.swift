import Course

/// What a free text is measured by: points, each with the phrasings that make it.
///
/// ```swift
/// let reading = item.rubric.reading(of: "分块计算，不把 N×N 写回 HBM")
/// reading.tally.met  // [1, 2]
/// ```
public struct Rubric: Sendable, Equatable {
  public var points: [RubricPoint]
  /// The question, in all of its wordings: who only repeats it has said nothing.
  public var prompt: String

  public init(points: [RubricPoint], prompt: String = "") {
    self.points = points
    self.prompt = prompt
  }
}

/// One thing that an answer should say.
public struct RubricPoint: Sendable, Equatable {
  /// In the language of the lesson.
  public var text: [Inline]
  public var accept: [Language: [String]]
  /// Phrasings that go against the point.
  public var contradict: [Language: [String]]

  public init(
    text: [Inline], accept: [Language: [String]], contradict: [Language: [String]] = [:]
  ) {
    self.text = text
    self.accept = accept
    self.contradict = contradict
  }

  /// Answers mix languages, so the phrasings of both are looked for.
  var acceptedPhrasings: [String] { Language.allCases.flatMap { accept[$0] ?? [] } }
  var contraryPhrasings: [String] { Language.allCases.flatMap { contradict[$0] ?? [] } }
}
