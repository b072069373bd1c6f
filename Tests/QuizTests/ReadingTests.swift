import Course
import Testing

@testable import Quiz

/// What instructors write as an item, and what they are told about a slip. All items begin at
/// a.md:10:3.
struct ReadingTests {
  /// One line of a faultless item becomes another: what is said.
  struct Slip: CustomTestStringConvertible {
    var item: String
    var old: String
    var new: String
    var sentences: [String]
    var testDescription: String { "\(old) → \(new)" }

    init(_ item: String, _ old: String, _ new: String, _ sentences: String...) {
      self.item = item
      self.old = old
      self.new = new
      self.sentences = sentences.map { "a.md:" + $0 }
    }
  }

  static let common = [
    Slip(Sample.single, "id: one\n", "", "10:3: error: missing key 'id'"),
    Slip(Sample.single, "id: one", "id:", "10:3: error: 'id' is empty"),
    Slip(Sample.single, "type: single\n", "", "10:3: error: missing key 'type'"),
    Slip(
      Sample.single, "type: single", "type: singel",
      "11:9: error: unknown type 'singel'; did you mean 'single'?"),
    Slip(
      Sample.single, "type: single", "type: essay",
      "11:9: error: unknown type 'essay'; expected "
        + Item.types.map { $0.name }.joined(separator: ", ")),
    Slip(Sample.single, "prompt: Which?\n", "", "10:3: error: missing key 'prompt'"),
    Slip(
      Sample.single, "hint:", "hnit:", "16:3: error: unknown key 'hnit'; did you mean 'hint'?"),
    Slip(Sample.single, "hint:", "tolerance:", "16:3: error: unknown key 'tolerance'"),
    Slip(Sample.numeric(), "hint:", "choices:", "17:3: error: unknown key 'choices'"),
    Slip(Sample.single, "explain: It is green.\n", "", "10:3: error: missing key 'explain'"),
    Slip(
      Sample.single, "hint: Look.", "points: 0", "16:11: error: 'points' must be above 0"),
    Slip(
      Sample.single, "hint: Look.", "points: -1.5", "16:11: error: 'points' must be above 0"),
    Slip(
      Sample.single, "hint: Look.", "points: much",
      "16:11: error: 'points' must be a number, found 'much'"),
    Slip(
      Sample.single, "hint: Look.", "difficulty: 9",
      "16:15: error: 'difficulty' must be a whole number from 1 to 5, found '9'"),
    Slip(
      Sample.single, "hint: Look.", "difficulty: hard",
      "16:15: error: 'difficulty' must be a whole number from 1 to 5, found 'hard'"),
    Slip(
      Sample.single, "hint: Look.", "version: 0",
      "16:12: error: 'version' must be a whole number from 1 to 1000000, found '0'"),
    Slip(
      Sample.single, "prompt: Which?", "prompt: [Which?]",
      "12:11: error: 'prompt' must be a single value, found a list"),
    Slip(
      Sample.single, "prompt: Which?", "prompt: Which: this?",
      "12:16: error: bad YAML: a value that holds ': ' must be quoted"),
  ]

  static let choices = [
    Slip(
      Sample.single, "choices: [red, green, blue]\n", "", "10:3: error: missing key 'choices'"),
    Slip(
      Sample.single, "[red, green, blue]", "red",
      "13:12: error: 'choices' must be a list, found 'red'"),
    Slip(
      Sample.single, "[red, green, blue]\nanswer: 2", "[red]\nanswer: 1",
      "13:12: error: 'choices' must be at least two"),
    Slip(
      Sample.single, "[red, green, blue]", "[red, green, [blue]]",
      "13:25: error: a choice must be a text"),
    Slip(Sample.single, "answer: 2\n", "", "10:3: error: missing key 'answer'"),
    Slip(
      Sample.single, "answer: 2", "answer: 4",
      "14:11: error: the answer is not among the choices, expected a number from 1 to 3 or the text of a choice"
    ),
    Slip(
      Sample.single, "answer: 2", "answer: 0",
      "14:11: error: the answer is not among the choices, expected a number from 1 to 3 or the text of a choice"
    ),
    Slip(
      Sample.single, "answer: 2", "answer: grey",
      "14:11: error: the answer is not among the choices, expected a number from 1 to 3 or the text of a choice"
    ),
    Slip(
      Sample.single, "answer: 2", "answer: [2]", "14:11: error: 'answer' must be one choice"),
    Slip(
      Sample.single, "[red, green, blue]", "[8, 4, 2]",
      "14:11: error: '2' is both the number of choice 2 and the text of choice 3; write the text in quotes, or the number 3"
    ),
    Slip(
      Sample.single, "[red, green, blue]", "[red, green, \"**red**\"]",
      "13:25: error: this choice is the same as choice 1"),
    Slip(
      Sample.single, "[red, green, blue]", "[red, green, \" \"]", "13:25: error: a choice is empty"),
    Slip(
      Sample.multiple, "[1, 3]", "[1, 3, a]", "14:18: error: 'answer' names choice 1 twice"),
    Slip(
      Sample.multiple, ", 4: no}", "}", "15:3: error: 'explain' has no reason for choice 4"),
    Slip(Sample.single, "explain: It is green.", "explain:", "15:3: error: 'explain' is empty"),
    Slip(
      Sample.multiple, "[1, 3]", "[]", "14:11: error: 'answer' must name at least one choice"),
    Slip(
      Sample.multiple, "[1, 3]", "[1, 5]",
      "14:15: error: the answer is not among the choices, expected a number from 1 to 4 or the text of a choice"
    ),
    Slip(
      Sample.multiple, "2: no", "5: no", "15:21: error: '5' is no choice, expected 1 to 4"),
    Slip(
      Sample.multiple, "2: no", "b: no", "15:21: error: 'b' is no choice, expected 1 to 4"),
    Slip(
      Sample.multiple, "2: no", "2: [no]", "15:24: error: a reason must be a text"),
    Slip(
      Sample.multiple, "{1: yes, 2: no, 3: yes, 4: no}", "[yes, no]",
      "15:12: error: 'explain' must be a text, or a reason for each choice"),
  ]

