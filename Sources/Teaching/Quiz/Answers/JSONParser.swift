import Course

/// Reads JSON (RFC 8259) into values that know their places, which Foundation's reader does not
/// tell.
struct JSONParser {
  /// Deep enough for any file of answers; the parser calls itself once a level.
  private static let deepest = 64

  private let scalars: [Unicode.Scalar]
  private var index = 0
  private var place: Place
  private var depth = 0

  private init(_ text: String, file: String) {
    scalars = Array(text.unicodeScalars)
    place = Place(file: file)
  }

  /// - Throws: the first thing that makes the text no JSON
  static func parse(_ text: String, file: String) throws(Diagnostic) -> JSONNode {
    var parser = JSONParser(text, file: file)
    parser.skipSpace()
    let node = try parser.value()
    parser.skipSpace()
    guard parser.current == nil else { throw parser.failure("expected the end of the file") }
    return node
  }

  private var current: Unicode.Scalar? { index < scalars.count ? scalars[index] : nil }

  private mutating func advance() {
    if current == "\n" {
      place.line += 1
      place.column = 1
    } else {
      place.column += 1
    }
    index += 1
  }

  private mutating func skipSpace() {
    while let scalar = current, " \t\r\n".unicodeScalars.contains(scalar) { advance() }
  }

  private func failure(_ expected: String) -> Diagnostic {
    let found = current.map { "'\($0)'" } ?? "the end of the file"
    return Diagnostic(at: place, "bad JSON: \(expected), found \(found)")
  }

  // MARK: Values

  private mutating func value() throws(Diagnostic) -> JSONNode {
    let start = place
    let value: JSONNode.Value =
      switch current {
      case "{": .object(try members())
      case "[": .list(try elements())
      case "\"": .string(try string())
      case let scalar? where scalar == "-" || scalar.isDigit: .number(try number())
      default: try word()
      }
    return JSONNode(value: value, place: start)
  }

  private mutating func word() throws(Diagnostic) -> JSONNode.Value {
    let words: [(String, JSONNode.Value)] = [
      ("true", .bool(true)), ("false", .bool(false)), ("null", .null),
    ]
    for (word, value) in words where scalars[index...].starts(with: word.unicodeScalars) {
      for _ in word.unicodeScalars { advance() }
      return value
    }
    throw failure("expected a value")
  }

  private mutating func number() throws(Diagnostic) -> String {
    let start = index
    if current == "-" { advance() }
    if current == "0" { advance() } else { try digits() }
    if current == "." {
      advance()
      try digits()
    }
    if current == "e" || current == "E" {
      advance()
      if current == "+" || current == "-" { advance() }
      try digits()
    }
    return text(scalars[start..<index])
  }

  private mutating func digits() throws(Diagnostic) {
    guard current?.isDigit == true else { throw failure("expected a digit") }
    while current?.isDigit == true { advance() }
  }

  // MARK: Lists and objects

  private mutating func elements() throws(Diagnostic) -> [JSONNode] {
    var nodes: [JSONNode] = []
    try commaSeparated(until: "]") { (parser) throws(Diagnostic) in
      nodes.append(try parser.value())
    }
    return nodes
  }

  private mutating func members() throws(Diagnostic) -> [JSONNode.Member] {
    var members: [JSONNode.Member] = []
    try commaSeparated(until: "}") { (parser) throws(Diagnostic) in
      guard parser.current == "\"" else { throw parser.failure("expected a key in quotes") }
      let keyPlace = parser.place
      let key = try parser.string()
      parser.skipSpace()
      guard parser.current == ":" else { throw parser.failure("expected ':'") }
      parser.advance()
      parser.skipSpace()
      members.append(JSONNode.Member(key: key, keyPlace: keyPlace, value: try parser.value()))
    }
    return members
  }

  private mutating func commaSeparated(
    until end: Unicode.Scalar, _ read: (inout JSONParser) throws(Diagnostic) -> Void
  ) throws(Diagnostic) {
    depth += 1
    guard depth <= Self.deepest else { throw Diagnostic(at: place, "bad JSON: nested too deeply") }
    advance()
    skipSpace()
    if current != end {
      while true {
        try read(&self)
        skipSpace()
        if current == end { break }
        guard current == "," else { throw failure("expected ',' or '\(end)'") }
        advance()
        skipSpace()
      }
    }
    advance()
    depth -= 1
  }

  // MARK: Strings

  private mutating func string() throws(Diagnostic) -> String {
    let start = place
    advance()
    var result = String.UnicodeScalarView()
    while let scalar = current {
      switch scalar {
      case "\"":
        advance()
        return String(result)
      case "\\":
        advance()
        result.append(try escape())
      case _ where scalar.value < 0x20:
        throw Diagnostic(at: start, "bad JSON: the quote that opens here is not closed")
      default:
        result.append(scalar)
        advance()
      }
    }
    throw Diagnostic(at: start, "bad JSON: the quote that opens here is not closed")
  }

  private mutating func escape() throws(Diagnostic) -> Unicode.Scalar {
    let escapes: [Unicode.Scalar: Unicode.Scalar] = [
      "\"": "\"", "\\": "\\", "/": "/", "b": "\u{8}", "f": "\u{C}", "n": "\n", "r": "\r",
      "t": "\t",
    ]
    guard let scalar = current else { throw failure("expected an escape") }
    if let plain = escapes[scalar] {
      advance()
      return plain
    }
    guard scalar == "u" else { throw failure("expected an escape as \\n or \\u00e9") }
    advance()
    let unit = try hexadecimal()
    guard (0xD800...0xDBFF).contains(unit) else {
      return Unicode.Scalar(unit) ?? "\u{FFFD}"
    }
    // The first half of a pair that stands for one character.
    guard current == "\\", index + 1 < scalars.count, scalars[index + 1] == "u" else {
      return "\u{FFFD}"
    }
    advance()
    advance()
    let low = try hexadecimal()
    guard (0xDC00...0xDFFF).contains(low) else { return "\u{FFFD}" }
    return Unicode.Scalar(0x10000 + (unit - 0xD800) << 10 + (low - 0xDC00)) ?? "\u{FFFD}"
  }

  private mutating func hexadecimal() throws(Diagnostic) -> UInt32 {
    var value: UInt32 = 0
    for _ in 0..<4 {
      guard let scalar = current, scalar.isASCII,
        let digit = Character(scalar).hexDigitValue
      else { throw failure("expected four hexadecimal digits") }
      value = value << 4 + UInt32(digit)
      advance()
    }
    return value
  }

  private func text(_ scalars: ArraySlice<Unicode.Scalar>) -> String {
    var view = String.UnicodeScalarView()
    view.append(contentsOf: scalars)
    return String(view)
  }
}

extension Unicode.Scalar {
  fileprivate var isDigit: Bool { ("0"..."9").contains(self) }
}
