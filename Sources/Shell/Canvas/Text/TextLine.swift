/// A run of text in one style.
public struct Span: Sendable, Equatable {
  public var text: String
  public var style: Style
  /// The number of the link or claim that the run belongs to, where there is one.
  public var target: Int?
  /// False where the run must stay on one line while it fits: a formula, a piece of code.
  public var mayBreak: Bool

  public init(_ text: String, style: Style = .plain, target: Int? = nil, mayBreak: Bool = true) {
    self.text = text
    self.style = style
    self.target = target
    self.mayBreak = mayBreak
  }
}

/// One line of styled text.
public struct TextLine: Sendable, Equatable {
  public private(set) var spans: [Span] = []
  /// In cells.
  public private(set) var width = 0

  public init(_ spans: [Span] = []) {
    for span in spans { append(span) }
  }

  public init(_ text: String, style: Style = .plain) { self.init([Span(text, style: style)]) }

  public mutating func append(_ span: Span) {
    guard !span.text.isEmpty else { return }
    width += span.text.cellWidth
    if let last = spans.last, last.style == span.style, last.target == span.target {
      spans[spans.count - 1].text += span.text
    } else {
      spans.append(span)
    }
  }

  public mutating func append(_ text: String, style: Style = .plain) {
    append(Span(text, style: style))
  }

  public mutating func append(contentsOf line: TextLine) {
    for span in line.spans { append(span) }
  }

  public var text: String { spans.map(\.text).joined() }

  /// This line after `columns` blanks or after a prefix.
  public func prefixed(by prefix: TextLine) -> TextLine {
    var line = prefix
    line.append(contentsOf: self)
    return line
  }
}

extension Frame {
  /// Draws a line of styled text, clipped to `area` (the frame where it is nil).
  /// - Returns: the column after the last cell.
  @discardableResult
  public mutating func draw(_ line: TextLine, column: Int, row: Int, in area: Rect? = nil) -> Int {
    line.spans.reduce(column) { column, span in
      draw(span.text, column: column, row: row, style: span.style, in: area)
    }
  }
}
