/// Reads the header's dictionary, a Python literal such as
/// `{'descr': '<f4', 'fortran_order': False, 'shape': (2, 3), }`, its keys in any order.
struct NPYHeaderParser {
  private let text: [UInt8]
  private var index = 0
  /// Where `text` starts in the file, from 1.
  private let start: Int
  private let accepted: [NPYType]

  private var type: NPYType?
  private var isFortranOrder: Bool?
  private var shape: Shape?

  static func header(
    in text: [UInt8], start: Int, accepting accepted: [NPYType]
  ) throws(NPYError.Problem) -> NPYHeader {
    var parser = NPYHeaderParser(text: text, start: start, accepted: accepted)
    return try parser.header()
  }

  private init(text: [UInt8], start: Int, accepted: [NPYType]) {
    self.text = text
    self.start = start
    self.accepted = accepted
  }

  private mutating func header() throws(NPYError.Problem) -> NPYHeader {
    try expect("{", "'{', with which the header starts")
    while !skip("}") {
      try entry()
      guard skip(",") else {
        try expect("}", "',' or '}' after an entry")
        break
      }
    }
    skipSpace()
    guard index == text.count else { throw unexpected("nothing after the header's '}'") }
    guard let type else { throw .missingKey("descr") }
    guard let isFortranOrder else { throw .missingKey("fortran_order") }
    guard let shape else { throw .missingKey("shape") }
    return NPYHeader(type: type, isFortranOrder: isFortranOrder, shape: shape)
  }

  private mutating func entry() throws(NPYError.Problem) {
    skipSpace()
    let place = position
    let key = try string("a key: 'descr', 'fortran_order' or 'shape'")
    let isKnown =
      switch key {
      case "descr": type == nil
      case "fortran_order": isFortranOrder == nil
      case "shape": shape == nil
      default: false
      }
    guard isKnown else {
      throw .syntax(
        found: "the key '\(key)'", expected: "'descr', 'fortran_order' and 'shape', once each",
        position: place)
    }
    try expect(":", "':' after the key '\(key)'")
    switch key {
    case "descr": type = try readType()
    case "fortran_order": isFortranOrder = try bool()
    default: shape = try readShape()
    }
  }

  private mutating func readType() throws(NPYError.Problem) -> NPYType {
    skipSpace()
    let place = position
    if next == UInt8(ascii: "[") || next == UInt8(ascii: "(") {
      throw .type(found: "[", expected: accepted, position: place)
    }
    let name = try string("a type such as '<f4'")
    guard let type = accepted.first(where: { $0.rawValue == name }) else {
      throw .type(found: name, expected: accepted, position: place)
    }
    return type
  }

  private mutating func bool() throws(NPYError.Problem) -> Bool {
    skipSpace()
    for (word, value) in [("True", true), ("False", false)]
    where text[index...].starts(with: word.utf8) {
      index += word.utf8.count
      return value
    }
    throw unexpected("True or False")
  }

  private mutating func readShape() throws(NPYError.Problem) -> Shape {
    skipSpace()
    let place = position
    try expect("(", "the shape in brackets, such as (2, 3)")
    var axes: [Int] = []
    var endsInComma = true
    while !skip(")") {
      guard endsInComma else { throw unexpected("',' or ')' after an axis") }
      axes.append(try axis(shapePlace: place))
      endsInComma = skip(",")
    }
    guard axes.count != 1 || endsInComma else {
      throw .syntax(
        found: "(\(axes[0]))", expected: "a comma after a single axis: (\(axes[0]),)",
        position: place)
    }
    guard axes.count <= 64 else {
      throw .syntax(found: "\(axes.count) axes", expected: "at most 64", position: place)
    }
    return Shape(axes)
  }

  private mutating func axis(shapePlace: Int) throws(NPYError.Problem) -> Int {
    skipSpace()
    let first = index
    while let next, (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(next) { index += 1 }
    guard index > first else {
      throw unexpected(
        next == UInt8(ascii: "-") ? "axes that are not negative" : "the length of an axis")
    }
    // Only digits: what does not parse is too large.
    guard let length = Int(String(decoding: text[first..<index], as: UTF8.self)) else {
      throw .shapeTooLarge(position: shapePlace)
    }
    return length
  }

  private mutating func string(_ expected: String) throws(NPYError.Problem) -> String {
    skipSpace()
    guard let quote = next, quote == UInt8(ascii: "'") || quote == UInt8(ascii: "\"") else {
      throw unexpected(expected)
    }
    guard let end = text[(index + 1)...].firstIndex(of: quote) else {
      throw .syntax(
        found: "text without an end", expected: "a closing quotation mark", position: position)
    }
    defer { index = end + 1 }
    return String(decoding: text[(index + 1)..<end], as: UTF8.self)
  }

  // MARK: Characters

  private var next: UInt8? { index < text.count ? text[index] : nil }

  private var position: Int { start + index }

  private mutating func skipSpace() {
    while let next, next == 0x20 || (0x09...0x0D).contains(next) { index += 1 }
  }

  private mutating func skip(_ character: Unicode.Scalar) -> Bool {
    skipSpace()
    guard next == UInt8(ascii: character) else { return false }
    index += 1
    return true
  }

  private mutating func expect(
    _ character: Unicode.Scalar, _ expected: String
  ) throws(NPYError.Problem) {
    guard skip(character) else { throw unexpected(expected) }
  }

  private func unexpected(_ expected: String) -> NPYError.Problem {
    let found =
      switch next {
      case nil: "the end of the header"
      case .some(0x21...0x7E): "'\(String(decoding: text[index...index], as: UTF8.self))'"
      case .some(let byte): "the byte \(byte)"
      }
    return .syntax(found: found, expected: expected, position: position)
  }
}
