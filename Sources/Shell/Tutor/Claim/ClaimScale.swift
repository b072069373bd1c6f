import Canvas
import Course
import Figures

/// A number line with a bracket for what a printed number stands for, and the values that land
/// inside of it or outside.
struct ClaimScale {
  /// A value, on its way to its place or there.
  struct Marker {
    var value: Double
    var sign: String
    var label: String
    var style: Style
    /// In 0...1; it comes from the left end.
    var arrival = 1.0
  }

  /// A place of the line that has its value written below.
  struct Landmark {
    var value: Double
    var label: String
    var style: Style
  }

  /// Where a value bears the claim out; nil where values are only compared.
  var bracket: ClaimBracket?
  var bracketStyle: Style
  /// The first ones are written where there is not room for all.
  var landmarks: [Landmark]
  var markers: [Marker]
  var context: Context

  /// The labels of the markers, the markers, the line, the landmarks.
  static let rows = 4

  func draw(in area: Rect, of frame: inout Frame) {
    guard area.columns >= 8, area.rows >= Self.rows, let axis else { return }
    drawLine(axis, in: area, of: &frame)
    var taken = Taken()
    for landmark in landmarks {
      guard let column = column(of: landmark.value, on: axis, in: area) else { continue }
      write(landmark.label, at: column, row: area.row + 3, landmark.style, in: area, &taken, &frame)
    }
    taken = Taken()
    // The last one is the one that is spoken of, and is never hidden by another.
    for marker in markers.reversed() {
      guard marker.arrival > 0, let place = axis.fraction(of: marker.value) else { continue }
      let column = column(at: place * marker.arrival, in: area)
      guard taken.signs.insert(column).inserted else { continue }
      frame.draw(
        marker.sign, column: column, row: area.row + 1, style: marker.style, in: area)
      write(marker.label, at: column, row: area.row, marker.style, in: area, &taken, &frame)
    }
  }

  /// All values with some room on both sides; a third of it is the bracket where all lie near.
  private var axis: Axis? {
    var values = markers.map(\.value) + landmarks.map(\.value)
    if let bracket {
      let reach = bracket.upper - bracket.lower
      values += [bracket.lower - reach, bracket.upper + reach]
    }
    values = values.filter(\.isFinite)
    guard let least = values.min(), let most = values.max(), (most - least).isFinite else {
      return nil
    }
    // Sizes of different orders are told apart by their ratios only.
    if bracket == nil, least > 0, most / least > 50 {
      return Axis("", least / 2...most * 2, scale: .log2)
    }
    let margin = most > least ? (most - least) * 0.06 : max(1, most.magnitude * 0.1)
    return Axis("", least - margin...most + margin)
  }

  private func column(of value: Double, on axis: Axis, in area: Rect) -> Int? {
    axis.fraction(of: value).map { column(at: $0, in: area) }
  }

  private func column(at fraction: Double, in area: Rect) -> Int {
    let last = Double(area.columns - 1)
    return area.column + Int(min(max(0, fraction * last), last).rounded())
  }

  private func drawLine(_ axis: Axis, in area: Rect, of frame: inout Frame) {
    let row = area.row + 2
    let theme = context.theme
    let glyphs = context.glyphs
    frame.draw(
      glyphs.border.horizontal.repeated(area.columns), column: area.column, row: row,
      style: theme.border, in: area)
    if let bracket, let first = column(of: bracket.lower, on: axis, in: area),
      let last = column(of: bracket.upper, on: axis, in: area)
    {
      let strong = glyphs.strongBorder
      frame.draw(
        strong.horizontal.repeated(last - first + 1), column: first, row: row,
        style: bracketStyle, in: area)
      if last > first {
        frame.put(Cell(strong.teeRight, style: bracketStyle), column: first, row: row)
        frame.put(Cell(strong.teeLeft, style: bracketStyle), column: last, row: row)
      }
    }
    for landmark in landmarks {
      guard let column = column(of: landmark.value, on: axis, in: area),
        bracket.map({ landmark.value != $0.lower && landmark.value != $0.upper }) ?? true
      else { continue }
      let border = bracket == nil ? glyphs.border : glyphs.strongBorder
      frame.put(Cell(border.teeDown, style: landmark.style), column: column, row: row)
    }
  }

  /// The columns that are written on, in one row.
  private struct Taken {
    var labels: [Range<Int>] = []
    var signs: Set<Int> = []
  }

  /// Writes a label in the middle below or above its place, where no other is.
  private func write(
    _ label: String, at column: Int, row: Int, _ style: Style, in area: Rect, _ taken: inout Taken,
    _ frame: inout Frame
  ) {
    let width = label.cellWidth
    guard width > 0, width <= area.columns else { return }
    let start = min(max(area.column, column - width / 2), area.maxColumn - width)
    let room = start - 1..<start + width + 1
    guard !taken.labels.contains(where: { $0.overlaps(room) }) else { return }
    taken.labels.append(start..<start + width)
    frame.draw(label, column: start, row: row, style: style, in: area)
  }
}
