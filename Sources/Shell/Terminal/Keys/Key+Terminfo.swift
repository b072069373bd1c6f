import CNcurses
import Canvas

extension Key {
  /// The key of one of ncurses' codes; nil for keys that mean nothing here.
  init?(terminfo code: Int32) {
    switch code {
    case KEY_UP, KEY_SR: self = .up
    case KEY_DOWN, KEY_SF: self = .down
    case KEY_LEFT, KEY_SLEFT: self = .left
    case KEY_RIGHT, KEY_SRIGHT: self = .right
    case KEY_HOME, KEY_SHOME, KEY_A1, KEY_FIND: self = .home
    case KEY_END, KEY_SEND, KEY_C1, KEY_SELECT: self = .end
    case KEY_PPAGE, KEY_SPREVIOUS, KEY_A3: self = .pageUp
    case KEY_NPAGE, KEY_SNEXT, KEY_C3: self = .pageDown
    case KEY_ENTER: self = .enter
    case KEY_BACKSPACE: self = .backspace
    case KEY_DC, KEY_SDC: self = .delete
    case KEY_BTAB: self = .backTab
    case KEY_F0 + 1...KEY_F0 + 63: self = .function(Int(code - KEY_F0))
    default: self.init(extendedName: keyname(code).map { String(cString: $0) } ?? "")
    }
  }

  /// Keys with modifiers have no code in X/Open Curses, but names that terminfo entries agree on:
  /// `kDN5` is Control-Down, `kLFT3` Alt-Left. But for those of words, the modifier makes no
  /// difference here.
  init?(extendedName name: String) {
    switch name.prefix(while: { !$0.isNumber }) {
    case "kLFT" where Self.modifiersOfWords.contains(name.last ?? " "): self = .wordLeft
    case "kRIT" where Self.modifiersOfWords.contains(name.last ?? " "): self = .wordRight
    case "kUP": self = .up
    case "kDN": self = .down
    case "kLFT": self = .left
    case "kRIT": self = .right
    case "kHOM": self = .home
    case "kEND": self = .end
    case "kPRV": self = .pageUp
    case "kNXT": self = .pageDown
    case "kDC": self = .delete
    default: return nil
    }
  }

  /// Alt and Control, with or without Shift.
  private static let modifiersOfWords = "345678"
}
