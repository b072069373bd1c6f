import Course
import Foundation
import Testing

@testable import Quiz

/// What lint says of a computed item, once it knows the labs.
struct ComputationLintTests {
  struct Fault: CustomTestStringConvertible {
    var old: String
    var new: String
    /// The text that the diagnostic points to.
    var at: String
    var message: String
    var testDescription: String { "\(old) → \(new)" }

    init(_ old: String, _ new: String, at: String, _ message: String) {
      self.old = old
      self.new = new
      self.at = at
      self.message = message
    }
  }

  private static let item = """
    ```quiz
    id: toy-cell
    type: numeric
    prompt: Ask for {row} and {n}.
    vary: {n: [2, 3]}
    compute: {lab: toy, set: {mode: plain}, result: "grid[{row},{column}]", seed: draw}
    show: [line]
    tolerance: 0.1
    explain: It is {answer}, as $x^{{n}}$ and {sum} and {grid[row,1]} say, in `{any}`.
    hint: Look at {grid[1,2]}.
    ```
    """

  static let faults = [
    Fault("lab: toy", "lab: tou", at: "tou,", "unknown lab 'tou'; did you mean 'toy'?"),
    Fault(
      "mode: plain", "mood: plain", at: "plain}",
      "lab 'toy' has no control 'mood'"),
    Fault(
      "mode: plain", "mode: plane", at: "plane}",
      "'plane' is no value of 'mode', expected one of plain, fancy"),
    Fault(
      "n: [2, 3]", "n: [2, 30]", at: "30]",
      "'30' is no value of 'n', expected a whole number from 1 to 9"),
    Fault(
      "{n: [2, 3]}", "{n: [2, 3], m: [1, 2]}", at: "1, 2]",
      "lab 'toy' has no control 'm'; did you mean 'n'?"),
    Fault(
      "grid[{row},", "gird[{row},", at: "\"gird",
      "lab 'toy' has no result 'gird'; did you mean 'grid'?"),
    Fault(
      "\"grid[{row},{column}]\"", "grid", at: "grid, seed",
      "'grid' is a tensor [query, key]; ask for one number of it, as 'grid[{row},{column}]'"),
    Fault(
      "\"grid[{row},{column}]\"", "time", at: "time, seed",
      "'time' is measured on the machine at hand, and is no key"),
    Fault(
      "show: [line]", "show: [lin]", at: "lin]",
      "lab 'toy' has no result 'lin'; did you mean 'line'?"),
    Fault(
      "show: [line]", "show: [sum]", at: "sum]",
      "'sum' is a number; write it into the text as {sum}"),
    Fault("show: [line]", "show: [grid]", at: "grid]", "'grid' holds the answer, and is shown"),
    Fault(
      "and {n}.", "and {m}.", at: "Ask", "nothing is drawn for '{m}'; did you mean '{n}'?"),
    Fault("and {n}.", "and {answer}.", at: "Ask", "'{answer}' gives the answer away"),
    Fault(
      "and {n}.", "and {grid[row,column]}.", at: "Ask",
      "'{grid[row,column]}' gives the answer away"),
    Fault(
      "{grid[1,2]}", "{gird[1,2]}", at: "Look",
      "lab 'toy' has no tensor 'gird'; did you mean 'grid'?"),
    Fault("{grid[1,2]}", "{sum[1]}", at: "Look", "'sum' is a number and has no cells"),
    Fault(
      "{grid[1,2]}", "{line[1,2]}", at: "Look",
      "'{line[1,2]}' has two places, and the tensor one axis, key"),
    Fault(
      "{grid[1,2]}", "{grid}", at: "Look",
      "'grid' is a tensor; write one number of it as {grid[1,2]}"),
    Fault(
      "{grid[1,2]}", "{time}", at: "Look", "'time' is measured, and differs from run to run"),
    Fault("{{n}}", "{{mode}}", at: "It is", "'mode' is no number, and stands in math"),
  ]

  private func lint(_ item: String) throws -> (text: String, sentences: [String]) {
    let course = try TemporaryCourse()
    defer { course.remove() }
    for (file, heading) in [("en", "# Colours {#colors}"), ("zh", "# 颜色 {#colors}")] {
      try course.edit("first/a.\(file).md", heading, heading + "\n" + item)
    }
    let sentences = try course.lint(runner: ToyLab())
    return (try course.text(of: "first/a.en.md"), sentences.filter { $0.hasPrefix("first/a.en") })
  }

  @Test func nothingIsWrongWithAnItemWithoutAFault() throws {
    #expect(try lint(Self.item).sentences == [])
  }

  @Test(arguments: faults) func saysWhatIsWrongAndWhere(fault: Fault) throws {
    try #require(Self.item.contains(fault.old))
    let (text, sentences) = try lint(Self.item.replacing(fault.old, with: fault.new))
    let end = try #require(text.firstRange(of: fault.at)).lowerBound
    let line = text[..<end].count { $0 == "\n" } + 1
    let column = text[..<end].reversed().prefix { $0 != "\n" }.count + 1
    #expect(sentences.contains("first/a.en.md:\(line):\(column): error: \(fault.message)"))
  }
}
