/// Text cut into cells: each a spacing scalar with the marks that follow it.
///
/// Control characters are left out, so text from a file cannot move the terminal's cursor.
public struct CellSequence: Sequence, IteratorProtocol {
  /// `setcchar` takes five wide characters: one that spaces and four that combine.
  private static let maximumMarks = 4

  private var scalars: String.UnicodeScalarView.SubSequence
  private let style: Style

  public init(_ text: String, style: Style = .plain) {
    scalars = text.unicodeScalars[...]
    self.style = style
  }

  public mutating func next() -> Cell? {
    while let scalar = scalars.popFirst() {
      let width = scalar.cellWidth
      guard width > 0 else { continue }
      var cell = Cell(scalar, width: UInt8(width), style: style)
      var marks = 0
      while let mark = scalars.first, mark.cellWidth == 0, mark.value >= 0xA0 {
        scalars.removeFirst()
        if mark.changesWidth { continue }
        if marks < Self.maximumMarks {
          cell.marks.unicodeScalars.append(mark)
          marks += 1
        }
      }
      return cell
    }
    return nil
  }
}

extension String {
  /// How many cells the text takes in a terminal.
  public var cellWidth: Int { unicodeScalars.reduce(0) { $0 + $1.cellWidth } }
}

extension Unicode.Scalar {
  /// Joiners and presentation selectors: some terminals draw what they join as one character of
  /// another width, and all that follows in the row is then out of place.
  fileprivate var changesWidth: Bool {
    value == 0x200D || (0xFE00...0xFE0F).contains(value)
  }
}
