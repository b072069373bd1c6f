import Course
import Foundation
import Testing

@testable import Quiz

/// What lint finds in the items of a course beyond what reading them finds.
struct LintTests {
  /// A fault put into one file of a course without a fault: what is said of it.
  struct Fault: CustomTestStringConvertible {
    var name: String
    var file: String
    var old: String
    var new: String
    var sentences: [String]
    var testDescription: String { name }

    init(
      _ name: String, _ file: String, _ old: String, _ new: String, _ sentences: String...
    ) {
      self.name = name
      self.file = file
      self.old = old
      self.new = new
      self.sentences = sentences
    }
  }

  static let faults = [
    Fault("none", "first/a.en.md", "red", "orange"),
    Fault(
      "dead anchor", "first/a.en.md", "\"#colors\"", "\"#colours\"",
      "first/a.en.md:16:9: error: lesson 'first/a' has no heading '#colours'; did you mean '#colors'?"
    ),
    Fault(
      "dead lesson", "first/a.zh.md", "\"#colors\"", "first/b#colors",
      "first/a.zh.md:16:9: error: there is no lesson 'first/b'; did you mean 'first/a'?"),
    Fault(
      "dead link in a prompt", "first/a.en.md", "prompt: Which?", "prompt: Which [one](first/b)?",
      "first/a.en.md:10:15: error: there is no lesson 'first/b'; did you mean 'first/a'?"),
    Fault(
      "dead link in a choice", "first/a.en.md", "[red,", "[\"[red](#rot)\",",
      "first/a.en.md:11:12: error: lesson 'first/a' has no heading '#rot'"),
    Fault(
      "claim in an item", "first/a.en.md", "It is green.", "It is [1](claim:green).",
      "first/a.en.md:13:16: error: the claim 'green' stands in a quiz item, where none is proven"),
    Fault(
      "no hint", "first/a.zh.md", "hint: 看。\n", "",
      "first/a.zh.md:8:1: warning: item 'one' has no hint"),
    Fault(
      "another answer", "first/a.zh.md", "answer: 2", "answer: 3",
      "first/a.zh.md:12:9: error: item 'one': answer is 3 here and 2 at first/a.en.md:12:9"),
    Fault(
      "more choices", "first/a.zh.md", "蓝]", "蓝, 紫]",
      "first/a.zh.md:11:10: error: item 'one': choices is a list of 4 here and a list of 3 at first/a.en.md:11:10"
    ),
    Fault(
      "other points", "first/a.zh.md", "points: 2", "points: 3",
      "first/a.zh.md:15:9: error: item 'one': points is 3.0 here and 2.0 at first/a.en.md:15:9"),
    Fault(
      "one has a difficulty", "first/a.zh.md", "points: 2", "points: 2\ndifficulty: 3",
      "first/a.zh.md:16:13: error: item 'one': difficulty is 3 here and none at first/a.en.md:8:1"),
    Fault(
      "another type", "first/a.zh.md", "type: single", "type: multiple",
      "first/a.zh.md:9:7: error: item 'one': type is multiple here and single at first/a.en.md:9:7"
    ),
    Fault(
      "what reading finds", "first/a.en.md", "answer: 2", "answer: 4",
      "first/a.en.md:12:9: error: the answer is not among the choices, expected a number from 1 to 3 or the text of a choice"
    ),
  ]

  /// A free text that stands in both languages; each fault is one in the English file.
  static let freeText = """

    ```quiz
    id: flash
    type: short
    prompt: What does it do?
    rubric:
      - {point: blocks, accept: {en: [tiling], zh: [分块]}}
      - {point: exact, accept: {en: [exact], zh: [精确]}}
    pass: 2
    model: {en: It uses tiling and is exact., zh: 它分块计算，结果是精确的。}
    followups: {1: one}
    examples: [{text: It is exact., points: [2]}]
    hint: Think.
    ```
    """

