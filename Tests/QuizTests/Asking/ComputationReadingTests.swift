import Course
import Testing

@testable import Quiz

/// What instructors write as a computed item, and what they are told about a slip.
struct ComputationReadingTests {
  @Test func readsWhatIsDrawnAndWhatIsShown() throws {
    let item = try #require(
      read(
        ToyLab.item(
          vary: "{n: [2, 3], mode: plain}", set: "{word: a}", result: "grid[{row},2]",
          seed: "draw", show: "[grid, line]")
      ).item)
    guard case .numeric(let numeric) = item, let computation = numeric.computation else {
      Issue.record("no computation")
      return
    }
    #expect(numeric.answer == nil)
    #expect(computation.lab == "toy")
    #expect(computation.settings == ["word": "a"])
    #expect(computation.varied.map(\.control) == ["mode", "n"])
    #expect(computation.varied.map(\.values) == [["plain"], ["2", "3"]])
    #expect(computation.seed == .drawn)
    #expect(computation.result == "grid")
    #expect(computation.cell == [.row, .fixed(2)])
    #expect(computation.shown == ["grid", "line"])
  }

  @Test(
    arguments: [
      ("sum", "sum", []), ("l[2]", "l", [.fixed(2)]), ("l[{column}]", "l", [.column]),
      ("w[3,2]", "w", [.fixed(3), .fixed(2)]), ("w[{row}, {column}]", "w", [.row, .column]),
      ("w[row,column]", "w", [.row, .column]), ("w[1,{column}]", "w", [.fixed(1), .column]),
    ] as [(String, String, [Computation.Index])])
  func readsCells(written: String, result: String, cell: [Computation.Index]) throws {
    let item = try #require(read(ToyLab.item(result: written)).item)
    guard case .numeric(let numeric) = item else { return }
    #expect(numeric.computation?.result == result)
    #expect(numeric.computation?.cell == cell)
  }

  /// A part of a faultless item becomes another: what is said of it. The item begins at a.md:10:3.
  @Test(arguments: [
    (
      "tolerance:", "answer: 3\ntolerance:",
      "15:3: error: an item has 'answer' or 'compute' for its key, not both"
    ),
    ("lab: toy, ", "", "14:12: error: missing key 'lab'"),
    ("lab: toy", "lbb: toy", "14:13: error: unknown key 'lbb'; did you mean 'lab'?"),
    (
      "seed: 1", "seed: -1",
      "14:53: error: 'seed' must be a whole number from 0, or draw; found '-1'"
    ),
    (
      "seed: 1", "seed: dice",
      "14:53: error: 'seed' must be a whole number from 0, or draw; found 'dice'"
    ),
    (
      "'sum'", "'w[{column},{row}]'",
      "14:40: error: 'w[{column},{row}]' is no result; expected a name, or a cell of a matrix as "
        + "\"weights[3,2]\" or \"weights[{row},{column}]\""
    ),
    (
      "'sum'", "'w[0,1]'",
      "14:40: error: 'w[0,1]' is no result; expected a name, or a cell of a matrix as "
        + "\"weights[3,2]\" or \"weights[{row},{column}]\""
    ),
    ("{n: [3]}", "{n: []}", "13:13: error: 'n' has no value to be drawn"),
    ("{n: [3]}", "{}", "13:9: error: 'vary' names no control"),
    ("{n: [3]}", "{n: [[3]]}", "13:14: error: 'n' must list texts, found a list"),
    ("set: {}", "set: {n: 3}", "13:14: error: 'n' is both varied and set"),
  ])
  func saysWhatIsWrongAndWhere(old: String, new: String, sentence: String) throws {
    let yaml = ToyLab.item(vary: "{n: [3]}", set: "{}")
    try #require(yaml.contains(old))
    let (item, sentences) = read(yaml.replacing(old, with: new))
    #expect(sentences.first == "a.md:" + sentence)
    #expect(item == nil, "an item with an error cannot be asked")
  }

  @Test(arguments: ["vary: {n: [1]}", "show: [grid]"])
  func whatIsDrawnNeedsALab(line: String) throws {
    let key = line.prefix { $0 != ":" }
    #expect(
      read(Sample.numeric() + "\n" + line).sentences == [
        "a.md:18:3: error: '\(key)' needs a 'compute', which names the lab"
      ])
  }
}
