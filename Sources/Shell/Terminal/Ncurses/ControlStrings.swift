import CNcurses

/// What is sent to the terminal past ncurses: modes that terminfo has no names for. A terminal that
/// does not know one of them ignores it.
enum ControlStrings {
  /// Pasted text arrives between marks; clicks and the wheel are reported, with places of any size.
  static let enableModes = "\u{1B}[?2004h\u{1B}[?1000h\u{1B}[?1006h"
  static let disableModes = "\u{1B}[?1006l\u{1B}[?1000l\u{1B}[?2004l"

  /// What comes between the two appears at once.
  static let beginUpdate = "\u{1B}[?2026h"
  static let endUpdate = "\u{1B}[?2026l"

  /// "How are you?", which is answered when the terminal has read this far.
  static let askStatus = "\u{1B}[5n"

  /// All that takes our screen down, for use when ncurses can no longer be called.
  ///
  /// It begins with the end of a string, for what was being written may have been cut anywhere.
  static func restoration() -> String {
    var text = "\u{1B}\\" + endUpdate + disableModes
    for name in ["rmkx", "sgr0", "op", "cnorm"] { text += capability(name) ?? "" }
    return text + (capability("rmcup") ?? "\r\n")
  }

  /// A string of the terminfo entry, without its padding (`$<5>`).
  static func capability(_ name: String) -> String? {
    guard let pointer = tigetstr(name), Int(bitPattern: pointer) != -1 else { return nil }
    return withoutPadding(String(cString: pointer))
  }

  static func withoutPadding(_ text: String) -> String {
    var result = ""
    var rest = text[...]
    while let start = rest.firstIndex(of: "$") {
      let padding = rest[start...]
      guard padding.dropFirst().first == "<", let end = padding.firstIndex(of: ">") else {
        result += rest[...start]
        rest = rest[rest.index(after: start)...]
        continue
      }
      result += rest[..<start]
      rest = rest[rest.index(after: end)...]
    }
    return result + rest
  }
}
