import Course
import FoundationEssentials

/// A file of answers, graded without a screen: `{"answers": {"ITEM-ID": ANSWER, …}}`.
///
/// ```swift
/// let report = try AnswerSheet(json: data, file: "me.json", items: items).graded()
/// print(report.json)
/// ```
public struct AnswerSheet: Sendable {
  private struct Entry: Sendable {
    var item: Item
    var answer: Answer
    var place: Place
  }

  private var entries: [Entry] = []

  /// - Parameter items: the items that may be answered; the report is in their order
  /// - Throws: a `Diagnostic` with the place in the file for bad JSON, an item that is not there or
  ///   is answered twice, or an answer of a kind that the item does not take
  public init(json: Data, file: String, items: [Item]) throws(Diagnostic) {
    let root = try JSONParser.parse(bytes: json, file: file)
    let places = Dictionary(
      items.enumerated().map { ($0.element.id, $0.offset) }, uniquingKeysWith: { first, _ in first }
    )
    var answered: [Int: Entry] = [:]
    for member in try Self.answers(in: root) {
      guard let index = places[member.key] else {
        let hint = nearest(to: member.key, among: items.map(\.id))
          .map { "; did you mean '\($0)'?" }
        throw Diagnostic(
          at: member.keyPlace, "there is no item '\(member.key)'\(hint ?? "")")
      }
      guard answered[index] == nil else {
        throw Diagnostic(at: member.keyPlace, "the item '\(member.key)' is answered twice")
      }
      let item = items[index]
      do throws(Diagnostic) {
        let answer = try item.content.answer(from: member.value)
        answered[index] = Entry(item: item, answer: answer, place: member.value.place)
      } catch {
        throw Diagnostic(at: error.place, "item '\(item.id)': \(error.message)")
      }
    }
    entries = answered.sorted { $0.key < $1.key }.map(\.value)
  }

  private static func answers(in root: JSONNode) throws(Diagnostic) -> [JSONNode.Member] {
    var place = root.place
    if case .object(let members) = root.value {
      if let member = members.first(where: { $0.key == "answers" }) {
        if case .object(let answers) = member.value.value { return answers }
        place = member.value.place
      }
    }
    throw Diagnostic(
      at: place, #"this is no file of answers, expected {"answers": {"ITEM-ID": ANSWER, …}}"#)
  }

  /// - Parameters:
  ///   - seed: what the numbers of computed items are drawn from
  ///   - runner: the labs that compute them
  /// - Throws: where an answer cannot be read, as a number that is none, and where a lab gives no key
  public func graded(
    seed: UInt64 = 1, runner: any LabRunner = NoLabs()
  ) throws(Diagnostic) -> GradeReport {
    var items: [GradeReport.Entry] = []
    for entry in entries {
      let question: Question
      do throws(LabError) {
        question = try entry.item.question(seed: seed, runner: runner)
      } catch {
        throw Diagnostic(
          at: entry.place, "item '\(entry.item.id)': \(error.message.english)")
      }
      do throws(AnswerError) {
        let grade = try question.item.grade(entry.answer)
        let xray = question.xray(of: entry.answer)
        items.append(GradeReport.Entry(question.item, grade, mutant: xray?.mutant))
      } catch {
        throw Diagnostic(
          at: entry.place, "item '\(entry.item.id)': \(error.message.english)")
      }
    }
    return GradeReport(items)
  }
}

/// For courses whose keys all stand in their files.
public struct NoLabs: LabRunner {
  public init() {}

  public var catalogue: [LabDescription] { [] }

  public func numbers(_ request: LabRequest) throws -> [String: Double] {
    throw LabError.unknownLab(request.lab, nearest: nil)
  }
}
