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

  /// - Throws: where one of the paths is not there
  static func checked(_ paths: [String]) throws -> PathFilter {
    for path in paths where !FileManager.default.fileExists(atPath: path) {
      throw CommandFailure("\(path):1:1: error: there is no such file or folder", .missingInput)
    }
    return PathFilter(paths)
  }

  private static func absolute(_ path: String) -> String {
    URL(filePath: path).standardizedFileURL.resolvingSymlinksInPath().path
  }
}

extension CourseLibrary {
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
