extension Frame {
  /// The frame with the signs of formulas and punctuation that ASCII has no character for written
  /// as the nearest ones it has (`--ascii`). Each keeps its one cell; letters of other scripts stay.
  public func inASCII() -> Frame {
    var frame = self
    for row in 0..<size.rows {
      for column in 0..<size.columns {
        var cell = self[column, row]
        guard !cell.scalar.isASCII, let sign = Self.asciiSigns[cell.scalar] else { continue }
        cell.scalar = sign
        cell.marks = ""
        frame.put(cell, column: column, row: row)
      }
    }
    return frame
  }

  private static let asciiSigns: [Unicode.Scalar: Unicode.Scalar] = {
    let pairs: [(String, String)] = [
      ("−–—·×÷∕", "---.x//"), ("“”‘’…", "\"\"''~"), ("→←↑↓⇒↔", "><^v>="), ("≤≥≈≠∝∼", "<>~#~~"),
      ("√∑∏∫∞∂∇∈⊤ᵀ", "VSPIod^eTT"), ("⎛⎜⎝⎡⎢⎣⎧⎨⎩⌈⌊", "/|\\[[[{{{[["),
      ("⎞⎟⎠⎤⎥⎦⎫⎬⎭⌉⌋", "\\|/]]]}}}]]"),
      ("─│╱╲⋯⋮¯‾", "-|/\\~:--"), ("⁰¹²³⁴⁵⁶⁷⁸⁹⁻⁺", "0123456789-+"), ("₀₁₂₃₄₅₆₇₈₉₋₊", "0123456789-+"),
      ("ₐₑₕᵢⱼₖₗₘₙₒₚᵣₛₜᵤᵥₓ", "aehijklmnoprstuvx"), ("αβγδεθλμσφ", "abgdeqlmsf"),
    ]
    var signs: [Unicode.Scalar: Unicode.Scalar] = [:]
    for (from, to) in pairs {
      for (sign, plain) in zip(from.unicodeScalars, to.unicodeScalars) { signs[sign] = plain }
    }
    return signs
  }()
}
