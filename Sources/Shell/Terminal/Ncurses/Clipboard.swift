/// OSC 52: the terminal puts text into the clipboard of the machine that it runs on.
enum Clipboard {
  /// xterm takes 100,000 characters of base64, some terminals fewer.
  static let maximumBytes = 48 * 1024

  /// - Returns: nil where the text is too long.
  static func sequence(for text: String, insideTmux: Bool) -> String? {
    guard text.utf8.count <= maximumBytes else { return nil }
    let sequence = "\u{1B}]52;c;" + base64(text) + "\u{07}"
    // tmux either handles the sequence itself (`set-clipboard on`) or hands it on when wrapped
    // (`allow-passthrough on`); it ignores the other.
    return insideTmux ? sequence + "\u{1B}Ptmux;\u{1B}" + sequence + "\u{1B}\\" : sequence
  }

  private static let digits = Array(
    "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/".utf8)

  /// RFC 4648. Foundation has it too, at the price of megabytes in a module that needs nothing else.
  private static func base64(_ text: String) -> String {
    let bytes = Array(text.utf8)
    var encoded: [UInt8] = []
    for start in stride(from: 0, to: bytes.count, by: 3) {
      let group = bytes[start..<min(start + 3, bytes.count)]
      let bits = group.reduce(0) { $0 << 8 | Int($1) } << (8 * (3 - group.count))
      for place in 0..<4 {
        let digit = digits[bits >> (18 - 6 * place) & 63]
        encoded.append(place <= group.count ? digit : UInt8(ascii: "="))
      }
    }
    return String(decoding: encoded, as: UTF8.self)
  }
}
