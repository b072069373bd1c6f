/// An SVG picture on a card of its own, so that it reads the same on light and on dark pages.
///
/// Lengths are in pixels at its natural size; text is measured by rule of thumb, as no font is at
/// hand, and is given room enough.
struct SVGText {
  enum Anchor: String { case start, middle, end }

  static let ink: UInt32 = 0x24292F
  static let faint: UInt32 = 0x57606A
  static let line: UInt32 = 0xD0D7DE
  /// What is spoken of: the second colour of the series, and a ground for it.
  static let accent: UInt32 = 0xD55E00
  static let accentGround: UInt32 = 0xFDEBDD
  static let ground: UInt32 = 0xF6F8FA
  /// Okabe and Ito's colours, safe for colour-blind eyes; yellow is left out, as it is lost on white.
  static let series: [UInt32] = [0x0072B2, 0xD55E00, 0x009E73, 0xCC79A7, 0x56B4E9, 0xE69F00]

  private var body = ""
  private var hasHatch = false

  /// - Parameter title: what a browser shows when the pointer is over it
  mutating func rect(
    x: Double, y: Double, width: Double, height: Double, fill: UInt32, stroke: UInt32? = nil,
    strokeWidth: Double = 1, radius: Double = 0, title: String? = nil
  ) {
    let attributes =
      "x=\"\(Self.length(x))\" y=\"\(Self.length(y))\" width=\"\(Self.length(max(0, width)))\" "
      + "height=\"\(Self.length(max(0, height)))\" fill=\"\(Self.color(fill))\""
      + (radius > 0 ? " rx=\"\(Self.length(radius))\"" : "") + Self.stroke(stroke, strokeWidth)
    body +=
      title.map { "<rect \(attributes)><title>\(Self.escaped($0))</title></rect>\n" }
      ?? "<rect \(attributes)/>\n"
  }

  /// A colour scale from left to right.
  mutating func gradient(x: Double, y: Double, width: Double, height: Double, scale: ColorScale) {
    let stops = (0...16).map { step in
      let color = Self.color(scale.rgb(at: Double(step) / 16))
      return "<stop offset=\"\(Self.length(Double(step) / 16))\" stop-color=\"\(color)\"/>"
    }
    body +=
      "<linearGradient id=\"\(scale.name)\">\(stops.joined())</linearGradient>\n"
      + "<rect x=\"\(Self.length(x))\" y=\"\(Self.length(y))\" width=\"\(Self.length(width))\" "
      + "height=\"\(Self.length(height))\" fill=\"url(#\(scale.name))\"/>\n"
  }

  mutating func text(
    _ text: String, x: Double, y: Double, anchor: Anchor = .start, fill: UInt32 = ink,
    size: Int = 12, bold: Bool = false
  ) {
    guard !text.isEmpty else { return }
    body +=
      "<text x=\"\(Self.length(x))\" y=\"\(Self.length(y))\" fill=\"\(Self.color(fill))\""
      + (anchor == .start ? "" : " text-anchor=\"\(anchor.rawValue)\"")
      + (size == 12 ? "" : " font-size=\"\(size)\"") + (bold ? " font-weight=\"600\"" : "")
      + ">\(Self.escaped(text))</text>\n"
  }

  /// Slanting lines over a rectangle: something is left out.
  mutating func hatch(x: Double, y: Double, width: Double, height: Double) {
    let pattern =
      "<pattern id=\"hatch\" width=\"5\" height=\"5\" patternUnits=\"userSpaceOnUse\">"
      + "<path d=\"M-1,1 L1,-1 M0,5 L5,0 M4,6 L6,4\" stroke=\"\(Self.color(Self.faint))\" "
      + "stroke-width=\"0.8\"/></pattern>\n"
    body +=
      (hasHatch ? "" : pattern)
      + "<rect x=\"\(Self.length(x))\" y=\"\(Self.length(y))\" width=\"\(Self.length(width))\" "
      + "height=\"\(Self.length(height))\" fill=\"url(#hatch)\"/>\n"
    hasHatch = true
  }

  mutating func polygon(
    _ points: [(x: Double, y: Double)], fill: UInt32, stroke: UInt32? = nil,
    strokeWidth: Double = 1
  ) {
    let places = points.map { "\(Self.length($0.x)),\(Self.length($0.y))" }.joined(separator: " ")
    body +=
      "<polygon points=\"\(places)\" fill=\"\(Self.color(fill))\""
      + Self.stroke(stroke, strokeWidth) + "/>\n"
  }