  @Test(arguments: [
    Fault("none", "first/a.en.md", "blocks", "tiles"),
    Fault(
      "a follow-up that is not there", "first/a.en.md", "{1: one}", "{1: onee}",
      "first/a.en.md:27:12: error: the follow-up to point 1: there is no item 'onee'; did you mean 'one'?"
    ),
    Fault(
      "a model that leaves a point out", "first/a.en.md", "tiling and is exact", "tiling",
      "first/a.en.md:26:8: error: the model answer in 'en' does not meet point 2"),
    Fault(
      "an example that is graded otherwise", "first/a.en.md", "points: [2]", "points: [1]",
      "first/a.en.md:28:19: error: this example meets point 2, not point 1"),
    Fault(
      "another pass", "first/a.zh.md", "pass: 2", "pass: 1",
      "first/a.zh.md:25:7: error: item 'flash': pass is 1 here and 2 at first/a.en.md:25:7"),
    Fault(
      "other phrasings", "first/a.zh.md", "[精确]", "[精确, 准确]",
      "first/a.zh.md:24:28: error: item 'flash': 'accept' of point 2 is {en: [exact], zh: [精确, 准确]} here and {en: [exact], zh: [精确]} at first/a.en.md:24:28"
    ),
  ])
  func saysWhatIsWrongWithARubric(fault: Fault) throws {
    let course = try TemporaryCourse()
    defer { course.remove() }
    for file in ["first/a.en.md", "first/a.zh.md"] {
      let last = "review: \"#colors\"\n```"
      try course.edit(file, last, last + Self.freeText)
    }
    try course.edit(fault.file, fault.old, fault.new)
    // A follow-up differs between the languages then, too.
    let found = try course.lint().filter { !$0.contains("followups is") }
    #expect(found == fault.sentences)
  }

  @Test(arguments: faults) func saysWhatIsWrongAndWhere(fault: Fault) throws {
    let course = try TemporaryCourse()
    defer { course.remove() }
    try course.edit(fault.file, fault.old, fault.new)
    #expect(try course.lint() == fault.sentences)
  }
}

/// A course of one lesson in a temporary folder.
struct TemporaryCourse {
  private let root = FileManager.default.temporaryDirectory.path + "/quiz-" + UUID().uuidString

  private static let files = [
    "course.yaml": """
    id: small
    title: {en: Small, zh: 小}
    languages: [en, zh]
    chapters: [first]
    """,
    "first/chapter.yaml": "title: {en: First, zh: 一}\nlessons: [a]",
    "sources.yaml": "paper: {title: A paper, authors: Ann, year: 2017}",
    "first/a.en.md": """
    ---
    id: first/a
    title: Which?
    sources: [paper]
    ---
    # Colours {#colors}
    ```quiz
    id: one
    type: single
    prompt: Which?
    choices: [red, green, blue]
    answer: 2
    explain: It is green.
    hint: Look.
    points: 2
    review: "#colors"
    ```
    """,
    "first/a.zh.md": """
    ---
    id: first/a
    title: 哪个？
    sources: [paper]
    ---
    # 颜色 {#colors}
    ```quiz
    id: one
    type: single
    prompt: 哪个？
    choices: [红, 绿, 蓝]
    answer: 2
    explain: 是绿色。
    hint: 看。
    points: 2
    review: "#colors"
    ```
    """,
  ]

  init() throws {
    try FileManager.default.createDirectory(
      atPath: root + "/first", withIntermediateDirectories: true)
    for (name, text) in Self.files { try write(text, to: name) }
  }

  func remove() { try? FileManager.default.removeItem(atPath: root) }

  func edit(_ file: String, _ old: String, _ new: String) throws {
    let text = try text(of: file)
    try #require(text.contains(old))
    try write(text.replacing(old, with: new), to: file)
  }

  func text(of file: String) throws -> String {
    try String(contentsOfFile: "\(root)/\(file)", encoding: .utf8)
  }

  func lint(runner: any LabRunner = NoLabs()) throws -> [String] {
    QuizLint(WholeCourse(try CourseLibrary(at: root)), runner: runner).diagnostics()
      .map { $0.description.replacing(root + "/", with: "") }
  }

  private func write(_ text: String, to name: String) throws {
    try text.write(toFile: "\(root)/\(name)", atomically: true, encoding: .utf8)
  }
}
