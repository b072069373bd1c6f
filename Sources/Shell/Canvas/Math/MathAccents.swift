import Course

/// Marks above and below: a combining character on one letter, a row of its own otherwise.
enum MathAccents {
  static func box(_ accent: MathAccent, over base: MathBox) -> MathBox {
    if base.isOneRow, base.width <= 1 || !accent.spans {
      return MathBox(text(accent, base.rows[0]))
    }
    let mark = MathBox(mark(accent, width: base.width))
    switch accent {
    case .underline, .underbrace: return .stacked([base, mark], .center, anchor: 0)
    default: return .stacked([mark, base], .center, anchor: 1)
    }
  }

  /// In one row: a mark that spans its base is set on every letter, another on the middle one.
  /// Of a sum in brackets that is the closing one. Braces only group, and are left out.
  static func text(_ accent: MathAccent, _ base: String, isLoose: Bool = false) -> String {
    guard let combining = accent.combining else { return base }
    if isLoose, !accent.spans { return "(\(base))" + String(combining) }
    let middle = (base.count - 1) / 2
    return base.enumerated().reduce(into: "") { text, letter in
      text.append(letter.element)
      if accent.spans || letter.offset == middle { text.unicodeScalars.append(combining) }
    }
  }

  private static func mark(_ accent: MathAccent, width: Int) -> String {
    switch accent {
    case .hat: "^"
    case .tilde: "~"
    case .vector: "→"
    case .dot: "."
    case .doubleDot: ".."
    case .bar, .overline: String(repeating: "_", count: width)
    case .underline: String(repeating: "‾", count: width)
    case .overbrace: brace("╭", "┴", "╮", width: width)
    case .underbrace: brace("╰", "┬", "╯", width: width)
    }
  }

  private static func brace(_ left: String, _ middle: String, _ right: String, width: Int) -> String
  {
    let arms = max(0, width - 3)
    return left + String(repeating: "─", count: arms / 2) + middle
      + String(repeating: "─", count: arms - arms / 2) + right
  }
}

extension MathAccent {
  var isBrace: Bool { self == .overbrace || self == .underbrace }

  /// Whether the mark is as wide as what it marks.
  fileprivate var spans: Bool {
    switch self {
    case .bar, .overline, .underline, .overbrace, .underbrace: true
    case .hat, .tilde, .vector, .dot, .doubleDot: false
    }
  }

  fileprivate var combining: Unicode.Scalar? {
    switch self {
    case .hat: "\u{302}"
    case .bar: "\u{304}"
    case .tilde: "\u{303}"
    case .vector: "\u{20D7}"
    case .dot: "\u{307}"
    case .doubleDot: "\u{308}"
    case .overline: "\u{305}"
    case .underline: "\u{332}"
    case .overbrace, .underbrace: nil
    }
  }
}
