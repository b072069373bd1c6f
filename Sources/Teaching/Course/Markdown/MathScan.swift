/// Finds `$…$` and `$$…$$` before Markdown is read, and hides them from it.
///
/// Markdown would take `_`, `*`, `|` and `\\` inside math for its own. Each formula is overwritten
/// with as many bytes that mean nothing to it, so that offsets stay those of the file.
struct MathScan {
  struct Span: Equatable {
    enum Kind { case inline, display, unclosed }

    var kind: Kind
    /// With the dollar signs.
    var range: Range<Int>
    /// The LaTeX, a range a line, without what marks the lines as part of a quote.
    var lines: [Range<Int>]
  }

  private(set) var spans: [Span] = []
  private(set) var masked: [UInt8]
  /// Offsets of `$` that open nothing.
  private(set) var loneDollars: [Int] = []
  /// The offset of a fence that is not closed.
  private(set) var openFence: Int?

  private let bytes: [UInt8]
  private var fence: Fence?
  private var paragraphEnd = 0
  /// Where the last run of backticks of each length stands in the paragraph that ends at
  /// `backticksEnd`.
  private var lastBackticks: [Int: Int] = [:]
  private var backticksEnd = 0

  private struct Fence {
    var start: Int
    var mark: UInt8
    var length: Int
    var quotes: Int
  }

  /// - Parameter isInline: true for text that holds no blocks, so that no fence opens in it
  init(_ bytes: [UInt8], isInline: Bool = false) {
    self.bytes = bytes
    masked = bytes
    guard
      bytes.contains(Ascii.dollar) || bytes.contains(Ascii.backtick) || bytes.contains(Ascii.tilde)
    else { return }
    var index = 0
    while index < bytes.count {
      let prefix = isInline ? LinePrefix(end: index, quotes: 0) : LinePrefix(bytes, at: index)
      if !isInline, isFenced(prefix, lineStart: index) {
        index = lineEnd(from: index) + 1
      } else {
        index = scanText(from: prefix.end, quotes: prefix.quotes)
      }
    }
    openFence = fence?.start
    let filler: UInt8 = 1
    for span in spans {
      for index in span.range { masked[index] = filler }
    }
  }

  /// The first span that ends after `offset`.
  func firstSpan(endingAfter offset: Int) -> Int {
    var low = 0
    var high = spans.count
    while low < high {
      let middle = (low + high) / 2
      if spans[middle].range.upperBound <= offset { low = middle + 1 } else { high = middle }
    }
    return low
  }

  // MARK: Fences

  /// Whether a line opens, closes or is part of a fenced block.
  private mutating func isFenced(_ prefix: LinePrefix, lineStart: Int) -> Bool {
    if let open = fence {
      guard prefix.quotes >= open.quotes else {
        fence = nil
        return isFenced(prefix, lineStart: lineStart)
      }
      var index = lineStart
      while index < bytes.count, Ascii.isBlank(bytes[index]) || bytes[index] == Ascii.greater {
        index += 1
      }
      let length = runLength(at: index, of: open.mark)
      if length >= open.length, isBlank(from: index + length) { fence = nil }
      return true
    }
    guard prefix.end < bytes.count else { return false }
    let mark = bytes[prefix.end]
    guard mark == Ascii.backtick || mark == Ascii.tilde else { return false }
    let length = runLength(at: prefix.end, of: mark)
    guard length >= 3 else { return false }
    let info = (prefix.end + length)..<lineEnd(from: prefix.end)
    guard mark == Ascii.tilde || !bytes[info].contains(Ascii.backtick) else { return false }
    fence = Fence(start: prefix.end, mark: mark, length: length, quotes: prefix.quotes)
    return true
  }

  // MARK: Text

  /// Scans to the end of the line that ends behind the last formula or code span of it.
  private mutating func scanText(from start: Int, quotes: Int) -> Int {
    var index = start
    while index < bytes.count {
      switch bytes[index] {
      case Ascii.newline: return index + 1
      case Ascii.carriageReturn:
        return index + 1 < bytes.count && bytes[index + 1] == Ascii.newline ? index + 2 : index + 1
      case Ascii.backslash:
        index += index + 1 < bytes.count && !Ascii.isLineEnd(bytes[index + 1]) ? 2 : 1
      case Ascii.backtick: index = endOfCode(from: index)
      case Ascii.dollar:
        let isDouble = index + 1 < bytes.count && bytes[index + 1] == Ascii.dollar
        index =
          isDouble
          ? scanDisplay(from: index, quotes: quotes) : scanInline(from: index, quotes: quotes)
      default: index += 1
      }
    }
    return index
  }

