import Canvas
import Course
import Quiz
import Testing

@testable import Tutor

/// Answers that are moved and paired with keys, without a screen around them.
@Suite struct ArrangingEditorTests {
  private static func item(_ yaml: String) throws -> Item {
    try #require(Item.read(QuizBlock(yaml: yaml, place: Place(file: "a.md"))).item)
  }

  private static let order = """
    {id: o, type: order, prompt: Order?, choices: [first, second, third, fourth], explain: So.}
    """
  private static let match = """
    {id: m, type: match, prompt: Match?, pairs: {one: 1, two: 2, three: 3}, explain: So.}
    """
  private static let truth = "{id: t, type: truefalse, prompt: True?, answer: true, explain: So.}"

  private func editor(_ yaml: String, seed: UInt64 = 3) throws -> any AnswerEditor {
    makeEditor(for: try Self.item(yaml), seed: seed)
  }

  private func press(_ keys: String, _ editor: inout any AnswerEditor) {
    for key in keys { editor.handle(.key(.character(key))) }
  }

  private func order(_ editor: any AnswerEditor) throws -> [Int] {
    guard case .order(let order)? = editor.answer else { throw NoAnswer() }
    return order
  }

  private func pairs(_ editor: any AnswerEditor) throws -> [Int: Int] {
    guard case .pairs(let pairs)? = editor.answer else { throw NoAnswer() }
    return pairs
  }

  private struct NoAnswer: Error {}

  @Test func choicesAreMovedWithTheCursor() throws {
    var editor = try editor(Self.order)
    let start = try order(editor)
    press("J", &editor)
    #expect(try order(editor) == [start[1], start[0], start[2], start[3]])
    press("K", &editor)
    #expect(try order(editor) == start)
    // Taken up, a choice goes along, as far as there is room.
    press(" jjjjj jk", &editor)
    #expect(try order(editor) == [start[1], start[2], start[3], start[0]])
    // A number says where to.
    press(" 1 ", &editor)
    #expect(try order(editor) == [start[3], start[1], start[2], start[0]])
  }

  @Test(arguments: 1...20 as ClosedRange<UInt64>)
  func everyOrderCanBeReached(seed: UInt64) throws {
    var editor = try editor(Self.order, seed: seed)
    for target in 0..<4 {
      let place = try #require(try order(editor).firstIndex(of: target))
      press("\(place + 1) \(target + 1) ", &editor)
    }
    #expect(try order(editor) == [0, 1, 2, 3])
    #expect(try Self.item(Self.order).grade(.order([0, 1, 2, 3])).isCorrect)
  }

  @Test(arguments: 1...20 as ClosedRange<UInt64>)
  func leftSidesArePairedByLetter(seed: UInt64) throws {
    var editor = try editor(Self.match, seed: seed)
    #expect(editor.answer == nil)
    let shown = Shuffle.order(of: 3, seed: seed)
    for left in 0..<3 {
      let place = try #require(shown.firstIndex(of: left))
      press("\(["a", "b", "c"][place])", &editor)
    }
    #expect(try pairs(editor) == [0: 0, 1: 1, 2: 2])
    // A right side that is given to another is taken from the one that had it.
    press("1\(["a", "b", "c"][try #require(shown.firstIndex(of: 1))])", &editor)
    #expect(try pairs(editor) == [0: 1, 2: 2])
    #expect(!editor.isComplete)
  }

  @Test(arguments: [
    ("1", true), ("2", false), ("t", true), ("f", false), ("j", false), ("jk", true),
  ])
  func trueAndFalse(keys: String, value: Bool) throws {
    var editor = try editor(Self.truth)
    #expect(editor.answer == nil)
    press(keys, &editor)
    #expect(editor.answer == .truth(value))
  }
}
