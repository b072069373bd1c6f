import Course

/// `short`: free text against a rubric.
public struct FreeText: ItemType {
  /// An answer with the points that it must be found to meet.
  public struct Example: Sendable, Equatable {
    public var text: String
    /// From 1.
    public var points: Set<Int>
    public var place: Place
  }

  public var common: ItemCommon
  public var rubric: Rubric
  /// So many points met are enough for the whole score.
  public var pass: Int
  /// An answer as it could be spoken, by language; both the same where the item has only one.
  public var models: Localized<[Block]>
  /// The language of the lesson that the item stands in.
  public var language: Language
  /// From the number of a point, from 1, to the item to ask where it was missed.
  public var followups: [Int: String]
  public var examples: [Example]
  /// The question in other words.
  public var again: [Block]?
  public var explanation: Explanation

  /// An answer as it could be spoken, in the language of the item.
  public var model: [Block] { models[language] }

  /// The model is one text for all languages.
  var hasOneModel: Bool { models.english == models.chinese }

  static let name = "short"
  static let keys = ["rubric", "model", "followups", "pass", "examples", "again"]

  static func read(_ reader: inout ItemReader) -> FreeText? {
    let (points, places) = reader.readRubric()
    let pass = reader.readPass(points: points.count)
    let models = reader.readModels()
    let followups = reader.readFollowups(points: points.count)
    let examples = reader.readExamples(points: points.count)
    let again = reader.blocks(for: "again")
    let explanation =
      reader.yaml.contains("explain")
      ? reader.readExplanation(choices: nil) : models.map { .text($0[reader.language]) }
    guard var common = reader.readCommon(), !points.isEmpty, let models, let explanation
    else { return nil }
    common.places.merge(places) { first, _ in first }
    let prompt = [common.prompt, again ?? []].map(\.plainText).joined(separator: "\n")
    return FreeText(
      common: common, rubric: Rubric(points: points, prompt: prompt), pass: pass, models: models,
      language: reader.language, followups: followups, examples: examples, again: again,
      explanation: explanation)
  }

  var item: Item { .short(self) }
  var expected: String { model.plainText }
  var texts: [[Inline]] { rubric.points.map(\.text) }

  var key: [(name: String, value: String)] {
    let asked = followups.sorted { $0.key < $1.key }.map { "\($0.key): \($0.value)" }
    var key = [
      ("rubric", "a list of \(rubric.points.count)"), ("pass", "\(pass)"),
      ("followups", asked.isEmpty ? "none" : "{\(asked.joined(separator: ", "))}"),
    ]
    for (index, point) in rubric.points.enumerated() {
      key.append((Self.acceptName(index), written(point.accept)))
      key.append((Self.contradictName(index), written(point.contradict)))
    }
    return key
  }

  static func acceptName(_ point: Int) -> String { "'accept' of point \(point + 1)" }
  static func contradictName(_ point: Int) -> String { "'contradict' of point \(point + 1)" }

  private func written(_ phrasings: [Language: [String]]) -> String {
    let lists = Language.allCases.compactMap { language in
      phrasings[language].map { "\(language.rawValue): [\($0.joined(separator: ", "))]" }
    }
    return lists.isEmpty ? "none" : "{\(lists.joined(separator: ", "))}"
  }

  func share(of answer: Answer) throws(AnswerError) -> Double { try judged(answer).share }

  func judged(_ answer: Answer) throws(AnswerError) -> (share: Double, detail: Grade.Detail?) {
    guard case .text(let text) = answer else {
      throw .wrongKind(expected: Localized(en: "a text", zh: "一段文字"))
    }
    let reading = rubric.reading(of: text)
    return (share(of: reading.tally), .rubric(reading))
  }

  /// The share of the points for what a text says, or for what the learner says that it says.
  public func share(of tally: RubricTally) -> Double {
    Double(min(tally.met.count, pass)) / Double(pass)
  }

  func answer(from node: JSONNode) throws(Diagnostic) -> Answer {
    guard case .string(let text) = node.value else {
      throw Diagnostic(at: node.place, "expected a text, found \(node.kind)")
    }
    return .text(text)
  }
}
