import Canvas
import Course
import Progress
import Quiz
import Testing

@testable import Tutor

/// Fields for formulas and shapes, which show what was understood as it is typed.
@Suite struct WrittenEditorTests {
  private static let formula = """
    {id: f, type: formula, prompt: Which?, variables: [x, m], answer: exp(x - m), explain: So.}
    """
  private static let shape = """
    {id: s, type: shape, prompt: Shape?, answer: "[B, h, N, d/h]", explain: So.}
    """

  private static func item(_ yaml: String) throws -> Item {
    try #require(Item.read(QuizBlock(yaml: yaml, place: Place(file: "a.md"))).item)
  }

  private static func context(_ language: Language = .english) -> Context {
    Context(
      size: Size(columns: 80, rows: 24), language: language, theme: .dark, glyphs: .unicode,
      allowsMotion: false, course: CourseOverview(chapters: []), record: Record(), now: 0)
  }

  /// The lines below a field in which something was typed, in a screen of 60 columns.
  private func lines(
    _ yaml: String, _ text: String, _ language: Language = .english, isJudged: Bool = false
  ) throws -> [String] {
    let item = try Self.item(yaml)
    var editor = makeEditor(for: item, seed: 1)
    for character in text { editor.handle(.key(.character(character))) }
    let grade = isJudged ? try item.grade(.text(text)) : nil
    let context = Self.context(language)
    return editor.lines(width: 60, grade: grade, item: item, context).lines.map { line in
      String(line.text.reversed().drop(while: \.isWhitespace).reversed())
    }
  }

  @Test(
    arguments: [
      ("", [">"]), ("e^(x-m)", [">", "read as", "   x−m", "  e"]),
      (
        #"\\frac{e^x}{e^m}"#,
        [">", "read as", "   eˣ", "  ────", "   eᵐ"]
      ),
      ("x/2m", [">", "read as", "   x", "  ─── m", "   2"]),
      // What is not finished is no mistake.
      (
        "exp(x -",
        [
          ">", "         ^", "  something is missing at the end: a number, a variable or a",
          "  bracket.",
        ]
      ),
      ("exp(y)", [">", "      ^", "  'y' is not known here, expected x, m."]),
    ] as [(String, [String])])
  func aFormulaIsLaidOutAsItIsTyped(text: String, expected: [String]) throws {
    let text = text.replacing(#"\\"#, with: #"\"#)
    #expect(try lines(Self.formula, text) == expected)
  }

  @Test(
    arguments: [
      ("B×h×N×d/h", [">", "read as", "  [B, h, N, d/h]", "  4 axes, B·N·d numbers in all"]),
      ("[d]", [">", "read as", "  [d]", "  1 axis, d numbers in all"]),
      ("[B,", [">", "  ^", "  '[' is not closed."]),
    ] as [(String, [String])])
  func aShapeIsReadAsItIsTyped(text: String, expected: [String]) throws {
    #expect(try lines(Self.shape, text) == expected)
  }

  @Test func bothAreSaidInChinese() throws {
    #expect(
      try lines(Self.shape, "(B, N)", .chinese) == [">", "读作", "  [B, N]", "  2 维，共 B·N 个数"])
    #expect(
      try lines(Self.formula, "y", .chinese)
        == [">", "  ^", "  这里没有“y”，可以用的有 x、m。"])
  }

  @Test func whatWasAnsweredStaysWithItsReading() throws {
    #expect(try lines(Self.formula, "2x", isJudged: true) == ["> 2x", "read as", "  2x"])
    #expect(
      try lines(Self.shape, "B×N", isJudged: true)
        == ["> B×N", "read as", "  [B, N]", "  2 axes, B·N numbers in all"])
  }

  /// A paste of a megabyte is cut, and what is left is no harm.
  @Test(arguments: ["(", "x+", "中", "\u{301}", "\\frac", "√"])
  func aLongPasteIsCut(unit: String) throws {
    for yaml in [Self.formula, Self.shape] {
      let item = try Self.item(yaml)
      var editor = makeEditor(for: item, seed: 1)
      editor.handle(.paste(String(repeating: unit, count: 1_000_000 / unit.utf8.count)))
      let lines = editor.lines(width: 60, grade: nil, item: item, Self.context())
      #expect(lines.lines.count < 60)
      #expect(lines.lines.allSatisfy { $0.width <= 600 })
    }
  }
}
