/// A part of a character that is drawn as a rectangle, in thousandths of its cell.
struct FrameSVGShape: Equatable {
  var x = 0
  var y = 0
  var width = 1000
  var height = 1000
  /// In hundredths.
  var opacity = 100

  /// The rectangles of a block element or a piece of a box, or the dots of Braille; nil for what is text.
  static func shapes(of cell: Cell) -> [FrameSVGShape]? {
    guard cell.marks.isEmpty else { return nil }
    let value = Int(cell.scalar.value)
    let eighths = value - 0x2580
    switch value {
    case 0x2580: return [FrameSVGShape(height: 500)]
    case 0x2581...0x2588: return [FrameSVGShape(y: 1000 - 125 * eighths, height: 125 * eighths)]
    case 0x2589...0x258F: return [FrameSVGShape(width: 125 * (16 - eighths))]
    case 0x2590: return [FrameSVGShape(x: 500, width: 500)]
    case 0x2591...0x2593: return [FrameSVGShape(opacity: 25 * (eighths - 16))]
    case 0x2801...0x28FF: return dots(value - 0x2800)
    default: return arms[cell.scalar].map { lines($0) }
    }
  }

  /// Braille numbers its dots down the left side, then the right, and the lowest pair last.
  private static func dots(_ bits: Int) -> [FrameSVGShape] {
    let places = [(0, 0), (0, 1), (0, 2), (1, 0), (1, 1), (1, 2), (0, 3), (1, 3)]
    return places.enumerated().compactMap { bit, place in
      guard bits >> bit & 1 == 1 else { return nil }
      return FrameSVGShape(
        x: 140 + 500 * place.0, y: 70 + 250 * place.1, width: 220, height: 110)
    }
  }

  private struct Arms {
    var left = false
    var right = false
    var up = false
    var down = false
    var isHeavy = false
  }

  private static let arms: [Unicode.Scalar: Arms] = [
    "─": Arms(left: true, right: true), "━": Arms(left: true, right: true, isHeavy: true),
    "│": Arms(up: true, down: true), "┃": Arms(up: true, down: true, isHeavy: true),
    "┌": Arms(right: true, down: true), "┐": Arms(left: true, down: true),
    "└": Arms(right: true, up: true), "┘": Arms(left: true, up: true),
    "├": Arms(right: true, up: true, down: true), "┤": Arms(left: true, up: true, down: true),
    "┬": Arms(left: true, right: true, down: true), "┴": Arms(left: true, right: true, up: true),
    "┼": Arms(left: true, right: true, up: true, down: true),
  ]

  /// A cell is about half as wide as it is high, and its lines are as thick one way as the other.
  private static func lines(_ arms: Arms) -> [FrameSVGShape] {
    let (thickness, width) = arms.isHeavy ? (120, 250) : (58, 120)
    let x = 500 - width / 2
    let y = 500 - thickness / 2
    var shapes: [FrameSVGShape] = []
    if arms.left || arms.right {
      let start = arms.left ? 0 : x
      let end = arms.right ? 1000 : x + width
      shapes.append(FrameSVGShape(x: start, y: y, width: end - start, height: thickness))
    }
    if arms.up || arms.down {
      let start = arms.up ? 0 : y
      let end = arms.down ? 1000 : y + thickness
      shapes.append(FrameSVGShape(x: x, y: start, width: width, height: end - start))
    }
    return shapes
  }
}
