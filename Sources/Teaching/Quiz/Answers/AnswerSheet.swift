import Course
import FoundationEssentials

/// A file of answers, graded without a screen:
/// `{"answers": {"ITEM-ID": ANSWER, …}}`.
public struct AnswerSheet: Sendable {
  private let answers: [(item: Item, answer: Answer)]

  /// - Throws: a `Diagnostic` with the place in the file for bad JSON, an item that is not there, or
  ///   an answer of a kind that the item does not take
  public init(json: Data, file: String, items: [Item]) throws(Diagnostic) {
    let place = Place(file: file)
    let document: Document
    do {
      document = try JSONDecoder().decode(Document.self, from: json)
    } catch {
      throw Diagnostic(
        at: place, #"this is no file of answers, expected {"answers": {"ITEM-ID": ANSWER, …}}"#)
    }
    let known = Dictionary(items.map { ($0.id, $0) }) { first, _ in first }
    var answers: [(item: Item, answer: Answer)] = []
    for (id, value) in document.answers.sorted(by: { $0.key < $1.key }) {
      guard let item = known[id] else {
        let hint = nearest(to: id, among: known.keys.sorted()).map { "; did you mean '\($0)'?" }
        throw Diagnostic(at: place, "there is no item '\(id)'\(hint ?? "")")
      }
      answers.append((item, try item.answer(value, at: place)))
    }
    self.answers = answers
  }

  /// - Throws: where an answer cannot be read, as a number that is none
  public func graded(file: String) throws(Diagnostic) -> GradeReport {
    var items: [GradeReport.Entry] = []
    for (item, answer) in answers {
      do throws(AnswerError) {
        items.append(GradeReport.Entry(item, try item.grade(answer)))
      } catch {
        throw Diagnostic(
          at: Place(file: file), "item '\(item.id)': \(error.message.english)")
      }
    }
    return GradeReport(items)
  }

  private struct Document: Decodable {
    var answers: [String: Value]
  }

  /// An answer as JSON has it.
  enum Value: Decodable {
    case number(Double)
    case text(String)
    case list([Value])

    init(from decoder: any Decoder) throws {
      let container = try decoder.singleValueContainer()
      if let list = try? container.decode([Value].self) {
        self = .list(list)
      } else if let number = try? container.decode(Double.self) {
        self = .number(number)
      } else {
        self = .text(try container.decode(String.self))
      }
    }
  }
}

extension Item {
  /// An answer of a file as this item takes it: choices are numbers from 1, or texts.
  fileprivate func answer(_ value: AnswerSheet.Value, at place: Place) throws(Diagnostic) -> Answer
  {
    switch (self, value) {
    case (.single(let item), _):
      return .choice(try choice(value, among: item.choices, at: place))
    case (.multiple(let item), .list(let values)):
      var marked: Set<Int> = []
      for value in values { marked.insert(try choice(value, among: item.choices, at: place)) }
      return .choices(marked)
    case (.multiple, _):
      throw Diagnostic(at: place, "item '\(id)': expected a list of choices")
    case (.numeric, .number(let number)): return .text("\(number)")
    case (.numeric, .text(let text)): return .text(text)
    case (.numeric, .list):
      throw Diagnostic(at: place, "item '\(id)': expected a number")
    }
  }

  private func choice(
    _ value: AnswerSheet.Value, among choices: [[Inline]], at place: Place
  ) throws(Diagnostic) -> Int {
    switch value {
    case .number(let number):
      if let index = Int(exactly: number), choices.indices.contains(index - 1) { return index - 1 }
    case .text(let text):
      if let index = choices.index(ofChoice: text) { return index }
    case .list: break
    }
    throw Diagnostic(
      at: place,
      "item '\(id)': expected a number from 1 to \(choices.count) or the text of a choice")
  }
}
