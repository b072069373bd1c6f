extension Frame {
  /// How a frame becomes a picture: the colours that stand for the terminal's own, and its font.
  public struct SVGOptions: Sendable, Equatable {
    public var foreground: Color
    public var background: Color
    public var title: String
    /// The height of the font in pixels. A cell is 0.6 of it wide and 1.25 of it high.
    public var fontSize: Int

    public init(
      foreground: Color = Color(0xD5DAE5), background: Color = Color(0x12151C),
      title: String = "", fontSize: Int = 14
    ) {
      self.foreground = foreground
      self.background = background
      self.title = title
      self.fontSize = max(1, fontSize)
    }
  }

  /// The screen as an SVG document that stands alone.
  ///
  /// Every run of text is given its place and its length, so that columns stay in line whatever font
  /// the reader has; block elements, lines of boxes and Braille are drawn as shapes, without the gaps
  /// that fonts leave between them.
  public func svg(_ options: SVGOptions = SVGOptions()) -> String {
    FrameSVG(frame: self, options: options).document
  }
}

/// Writes one frame.
private struct FrameSVG {
  let frame: Frame
  let options: Frame.SVGOptions

  /// In hundredths of a pixel, so that lengths add up exactly.
  private var cellWidth: Int { options.fontSize * 60 }
  private var cellHeight: Int { options.fontSize * 125 }
  private var margin: Int { options.fontSize * 80 }

  var document: String {
    let width = frame.size.columns * cellWidth + 2 * margin
    let height = frame.size.rows * cellHeight + 2 * margin
    var body = ""
    for row in 0..<frame.size.rows {
      let runs = frame.styleRuns(inRow: row)
      for run in runs { body += ground(run.columns, row: row, style: run.style) }
      for run in runs { body += content(run.columns, row: row, style: run.style) }
    }
    return """
      <svg xmlns="http://www.w3.org/2000/svg" shape-rendering="crispEdges" viewBox="0 0 \(length(width)) \(length(height))" \
      width="\(length(width))" height="\(length(height))" role="img">
      <title>\(options.title.xmlEscaped)</title>
      <style>text{font-family:ui-monospace,SFMono-Regular,Menlo,Consolas,'DejaVu Sans Mono',\
      'Noto Sans Mono CJK SC',monospace;font-size:\(options.fontSize)px;white-space:pre}\
      .b{font-weight:700}.i{font-style:italic}.u{text-decoration:underline}</style>
      <rect width="\(length(width))" height="\(length(height))" \
      rx="\(length(options.fontSize * 50))" fill="\(options.background.hexadecimal)"/>
      \(body)</svg>

      """
  }

  private func colors(_ style: Style) -> (ink: Color, ground: Color) {
    let ink = style.foreground ?? options.foreground
    let ground = style.background ?? options.background
    let (shown, behind) = style.attributes.contains(.reverse) ? (ground, ink) : (ink, ground)
    return (style.attributes.contains(.dim) ? shown.mixed(with: behind) : shown, behind)
  }

  private func ground(_ columns: Range<Int>, row: Int, style: Style) -> String {
    let color = colors(style).ground
    guard color != options.background else { return "" }
    return rect(
      FrameSVGShape(), column: columns.lowerBound, row: row, count: columns.count, color)
  }

  private func content(_ columns: Range<Int>, row: Int, style: Style) -> String {
    let ink = colors(style).ink
    var shapes = ""
    var texts: [FrameSVGText] = []
    var column = columns.lowerBound
    while column < columns.upperBound {
      let cell = frame[column, row]
      if let found = FrameSVGShape.shapes(of: cell) {
        // Shapes as wide as a cell go on over the cells that repeat them.
        let same = columns[column...].prefix { frame[$0, row].scalar == cell.scalar }.count
        let count = found.allSatisfy { $0.width == 1000 } ? same : 1
        for shape in found { shapes += rect(shape, column: column, row: row, count: count, ink) }
        column += count
      } else {
        if cell.scalar != " " || texts.last.map({ $0.takesBlank(at: column) }) ?? false {
          FrameSVGText.append(cell, at: column, to: &texts)
        }
        column += max(1, Int(cell.width))
      }
    }
    return shapes + text(texts, row: row, style: style, ink: ink)
  }

  private func text(_ pieces: [FrameSVGText], row: Int, style: Style, ink: Color) -> String {
    guard !pieces.isEmpty else { return "" }
    let names: [(Style.Attributes, String)] = [(.bold, "b"), (.italic, "i"), (.underline, "u")]
    let classes = names.filter { style.attributes.contains($0.0) }.map(\.1)
    let y = margin + row * cellHeight + options.fontSize * 95
    let spans = pieces.map { piece in
      let width = piece.isASCII ? " textLength=\"\(length(piece.width * cellWidth))\"" : ""
      return "<tspan x=\"\(length(margin + piece.column * cellWidth))\"\(width)>"
        + piece.text.xmlEscaped + "</tspan>"
    }
    return "<text y=\"\(length(y))\" fill=\"\(ink.hexadecimal)\""
      + (classes.isEmpty ? "" : " class=\"\(classes.joined(separator: " "))\"")
      + ">\(spans.joined())</text>\n"
  }

  private func rect(
    _ shape: FrameSVGShape, column: Int, row: Int, count: Int = 1, _ color: Color
  ) -> String {
    let x = margin + column * cellWidth + shape.x * cellWidth / 1000
    let y = margin + row * cellHeight + shape.y * cellHeight / 1000
    let width = shape.width * cellWidth * count / 1000
    return "<rect x=\"\(length(x))\" y=\"\(length(y))\" width=\"\(length(width))\" "
      + "height=\"\(length(shape.height * cellHeight / 1000))\" fill=\"\(color.hexadecimal)\""
      + (shape.opacity == 100 ? "" : " opacity=\"0.\(shape.opacity)\"") + "/>\n"
  }

  private func length(_ hundredths: Int) -> String {
    let (whole, part) = (hundredths / 100, hundredths % 100)
    return part == 0 ? "\(whole)" : "\(whole).\(part < 10 ? "0" : "")\(part)"
  }
}

extension Color {
  /// Half of each.
  fileprivate func mixed(with other: Color) -> Color {
    func half(_ first: UInt8, _ second: UInt8) -> UInt8 {
      UInt8((Int(first) + Int(second)) / 2)
    }
    return Color(
      red: half(red, other.red), green: half(green, other.green), blue: half(blue, other.blue))
  }
}

extension String {
  fileprivate var xmlEscaped: String {
    var result = ""
    for scalar in unicodeScalars {
      switch scalar {
      case "&": result += "&amp;"
      case "<": result += "&lt;"
      case ">": result += "&gt;"
      case "\"": result += "&quot;"
      default: if scalar.value >= 0x20 { result.unicodeScalars.append(scalar) }
      }
    }
    return result
  }
}
