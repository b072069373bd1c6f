/// A lesson file of one language without its body: front matter, and the ids found by a quick scan.
struct LessonFile: Sendable {
  var language: Language
  var path: String
  var id: String
  var title = ""
  var notes: [String] = []
  var minutes: Int?
  var requires: [PlacedText] = []
  var tags: [String] = []
  var sources: [PlacedText] = []
  var errata: [PlacedText] = []
  /// Ids of quiz items.
  var items: [PlacedText] = []
  /// Names of headings that are written out: `{#id}`.
  var anchors: [PlacedText] = []
  var diagnostics: [Diagnostic] = []
  /// Why nothing could be read.
  var problem: Diagnostic?
}

/// A text of a file and where it stands.
struct PlacedText: Sendable, Hashable {
  var text: String
  var place: Place
}

extension LessonFile {
  /// - Parameter id: what the id must be, from the file's name
  init(_ path: String, id: String, language: Language) {
    self.init(language: language, path: path, id: id)
    do throws(Diagnostic) {
      let text = try SourceFile.read(path)
      let parts = LessonText(text, file: path)
      let scan = IdScan(parts)
      items = scan.items
      anchors = scan.anchors
      if let problem = parts.problem { throw problem }
      try readFrontMatter(parts)
    } catch {
      problem = error
      diagnostics.append(error)
      title = id
    }
  }

  static let keys = ["id", "title", "notes", "minutes", "requires", "tags", "sources", "errata"]

  private mutating func readFrontMatter(_ parts: LessonText) throws(Diagnostic) {
    var reader = YAMLReader(
      try YAMLDocument(parts.frontMatter, at: Place(file: path, line: 2)).root)
    reader.unknownKeys(allowed: LessonFile.keys)
    if let written = reader.string(for: "id", required: true), written != id {
      reader.report(at: reader.place(of: "id"), "the id must be '\(id)', as the file is named")
    }
    title = reader.string(for: "title", required: true) ?? id
    notes = reader.strings(for: "notes")?.map(\.text) ?? []
    minutes = reader.int(for: "minutes", in: 1...600)
    requires = reader.placedTexts(for: "requires")
    tags = reader.placedTexts(for: "tags").map(\.text)
    sources = reader.placedTexts(for: "sources")
    errata = reader.placedTexts(for: "errata")
    diagnostics += reader.diagnostics
  }
}

extension YAMLReader {
  mutating func placedTexts(for key: String) -> [PlacedText] {
    (strings(for: key) ?? []).map { PlacedText(text: $0.text, place: $0.place) }
  }
}

/// The text of a lesson file, parted into front matter and body.
struct LessonText {
  var file: String
  /// YAML, from line 2 on.
  var frontMatter = ""
  var body: String
  var bodyLine = 1
  var problem: Diagnostic?

  init(_ text: String, file: String) {
    self.file = file
    body = text
    let source = SourceText(text, at: Place(file: file))
    guard source.isDashes(line: 0) else {
      problem = Diagnostic(
        at: source.origin, "a lesson begins with '---', then 'id:' and 'title:', then '---'")
      return
    }
    guard let end = (1..<source.lineCount).first(where: source.isDashes) else {
      problem = Diagnostic(
        at: source.origin, "the front matter that opens here is not closed by '---'")
      return
    }
    frontMatter = source.text(lines: 1..<end)
    body = source.text(lines: end + 1..<source.lineCount)
    bodyLine = end + 2
  }
}

extension SourceText {
  fileprivate func isDashes(line index: Int) -> Bool {
    let content = bytes[line(index)]
    let end = content.lastIndex { !Ascii.isWhitespace($0) } ?? content.startIndex
    return content[content.startIndex...].starts(with: "---".utf8)
      && end == content.startIndex + 2
  }

  fileprivate func text(lines: Range<Int>) -> String {
    guard let first = lines.first, let last = lines.last else { return "" }
    let range = line(first).lowerBound..<line(last).upperBound
    return String(decoding: bytes[range], as: UTF8.self)
  }
}
