import Figures

extension Double {
  /// As a score is read, in hundredths at most: 1, 0.5, 0.33.
  var asPoints: String {
    let hundredths = fixed(2)
    return hundredths.hasSuffix(".00")
      ? String(hundredths.dropLast(3))
      : hundredths.hasSuffix("0") ? String(hundredths.dropLast()) : hundredths
  }
}
