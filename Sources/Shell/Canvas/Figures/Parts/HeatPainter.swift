import Figures

/// Writes the cells of a heatmap: what stands in them, and in which colours.
struct HeatPainter {
  let heatmap: Heatmap
  let context: DrawingContext
  /// How many cells of the screen one of the matrix takes.
  let columns: Int
  let numbers: CellNumbers?
  private let scale: ColorScale?

  init(heatmap: Heatmap, context: DrawingContext, columns: Int, numbers: CellNumbers?) {
    self.heatmap = heatmap
    self.context = context
    self.columns = columns
    self.numbers = numbers
    scale = context.theme.scale(for: heatmap)
  }

  /// What marks a pixel: a colour that no scale has.
  static let pixelMark = Color(0xFF2E9F)

  /// The line of a cell that has its number, exactly `columns` wide.
  func text(_ value: Float, isMarked: Bool) -> String {
    if columns == 1 {
      return isMarked ? "+" : value.isFinite ? shade(value) : sign(value, within: 1)
    }
    if !isMarked, columns == 2, !value.isFinite { return sign(value, within: 1) + " " }
    let inner = columns - 2
    let content =
      if !value.isFinite {
        sign(value, within: inner).centered(in: inner)
      } else if let numbers {
        numbers.text(value).leftPadded(to: inner)
      } else {
        String(repeating: shade(value), count: inner)
      }
    if isMarked { return "[" + content + "]" }
    // Beside a number the shade stands at one side, lest it look like the next cell's.
    return shade(value) + content + (numbers == nil ? shade(value) : " ")
  }

  /// The other lines of a cell.
  func filling(_ value: Float) -> String { String(repeating: shade(value), count: columns) }

  func style(_ value: Float, isMarked: Bool) -> Style {
    let style: Style =
      if let color = color(value) {
        Style(foreground: color.ink, background: color)
      } else if value.isFinite {
        context.theme.text
      } else {
        value == -.infinity ? context.theme.dimmed : context.theme.wrong
      }
    return isMarked ? style.adding(.bold) : style
  }

  func pixel(row: Int, column: Int) -> Color? {
    if context.crosshair == Crosshair(row: row, column: column) { return Self.pixelMark }
    let value = heatmap[row, column]
    if let color = color(value) { return color }
    return value == -.infinity ? context.theme.track.foreground : context.theme.wrong.foreground
  }

  private func color(_ value: Float) -> Color? {
    guard let scale, let fraction = heatmap.fraction(of: value) else { return nil }
    return scale.color(at: fraction)
  }

  /// Stands for the colour where there is none.
  private func shade(_ value: Float) -> String {
    guard !context.theme.usesColor, let fraction = heatmap.fraction(of: value) else { return " " }
    return String(context.glyphs.shade(fraction))
  }

  /// What is written for a value that no colour stands for.
  private func sign(_ value: Float, within cells: Int) -> String {
    let full =
      value.isNaN
      ? "NaN" : value < 0 ? context.glyphs.minusInfinity : context.glyphs.plusInfinity
    if full.cellWidth <= cells { return full }
    return cells > 0 ? (value.isNaN ? "?" : value < 0 ? String(context.glyphs.untouched) : "!") : ""
  }
}

extension Theme {
  func scale(for heatmap: Heatmap) -> ColorScale? { heatmap.isSigned ? signedScale : scale }
}

extension Glyphs {
  /// The shade for a place on a scale, of 0...1.
  func shade(_ fraction: Double) -> Unicode.Scalar {
    shades[min(shades.count - 1, max(0, Int(fraction * Double(shades.count))))]
  }
}
