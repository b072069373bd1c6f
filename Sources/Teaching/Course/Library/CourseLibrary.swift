/// A course on disk: what home shows, read at once, and its lessons, read one by one when opened.
///
/// ```swift
/// let library = try CourseLibrary(at: "Content")
/// let lesson = try library.lesson("attention/steps", in: .chinese)
/// ```
/// A chapter or lesson that is broken appears with its problem; the rest is as it should be.
public struct CourseLibrary: Sendable {
  public let root: String
  public private(set) var id = ""
  public private(set) var title = Localized("")
  public private(set) var languages: [Language] = Language.allCases
  public private(set) var licence: String?
  public private(set) var authors: [String] = []
  /// In the order of `course.yaml`; their lessons in that of `chapter.yaml`, then those that it
  /// does not list.
  public private(set) var chapters: [Chapter] = []
  public private(set) var paths: [CoursePath] = []
  /// What is wrong with the files read so far: `course.yaml`, each `chapter.yaml`, and the front
  /// matter of each lesson.
  public private(set) var diagnostics: [Diagnostic] = []

  /// By lesson id.
  private(set) var files: [String: [LessonFile]] = [:]
  /// Where `course.yaml` lists each lesson of a path.
  private(set) var pathSteps: [PlacedText] = []

  /// - Throws: what is wrong with `course.yaml`, where it is not there or no YAML
  public init(at root: String) throws(Diagnostic) {
    self.root = root.count > 1 && root.hasSuffix("/") ? String(root.dropLast()) : root
    let file = path("course.yaml")
    let document = try YAMLDocument(try SourceFile.read(file), at: Place(file: file))
    var reader = YAMLReader(document.root)
    reader.unknownKeys(
      allowed: ["id", "title", "languages", "chapters", "licence", "authors", "paths"])
    languages = readLanguages(&reader)
    id = reader.string(for: "id", required: true) ?? ""
    title = reader.localized(for: "title", in: languages, required: true) ?? Localized(id)
    licence = reader.string(for: "licence")
    authors = (reader.strings(for: "authors") ?? []).map(\.text)
    paths = readPaths(&reader)
    let listed = reader.names(for: "chapters", required: true)
    diagnostics += reader.diagnostics
    for chapter in listed { open(chapter) }
    reportUnlistedChapters(listed: Set(listed.map(\.text)))
    diagnostics = diagnostics.sortedByPlace()
  }

  /// All lessons in the order of the course.
  public var lessons: [LessonSummary] { chapters.flatMap(\.lessons) }

  public func summary(of id: String) -> LessonSummary? { lessons.first { $0.id == id } }

  func path(_ relative: String) -> String { "\(root)/\(relative)" }

  // MARK: course.yaml

  private func readLanguages(_ reader: inout YAMLReader) -> [Language] {
    var languages: [Language] = []
    for code in reader.placedTexts(for: "languages") {
      if let language = Language(rawValue: code.text) {
        if !languages.contains(language) { languages.append(language) }
      } else {
        let known = Language.allCases.map(\.rawValue).joined(separator: ", ")
        reader.report(at: code.place, "unknown language '\(code.text)', expected \(known)")
      }
    }
    if !reader.contains("languages") {
      reader.report(at: reader.place, "missing key 'languages'")
    }
    return languages.isEmpty ? Language.allCases : languages
  }

  private mutating func readPaths(_ reader: inout YAMLReader) -> [CoursePath] {
    var paths: [CoursePath] = []
    var steps: [PlacedText] = []
    let languages = languages
    _ = reader.mapping(for: "paths") { reader in
      for entry in reader.entries {
        reader.read(entry.value) { path in
          path.unknownKeys(allowed: ["title", "lessons"])
          let title = path.localized(for: "title", in: languages, required: true)
          let lessons = path.placedTexts(for: "lessons")
          steps += lessons
          paths.append(
            CoursePath(
              id: entry.key, title: title ?? Localized(entry.key), lessons: lessons.map(\.text)))
        }
      }
    }
    pathSteps = steps
    return paths
  }

  // MARK: Chapters

  private mutating func open(_ listed: PlacedText) {
    guard !chapters.contains(where: { $0.id == listed.text }) else {
      diagnostics.append(Diagnostic(at: listed.place, "duplicate chapter '\(listed.text)'"))
      return
    }
    var chapter = Chapter(
      id: listed.text, title: Localized(listed.text), summary: Localized(""), lessons: [])
    var order: [PlacedText] = []
    do throws(Diagnostic) {
      guard SourceFile.isDirectory(path(chapter.id)) else {
        throw Diagnostic(at: listed.place, "there is no chapter folder '\(chapter.id)'")
      }
      let file = path("\(chapter.id)/chapter.yaml")
      let document = try YAMLDocument(try SourceFile.read(file), at: Place(file: file))
      order = read(&chapter, YAMLReader(document.root))
    } catch {
      chapter.problem = error
      diagnostics.append(error)
    }
    addLessons(to: &chapter, order: order)
    chapters.append(chapter)
  }