  private mutating func scanInline(from start: Int, quotes: Int) -> Int {
    var index = start + 1
    let end = endOfParagraph(from: start)
    guard index < end, !Ascii.isWhitespace(bytes[index]) else {
      loneDollars.append(start)
      return index
    }
    while index < end {
      if bytes[index] == Ascii.backslash {
        index += 2
        continue
      }
      if bytes[index] == Ascii.dollar {
        let next = index + 1 < end ? bytes[index + 1] : Ascii.space
        guard !Ascii.isWhitespace(bytes[index - 1]), !Ascii.isDigit(next), next != Ascii.dollar
        else { break }
        append(.inline, start..<index + 1, latex: start + 1..<index, quotes: quotes)
        return index + 1
      }
      index += 1
    }
    loneDollars.append(start)
    return start + 1
  }

  private mutating func scanDisplay(from start: Int, quotes: Int) -> Int {
    var index = start + 2
    while index + 1 < bytes.count {
      if bytes[index] == Ascii.dollar, bytes[index + 1] == Ascii.dollar {
        append(.display, start..<index + 2, latex: start + 2..<index, quotes: quotes)
        return index + 2
      }
      if bytes[index] == Ascii.backslash {
        // The second backslash of `\\` may stand at the end of a line.
        index += Ascii.isLineEnd(bytes[index + 1]) ? 1 : 2
        continue
      }
      if Ascii.isLineEnd(bytes[index]), opensBlock(at: index + 1) { break }
      index += 1
    }
    append(.unclosed, start..<start + 2, latex: start..<start, quotes: 0)
    return start + 2
  }

  /// A fence or a heading cannot be part of a formula, whose end must have been forgotten.
  private func opensBlock(at lineStart: Int) -> Bool {
    let index = LinePrefix(bytes, at: lineStart).end
    guard index < bytes.count else { return false }
    switch bytes[index] {
    case Ascii.backtick, Ascii.tilde: return runLength(at: index, of: bytes[index]) >= 3
    case UInt8(ascii: "#"):
      let end = index + runLength(at: index, of: UInt8(ascii: "#"))
      return end < bytes.count && Ascii.isBlank(bytes[end])
    default: return false
    }
  }

  private mutating func append(
    _ kind: Span.Kind, _ range: Range<Int>, latex: Range<Int>, quotes: Int
  ) {
    var lines: [Range<Int>] = []
    var start = latex.lowerBound
    while true {
      let end = lineEnd(from: start, limit: latex.upperBound)
      lines.append(start..<end)
      guard end < latex.upperBound else { break }
      start = end + 1
      var left = quotes
      while left > 0, start < latex.upperBound,
        Ascii.isBlank(bytes[start]) || bytes[start] == Ascii.greater
      {
        if bytes[start] == Ascii.greater { left -= 1 }
        start += 1
      }
    }
    spans.append(Span(kind: kind, range: range, lines: lines))
  }

  /// Behind the code span that opens at `start`, or behind its backticks where it is none.
  private mutating func endOfCode(from start: Int) -> Int {
    let length = runLength(at: start, of: Ascii.backtick)
    let end = endOfParagraph(from: start)
    if backticksEnd < end { findBackticks(from: start, to: end) }
    var index = start + length
    guard let last = lastBackticks[length], last >= index else { return index }
    while index <= last {
      let run = runLength(at: index, of: Ascii.backtick)
      if run == length { return index + run }
      index += max(run, 1)
    }
    return start + length
  }

  private mutating func findBackticks(from start: Int, to end: Int) {
    lastBackticks = [:]
    backticksEnd = end
    var index = start
    while index < end {
      let run = runLength(at: index, of: Ascii.backtick)
      if run > 0 { lastBackticks[run] = index }
      index += max(run, 1)
    }
  }

  // MARK: Lines

  private mutating func endOfParagraph(from start: Int) -> Int {
    if start < paragraphEnd { return paragraphEnd }
    var index = lineEnd(from: start)
    while index < bytes.count, !isBlank(from: LinePrefix(bytes, at: index + 1, lists: false).end) {
      index = lineEnd(from: index + 1)
    }
    paragraphEnd = index
    return index
  }

  private func lineEnd(from start: Int, limit: Int = .max) -> Int {
    let limit = min(limit, bytes.count)
    var index = start
    while index < limit, !Ascii.isLineEnd(bytes[index]) { index += 1 }
    return index
  }

  private func isBlank(from start: Int) -> Bool {
    var index = start
    while index < bytes.count, Ascii.isBlank(bytes[index]) { index += 1 }
    return index >= bytes.count || Ascii.isLineEnd(bytes[index])
  }

  private func runLength(at start: Int, of byte: UInt8) -> Int {
    var index = start
    while index < bytes.count, bytes[index] == byte { index += 1 }
    return index - start
  }
}
