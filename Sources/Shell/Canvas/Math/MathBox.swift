import Course

/// A formula laid out in cells, with the row that stands on the line of the text around it.
///
///         QKᵀ
///       ───────        rows 0…2, baseline 1
///         √dₖ
public struct MathBox: Sendable, Equatable {
  /// The rows from the top; each is of the same width.
  public private(set) var rows: [String]
  public private(set) var width: Int
  /// The index of the row that is level with the text. Within the algebra of boxes it may lie
  /// outside of the rows: a raised script has its baseline below itself.
  public private(set) var baseline: Int

  /// One row of text.
  init(_ text: String) {
    rows = [text]
    width = text.cellWidth
    baseline = 0
  }

  private init(rows: [String], width: Int, baseline: Int) {
    self.rows = rows
    self.width = width
    self.baseline = baseline
  }

  var height: Int { rows.count }
  /// Rows above the baseline.
  var ascent: Int { baseline }
  /// Rows below the baseline.
  var descent: Int { rows.count - 1 - baseline }
  var isOneRow: Bool { rows.count == 1 }

  static func blank(_ width: Int) -> MathBox { MathBox(String(repeating: " ", count: width)) }
}

/// The algebra: every drawing is made of these.
extension MathBox {
  enum Alignment { case left, center, right }

  /// Boxes from left to right, on one baseline.
  static func beside(_ boxes: [MathBox]) -> MathBox {
    if boxes.count == 1 { return boxes[0] }
    let ascent = boxes.map(\.ascent).max() ?? 0
    let descent = boxes.map(\.descent).max() ?? 0
    let rows = (-ascent...max(-ascent, descent)).map { level in
      boxes.map { $0.row(at: level) }.joined()
    }
    return MathBox(rows: rows, width: boxes.reduce(0) { $0 + $1.width }, baseline: ascent)
  }

  /// Boxes from the top down; the baseline is that of the box at `anchor`.
  static func stacked(_ boxes: [MathBox], _ alignment: Alignment, anchor: Int) -> MathBox {
    let width = boxes.map(\.width).max() ?? 0
    let above = boxes.prefix(anchor).reduce(0) { $0 + $1.height }
    return MathBox(
      rows: boxes.flatMap { $0.widened(to: width, alignment).rows }, width: width,
      baseline: above + boxes[anchor].baseline)
  }

  /// Boxes in one place, where no two have a row at the same level: a sub- and a superscript.
  static func superposed(_ boxes: [MathBox]) -> MathBox {
    let width = boxes.map(\.width).max() ?? 0
    let boxes = boxes.map { $0.widened(to: width, .left) }
    let ascent = boxes.map(\.ascent).max() ?? 0
    let descent = boxes.map(\.descent).max() ?? 0
    let rows = (-ascent...max(-ascent, descent)).map { level in
      (boxes.first { $0.hasRow(at: level) } ?? .blank(width)).row(at: level)
    }
    return MathBox(rows: rows, width: width, baseline: ascent)
  }

  func widened(to width: Int, _ alignment: Alignment) -> MathBox {
    let missing = max(0, width - self.width)
    switch alignment {
    case .left: return padded(right: missing)
    case .right: return padded(left: missing)
    case .center: return padded(left: missing / 2, right: missing - missing / 2)
    }
  }

  func padded(left: Int = 0, right: Int = 0, below: Int = 0) -> MathBox {
    if left == 0 && right == 0 && below == 0 { return self }
    let before = String(repeating: " ", count: left)
    let after = String(repeating: " ", count: right)
    let width = self.width + left + right
    let blank = String(repeating: " ", count: width)
    return MathBox(
      rows: rows.map { before + $0 + after } + Array(repeating: blank, count: below),
      width: width, baseline: baseline)
  }

  /// The same rows, the lowest of which stands at `level`: 0 is the baseline, -1 the row above it.
  func standing(at level: Int) -> MathBox {
    MathBox(rows: rows, width: width, baseline: rows.count - 1 - level)
  }

  /// The same rows, the highest of which hangs from `level`.
  func hanging(from level: Int) -> MathBox { MathBox(rows: rows, width: width, baseline: -level) }

  func withBaseline(_ baseline: Int) -> MathBox {
    MathBox(rows: rows, width: width, baseline: baseline)
  }

  /// A column of signs as tall as `box`, on its baseline.
  static func column(besides box: MathBox, _ sign: (_ row: Int) -> String) -> MathBox {
    let rows = (0..<box.height).map(sign)
    return MathBox(rows: rows, width: rows.first?.cellWidth ?? 0, baseline: box.baseline)
  }

  private func hasRow(at level: Int) -> Bool { rows.indices.contains(baseline + level) }

  private func row(at level: Int) -> String {
    hasRow(at: level) ? rows[baseline + level] : String(repeating: " ", count: width)
  }
}
