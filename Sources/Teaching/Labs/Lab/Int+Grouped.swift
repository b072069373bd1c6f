extension Int {
  /// The number with a comma before every three digits: `8,388,608`.
  var grouped: String {
    let digits = Array(String(magnitude))
    var text = self < 0 ? "\u{2212}" : ""
    for (index, digit) in digits.enumerated() {
      if index > 0, (digits.count - index).isMultiple(of: 3) { text.append(",") }
      text.append(digit)
    }
    return text
  }
}
