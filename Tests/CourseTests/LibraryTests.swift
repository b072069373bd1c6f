import Testing

@testable import Course

struct LibraryTests {
  @Test func opensWithoutReadingBodies() throws {
    let folder = try CourseFolder()
    let library = try CourseLibrary(at: folder.root)
    #expect(library.diagnostics.isEmpty)
    #expect(library.title == Localized(en: "Small", zh: "小"))
    #expect(library.paths.map(\.lessons) == [["first/b", "first/later"]])
    #expect(
      library.chapters == [
        Chapter(
          id: "first", title: Localized(en: "First", zh: "一"),
          summary: Localized(en: "The first", zh: "第一章"),
          lessons: [
            LessonSummary(
              id: "first/a", title: Localized(en: "Why?", zh: "为什么？"), notes: ["1.1"], minutes: 2,
              sources: ["paper"], languages: [.english, .chinese], items: ["one"]),
            LessonSummary(
              id: "first/b", title: Localized(en: "How?", zh: "怎么做？"), requires: ["first/a"],
              sources: ["paper"], languages: [.english, .chinese]),
          ],
          planned: [
            PlannedLesson(
              id: "first/later", notes: ["1.3"], title: Localized(en: "Later", zh: "以后"),
              lab: "dice")
          ])
      ])
  }

  /// As other things that hold in every language, errata may stand in one file alone.
  @Test(arguments: ["first/a.en.md", "first/a.zh.md"])
  func readsTheErrataThatALessonCorrects(file: String) throws {
    let text = (CourseFolder.small[file] ?? nil) ?? ""
    let folder = try CourseFolder([
      file: text.replacing("notes: \"1.1\"", with: "notes: \"1.1\"\nerrata: [E01, E58]")
    ])
    let library = try CourseLibrary(at: folder.root)
    #expect(library.diagnostics.isEmpty)
    #expect(library.lessons.map(\.errata) == [["E01", "E58"], []])
  }

  @Test func readsALesson() throws {
    let folder = try CourseFolder()
    let lesson = try CourseLibrary(at: folder.root).lesson("first/a", in: .chinese)
    #expect(lesson.language == .chinese)
    #expect(
      outline(lesson.blocks) == """
        6:1 h1 #spread 方差
        8:1 p 方差是 [64](claim variance @8:5)，见 [b](first/b#end @8:28)。
        10:1 lab dice seed 1 d=64 12:10
        15:1 quiz 16:1
          │id: one
          │type: truefalse
        """)
    #expect(lesson.claims["variance"]?.within == "3%")
  }

  @Test func readsSourcesAndGlossary() throws {
    let folder = try CourseFolder()
    let library = try CourseLibrary(at: folder.root)
    let (sources, terms) = (library.readSources(), library.readGlossary())
    #expect(sources.sources.map(\.authors) == [["Ann", "Bo"]])
    #expect(sources.sources.map(\.link) == ["https://arxiv.org/abs/1706.03762"])
    #expect(terms.terms.map(\.name.chinese) == ["查询"])
    #expect(sources.diagnostics.isEmpty && terms.diagnostics.isEmpty)
  }

  @Test func aLessonThatIsNotTranslatedComesInTheOtherLanguage() throws {
    let folder = try CourseFolder(["first/b.zh.md": nil])
    let library = try CourseLibrary(at: folder.root)
    #expect(library.summary(of: "first/b")?.title.chinese == "How?")
    #expect(try library.lesson("first/b", in: .chinese).language == .english)
  }

  @Test func aBrokenChapterAndLessonLeaveTheRest() throws {
    let folder = try CourseFolder([
      "course.yaml": "id: x\ntitle: X\nlanguages: [en, zh]\nchapters: [none, second, first]",
      "second/chapter.yaml": "title: [",
      "second/c.en.md": "---\nid: second/c\ntitle: C\n---\ntext",
      "first/b.en.md": "---\nid: first/b\ntitle: 'How\n---\n## End {#end}",
      "first/b.zh.md": nil,
    ])
    let library = try CourseLibrary(at: folder.root)
    #expect(library.chapters.map(\.id) == ["none", "second", "first"])
    #expect(
      folder.sentences(library.chapters.compactMap(\.problem)) == [
        "course.yaml:4:12: error: there is no chapter folder 'none'",
        "second/chapter.yaml:1:8: error: bad YAML: the bracket that opens here is not closed",
      ])
    #expect(library.lessons.map(\.id) == ["second/c", "first/a", "first/b"])
    let broken = try #require(library.summary(of: "first/b"))
    #expect(broken.title.english == "first/b")
    #expect(
      folder.sentences([try #require(broken.problem)]) == [
        "first/b.en.md:3:8: error: bad YAML: the quote that opens here is not closed"
      ])
    #expect(outline(try library.lesson("first/b", in: .english).blocks) == "5:1 h2 #end End")
  }

  /// How a lesson file begins, how many spaces follow, and why it is not shown.
  static let unreadable: [([UInt8], Int, String)] = [
    (Array("注\nb\u{0}".utf8), 0, "2:2: error: this is no text: it holds a zero byte"),
    ([0x7F, 0x45, 0x4C, 0x46, 0], 0, "1:5: error: this is no text: it holds a zero byte"),
    (Array("---\n注".utf8) + [0xE9, 0x74], 0, "2:2: error: this is no UTF-8 text"),
    ([0xED, 0xA0, 0x80], 0, "1:1: error: this is no UTF-8 text"),
    ([], 50 << 20, "1:1: error: the file is larger than 4 MiB, too large for a part of a course"),
  ]

  @Test(arguments: unreadable)
  func saysWhyAFileIsNoLesson(start: [UInt8], spaces: Int, reason: String) throws {
    let sentence = "first/b.en.md:" + reason
    let folder = try CourseFolder(["first/b.zh.md": nil])
    try folder.write(start + [UInt8](repeating: 0x20, count: spaces), to: "first/b.en.md")
    let library = try CourseLibrary(at: folder.root)
    #expect(folder.sentences(library.lessons.compactMap(\.problem)) == [sentence])
    #expect {
      _ = try library.lesson("first/b", in: .english)
    } throws: { ($0 as? Diagnostic).map { folder.sentences([$0]) } == [sentence] }
    #expect(try library.lesson("first/a", in: .english).diagnostics.isEmpty)
  }

  @Test func saysWhyThereIsNoCourse() throws {
    #expect {
      _ = try CourseLibrary(at: "/nowhere/")
    } throws: { "\($0)" == "/nowhere/course.yaml:1:1: error: there is no such file" }
    let folder = try CourseFolder(["course.yaml": "id: a: b"])
    #expect {
      _ = try CourseLibrary(at: folder.root)
    } throws: { "\($0)".contains("course.yaml:1:6: error: bad YAML") }
  }

  @Test func namesTheNearestLesson() throws {
    let folder = try CourseFolder()
    let library = try CourseLibrary(at: folder.root)
    #expect {
      _ = try library.lesson("frist/a", in: .english)
    } throws: { "\($0)".hasSuffix("there is no lesson 'frist/a'; did you mean 'first/a'?") }
  }

  /// What a text editor leaves half-written is read all the same, and no place leaves the file.
  @Test func everyBeginningOfALessonIsRead() throws {
    let lesson = try #require(CourseFolder.small["first/a.zh.md"] ?? nil)
    let text =
      lesson
      + "\n\n> [!ANSWER]\n> $$\\frac{1}{2}$$ `x` 与 $d$\n\n| a | b |\n|--|--|\n| 1 | [2](claim:x) |\n\n1. - 一\n   ***\n"
    for length in 0...text.count {
      let prefix = String(text.prefix(length))
      let parts = LessonText(prefix, file: "a.md")
      let (blocks, diagnostics) = Markdown.blocks(
        parts.body, file: "a.md", firstLine: parts.bodyLine)
      var places = diagnostics.map(\.place)
      blocks.walk { places.append($0.place) }
      let lines = prefix.split(separator: "\n", omittingEmptySubsequences: false)
      for place in places {
        guard lines.indices.contains(place.line - 1) else {
          Issue.record("\(place) is below the end of the first \(length) characters")
          continue
        }
        #expect(
          (1...lines[place.line - 1].count + 1).contains(place.column),
          "\(place), first \(length) characters")
      }
    }
  }
}
