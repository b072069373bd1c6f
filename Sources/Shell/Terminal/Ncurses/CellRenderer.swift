import CNcurses
import Canvas

/// Puts cells into ncurses' window, with the colours and attributes that this terminal has.
struct CellRenderer {
  private let window: UnsafeMutablePointer<WINDOW>
  private var reduction: ColorReduction
  private var pairs: ColorPairs
  private var drawn: [cchar_t] = []
  private var characters: [wchar_t] = []
  private var lastLook: (style: Style, isGlyph: Bool, attributes: attr_t, pair: Int32)?

  init(window: UnsafeMutablePointer<WINDOW>, depth: ColorDepth) {
    self.window = window
    reduction = ColorReduction(depth: depth)
    // Some functions of ncurses crash where there are no colours.
    pairs = ColorPairs(capacity: depth == .none ? 1 : ncurses_color_pairs())
  }

  /// Whether so many pairs have been in use that starting anew will bring the right ones. With few
  /// pairs it would not: one screen may need more than there are.
  var isExhausted: Bool { pairs.isFull && pairs.capacity > 256 }

  /// Forgets all pairs; the screen has to be drawn again.
  mutating func reset() {
    reset_color_pairs()
    pairs = ColorPairs(capacity: pairs.capacity)
    lastLook = nil
  }

  /// - Returns: about how many bytes this sends.
  mutating func draw(_ cells: ArraySlice<Cell>, column: Int, row: Int) -> Int {
    drawn.removeAll(keepingCapacity: true)
    var bytes = Self.movement
    var previous: Style?
    for index in cells.indices {
      var cell = cells[index]
      if cell.isContinuation {
        if index > cells.startIndex, cells[index - 1].width == 2 { continue }
        cell = .blank(cell.style)
      }
      append(cell)
      bytes += cell.text.utf8.count
      if previous != cell.style { bytes += Self.styleChange }
      previous = cell.style
    }
    mvwadd_wchnstr(window, Int32(row), Int32(column), drawn, Int32(drawn.count))
    return bytes
  }

  private static let movement = 8
  private static let styleChange = 22

  /// ncurses takes the C library's word for how wide a character is. Where that is not ours (it does
  /// not know the newest characters), the cells must be filled all the same.
  private mutating func append(_ cell: Cell) {
    guard Self.width(of: cell.scalar) == Int32(cell.width) else {
      append(Cell("\u{FFFD}", style: cell.style))
      if cell.width == 2 { append(.blank(cell.style)) }
      return
    }
    characters.removeAll(keepingCapacity: true)
    characters.append(wchar_t(bitPattern: cell.scalar.value))
    for mark in cell.marks.unicodeScalars where Self.width(of: mark) == 0 {
      guard characters.count < CCHARW_MAX else { break }
      characters.append(wchar_t(bitPattern: mark.value))
    }
    characters.append(0)

    let isGlyph = !(0x2580...0x259F).contains(cell.scalar.value)
    let look = self.look(of: cell.style, isGlyph: isGlyph)
    var pair = look.pair
    var character = cchar_t()
    setcchar(&character, characters, look.attributes, 0, &pair)
    drawn.append(character)
  }

  private static func width(of scalar: Unicode.Scalar) -> Int32 {
    wcwidth(wchar_t(bitPattern: scalar.value))
  }

  private mutating func look(of style: Style, isGlyph: Bool) -> (attributes: attr_t, pair: Int32) {
    if let last = lastLook, last.style == style, last.isGlyph == isGlyph {
      return (last.attributes, last.pair)
    }
    let (foreground, background) = reduction.indices(of: style, isGlyph: isGlyph)
    let pair = pairs.number(foreground: foreground, background: background) {
      init_extended_pair($0, $1, $2) == OK
    }
    let attributes = Self.attributes(of: style)
    lastLook = (style, isGlyph, attributes, pair)
    return (attributes, pair)
  }

  private static func attributes(of style: Style) -> attr_t {
    var attributes: attr_t = 0
    if style.attributes.contains(.bold) { attributes |= ncurses_bold }
    if style.attributes.contains(.dim) { attributes |= ncurses_dim }
    if style.attributes.contains(.italic) { attributes |= ncurses_italic }
    if style.attributes.contains(.underline) { attributes |= ncurses_underline }
    if style.attributes.contains(.reverse) { attributes |= ncurses_reverse }
    return attributes
  }
}
