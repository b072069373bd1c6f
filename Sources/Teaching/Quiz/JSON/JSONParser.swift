import Course

/// Reads JSON (RFC 8259) into values that know their places, which Foundation's reader does not
/// tell.
///
/// It goes over the bytes of UTF-8: whatever has a meaning in JSON is ASCII, and a learner's whole
/// record is read in one go.
public struct JSONParser {
  /// Deep enough for any file of answers; the parser calls itself once a level.
  private static let deepest = 64

  private let bytes: [UInt8]
  private var index = 0
  private var place: Place
  private var depth = 0

  private init(_ text: String, file: String) {
    bytes = Array(text.utf8)
    place = Place(file: file)
  }

  /// - Parameter bytes: UTF-8, with or without a byte order mark
  /// - Throws: the first thing that makes the text no JSON
  public static func parse(
    bytes: some Collection<UInt8>, file: String
  ) throws(Diagnostic) -> JSONNode {
    guard let text = String(validating: bytes, as: UTF8.self) else {
      throw Diagnostic(at: Place(file: file), "this is no UTF-8 text")
    }
    let mark: Unicode.Scalar = "\u{FEFF}"
    return try parse(
      text.unicodeScalars.first == mark ? String(text.unicodeScalars.dropFirst()) : text, file: file
    )
  }

  /// - Throws: the first thing that makes the text no JSON
  public static func parse(_ text: String, file: String) throws(Diagnostic) -> JSONNode {
    var parser = JSONParser(text, file: file)
    parser.skipSpace()
    let node = try parser.value()
    parser.skipSpace()
    guard parser.current == nil else { throw parser.failure("expected the end of the file") }
    return node
  }

  private var current: UInt8? { index < bytes.count ? bytes[index] : nil }

  private func isNext(_ scalar: Unicode.Scalar) -> Bool { current == UInt8(ascii: scalar) }

  private mutating func advance() {
    guard let byte = current else { return }
    index += 1
    if byte == UInt8(ascii: "\n") {
      place.line += 1
      place.column = 1
    } else if byte & 0xC0 != 0x80 {
      // The bytes behind the first of a character are no column of their own.
      place.column += 1
    }
  }

  private mutating func skipSpace() {
    while let byte = current, byte == 0x20 || byte == 0x0A || byte == 0x0D || byte == 0x09 {
      advance()
    }
  }

  private func failure(_ expected: String) -> Diagnostic {
    let rest = String(decoding: bytes[index...].prefix(4), as: UTF8.self).unicodeScalars.first
    let found = rest.map { "'\($0)'" } ?? "the end of the file"
    return Diagnostic(at: place, "bad JSON: \(expected), found \(found)")
  }

  // MARK: Values

  private mutating func value() throws(Diagnostic) -> JSONNode {
    let start = place
    let value: JSONNode.Value =
      switch current {
      case UInt8(ascii: "{"): .object(try members())
      case UInt8(ascii: "["): .list(try elements())
      case UInt8(ascii: "\""): .string(try string())
      case let byte? where byte == UInt8(ascii: "-") || byte.isDigit: .number(try number())
      default: try word()
      }
    return JSONNode(value: value, place: start)
  }

  private mutating func word() throws(Diagnostic) -> JSONNode.Value {
    let words: [(String, JSONNode.Value)] = [
      ("true", .bool(true)), ("false", .bool(false)), ("null", .null),
    ]
    for (word, value) in words where bytes[index...].starts(with: word.utf8) {
      for _ in word.utf8 { advance() }
      return value
    }
    throw failure("expected a value")
  }

  private mutating func number() throws(Diagnostic) -> String {
    let start = index
    if isNext("-") { advance() }
    if isNext("0") { advance() } else { try digits() }
    if isNext(".") {
      advance()
      try digits()
    }
    if isNext("e") || isNext("E") {
      advance()
      if isNext("+") || isNext("-") { advance() }
      try digits()
    }
    return String(decoding: bytes[start..<index], as: UTF8.self)
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
      guard parser.isNext("\"") else { throw parser.failure("expected a key in quotes") }
      let keyPlace = parser.place
      let key = try parser.string()
      parser.skipSpace()
      guard parser.isNext(":") else { throw parser.failure("expected ':'") }
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
    if !isNext(end) {
      while true {
        try read(&self)
        skipSpace()
        if isNext(end) { break }
        guard isNext(",") else { throw failure("expected ',' or '\(end)'") }
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
    var result: [UInt8] = []
    while let byte = current {
      switch byte {
      case UInt8(ascii: "\""):
        advance()
        return String(decoding: result, as: UTF8.self)
      case UInt8(ascii: "\\"):
        advance()
        result += String(try escape()).utf8
      case 0..<0x20:
        throw Diagnostic(at: start, "bad JSON: the quote that opens here is not closed")
      default:
        result.append(byte)
        advance()
      }
    }
    throw Diagnostic(at: start, "bad JSON: the quote that opens here is not closed")
  }

  private mutating func escape() throws(Diagnostic) -> Unicode.Scalar {
    let plain: Unicode.Scalar? =
      switch current {
      case UInt8(ascii: "\""): "\""
      case UInt8(ascii: "\\"): "\\"
      case UInt8(ascii: "/"): "/"
      case UInt8(ascii: "b"): "\u{8}"
      case UInt8(ascii: "f"): "\u{C}"
      case UInt8(ascii: "n"): "\n"
      case UInt8(ascii: "r"): "\r"
      case UInt8(ascii: "t"): "\t"
      default: nil
      }
    if let plain {
      advance()
      return plain
    }
    guard current != nil else { throw failure("expected an escape") }
    guard isNext("u") else { throw failure("expected an escape as \\n or \\u00e9") }
    advance()
    let unit = try hexadecimal()
    guard (0xD800...0xDBFF).contains(unit) else {
      return Unicode.Scalar(unit) ?? "\u{FFFD}"
    }
    // The first half of a pair that stands for one character.
    guard bytes[index...].starts(with: "\\u".utf8) else { return "\u{FFFD}" }
    advance()
    advance()
    let low = try hexadecimal()
    guard (0xDC00...0xDFFF).contains(low) else { return "\u{FFFD}" }
    return Unicode.Scalar(0x10000 + (unit - 0xD800) << 10 + (low - 0xDC00)) ?? "\u{FFFD}"
  }

  private mutating func hexadecimal() throws(Diagnostic) -> UInt32 {
    var value: UInt32 = 0
    for _ in 0..<4 {
      guard let byte = current, byte < 0x80,
        let digit = Character(Unicode.Scalar(byte)).hexDigitValue
      else { throw failure("expected four hexadecimal digits") }
      value = value << 4 + UInt32(digit)
      advance()
    }
    return value
  }
}

extension UInt8 {
  fileprivate var isDigit: Bool { (0x30...0x39).contains(self) }
}
