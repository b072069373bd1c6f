import FoundationEssentials

/// OSC 52: the terminal puts text into the clipboard of the machine that it runs on.
enum Clipboard {
  /// xterm takes 100,000 characters of base64, some terminals fewer.
  static let maximumBytes = 48 * 1024

  /// - Returns: nil where the text is too long.
  static func sequence(for text: String, insideTmux: Bool) -> String? {
    guard text.utf8.count <= maximumBytes else { return nil }
    let sequence = "\u{1B}]52;c;" + Data(text.utf8).base64EncodedString() + "\u{07}"
    // tmux either handles the sequence itself (`set-clipboard on`) or hands it on when wrapped
    // (`allow-passthrough on`); it ignores the other.
    return insideTmux ? sequence + "\u{1B}Ptmux;\u{1B}" + sequence + "\u{1B}\\" : sequence
  }
}
