/// A piece of text that is placed as one.
///
/// ASCII is placed by where it starts and how long it is, as every font that shows code has it of
/// one width. Other characters may come from any font, and each gets its own place.
struct FrameSVGText: Equatable {
  private(set) var text: String
  private(set) var isASCII: Bool
  private(set) var column: Int
  /// In cells.
  private(set) var width: Int

  /// Blanks belong to ASCII that goes on; two of them end it.
  func takesBlank(at column: Int) -> Bool {
    isASCII && self.column + width == column && !text.hasSuffix(" ")
  }

  /// Adds a cell to the last piece if it goes on there, else as a piece of its own.
  static func append(_ cell: Cell, at column: Int, to texts: inout [FrameSVGText]) {
    let isASCII = cell.scalar.isASCII && cell.marks.isEmpty
    if isASCII, let last = texts.indices.last, texts[last].isASCII,
      texts[last].column + texts[last].width == column
    {
      texts[last].text += cell.text
      texts[last].width += 1
    } else {
      texts.append(
        FrameSVGText(
          text: cell.text, isASCII: isASCII, column: column, width: Int(cell.width)))
    }
  }
}
