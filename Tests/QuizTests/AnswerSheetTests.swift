import Course
import Foundation
import Testing

@testable import Quiz

/// Files of answers, graded without a screen (`quiz --answers`).
struct AnswerSheetTests {
  private static var items: [Item] {
    [Sample.single, Sample.multiple, Sample.numeric(unit: "KB")].compactMap { read($0).item }
  }

  private static func report(_ json: String) throws -> GradeReport {
    try AnswerSheet(json: Data(json.utf8), file: "me.json", items: items).graded(file: "me.json")
  }

  @Test func theReportHasTheShapeOfTheManual() throws {
    let json = try Self.report(#"{"answers": {"one": 2, "some": [1, "b", 3], "size": "13 KB"}}"#)
      .json
    let expected = #"""
      {
        "items": [
          {"id": "one", "correct": true, "score": 1, "points": 1, "expected": "green",
           "explanation": "It is green."},
          {"id": "size", "correct": false, "score": 0, "points": 1, "expected": "12.5 KB",
           "explanation": "So much."},
          {"id": "some", "correct": false, "score": 0.5, "points": 1, "expected": "a; c",
           "explanation": "1: yes\n2: no\n3: yes\n4: no"}
        ],
        "totals": {"score": 1.5, "points": 3, "correct": 1, "count": 3}
      }
      """#
    #expect(try Self.value(json) == Self.value(expected))
  }

  /// JSON without its order and white space.
  private static func value(_ json: String) throws -> NSDictionary {
    try #require(JSONSerialization.jsonObject(with: Data(json.utf8)) as? NSDictionary)
  }

  @Test func theTextCountsRightAnswersAndPoints() throws {
    let report = try Self.report(#"{"answers": {"one": 2, "some": [1]}}"#)
    #expect(
      report.text == """
        right  one  1.0/1.0
        wrong  some  0.5/1.0
        1 of 2 right, 1.5 of 2.0 points

        """)
  }

  @Test(arguments: [
    (#"{"one": 2}"#, 1.0), (#"{"one": "green"}"#, 1), (#"{"one": 1}"#, 0),
    (#"{"some": [1, 3]}"#, 1), (#"{"some": ["c", "a", "a"]}"#, 1), (#"{"some": []}"#, 0),
    (#"{"size": 12.5}"#, 1), (#"{"size": 1.25e1}"#, 1), (#"{"size": "12500 B"}"#, 1),
    (#"{"size": "12.5"}"#, 1), ("{}", 0),
  ])
  func choicesAreNumbersOrTexts(answers: String, score: Double) throws {
    #expect(try Self.report(#"{"answers": \#(answers)}"#).totals.score == score)
  }

  /// A text of a choice is taken with its marks, as the file has it, or without.
  @Test(arguments: ["`nan`", "nan"]) func textsOfChoicesWithMarks(text: String) throws {
    let yaml = Sample.single.replacing("[red, green, blue]", with: "[zero, \"`nan`\"]")
    let item = try #require(read(yaml).item)
    let json = Data(#"{"answers": {"one": "\#(text)"}}"#.utf8)
    let report = try AnswerSheet(json: json, file: "me.json", items: [item]).graded(file: "me.json")
    #expect(report.totals.correct == 1)
  }

  /// Lists, quotes and formulas of an explanation are in the report.
  @Test func noPartOfAnExplanationIsLost() throws {
    let yaml = Sample.single.replacing(
      "explain: It is green.", with: "explain: |\n  Since\n\n  - $a$\n  - b\n\n  > c")
    let item = try #require(read(yaml).item)
    #expect(item.explanation.plainText == "Since\na\nb\nc")
  }

  static let noFile =
    #"me.json:1:1: error: this is no file of answers, expected {"answers": {"ITEM-ID": ANSWER, …}}"#
  static let noChoice =
    "me.json:1:1: error: item 'one': expected a number from 1 to 3 or the text of a choice"

  @Test(arguments: [
    ("", noFile), ("[]", noFile), ("{", noFile), ("{}", noFile), (#"{"answers": [1]}"#, noFile),
    (#"{"answers": {"one": {"a": 1}}}"#, noFile), (#"{"answers": {"one": null}}"#, noFile),
    (
      #"{"answers": {"onee": 1}}"#,
      "me.json:1:1: error: there is no item 'onee'; did you mean 'one'?"
    ),
    (#"{"answers": {"other": 1}}"#, "me.json:1:1: error: there is no item 'other'"),
    (#"{"answers": {"one": 0}}"#, noChoice), (#"{"answers": {"one": 4}}"#, noChoice),
    (#"{"answers": {"one": 1.5}}"#, noChoice), (#"{"answers": {"one": 1e300}}"#, noChoice),
    (#"{"answers": {"one": "grey"}}"#, noChoice), (#"{"answers": {"one": [2]}}"#, noChoice),
    (
      #"{"answers": {"some": 1}}"#,
      "me.json:1:1: error: item 'some': expected a list of choices"
    ),
    (
      #"{"answers": {"some": [1, 5]}}"#,
      "me.json:1:1: error: item 'some': expected a number from 1 to 4 or the text of a choice"
    ),
    (#"{"answers": {"size": [1]}}"#, "me.json:1:1: error: item 'size': expected a number"),
    (
      #"{"answers": {"size": "much"}}"#,
      "me.json:1:1: error: item 'size': 'much' is no number; write it as 0.5, 1/2, 1e-3 or 50%."
    ),
    (
      #"{"answers": {"size": "5 apples"}}"#,
      "me.json:1:1: error: item 'size': The unit 'apples' does not fit; expected KB."
    ),
  ])
  func aBadFileIsRefusedWithASentence(json: String, sentence: String) {
    #expect {
      _ = try Self.report(json)
    } throws: { "\($0)" == sentence }
  }
}