  static let numbers = [
    Slip(Sample.numeric(), "answer: 12.5\n", "", "10:3: error: missing key 'answer'"),
    Slip(Sample.numeric(), "answer: 12.5", "answer:", "13:3: error: 'answer' is empty"),
    Slip(
      Sample.numeric(), "answer: 12.5", "answer: [12.5]",
      "13:11: error: 'answer' must be a single value, found a list"),
    Slip(
      Sample.numeric(), "answer: 12.5", "answer: twelve",
      "13:11: error: 'answer' must be a number, found 'twelve'"),
    Slip(
      Sample.numeric(), "tolerance: 0", "tolerance: about 1",
      "14:14: error: 'about 1' is no tolerance, expected a number as 0.01 or a share as \"1%\""),
    Slip(
      Sample.numeric(), "tolerance: 0", "tolerance: -1",
      "14:14: error: '-1' is no tolerance, expected a number as 0.01 or a share as \"1%\""),
    Slip(
      Sample.numeric(), "tolerance: 0", "tolerance: inf",
      "14:14: error: 'inf' is no tolerance, expected a number as 0.01 or a share as \"1%\""),
    Slip(
      Sample.numeric(), "explain: So much.", "explain: {1: So much.}",
      "16:12: error: 'explain' must be a text"),
  ]

  @Test(arguments: common + choices + numbers) func saysWhatIsWrongAndWhere(slip: Slip) throws {
    try #require(slip.item.contains(slip.old))
    let (item, sentences) = read(slip.item.replacing(slip.old, with: slip.new))
    #expect(sentences == slip.sentences)
    #expect(item == nil, "an item with an error cannot be asked")
  }

  @Test(arguments: [Sample.single, Sample.multiple, Sample.numeric()])
  func readsAnItemWithoutAFault(yaml: String) {
    let (item, sentences) = read(yaml)
    #expect(sentences == [])
    #expect(item?.common.points == 1)
    #expect(item?.common.version == 1)
    #expect(item?.common.place == Place(file: "a.md", line: 10, column: 3))
  }

  @Test func keepsEveryKey() throws {
    let yaml =
      Sample.single + "\nversion: 3\ndifficulty: 4\nreview: \"transformer/scaling#t5\"\npoints: 2.5"
    let common = try #require(read(yaml).item?.common)
    #expect(common.version == 3)
    #expect(common.difficulty == 4)
    #expect(common.review == "transformer/scaling#t5")
    #expect(common.points == 2.5)
    #expect(common.hint?.count == 1)
  }

  /// The key names a choice by its number from 1, or by its text as it is written.
  @Test(arguments: [
    ("[red, green, blue]", "2", 1), ("[red, green, blue]", "green", 1), ("[8, 2, 4]", "2", 1),
    ("[8, 4, 2]", "\"2\"", 2), ("[\"$d$\", \"$d^2$\"]", "\"$d^2$\"", 1),
    ("[\"`nan`\", \"*zero*\"]", "\"*zero*\"", 1), ("[\"`nan`\", \"*zero*\"]", "zero", 1),
  ])
  func theAnswerIsANumberOrAText(choices: String, answer: String, index: Int) throws {
    let yaml = Sample.single.replacing("[red, green, blue]", with: choices)
      .replacing("answer: 2", with: "answer: \(answer)")
    let (item, sentences) = read(yaml)
    #expect(sentences == [])
    guard case .single(let single) = item else {
      Issue.record("not a single choice")
      return
    }
    #expect(single.answer == index)
  }

  @Test(arguments: [
    ("0.01", Tolerance.absolute(0.01)), ("1e-3", .absolute(0.001)), ("0", .absolute(0)),
    ("25%", .relative(0.25)), ("1 %", .relative(0.01)),
  ])
  func theToleranceIsAWidthOrAShare(text: String, tolerance: Tolerance) {
    #expect(Tolerance(text) == tolerance)
  }

  @Test(arguments: ["", "%", "wide", "-0.1", "-1%", "nan", "inf%", "1 %%", "0x1p3"])
  func whatIsNoToleranceIsRefused(text: String) { #expect(Tolerance(text) == nil) }
}
