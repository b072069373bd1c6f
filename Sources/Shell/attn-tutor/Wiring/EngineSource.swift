import Foundation
import Tutor

/// The engine's own source, which comes with the course, to be shown beside what it does.
enum EngineSource {
  /// The lines of code that end in a comment with one of the marks, in the order of the marks.
  static func excerpts(marked marks: [String]) -> [SourceExcerpt] {
    let folder = URL(filePath: CourseFolder.builtIn.path).appending(path: "engine")
    let names = (try? FileManager.default.contentsOfDirectory(atPath: folder.path)) ?? []
    let files = names.filter { $0.hasSuffix(".swift") }.sorted().compactMap { name in
      (try? String(contentsOf: folder.appending(path: name), encoding: .utf8))
        .map { (name: name, lines: $0.components(separatedBy: "\n")) }
    }
    return marks.compactMap { mark in
      for file in files {
        guard let line = file.lines.firstIndex(where: { carries($0, mark) }) else { continue }
        return SourceExcerpt(file: file.name, lines: file.lines, line: line)
      }
      return nil
    }
  }

  /// `FA-2:1` is not `FA-2:10`.
  private static func carries(_ line: String, _ mark: String) -> Bool {
    guard let comment = line.range(of: "  // "),
      line[..<comment.lowerBound].contains(where: { !$0.isWhitespace && $0 != "/" }),
      let found = line[comment.upperBound...].range(of: mark)
    else { return false }
    return line[found.upperBound...].first.map { !$0.isNumber && !$0.isLetter } ?? true
  }
}
