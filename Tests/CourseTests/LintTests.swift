import Testing

@testable import Course

struct LintTests {
  /// A fault put into the small course: which file becomes what, and what is said of it.
  struct Fault: CustomTestStringConvertible {
    var name: String
    var files: [String: String?]
    var sentences: [String]
    var testDescription: String { name }

    init(_ name: String, _ files: [String: String?], _ sentences: [String]) {
      self.name = name
      self.files = files
      self.sentences = sentences
    }

    init(_ name: String, _ files: [String: String?], _ sentences: String...) {
      self.init(name, files, sentences)
    }

    /// A fault in one place of a file.
    init(_ name: String, _ file: String, _ old: String, _ new: String, _ sentences: String...) {
      let text = (CourseFolder.small[file] ?? nil) ?? ""
      self.name = name
      files = [file: text.replacing(old, with: new)]
      self.sentences = sentences
    }
  }

  /// The claim of the small course with other keys behind its settings.
  private static func claim(_ keys: String, _ sentences: String...) -> Fault {
    Fault(
      keys, ["first/a.claims.yaml": "variance: {lab: dice, set: {d: 64}, \(keys)}"],
      sentences.map { "first/a.claims.yaml:" + $0 })
  }

  static let faults = [
    Fault("none", [:]),
    // The files of the course
    Fault(
      "unknown key", "course.yaml", "languages", "langauges",
      "course.yaml:1:1: error: missing key 'languages'",
      "course.yaml:3:1: error: unknown key 'langauges'; did you mean 'languages'?"),
    Fault(
      "unknown language", "course.yaml", "[en, zh]", "[en, zh, fr]",
      "course.yaml:3:21: error: unknown language 'fr', expected en, zh"),
    Fault(
      "title of one language", "course.yaml", "{en: Small, zh: 小}", "{en: Small}",
      "course.yaml:2:8: error: missing key 'zh'"),
    Fault(
      "chapter twice", "course.yaml", "[first]", "[first, first]",
      "course.yaml:4:19: error: duplicate chapter 'first'"),
    Fault(
      "way out", "course.yaml", "[first]", "[first, ../first]",
      "course.yaml:4:19: error: '../first' is no name; use letters, digits, '-' and '_'"),
    Fault(
      "chapter not listed", ["next/chapter.yaml": "title: Next"],
      "next/chapter.yaml:1:1: warning: chapter 'next' is not in course.yaml and cannot be reached"),
    Fault(
      "lesson without file", "first/chapter.yaml", "[a, b]", "[a, b, bb]",
      "first/chapter.yaml:3:17: error: there is no lesson file 'first/bb.en.md'; did you mean 'b'?"),
    Fault(
      "lesson not listed", "first/chapter.yaml", "[a, b]", "[a]",
      "first/b.en.md:1:1: warning: lesson 'b' is not in chapter.yaml and comes after those that are"
    ),
    Fault(
      "lesson twice", "first/chapter.yaml", "[a, b]", "[a, b, first/b]",
      "first/chapter.yaml:3:17: error: duplicate lesson 'b'"),
    Fault(
      "file of no language", ["first/b.md": "text"],
      "first/b.md:1:1: error: a lesson is named 'name.en.md' or 'name.zh.md'"),
    Fault(
      "path to nowhere", "course.yaml", "first/later", "first/never",
      "course.yaml:5:63: error: there is no lesson 'first/never'"),
    Fault(
      "glossary to nowhere", "glossary.yaml", "first/a", "first/c",
      "glossary.yaml:1:85: error: there is no lesson 'first/c'; did you mean 'first/a'?"),
    Fault(
      "term of one language", ["glossary.yaml": "query: {en: {name: q}, lesson: first/a}"],
      "glossary.yaml:1:8: error: missing key 'zh'",
      "glossary.yaml:1:13: error: missing key 'meaning'"),
    Fault(
      "source without title", "sources.yaml", "title: A paper, ", "",
      "sources.yaml:1:8: error: missing key 'title'"),
    // Front matter
    Fault(
      "no front matter", ["first/b.zh.md": "## 结束 {#end}"],
      "first/b.zh.md:1:1: error: a lesson begins with '---', then 'id:' and 'title:', then '---'"),
    Fault(
      "open front matter", ["first/b.zh.md": "---\nid: first/b"],
      "first/a.zh.md:8:28: error: lesson 'first/b' has no heading '#end'",
      "first/b.en.md:7:1: error: heading 'end' is not in first/b.zh.md",
      "first/b.zh.md:1:1: error: the front matter that opens here is not closed by '---'"),
    Fault(
      "no title", "first/b.zh.md", "title: 怎么做？\n", "",
      "first/b.zh.md:2:1: error: missing key 'title'"),
    Fault(
      "other id", "first/b.zh.md", "id: first/b", "id: first/c",
      "first/b.zh.md:2:5: error: the id must be 'first/b', as the file is named"),
    Fault(
      "key misspelt", "first/b.en.md", "requires", "require",
      "first/b.en.md:4:1: error: unknown key 'require'; did you mean 'requires'?"),
    Fault(
      "requires a stranger", "first/b.en.md", "[first/a]", "[first/a, first/x]",
      "first/b.en.md:4:21: error: there is no lesson 'first/x'; did you mean 'first/a'?"),
    Fault(
      "requires what is planned", "first/b.en.md", "[first/a]", "[first/later]",
      "first/b.en.md:4:12: error: lesson 'first/later' is planned, but not written yet"),
    Fault(
      "cycle", "first/a.en.md", "minutes: 2", "requires: [first/b]",
      "first/a.en.md:5:12: error: a cycle: 'first/a' requires 'first/b' requires 'first/a'"),
    Fault(
      "behind a cycle",
      [
        "first/chapter.yaml": "title: {en: F, zh: 一}\nlessons: [b, a]",
        "course.yaml": "id: x\ntitle: X\nlanguages: [en, zh]\nchapters: [first]",
        "first/a.en.md": ((CourseFolder.small["first/a.en.md"] ?? nil) ?? "").replacing(
          "minutes: 2", with: "requires: [first/a]"),
      ], "first/a.en.md:5:12: error: a cycle: 'first/a' requires 'first/a'",
      "first/b.en.md:4:12: warning: lesson 'first/b' cannot be reached: 'first/a' is part of a cycle"
    ),
    Fault(
      "unknown source", "first/b.en.md", "[paper]", "[papr]",
      "first/b.en.md:5:11: error: sources.yaml has no 'papr'; did you mean 'paper'?"),
    Fault(
      "no sources", "first/b.en.md", "sources: [paper]\n", "",
      "first/b.en.md:1:1: warning: no sources"),
    Fault(
      "too long to read", "first/b.en.md", "requires: [first/a]\nsources: [paper]\n---\n",
      "requires: [first/a]\nminutes: 1\nsources: [paper]\n---\n"
        + String(repeating: "word ", count: 230) + "\n\n",
      "first/b.en.md:1:1: warning: reading takes 1.1 minutes, but 'minutes' is 1"),
    // Text
    Fault(
      "dead link", "first/a.en.md", "first/b#end", "first/c#end",
      "first/a.en.md:10:36: error: there is no lesson 'first/c'; did you mean 'first/a'?"),
    Fault(
      "dead anchor", "first/a.en.md", "first/b#end", "first/b#ends",
      "first/a.en.md:10:36: error: lesson 'first/b' has no heading '#ends'; did you mean '#end'?"),
    Fault(
      "dead anchor here", "first/a.en.md", "first/b#end", "#spraed",
      "first/a.en.md:10:36: error: lesson 'first/a' has no heading '#spraed'; did you mean '#spread'?"
    ),
    Fault("link to the web", "first/a.en.md", "first/b#end", "https://example.org/#x"),
    Fault(
      "unknown lab",
      [
        "first/b.en.md":
          "---\nid: first/b\ntitle: B\nsources: [paper]\n---\n```lab\nname: dcie\n```\n## E {#end}",
        "first/b.zh.md":
          "---\nid: first/b\ntitle: B\n---\n```lab\nname: dice\nset: {dd: 1, kind: norm, scale: up, d: 2000}\n```\n## E {#end}",
      ], "first/b.en.md:7:7: error: unknown lab 'dcie'; did you mean 'dice'?",
      "first/b.zh.md:5:1: error: this lab differs from the one at first/b.en.md:6:1",
      "first/b.zh.md:7:11: error: lab 'dice' has no control 'dd'; did you mean 'd'?",
      "first/b.zh.md:7:20: error: 'norm' is no value of 'kind', expected one of normal, uniform",
      "first/b.zh.md:7:33: error: 'up' is no value of 'scale', expected true or false",
      "first/b.zh.md:7:40: error: '2000' is no value of 'd', expected a whole number from 1 to 1024"
    ),
    Fault(
      "block that is none", "first/b.zh.md", "## 结束 {#end}", "## 结束 {#end}\n\n$$x",
      "first/b.zh.md:7:1: error: the '$$' that opens here is not closed"),
    // Translations
    Fault(
      "no translation", ["first/b.zh.md": nil],
      "first/b.en.md:1:1: error: no translation 'first/b.zh.md'"),
    Fault(
      "other notes", "first/a.zh.md", "\"1.1\"", "\"1.2\"",
      "first/a.zh.md:1:1: error: 'notes' differs from first/a.en.md: 1.1"),
    Fault(
      "other item", "first/a.zh.md", "id: one", "id: eins",
      "first/a.en.md:18:5: error: item 'one' is not in first/a.zh.md",
      "first/a.zh.md:16:5: error: item 'eins' is not in first/a.en.md"),
    Fault(
      "item twice", "first/b.en.md", "## End {#end}", "## End {#end}\n```quiz\nid: one\n```",
      "first/b.en.md:9:5: error: duplicate item id 'one', first at first/a.en.md:18:5",
      "first/b.en.md:9:5: error: item 'one' is not in first/b.zh.md"),
    Fault(
      "other heading", "first/b.zh.md", "{#end}", "{#ende}",
      "first/b.en.md:7:1: error: heading 'end' is not in first/b.zh.md",
      "first/b.zh.md:5:1: error: heading 'ende' is not in first/b.en.md",
      "first/a.zh.md:8:28: error: lesson 'first/b' has no heading '#end'; did you mean '#ende'?"),
    Fault(
      "lab that opens elsewhere", "first/a.zh.md", "set: {d: 64}\n```",
      "set: {d: 64}\nview: 2\n```",
      "first/a.zh.md:10:1: error: this lab differs from the one at first/a.en.md:12:1"),
    Fault(
      "lab missing", "first/a.zh.md", "```lab\nname: dice\nset: {d: 64}\n```\n", "",
      "first/a.en.md:12:1: error: this lab is not in first/a.zh.md"),
    // Claims
    Fault(
      "claim missing", "first/a.claims.yaml", "variance:", "varianz:",
      "first/a.claims.yaml:1:1: error: no lesson uses the claim 'varianz'",
      "first/a.en.md:10:7: error: first/a.claims.yaml has no claim 'variance'; did you mean 'varianz'?",
      "first/a.zh.md:8:5: error: first/a.claims.yaml has no claim 'variance'; did you mean 'varianz'?"
    ),
    Fault(
      "claim of one language", "first/a.zh.md", "[64](claim:variance)", "64",
      "first/a.en.md:10:7: error: the claim 'variance' is not in the text in 'zh'"),
    Fault(
      "other number", "first/a.zh.md", "[64]", "[65]",
      "first/a.zh.md:8:5: error: the claim 'variance' says '65' here and '64' in 'en'"),
    Fault("same number, other words", "first/a.zh.md", "[64]", "[约 64.0 ]"),
    Fault(
      "claims of no lab", "first/a.claims.yaml", "result: variance, theory: d",
      "result: variants, theory: dd",
      "first/a.claims.yaml:1:45: error: lab 'dice' has no result 'variants'; did you mean 'variance'?",
      "first/a.claims.yaml:1:63: error: lab 'dice' has no control 'dd' with a number; did you mean 'd'?"
    ),
    Fault(
      "claim out of range", "first/a.claims.yaml", "{d: 64}", "{d: 0}",
      "first/a.claims.yaml:1:32: error: '0' is no value of 'd', expected a whole number from 1 to 1024"
    ),
    Fault(
      "tensor as a number", "first/a.claims.yaml", "result: variance", "result: weights",
      "first/a.claims.yaml:1:45: error: 'weights' is a tensor [key], not a number; name one number of it, as 'weights[1]'"
    ),
    claim("result: \"weights[1]\""),
    claim("result: \"faces[1,2]\""),
    claim(
      "result: \"faces[1]\"",
      "1:45: error: 'faces' is a tensor [query, key], not a number; name one number of it, as "
        + "'faces[1,1]'"),
    claim(
      "result: \"weights[1,2]\"",
      "1:45: error: 'weights' is a tensor [key], not a number; name one number of it, as 'weights[1]'"
    ),
    claim(
      "result: \"variance[1]\"", "1:45: error: 'variance' is a number and has no cells"),
    claim(
      "result: \"wieghts[1]\"",
      "1:45: error: lab 'dice' has no result 'wieghts'; did you mean 'weights'?"),
    claim(
      "result: \"faces[0,1]\"",
      "1:45: error: 'faces[0,1]' is no result; expected a name, or a cell of a tensor as "
        + "\"weights[3,2]\""),
    claim("mutant: loaded, result: variance"),
    claim(
      "mutant: loded, result: variance",
      "1:45: error: lab 'dice' has no mutant 'loded'; did you mean 'loaded'?"),
    claim(
      "mutant: no-scaling, result: variance",
      "1:45: error: lab 'dice' has no mutant 'no-scaling'; expected loaded"),
    Fault(
      "claim of no source", ["first/a.claims.yaml": "variance: {source: dao, where: x, value: 64}"],
      "first/a.claims.yaml:1:20: error: sources.yaml has no 'dao'"),
    Fault(
      "claims that rest on themselves",
      ["first/a.claims.yaml": "variance: {divide: [variance, gone]}"],
      "first/a.claims.yaml:1:1: error: there is no claim 'gone'",
      "first/a.claims.yaml:1:1: error: the claim 'variance' rests on itself"),
  ]

  @Test(arguments: faults) func says(_ fault: Fault) throws {
    let folder = try CourseFolder(fault.files)
    let course = WholeCourse(try CourseLibrary(at: folder.root))
    let diagnostics = CourseLint(course, runner: DiceRunner()).diagnostics
    #expect(folder.sentences(diagnostics).sorted() == fault.sentences.sorted())
    #expect(diagnostics == diagnostics.sortedByPlace())
  }

  @Test func saysWhatIsAskedForOnly() throws {
    let folder = try CourseFolder(["first/b.zh.md": "x", "sources.yaml": "x"])
    let course = WholeCourse(try CourseLibrary(at: folder.root))
    let lint = CourseLint(course, runner: DiceRunner())
    let files = Set(lint.diagnostics(in: [folder.root + "/first/"]).map(\.place.file))
    #expect(files.count > 1 && files.allSatisfy { $0.contains("/first/") })
    #expect(lint.diagnostics(in: [folder.root + "/sources.yaml"]).count == 1)
  }
}
