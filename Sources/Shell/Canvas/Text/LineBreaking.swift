/// Breaks styled text into lines, Latin text at spaces and CJK text between characters.
///
/// The rules are those of JIS X 4051 and CLREQ that show at a glance: closing punctuation never
/// starts a line and opening punctuation never ends one.
public struct LineBreaker {
  /// In cells.
  public var width: Int

  public init(width: Int) { self.width = max(1, width) }

  /// - Parameter spans: the text; "\n" in it always ends a line.
  /// - Returns: at least one line.
  public func lines(_ spans: [Span]) -> [TextLine] {
    var fill = Fill(width: width)
    for box in Self.boxes(spans) { fill.add(box) }
    return fill.finish()
  }

  public func lines(_ text: String, style: Style = .plain) -> [TextLine] {
    lines([Span(text, style: style)])
  }
}

extension LineBreaker {
  /// Text that stays together, a space, or the end of a line.
  fileprivate enum Box {
    case word(TextLine)
    case space(Span)
    case end
  }

  fileprivate static func boxes(_ spans: [Span]) -> [Box] {
    var boxes: [Box] = []
    var word = TextLine()
    var last: Unicode.Scalar?

    func endWord() {
      if word.width > 0 { boxes.append(.word(word)) }
      word = TextLine()
      last = nil
    }

    for span in spans {
      guard span.mayBreak else {
        if let end = last, let start = span.text.unicodeScalars.first, end.mayBreak(before: start) {
          endWord()
        }
        word.append(span)
        last = span.text.unicodeScalars.last
        continue
      }
      for scalar in span.text.unicodeScalars {
        let piece = Span(String(Character(scalar)), style: span.style, target: span.target)
        switch scalar {
        case "\n":
          endWord()
          boxes.append(.end)
        case " ", "\t":
          endWord()
          boxes.append(.space(Span(" ", style: span.style, target: span.target)))
        default:
          if let end = last, scalar.cellWidth > 0, end.mayBreak(before: scalar) { endWord() }
          word.append(piece)
          last = scalar
        }
      }
    }
    endWord()
    return boxes
  }

  /// Fills lines one after the other.
  fileprivate struct Fill {
    let width: Int
    var lines: [TextLine] = []
    var line = TextLine()
    var space: Span?

    mutating func add(_ box: Box) {
      switch box {
      case .end:
        endLine()
      case .space(let span):
        if line.width > 0 { space = span }
      case .word(let word):
        let gap = space == nil ? 0 : 1
        if line.width > 0, line.width + gap + word.width > width { endLine() }
        if let space, line.width > 0 { line.append(space) }
        space = nil
        if word.width <= width { line.append(contentsOf: word) } else { cut(word) }
      }
    }

    /// A word that is longer than a line is cut where the line ends.
    mutating func cut(_ word: TextLine) {
      for span in word.spans {
        for cell in CellSequence(span.text, style: span.style) {
          if line.width > 0, line.width + Int(cell.width) > width { endLine() }
          line.append(Span(cell.text, style: span.style, target: span.target))
        }
      }
    }

    mutating func endLine() {
      lines.append(line)
      line = TextLine()
      space = nil
    }

    mutating func finish() -> [TextLine] {
      if line.width > 0 || lines.isEmpty { endLine() }
      return lines
    }
  }
}

extension Unicode.Scalar {
  fileprivate static let neverStarts = Set(
    "。，、；：！？）】》〉」』〕｝”’…—·％%‰℃,.!?:;)]}×".unicodeScalars)
  fileprivate static let neverEnds = Set("（【《〈「『〔｛“‘([{".unicodeScalars)
  fileprivate static let dashes = Set("-–—/".unicodeScalars)

  /// Whether a line may end between this scalar and the next, where no space stands between them.
  func mayBreak(before next: Unicode.Scalar) -> Bool {
    if Self.neverStarts.contains(next) || Self.neverEnds.contains(self) { return false }
    if cellWidth == 2 || next.cellWidth == 2 { return true }
    return Self.dashes.contains(self) && next.properties.isAlphabetic
  }
}
