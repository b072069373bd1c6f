/// Text with its place in a file, and the way from an offset in its bytes to a line and column.
struct SourceText {
  let bytes: [UInt8]
  /// Where the first byte stands. Further lines begin in the same column: the text of a fence or of
  /// a block scalar keeps its indentation in the file.
  let origin: Place
  private let lineStarts: [Int]
  /// The place that was asked for last. Places are asked for in ascending order, so that even a file
  /// of one endless line is counted once.
  private var known: (offset: Int, column: Int) = (0, 1)
  /// The same for positions as libyaml counts them.
  private var knownMark: (line: Int, scalar: Int, offset: Int) = (1, 1, 0)

  init(_ bytes: [UInt8], at origin: Place) {
    self.bytes = bytes
    self.origin = origin
    var starts = [0]
    for (index, byte) in bytes.enumerated() {
      let isBareReturn =
        byte == Ascii.carriageReturn
        && !(index + 1 < bytes.count && bytes[index + 1] == Ascii.newline)
      if byte == Ascii.newline || isBareReturn { starts.append(index + 1) }
    }
    lineStarts = starts
  }

  init(_ text: String, at origin: Place) {
    self.init(Array(text.utf8), at: origin)
  }

  var lineCount: Int { lineStarts.count }

  /// The bytes of a line, counted from 0, with its line end.
  func line(_ index: Int) -> Range<Int> {
    let end = index + 1 < lineStarts.count ? lineStarts[index + 1] : bytes.count
    return lineStarts[index]..<end
  }

  /// The line, counted from 0, that holds the byte at `offset`.
  func lineIndex(at offset: Int) -> Int {
    var low = 0
    var high = lineStarts.count
    while high - low > 1 {
      let middle = (low + high) / 2
      if lineStarts[middle] <= offset { low = middle } else { high = middle }
    }
    return low
  }

  /// The place of the byte at `offset`; an offset outside the text is moved to its nearer end.
  mutating func place(at offset: Int) -> Place {
    let offset = min(max(offset, 0), bytes.count)
    let line = lineIndex(at: offset)
    let start = lineStarts[line]
    let isBeyondKnown = known.offset >= start && known.offset <= offset
    let from = isBeyondKnown ? known : (offset: start, column: 1)
    let column = from.column + characterCount(in: from.offset..<offset)
    known = (offset, column)
    return Place(
      file: origin.file, line: origin.line + line, column: origin.column - 1 + column)
  }

  /// The offset of a position as libyaml counts it: lines and Unicode scalars from 1.
  mutating func offset(line: Int, scalar: Int) -> Int {
    guard line <= lineCount else { return bytes.count }
    let range = self.line(max(line - 1, 0))
    let isBeyondKnown = knownMark.line == line && knownMark.scalar <= scalar
    var offset = isBeyondKnown ? knownMark.offset : range.lowerBound
    var left = scalar - (isBeyondKnown ? knownMark.scalar : 1)
    while left > 0, offset < range.upperBound, !Ascii.isLineEnd(bytes[offset]) {
      offset += 1
      while offset < range.upperBound, bytes[offset] & 0xC0 == 0x80 { offset += 1 }
      left -= 1
    }
    knownMark = (line, scalar, offset)
    return offset
  }

  private func characterCount(in range: Range<Int>) -> Int {
    let slice = bytes[range]
    if slice.allSatisfy({ $0 < 0x80 }) { return slice.count }
    return String(decoding: slice, as: UTF8.self).count
  }
}

/// The bytes that structure text.
enum Ascii {
  static let newline = UInt8(ascii: "\n")
  static let carriageReturn = UInt8(ascii: "\r")
  static let space = UInt8(ascii: " ")
  static let tab = UInt8(ascii: "\t")
  static let dollar = UInt8(ascii: "$")
  static let backslash = UInt8(ascii: "\\")
  static let backtick = UInt8(ascii: "`")
  static let tilde = UInt8(ascii: "~")
  static let dash = UInt8(ascii: "-")
  static let greater = UInt8(ascii: ">")

  static func isLineEnd(_ byte: UInt8) -> Bool { byte == newline || byte == carriageReturn }
  static func isBlank(_ byte: UInt8) -> Bool { byte == space || byte == tab }
  static func isWhitespace(_ byte: UInt8) -> Bool { isLineEnd(byte) || isBlank(byte) }
  static func isDigit(_ byte: UInt8) -> Bool { byte >= 0x30 && byte <= 0x39 }

  static func isLetter(_ byte: UInt8) -> Bool {
    let lower = byte | 0x20
    return lower >= 0x61 && lower <= 0x7A
  }
}
