/// A picture of dots, eight to a cell, written in Braille; or one sign to a cell, another for each
/// line, where the terminal has no Braille or no colours to tell the lines apart.
///
/// Places are in dots from the upper left corner. What lies outside is left out.
struct DotGrid {
  let columns: Int
  let rows: Int
  let usesSigns: Bool
  /// The dots of each cell by their bits in Braille, and the line that drew there last.
  private var bits: [UInt8]
  private var owners: [Int]

  init(columns: Int, rows: Int, usesSigns: Bool) {
    self.columns = max(0, columns)
    self.rows = max(0, rows)
    self.usesSigns = usesSigns
    bits = Array(repeating: 0, count: self.columns * self.rows)
    owners = Array(repeating: 0, count: self.columns * self.rows)
  }

  var dotColumns: Int { usesSigns ? columns : columns * 2 }
  var dotRows: Int { usesSigns ? rows : rows * 4 }

  mutating func set(x: Int, y: Int, owner: Int) {
    guard x >= 0, x < dotColumns, y >= 0, y < dotRows else { return }
    let index = usesSigns ? y * columns + x : y / 4 * columns + x / 2
    bits[index] |= usesSigns ? 1 : Self.bit(column: x % 2, row: y % 4)
    owners[index] = owner
  }

  /// A straight line between two places, given as fractions of the picture: x from the left and y
  /// from the bottom, 0...1 inside.
  mutating func line(
    from start: (x: Double, y: Double), to end: (x: Double, y: Double), owner: Int
  ) {
    guard let (start, end) = Self.clip(start, end) else { return }
    let width = Double(max(0, dotColumns - 1))
    let height = Double(max(0, dotRows - 1))
    let steps = Int(
      max(abs(end.x - start.x) * width, abs(end.y - start.y) * height).rounded(.up))
    for step in 0...max(1, steps) {
      let share = Double(step) / Double(max(1, steps))
      let x = start.x + (end.x - start.x) * share
      let y = start.y + (end.y - start.y) * share
      set(x: Int((x * width).rounded()), y: Int(((1 - y) * height).rounded()), owner: owner)
    }
  }

  /// What stands in a cell, and which line drew it; nil where nothing did.
  subscript(column: Int, row: Int) -> (scalar: Unicode.Scalar, owner: Int)? {
    guard column >= 0, column < columns, row >= 0, row < rows else { return nil }
    let index = row * columns + column
    guard bits[index] != 0 else { return nil }
    if usesSigns { return (Self.sign(owners[index]), owners[index]) }
    return (Unicode.Scalar(0x2800 + UInt32(bits[index])) ?? " ", owners[index])
  }

  /// The sign of a line that has no colour of its own.
  static func sign(_ owner: Int) -> Unicode.Scalar {
    let signs: [Unicode.Scalar] = ["*", "o", "x", "+", "#", "@"]
    return signs[owner % signs.count]
  }

  /// Braille numbers its dots down the left side, then the right, and the lowest pair last.
  private static func bit(column: Int, row: Int) -> UInt8 {
    row == 3 ? (column == 0 ? 0x40 : 0x80) : 1 << UInt8(row + 3 * column)
  }

  /// The part of a line inside the unit square. Liang and Barsky, ACM TOG 3(1), 1984.
  private static func clip(
    _ start: (x: Double, y: Double), _ end: (x: Double, y: Double)
  ) -> ((x: Double, y: Double), (x: Double, y: Double))? {
    let (dx, dy) = (end.x - start.x, end.y - start.y)
    guard dx.isFinite, dy.isFinite, start.x.isFinite, start.y.isFinite else { return nil }
    var enter = 0.0
    var leave = 1.0
    for (slope, room) in [
      (-dx, start.x), (dx, 1 - start.x), (-dy, start.y), (dy, 1 - start.y),
    ] {
      if slope == 0 {
        if room < 0 { return nil }
      } else if slope < 0 {
        enter = max(enter, room / slope)
      } else {
        leave = min(leave, room / slope)
      }
    }
    guard enter <= leave else { return nil }
    return (
      (start.x + enter * dx, start.y + enter * dy), (start.x + leave * dx, start.y + leave * dy)
    )
  }
}
