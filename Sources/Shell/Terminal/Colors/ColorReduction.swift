import Canvas

/// Maps 24-bit colours to the numbers that a terminal of less depth has for them.
struct ColorReduction {
  let depth: ColorDepth

  private var known: [Color: Int32] = [:]
  /// Animated figures bring ever new colours.
  private static let maximumKnown = 4096

  init(depth: ColorDepth) { self.depth = depth }

  /// The terminal's own colour, in ncurses' numbering.
  static let terminalDefault: Int32 = -1

  /// The number of the nearest colour.
  mutating func index(of color: Color?) -> Int32 {
    guard let color, depth > .none else { return Self.terminalDefault }
    if let index = known[color] { return index }
    let index = Self.nearest(to: color, depth: depth)
    if known.count >= Self.maximumKnown { known.removeAll(keepingCapacity: true) }
    known[color] = index
    return index
  }

  /// The numbers of both colours of a cell.
  ///
  /// With 16 colours and fewer, two that differ easily become one. A glyph must not vanish by that, so
  /// it turns black or white; the blocks that figures are made of may, for they are areas, not glyphs.
  mutating func indices(of style: Style, isGlyph: Bool) -> (foreground: Int32, background: Int32) {
    let foreground = index(of: style.foreground)
    let background = index(of: style.background)
    guard isGlyph, depth <= .sixteen, foreground == background, foreground >= 0,
      style.foreground != style.background
    else { return (foreground, background) }
    let isDark = Self.palette(of: depth)[Int(background)].luma < 128
    return (isDark ? 7 : 0, background)
  }

  private static func nearest(to color: Color, depth: ColorDepth) -> Int32 {
    switch depth {
    case .none: return terminalDefault
    case .direct:
      // Direct-colour terminfo entries take the numbers 0 to 7 for the palette; 8 is as good as black.
      return Int32(max(color.rgb, 8))
    case .eight, .sixteen: return Int32(nearest(to: color, in: palette(of: depth)))
    case .indexed:
      // The first sixteen are whatever the learner's colour scheme makes of them.
      return 16 + Int32(nearest(to: color, in: cubeAndGreys))
    }
  }

  private static func nearest(to color: Color, in palette: [Color]) -> Int {
    var best = 0
    var least = Int.max
    for (index, candidate) in palette.enumerated() {
      let distance = color.distance(to: candidate)
      if distance < least { (best, least) = (index, distance) }
    }
    return best
  }

  private static func palette(of depth: ColorDepth) -> [Color] {
    depth == .eight ? Array(ansi[..<8]) : ansi
  }

  /// xterm's defaults.
  private static let ansi: [Color] = [
    0x000000, 0xCD0000, 0x00CD00, 0xCDCD00, 0x0000EE, 0xCD00CD, 0x00CDCD, 0xE5E5E5,
    0x7F7F7F, 0xFF0000, 0x00FF00, 0xFFFF00, 0x5C5CFF, 0xFF00FF, 0x00FFFF, 0xFFFFFF,
  ].map { Color($0) }

  /// Colours 16 to 255 of xterm: a cube of 6×6×6, then 24 greys.
  private static let cubeAndGreys: [Color] = {
    let levels: [UInt8] = [0x00, 0x5F, 0x87, 0xAF, 0xD7, 0xFF]
    let cube = levels.flatMap { red in
      levels.flatMap { green in levels.map { Color(red: red, green: green, blue: $0) } }
    }
    let greys = (0..<24).map { UInt8(8 + 10 * $0) }.map { Color(red: $0, green: $0, blue: $0) }
    return cube + greys
  }()
}

extension Color {
  /// The square of the "redmean" distance: Euclidean, with weights that lean on how red the two are,
  /// close to CIE76 at a fraction of its cost (T. Riemersma, *Colour metric*, 2008).
  fileprivate func distance(to other: Color) -> Int {
    let red = Int(self.red) - Int(other.red)
    let green = Int(self.green) - Int(other.green)
    let blue = Int(self.blue) - Int(other.blue)
    let redMean = (Int(self.red) + Int(other.red)) / 2
    return (512 + redMean) * red * red + 1024 * green * green + (767 - redMean) * blue * blue
  }

  /// Brightness, 0 to 255 (ITU-R BT.601).
  fileprivate var luma: Int { (299 * Int(red) + 587 * Int(green) + 114 * Int(blue)) / 1000 }
}
