import Figures

extension Glyphs {
  /// A formatted number, in ASCII where the terminal has no more.
  func plain(_ number: String) -> String {
    isASCII ? number.replacing("−", with: "-").replacing("∞", with: "inf") : number
  }

  /// A number to be read on its own: what would round to zero is written with its power of ten.
  func reading(_ value: Double, decimals: Int) -> String {
    let text = value.fixed(decimals)
    let looksZero = text.allSatisfy { "0.".contains($0) }
    return plain(value != 0 && looksZero ? value.compact(3) : text)
  }

  func reading(_ value: Float, decimals: Int) -> String {
    let text = value.fixed(decimals)
    let looksZero = text.allSatisfy { "0.".contains($0) }
    return plain(value != 0 && looksZero ? value.compact(3) : text)
  }
}
