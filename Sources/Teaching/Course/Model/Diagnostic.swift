/// A position in a file of the course. Lines and columns count from 1, columns in characters.
public struct Place: Sendable, Hashable, CustomStringConvertible {
  public var file: String
  public var line: Int
  public var column: Int

  public init(file: String, line: Int = 1, column: Int = 1) {
    self.file = file
    self.line = line
    self.column = column
  }

  public var description: String { "\(file):\(line):\(column)" }
}

/// Something that is wrong with a course, and where: what was found, what was expected.
public struct Diagnostic: Error, Sendable, Hashable, CustomStringConvertible {
  public enum Severity: String, Sendable { case error, warning }

  public var severity: Severity
  public var place: Place
  public var message: String

  public init(_ severity: Severity = .error, at place: Place, _ message: String) {
    self.severity = severity
    self.place = place
    self.message = message
  }

  /// `FILE:LINE:COL: error: …`, as compilers and editors have it.
  public var description: String { "\(place): \(severity.rawValue): \(message)" }
}
