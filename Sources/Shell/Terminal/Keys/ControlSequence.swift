import Canvas

/// `ESC [`, parameters, and a final letter, as terminals send it (ECMA-48, section 5.4; xterm's
/// *Control Sequences*).
struct ControlSequence {
  enum Meaning: Equatable {
    case key(Key)
    case mouse(Mouse)
    case statusReport
    case pasteBegins
    case pasteEnds
    /// Three more characters follow.
    case oldMouse
    case unknown
  }

  let meaning: Meaning

  init(parameters text: String.UnicodeScalarView, final: Unicode.Scalar) {
    if text.first == "<" {
      meaning = Self.mouse(text.dropFirst(), final: final)
      return
    }
    let numbers = Self.numbers(text[...])
    guard let numbers, numbers.count <= 3 else {
      meaning = .unknown
      return
    }
    switch final {
    case "~": meaning = Self.keypad(numbers.first ?? 0)
    // The terminal is well (0), or says that it is not (3): either way it has read so far.
    case "n" where numbers == [0] || numbers == [3]: meaning = .statusReport
    case "M" where text.isEmpty: meaning = .oldMouse
    case "D" where Self.isOfWords(numbers): meaning = .key(.wordLeft)
    case "C" where Self.isOfWords(numbers): meaning = .key(.wordRight)
    default: meaning = Self.letters[final].map { .key($0) } ?? .unknown
    }
  }

  /// The second parameter, if any, is one more than the sum of the modifiers: 2 is Alt, 4 is Control.
  private static func isOfWords(_ numbers: [Int]) -> Bool {
    numbers.count == 2 && numbers[1] > 0 && (numbers[1] - 1) & (2 | 4) != 0
  }

  /// With another modifier the key is the same to us.
  private static let letters: [Unicode.Scalar: Key] = [
    "A": .up, "B": .down, "C": .right, "D": .left, "H": .home, "F": .end, "Z": .backTab,
    "P": .function(1), "Q": .function(2), "R": .function(3), "S": .function(4),
  ]

  private static func keypad(_ number: Int) -> Meaning {
    switch number {
    case 1, 7: .key(.home)
    case 4, 8: .key(.end)
    case 3: .key(.delete)
    case 5: .key(.pageUp)
    case 6: .key(.pageDown)
    case 11...15: .key(.function(number - 10))
    case 17...21: .key(.function(number - 11))
    case 23, 24: .key(.function(number - 12))
    case 200: .pasteBegins
    case 201: .pasteEnds
    default: .unknown
    }
  }

  private static func mouse(
    _ text: String.UnicodeScalarView.SubSequence, final: Unicode.Scalar
  ) -> Meaning {
    guard final == "M", let numbers = numbers(text), numbers.count == 3,
      let mouse = Mouse(button: numbers[0], column: numbers[1], row: numbers[2])
    else { return .unknown }
    return .mouse(mouse)
  }

  /// Numbers between semicolons; nil where one is none, or has no business being so large.
  private static func numbers(_ text: String.UnicodeScalarView.SubSequence) -> [Int]? {
    if text.isEmpty { return [] }
    var numbers: [Int] = []
    for part in text.split(separator: ";", omittingEmptySubsequences: false) {
      if part.isEmpty {
        numbers.append(0)
      } else if part.count <= 5, part.allSatisfy({ ("0"..."9").contains($0) }),
        let number = Int(String(part))
      {
        numbers.append(number)
      } else {
        return nil
      }
    }
    return numbers
  }
}

extension Mouse {
  /// A report of xterm's: the button with flags, and a place counted from 1. nil for what is neither
  /// a press of the left button nor a turn of the wheel.
  init?(button: Int, column: Int, row: Int) {
    guard column >= 1, row >= 1, button >= 0 else { return nil }
    let isMotion = button & 32 != 0
    // 4, 8 and 16 are Shift, Alt and Control.
    switch button & ~(4 | 8 | 16) {
    case 0 where !isMotion: self.init(.press, column: column - 1, row: row - 1)
    case 64: self.init(.wheelUp, column: column - 1, row: row - 1)
    case 65: self.init(.wheelDown, column: column - 1, row: row - 1)
    default: return nil
    }
  }
}
