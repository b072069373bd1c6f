/// Character references: `&amp;`, `&#8730;`, `&#x221A;`.
enum Entity {
  private static let named: [String: String] = [
    "amp": "&", "lt": "<", "gt": ">", "quot": "\"", "apos": "'", "nbsp": "\u{A0}",
    "times": "×", "minus": "−", "middot": "·", "hellip": "…", "ndash": "–", "mdash": "—",
    "larr": "←", "rarr": "→", "le": "≤", "ge": "≥", "ne": "≠", "infin": "∞", "copy": "©",
  ]

  /// What a reference stands for; an unknown one is text as it is.
  static func text(of reference: String) -> String {
    let name = reference.dropFirst().dropLast()
    if let text = named[String(name)] { return text }
    guard name.first == "#" else { return reference }
    let digits = name.dropFirst()
    let isHexadecimal = digits.first == "x" || digits.first == "X"
    let code =
      isHexadecimal ? UInt32(digits.dropFirst(), radix: 16) : UInt32(digits, radix: 10)
    guard let code, code != 0, let scalar = Unicode.Scalar(code) else { return "\u{FFFD}" }
    return String(scalar)
  }
}
