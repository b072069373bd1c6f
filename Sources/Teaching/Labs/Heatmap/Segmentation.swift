import Course

/// A text cut into the tokens that attend to each other.
struct Segmentation {
  static let padding = "[PAD]"

  var tokens: [String]

  /// Words at spaces, punctuation by itself. Chinese has no spaces: the longest listed word is taken
  /// from the left (forward maximum matching), and a character that begins none stands alone.
  init(_ text: String) {
    tokens = []
    var rest = text[...]
    while let character = rest.first {
      if rest.hasPrefix(Segmentation.padding) {
        tokens.append(Segmentation.padding)
        rest = rest.dropFirst(Segmentation.padding.count)
      } else if character.isWhitespace {
        rest = rest.dropFirst()
      } else if character.isIdeograph {
        let word = Segmentation.longestWord(in: rest)
        tokens.append(word)
        rest = rest.dropFirst(word.count)
      } else if character.isWordPart {
        let word = rest.prefix { $0.isWordPart || $0 == "'" || $0 == "’" || $0 == "-" }
        tokens.append(String(word))
        rest = rest.dropFirst(word.count)
      } else {
        tokens.append(String(character))
        rest = rest.dropFirst()
      }
    }
  }

  /// How many tokens stand before the padding at the end.
  static func realCount(_ tokens: [String]) -> Int {
    (tokens.lastIndex { $0 != padding } ?? -1) + 1
  }

  private static func longestWord(in text: Substring) -> String {
    let run = text.prefix(Lexicon.longestChinese).prefix { $0.isIdeograph }
    for length in stride(from: run.count, to: 1, by: -1) {
      let word = String(run.prefix(length))
      if Lexicon.contains(word) { return word }
    }
    return String(text.prefix(1))
  }
}

extension Character {
  fileprivate var isIdeograph: Bool { unicodeScalars.first?.properties.isIdeographic ?? false }

  /// Part of a word that spaces set off.
  fileprivate var isWordPart: Bool { (isLetter || isNumber) && !isIdeograph }

  var isPunctuationToken: Bool { isPunctuation || isSymbol }
}
