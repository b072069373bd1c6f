extension Unicode.Scalar {
  /// Full-width forms as ASCII, each dash as `-`, each blank as a space.
  var folded: Unicode.Scalar {
    switch value {
    case 0xFF01...0xFF5E: Unicode.Scalar(value - 0xFEE0) ?? self
    case 0x2010...0x2013, 0x2212, 0xFE63: "-"
    case 0x3000, 0xA0, 0x2000...0x200A, 0x202F, 0x205F, 0x09, 0x0A, 0x0D: " "
    default: self
    }
  }

  /// A digit or a sign that stands raised.
  var unraised: Unicode.Scalar? { Self.raised[self] }

  private static let raised: [Unicode.Scalar: Unicode.Scalar] = [
    "⁰": "0", "¹": "1", "²": "2", "³": "3", "⁴": "4", "⁵": "5", "⁶": "6", "⁷": "7", "⁸": "8",
    "⁹": "9", "⁻": "-", "⁺": "+",
  ]
}
