import Course
import FoundationEssentials

/// What a file of answers is worth, item by item.
public struct GradeReport: Sendable, Encodable {
  struct Entry: Sendable, Encodable {
    var id: String
    var correct: Bool
    var score: Double
    var points: Double
    var expected: String
    var explanation: String
    /// The broken engine that a wrong answer comes from; left out where there is none.
    var mutant: String?

    init(_ item: Item, _ grade: Grade, mutant: String? = nil) {
      id = item.id
      correct = grade.isCorrect
      score = grade.score
      points = grade.points
      expected = grade.expected
      explanation = item.explanation.plainText
      self.mutant = mutant
    }
  }

  struct Totals: Sendable, Encodable {
    var score: Double
    var points: Double
    var correct: Int
    var count: Int
  }

  var items: [Entry]
  var totals: Totals

  init(_ items: [Entry]) {
    self.items = items
    totals = Totals(
      score: items.reduce(0) { $0 + $1.score }, points: items.reduce(0) { $0 + $1.points },
      correct: items.count { $0.correct }, count: items.count)
  }

  /// Keys in alphabetical order, so that the same answers give the same bytes.
  public var json: String {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
    // Numbers and texts always encode.
    return (try? encoder.encode(self)).map { String(decoding: $0, as: UTF8.self) } ?? "{}"
  }

  /// A line an item, then the sum.
  public func text(in language: Language) -> String {
    let (right, partly, wrong) =
      language == .english ? ("right ", "partly", "wrong ") : ("正确", "部分", "错误")
    let expected = language == .english ? "expected" : "应为"
    let lines = items.map { item in
      let verdict = item.correct ? right : item.score > 0 ? partly : wrong
      let line = "\(verdict)  \(item.id)  \(short(item.score))/\(short(item.points))"
      return item.correct ? line : line + "  \(expected) \(item.expected)"
    }
    let (score, points) = (short(totals.score), short(totals.points))
    let sum = Localized(
      en: "\(totals.correct) of \(totals.count) right, \(score) of \(points) points",
      zh: "答对 \(totals.correct)/\(totals.count) 题，得分 \(score)/\(points)")
    return (lines + [sum[language]]).joined(separator: "\n") + "\n"
  }

  /// At most three decimals, and none where there is nothing to say.
  private func short(_ value: Double) -> String {
    let rounded = (value * 1000).rounded() / 1000
    return Int(exactly: rounded).map { "\($0)" } ?? "\(rounded)"
  }
}

extension Explanation {
  /// The text without its marks; reasons in the order of their choices.
  var plainText: String {
    switch self {
    case .text(let blocks): blocks.plainText
    case .choices(let reasons):
      reasons.sorted { $0.key < $1.key }.map { "\($0.key): \($0.value.plainText)" }
        .joined(separator: "\n")
    }
  }
}

extension [Block] {
  /// What its blocks and those inside of them say, a line each.
  public var plainText: String {
    var lines: [String] = []
    walk { block in
      switch block.content {
      case .math(let formula): lines.append(formula.latex)
      case .code(_, let text): lines.append(text)
      case .table(let table):
        lines += ([table.header] + table.rows).map { row in
          row.map(\.plainText).joined(separator: " | ")
        }
      case .heading(_, _, let inlines), .paragraph(let inlines): lines.append(inlines.plainText)
      case .list, .quote, .callout, .rule, .lab, .quiz, .predict, .problem: break
      }
    }
    return lines.joined(separator: "\n")
  }
}