  /// A straight arrow to the right or down.
  mutating func arrow(
    from start: (x: Double, y: Double), to end: (x: Double, y: Double), stroke: UInt32,
    width: Double = 1.2
  ) {
    let isDown = end.y > start.y
    let neck = isDown ? (x: end.x, y: end.y - 6) : (x: end.x - 6, y: end.y)
    line([start, neck], stroke: stroke, width: width)
    polygon(
      isDown
        ? [end, (end.x - 4, end.y - 8), (end.x + 4, end.y - 8)]
        : [end, (end.x - 8, end.y - 4), (end.x - 8, end.y + 4)], fill: stroke)
  }

  mutating func line(
    _ points: [(x: Double, y: Double)], stroke: UInt32, width: Double = 1, dashed: Bool = false
  ) {
    guard points.count > 1 else { return }
    let places = points.map { "\(Self.length($0.x)),\(Self.length($0.y))" }.joined(separator: " ")
    body +=
      "<polyline points=\"\(places)\" fill=\"none\" stroke=\"\(Self.color(stroke))\" "
      + "stroke-width=\"\(Self.length(width))\" stroke-linejoin=\"round\""
      + (dashed ? " stroke-dasharray=\"4 3\"" : "") + "/>\n"
  }

  mutating func dot(x: Double, y: Double, radius: Double = 2.5, fill: UInt32) {
    body +=
      "<circle cx=\"\(Self.length(x))\" cy=\"\(Self.length(y))\" r=\"\(Self.length(radius))\" "
      + "fill=\"\(Self.color(fill))\"/>\n"
  }

  /// The whole document.
  func document(width: Double, height: Double, title: String) -> String {
    let size = "\(Self.length(width)) \(Self.length(height))"
    return """
      <svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 \(size)" \
      width="\(Self.length(width))" height="\(Self.length(height))" role="img" \
      font-family="system-ui, -apple-system, 'Segoe UI', 'Noto Sans', 'Noto Sans CJK SC', \
      'PingFang SC', 'Microsoft YaHei', sans-serif" font-size="12">
      <title>\(Self.escaped(title))</title>
      <rect x="0.5" y="0.5" width="\(Self.length(width - 1))" height="\(Self.length(height - 1))" \
      rx="6" fill="#ffffff" stroke="\(Self.color(Self.line))"/>
      \(body)</svg>

      """
  }

  /// About how wide a text of 12 pixels is: characters beyond Latin and Greek fill a square.
  static func width(_ text: String) -> Double {
    text.unicodeScalars.reduce(0) { $0 + ($1.value >= 0x1100 && $1.value < 0x20000 ? 12.5 : 7) }
  }

  private static func stroke(_ color: UInt32?, _ width: Double) -> String {
    color.map { " stroke=\"\(Self.color($0))\" stroke-width=\"\(length(width))\"" } ?? ""
  }

  static func color(_ rgb: UInt32) -> String {
    let digits = String(rgb & 0xFFFFFF, radix: 16)
    return "#" + String(repeating: "0", count: 6 - digits.count) + digits
  }

  /// Two decimals, without idle zeros; 0 for what is no length.
  static func length(_ value: Double) -> String {
    guard abs(value) < 1e7 else { return "0" }
    let hundredths = Int((value * 100).rounded())
    let (whole, part) = (abs(hundredths) / 100, abs(hundredths) % 100)
    let sign = hundredths < 0 ? "-" : ""
    guard part > 0 else { return "\(sign)\(whole)" }
    return "\(sign)\(whole).\(part < 10 ? "0" : "")\(part % 10 == 0 ? part / 10 : part)"
  }

  /// XML 1.0 allows few control characters; the others are left out.
  static func escaped(_ text: String) -> String {
    var result = ""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "&": result += "&amp;"
      case "<": result += "&lt;"
      case ">": result += "&gt;"
      case "\"": result += "&quot;"
      case "\t", "\n": result += " "
      default:
        if scalar.value >= 0x20, scalar.value != 0xFFFE, scalar.value != 0xFFFF {
          result.unicodeScalars.append(scalar)
        }
      }
    }
    return result
  }
}
