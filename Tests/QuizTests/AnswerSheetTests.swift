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
    try AnswerSheet(json: Data(json.utf8), file: "me.json", items: items).graded()
  }

  @Test func theReportHasTheShapeOfTheManual() throws {
    let json = try Self.report(#"{"answers": {"one": 2, "some": [1, "b", 3], "size": "13 KB"}}"#)
      .json
    let expected = #"""
      {
        "items": [
          {"id": "one", "correct": true, "score": 1, "points": 1, "expected": "green",
           "explanation": "It is green."},
          {"id": "some", "correct": false, "score": 0.5, "points": 1, "expected": "a; c",
           "explanation": "1: yes\n2: no\n3: yes\n4: no"},
          {"id": "size", "correct": false, "score": 0, "points": 1, "expected": "12.5 KB",
           "explanation": "So much."}
        ],
        "totals": {"score": 1.5, "points": 3, "correct": 1, "count": 3}
      }
      """#
    #expect(try Self.value(json) == Self.value(expected))
  }

  @Test func computedItemsAreDrawnBeforeTheyAreGraded() throws {
    let yaml = ToyLab.item(vary: "{n: [2, 3]}", set: "{}", explain: "10 · {n} = {answer}")
    let item = try #require(read(yaml).item)
    var keys: Set<String> = []
    for seed in 1...20 as ClosedRange<UInt64> {
      let sheet = try AnswerSheet(
        json: Data(#"{"answers": {"toy": 300}}"#.utf8), file: "me.json", items: [item])
      let entry = try #require(sheet.graded(seed: seed, runner: ToyLab()).items.first)
      keys.insert(entry.expected)
      #expect(entry.explanation == "10 · \(entry.expected.prefix(1)) = \(entry.expected)")
      // Ten times 30 is what the engine `tenfold` makes of n = 3.
      #expect(entry.mutant == (entry.expected == "30" ? "tenfold" : nil))
    }
    #expect(keys == ["20", "30"])
  }

  @Test func aLabThatGivesNoKeyIsSaidOfTheItem() throws {
    let item = try #require(read(ToyLab.item(result: "other")).item)
    let sheet = try AnswerSheet(
      json: Data(#"{"answers": {"toy": 300}}"#.utf8), file: "me.json", items: [item])
    let error = #expect(throws: Diagnostic.self) { try sheet.graded(runner: ToyLab()) }
    #expect(
      error?.description
        == "me.json:1:21: error: item 'toy': lab 'toy' gives no 'other' at these settings")
  }

  /// JSON without its order and white space.
  private static func value(_ json: String) throws -> NSDictionary {
    try #require(JSONSerialization.jsonObject(with: Data(json.utf8)) as? NSDictionary)
  }

  @Test(arguments: [
    (
      Language.english,
      """
      right   one  1/1
      partly  some  0.5/1  expected a; c
      wrong   size  0/1  expected 12.5 KB
      1 of 3 right, 1.5 of 3 points

      """
    ),
    (
      .chinese,
      """
      正确  one  1/1
      部分  some  0.5/1  应为 a; c
      错误  size  0/1  应为 12.5 KB
      答对 1/3 题，得分 1.5/3

      """
    ),
  ])
  func theTextCountsRightAnswersAndPoints(language: Language, text: String) throws {
    let report = try Self.report(#"{"answers": {"size": 1, "some": [1], "one": 2}}"#)
    #expect(report.text(in: language) == text)
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
    let report = try AnswerSheet(json: json, file: "me.json", items: [item]).graded()
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
    #"this is no file of answers, expected {"answers": {"ITEM-ID": ANSWER, …}}"#
  static let ofThree = "expected a number from 1 to 3 or the text of a choice, found"

  /// What is in the file, and what is said from its place on.
  static let refusals = [
    ("[]", "1:1: error: \(noFile)"), ("{}", "1:1: error: \(noFile)"),
    (#"{"answer": {}}"#, "1:1: error: \(noFile)"),
    (#"{"answers": [1]}"#, "1:13: error: \(noFile)"),
    (
      #"{"answers": {"onee": 1}}"#, "1:14: error: there is no item 'onee'; did you mean 'one'?"
    ),
    (#"{"answers": {"other": 1}}"#, "1:14: error: there is no item 'other'"),
    (
      "{\"answers\": {\n  \"one\": 1,\n  \"one\": 2}}",
      "3:3: error: the item 'one' is answered twice"
    ),
    (#"{"answers": {"one": 0}}"#, "1:21: error: item 'one': \(ofThree) 0"),
    (#"{"answers": {"one": 4}}"#, "1:21: error: item 'one': \(ofThree) 4"),
    (#"{"answers": {"one": 1.5}}"#, "1:21: error: item 'one': \(ofThree) 1.5"),
    (#"{"answers": {"one": 1e300}}"#, "1:21: error: item 'one': \(ofThree) 1e300"),
    (#"{"answers": {"one": "grey"}}"#, "1:21: error: item 'one': \(ofThree) 'grey'"),
    (#"{"answers": {"one": [2]}}"#, "1:21: error: item 'one': \(ofThree) a list"),
    (#"{"answers": {"one": {"a": 1}}}"#, "1:21: error: item 'one': \(ofThree) an object"),
    (#"{"answers": {"one": null}}"#, "1:21: error: item 'one': \(ofThree) null"),
    (#"{"answers": {"one": true}}"#, "1:21: error: item 'one': \(ofThree) true"),
    (
      #"{"answers": {"some": 1}}"#, "1:22: error: item 'some': expected a list of choices, found 1"
    ),
    (
      "{\"answers\":\n {\"some\": [1,\n   5]}}",
      "3:4: error: item 'some': expected a number from 1 to 4 or the text of a choice, found 5"
    ),
    (
      #"{"answers": {"size": [1]}}"#,
      "1:22: error: item 'size': expected a number, or a text with its unit, found a list"
    ),
    (
      #"{"answers": {"size": false}}"#,
      "1:22: error: item 'size': expected a number, or a text with its unit, found false"
    ),
    (
      #"{"answers": {"size": "much"}}"#,
      "1:22: error: item 'size': 'much' is no number; write it as 0.5, 1/2, 1e-3 or 50%."
    ),
    (
      #"{"answers": {"size": "5 apples"}}"#,
      "1:22: error: item 'size': The unit 'apples' does not fit; expected KB."
    ),
  ]

  /// Text that is no JSON at all.
  static let noJSON = [
    ("", "1:1: error: bad JSON: expected a value, found the end of the file"),
    ("{", "1:2: error: bad JSON: expected a key in quotes, found the end of the file"),
    ("answers: {}", "1:1: error: bad JSON: expected a value, found 'a'"),
    (#"{"answers" {}}"#, "1:12: error: bad JSON: expected ':', found '{'"),
    (#"{"answers": {"one": 1,}}"#, "1:23: error: bad JSON: expected a key in quotes, found '}'"),
    (#"{"answers": {"one": 1 2}}"#, "1:23: error: bad JSON: expected ',' or '}', found '2'"),
    (#"{"answers": {"some": [1, ]}}"#, "1:26: error: bad JSON: expected a value, found ']'"),
    (#"{"answers": {"one": 01}}"#, "1:22: error: bad JSON: expected ',' or '}', found '1'"),
    (#"{"answers": {"one": 1.}}"#, "1:23: error: bad JSON: expected a digit, found '}'"),
    (#"{"answers": {"one": -}}"#, "1:22: error: bad JSON: expected a digit, found '}'"),
    (#"{"answers": {"one": nul}}"#, "1:21: error: bad JSON: expected a value, found 'n'"),
    ("{} {}", "1:4: error: bad JSON: expected the end of the file, found '{'"),
    (
      "{\"answers\": {\"one\": \"gre\nen\"}}",
      "1:21: error: bad JSON: the quote that opens here is not closed"
    ),
    (
      #"{"answers": {"one": "green"#,
      "1:21: error: bad JSON: the quote that opens here is not closed"
    ),
    (
      #"{"答案": "\x"}"#,
      #"1:10: error: bad JSON: expected an escape as \n or \u00e9, found 'x'"#
    ),
    (
      #"{"a": "\u12g4"}"#,
      "1:12: error: bad JSON: expected four hexadecimal digits, found 'g'"
    ),
    (String(repeating: "[", count: 100_000), "1:65: error: bad JSON: nested too deeply"),
  ]

  @Test(arguments: refusals + noJSON)
  func aBadFileIsRefusedWithASentence(json: String, sentence: String) {
    #expect {
      _ = try Self.report(json)
    } throws: { "\($0)" == "me.json:" + sentence }
  }

  @Test func bytesThatAreNoTextAreRefused() {
    #expect {
      _ = try AnswerSheet(json: Data([0x7B, 0xFF]), file: "me.json", items: [])
    } throws: { "\($0)" == "me.json:1:1: error: this is no UTF-8 text" }
  }

  /// JSON's ways to write one text.
  @Test(arguments: [
    #""green""#, #""gr\u0065en""#, #""\u0067reen""#,
  ])
  func escapesAreRead(text: String) throws {
    #expect(try Self.report("\u{FEFF}{ \"answers\" :\r\n\t{\"one\":\(text)} }").totals.correct == 1)
  }

  @Test(arguments: [
    (#""\"\\\/\b\f\n\r\t""#, "\"\\/\u{8}\u{C}\n\r\t"), (#""\u4e2d\u6587""#, "中文"),
    (#""\ud83d\ude00""#, "😀"), (#""\ud83d""#, "\u{FFFD}"), (#""\ud83d\u0041""#, "\u{FFFD}"),
    (#""\udc00""#, "\u{FFFD}"),
  ])
  func escapesStandForCharacters(json: String, text: String) throws {
    let node = try JSONParser.parse(json, file: "me.json")
    guard case .string(let string) = node.value else {
      Issue.record("no text")
      return
    }
    #expect(string == text)
  }
}
