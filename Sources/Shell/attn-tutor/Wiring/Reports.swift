import Course
import Foundation

/// Which files a command reports on: all of them, or those at or below the paths that were named.
struct PathFilter {
  private let roots: [String]

  init(_ paths: [String]) { roots = paths.map(Self.absolute) }

  func includes(_ file: String) -> Bool {
    let file = Self.absolute(file)
    return roots.isEmpty || roots.contains { file == $0 || file.hasPrefix($0 + "/") }
  }

  private static func absolute(_ path: String) -> String {
    URL(filePath: path).standardizedFileURL.resolvingSymlinksInPath().path
  }
}

extension CourseOptions {
  /// A course, and which part of it a command reports on.
  /// - Parameter names: files and folders, or ids of chapters and lessons where no such file is
  /// - Throws: where one of them is neither
  func selection(_ names: [String]) throws -> (library: CourseLibrary, filter: PathFilter) {
    let isThere = FileManager.default.fileExists(atPath:)
    let library = try library(holding: names.filter(isThere))
    let paths = try names.flatMap { isThere($0) ? [$0] : try library.files(of: $0) }
    return (library, PathFilter(paths))
  }
}

extension CourseLibrary {
  /// The files and folders of a chapter or a lesson.
  /// - Throws: a sentence that names the nearest one, where there is none
  fileprivate func files(of id: String) throws -> [String] {
    if chapters.contains(where: { $0.id == id }) { return ["\(root)/\(id)"] }
    if let lesson = summary(of: id) {
      let endings = lesson.languages.map { "\($0.rawValue).md" } + ["claims.yaml"]
      return endings.map { "\(root)/\(id).\($0)" }
    }
    let known = chapters.map(\.id) + lessons.map(\.id)
    let hint = nearest(to: id, among: known).map { "; did you mean '\($0)'?" } ?? ""
    throw CommandFailure(
      "\(id):1:1: error: there is no such file or folder, and no chapter or lesson" + hint,
      .missingInput)
  }

  /// The id of a lesson, given that or the section of the notes that it answers.
  /// - Throws: a sentence that names the nearest lesson, where there is none
  func lessonID(_ name: String) throws -> String {
    if summary(of: name) != nil { return name }
    if let lesson = lessons.first(where: { $0.notes.contains(name) }) { return lesson.id }
    let hint = nearest(to: name, among: lessons.map(\.id)).map { "did you mean '\($0)'?" }
    let all = lessons.map(\.id).joined(separator: ", ")
    throw CommandFailure(
      "error: there is no lesson '\(name)'; " + (hint ?? "there are \(all)"), .missingInput)
  }
}

/// JSON with sorted keys, as all commands print it but for labs.
func printJSON(_ value: some Encodable) throws {
  let encoder = JSONEncoder()
  encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
  try output(String(decoding: try encoder.encode(value), as: UTF8.self))
}

/// A diagnostic as `lint --format json` prints it.
struct DiagnosticEntry: Encodable {
  var file: String
  var line: Int
  var column: Int
  var severity: String
  var message: String

  init(_ diagnostic: Diagnostic) {
    file = diagnostic.place.file
    line = diagnostic.place.line
    column = diagnostic.place.column
    severity = diagnostic.severity.rawValue
    message = diagnostic.message
  }

  /// A line that GitHub shows beside the file's line.
  var github: String { "::\(severity) file=\(file),line=\(line),col=\(column)::\(message)" }
}

/// A claim as `verify --format json` prints it.
struct ClaimEntry: Encodable {
  var claim: String
  var file: String
  var line: Int
  var column: Int
  var text: String
  var found: String
  var holds: Bool

  init(_ outcome: ClaimOutcome) {
    claim = outcome.claim
    file = outcome.place.file
    line = outcome.place.line
    column = outcome.place.column
    text = outcome.text
    found = outcome.found
    holds = outcome.holds
  }
}