  /// - Returns: the names of its lessons in order
  private mutating func read(_ chapter: inout Chapter, _ reader: YAMLReader) -> [PlacedText] {
    var reader = reader
    let languages = languages
    reader.unknownKeys(allowed: ["title", "summary", "lessons", "planned"])
    chapter.title =
      reader.localized(for: "title", in: languages, required: true) ?? chapter.title
    chapter.summary = reader.localized(for: "summary", in: languages) ?? chapter.summary
    let prefix = chapter.id + "/"
    let order = reader.placedTexts(for: "lessons").map { lesson in
      let isQualified = lesson.text.hasPrefix(prefix)
      return PlacedText(
        text: isQualified ? String(lesson.text.dropFirst(prefix.count)) : lesson.text,
        place: lesson.place)
    }
    for node in reader.list(for: "planned") ?? [] {
      chapter.planned += reader.read(node) { planned in
        planned.unknownKeys(allowed: ["id", "notes", "title", "lab"])
        let notes = (planned.strings(for: "notes") ?? []).map(\.text)
        let title = planned.localized(for: "title", in: languages, required: true)
        let id = planned.string(for: "id")
        let lab = planned.string(for: "lab")
        return title.map { [PlannedLesson(id: id, notes: notes, title: $0, lab: lab)] } ?? []
      }
    }
    diagnostics += reader.diagnostics
    return order
  }

  private func reportUnlisted(_ path: String, _ message: String) -> Diagnostic {
    Diagnostic(.warning, at: Place(file: path), message)
  }

  private mutating func reportUnlistedChapters(listed: Set<String>) {
    for name in SourceFile.names(in: root) where !listed.contains(name) {
      let file = path("\(name)/chapter.yaml")
      if SourceFile.exists(file) {
        diagnostics.append(
          reportUnlisted(file, "chapter '\(name)' is not in course.yaml and cannot be reached"))
      }
    }
  }

  // MARK: Lessons

  private mutating func addLessons(to chapter: inout Chapter, order: [PlacedText]) {
    let onDisk = lessonFiles(in: chapter.id)
    var added: Set<String> = []
    for lesson in order {
      guard let files = onDisk[lesson.text] else {
        diagnostics.append(
          Diagnostic(at: lesson.place, missing(lesson.text, in: chapter, onDisk.keys.sorted())))
        continue
      }
      guard added.insert(lesson.text).inserted else {
        diagnostics.append(Diagnostic(at: lesson.place, "duplicate lesson '\(lesson.text)'"))
        continue
      }
      add(files, to: &chapter)
    }
    for name in onDisk.keys.sorted() where !added.contains(name) {
      guard let files = onDisk[name], let first = files.first else { continue }
      add(files, to: &chapter)
      diagnostics.append(
        reportUnlisted(
          first.path, "lesson '\(name)' is not in chapter.yaml and comes after those that are"))
    }
  }

  private func missing(_ name: String, in chapter: Chapter, _ names: [String]) -> String {
    let hint = nearest(to: name, among: names).map { "; did you mean '\($0)'?" } ?? ""
    return "there is no lesson file '\(chapter.id)/\(name).\(languages[0].rawValue).md'\(hint)"
  }

  /// The lesson files of a chapter, by the name of the lesson.
  private mutating func lessonFiles(in chapter: String) -> [String: [LessonFile]] {
    var found: [String: [LessonFile]] = [:]
    for name in SourceFile.names(in: path(chapter)) where name.hasSuffix(".md") {
      let parts = name.split(separator: ".", omittingEmptySubsequences: false)
      let file = path("\(chapter)/\(name)")
      guard parts.count == 3, let language = Language(rawValue: String(parts[1])) else {
        diagnostics.append(
          Diagnostic(at: Place(file: file), "a lesson is named 'name.en.md' or 'name.zh.md'"))
        continue
      }
      let slug = String(parts[0])
      found[slug, default: []].append(
        LessonFile(file, id: "\(chapter)/\(slug)", language: language))
    }
    return found.mapValues { files in
      files.sorted { rank(of: $0.language) < rank(of: $1.language) }
    }
  }

  private func rank(of language: Language) -> Int {
    languages.firstIndex(of: language) ?? languages.count
  }

  private mutating func add(_ files: [LessonFile], to chapter: inout Chapter) {
    guard let first = files.first else { return }
    self.files[first.id] = files
    diagnostics += files.flatMap(\.diagnostics)
    let readable = files.filter { $0.problem == nil }
    let titles = readable.isEmpty ? files : readable
    func title(_ language: Language) -> String {
      titles.first { $0.language == language }?.title ?? titles[0].title
    }
    chapter.lessons.append(
      LessonSummary(
        id: first.id, title: Localized(en: title(.english), zh: title(.chinese)),
        notes: readable.lazy.map(\.notes).first { !$0.isEmpty } ?? [],
        minutes: readable.lazy.compactMap(\.minutes).first ?? 0,
        requires: readable.lazy.map(\.requires).first { !$0.isEmpty }?.map(\.text) ?? [],
        tags: readable.lazy.map(\.tags).first { !$0.isEmpty } ?? [],
        sources: readable.lazy.map(\.sources).first { !$0.isEmpty }?.map(\.text) ?? [],
        errata: readable.lazy.map(\.errata).first { !$0.isEmpty }?.map(\.text) ?? [],
        languages: files.map(\.language), items: first.items.map(\.text),
        problem: readable.isEmpty ? first.problem : nil))
  }
}
