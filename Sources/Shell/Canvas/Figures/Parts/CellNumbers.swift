import Figures

/// How the numbers of a matrix are written in a few cells each: all alike, with as many decimals as
/// there is room for, and without the zero before the point where that keeps a decimal.
struct CellNumbers: Equatable {
  let width: Int
  let decimals: Int
  let dropsZero: Bool
  private let areWhole: Bool
  private let glyphs: Glyphs

  /// - Parameters:
  ///   - values: the numbers; those that are not finite do not count
  ///   - width: how many cells a number may take
  /// - Returns: nil where nothing that fits would tell the numbers apart.
  init?(_ values: [Float], width: Int, atMost decimals: Int, glyphs: Glyphs) {
    var low = Float.infinity
    var high = -Float.infinity
    var areWhole = true
    for value in values where value.isFinite {
      low = min(low, value)
      high = max(high, value)
      areWhole = areWhole && value.rounded() == value
    }
    guard low <= high else { return nil }

    let most = areWhole ? 0 : max(0, min(decimals, 9))
    var candidates = stride(from: most, through: min(2, most), by: -1).map { ($0, false) }
    if most >= 2 { candidates += [(2, true)] }
    if most >= 1 { candidates += [(1, false), (1, true)] }
    if areWhole || high - low >= 10 { candidates += [(0, false)] }
    for (decimals, dropsZero) in candidates {
      let numbers = CellNumbers(
        width: width, decimals: decimals, dropsZero: dropsZero, areWhole: areWhole,
        glyphs: glyphs)
      // The longest are at the ends: length grows with size.
      if numbers.text(low).cellWidth <= width, numbers.text(high).cellWidth <= width {
        self = numbers
        return
      }
    }
    return nil
  }

  private init(
    width: Int, decimals: Int, dropsZero: Bool, areWhole: Bool, glyphs: Glyphs
  ) {
    self.width = width
    self.decimals = decimals
    self.dropsZero = dropsZero
    self.areWhole = areWhole
    self.glyphs = glyphs
  }

  /// True where more room would show no more.
  func isComplete(_ decimals: Int) -> Bool { !dropsZero && (areWhole || self.decimals >= decimals) }

  func text(_ value: Float) -> String {
    let text = glyphs.plain(value.fixed(decimals))
    guard dropsZero else { return text }
    if let zero = text.firstIndex(of: "0"), text[text.index(after: zero)...].first == ".",
      !text[..<zero].contains(where: \.isNumber)
    {
      return text.replacing("0.", with: ".", maxReplacements: 1)
    }
    // 1.00 among .98 and .02 gives up a decimal.
    return abs(value) <= 1 ? glyphs.plain(value.fixed(decimals - 1)) : text
  }
}
