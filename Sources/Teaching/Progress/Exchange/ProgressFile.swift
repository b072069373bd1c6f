import Course
import Quiz

/// A whole record as `progress export` writes it and `progress import` reads it; `CONTRIBUTING.md`
/// describes the format.
public struct ProgressFile: Sendable {
  static let format = "attn-tutor progress"
  /// Raised when a program that knows this version would misread a file. New kinds of entries and new
  /// keys do not raise it: they are kept, and passed over.
  static let version = 1

  var log: [LogEntry] = []
  var reading: [String: Double] = [:]
  var bookmark: Bookmark?
  var settings: [String: String] = [:]
}

// MARK: Writing

extension ProgressFile {
  /// UTF-8, an entry of the log a line, so that two exports can be compared line by line.
  public var bytes: [UInt8] {
    var bytes = Array("{\"format\": \"\(Self.format)\", \"version\": \(Self.version),\n".utf8)
    bytes += "\"log\": [".utf8
    for (index, entry) in log.enumerated() {
      bytes += (index == 0 ? "\n" : ",\n").utf8
      entry.json.write(to: &bytes)
    }
    bytes += "\n],\n\"reading\": ".utf8
    JSONNode.object(reading.sorted { $0.key < $1.key }.map { ($0.key, .number($0.value)) })
      .write(to: &bytes)
    if let bookmark {
      bytes += ",\n\"bookmark\": ".utf8
      JSONNode.object(["lesson": .string(bookmark.lesson), "block": .number(bookmark.block)])
        .write(to: &bytes)
    }
    bytes += ",\n\"settings\": ".utf8
    JSONNode.object(settings.sorted { $0.key < $1.key }.map { ($0.key, .string($0.value)) })
      .write(to: &bytes)
    bytes += "}\n".utf8
    return bytes
  }
}

extension LogEntry {
  fileprivate var json: JSONNode {
    .object([
      "id": .string(id), "time": .number(time), "kind": .string(kind),
      "subject": .string(subject), "body": body,
    ])
  }
}

// MARK: Reading

extension ProgressFile {
  /// - Parameter name: the file's, for messages
  /// - Throws: the first thing that is wrong with it, and where
  public init(_ bytes: some Collection<UInt8>, named name: String) throws(Diagnostic) {
    let root = try JSONParser.parse(bytes: bytes, file: name)
    guard let format = root["format"], case .string(Self.format) = format.value else {
      throw Diagnostic(
        at: root["format"]?.place ?? root.place,
        "this is no exported record, expected {\"format\": \"\(Self.format)\", …}")
    }
    let version = try root.required("version")
    guard try version.integer(in: 1...Int.max) <= Self.version else {
      throw Diagnostic(
        at: version.place,
        "this record is from a newer attn-tutor: its version is \(version.kind), this one reads \(Self.version)"
      )
    }
    for node in try root.required("log").list() { log.append(try LogEntry(node)) }
    for member in try root["reading"]?.members() ?? [] {
      reading[member.key] = try member.value.number(in: 0...1)
    }
    if let node = root["bookmark"] {
      bookmark = Bookmark(
        lesson: try node.required("lesson").string(), block: try node.required("block").integer())
    }
    for member in try root["settings"]?.members() ?? [] {
      settings[member.key] = try member.value.string()
    }
  }
}

extension LogEntry {
  /// - Throws: also where the entry says nothing that can be understood, but not for a kind of a later
  ///   version
  fileprivate init(_ node: JSONNode) throws(Diagnostic) {
    let id = try node.required("id")
    let kind = try node.required("kind")
    let body = try node.required("body")
    self.init(
      id: try id.string(), time: try node.required("time").number(in: Self.times),
      kind: try kind.string(), subject: try node.required("subject").string(), body: body)
    if self.id.isEmpty { throw id.mismatch("an id") }
    if self.kind.isEmpty { throw kind.mismatch("a kind") }
    _ = try body.members()
    _ = try event()
  }
}
