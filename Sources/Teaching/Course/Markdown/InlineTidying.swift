extension [Inline] {
  /// Joins neighbouring texts, and drops the line ends between Chinese characters, which are
  /// written without spaces.
  func tidied() -> [Inline] {
    let joined = joiningTexts()
    guard joined.contains(.softBreak) else { return joined }
    return joined.enumerated().filter { index, inline in
      guard inline == .softBreak, index > 0, index + 1 < joined.count,
        let before = joined[index - 1].plainText.unicodeScalars.last,
        let after = joined[index + 1].plainText.unicodeScalars.first
      else { return true }
      return !before.joinsLines(with: after)
    }
    .map(\.element).joiningTexts()
  }

  private func joiningTexts() -> [Inline] {
    var result: [Inline] = []
    result.reserveCapacity(count)
    var text = ""
    for inline in self {
      if case .text(let more) = inline {
        text += more
        continue
      }
      if !text.isEmpty { result.append(.text(text)) }
      text = ""
      result.append(inline)
    }
    if !text.isEmpty { result.append(.text(text)) }
    return result
  }

  /// Without spaces and line ends at both ends.
  func trimmed() -> [Inline] {
    var inlines = self[...]
    while let first = inlines.first {
      if first == .softBreak || first == .lineBreak {
        inlines.removeFirst()
      } else if case .text(let text) = first, let start = text.firstIndex(where: { !$0.isSpace }) {
        inlines[inlines.startIndex] = .text(String(text[start...]))
        break
      } else if case .text = first {
        inlines.removeFirst()
      } else {
        break
      }
    }
    while let last = inlines.last {
      if last == .softBreak || last == .lineBreak {
        inlines.removeLast()
      } else if case .text(let text) = last, let end = text.lastIndex(where: { !$0.isSpace }) {
        inlines[inlines.endIndex - 1] = .text(String(text[...end]))
        break
      } else if case .text = last {
        inlines.removeLast()
      } else {
        break
      }
    }
    return Array(inlines)
  }
}

extension Character {
  /// A space that Markdown itself may add; a no-break space is an author's.
  fileprivate var isSpace: Bool { self == " " || self == "\t" || self == "\n" }
}

extension Unicode.Scalar {
  /// Whether a line end between the two is no space: both are Chinese or Japanese, or one is and
  /// the other is punctuation that Chinese shares with English.
  fileprivate func joinsLines(with next: Unicode.Scalar) -> Bool {
    isEastAsian && (next.isEastAsian || next.isSharedPunctuation)
      || isSharedPunctuation && next.isEastAsian
      || isEastAsianPunctuation || next.isEastAsianPunctuation
  }

  var isEastAsian: Bool {
    switch value {
    case 0x2E80...0x31FF, 0x3400...0x4DBF, 0x4E00...0x9FFF, 0xF900...0xFAFF, 0xFF00...0xFFEF,
      0x20000...0x3FFFF:
      true
    default: false
    }
  }

  private var isEastAsianPunctuation: Bool {
    (0x3001...0x3011).contains(value)
      || [0xFF01, 0xFF08, 0xFF09, 0xFF0C, 0xFF1A, 0xFF1B, 0xFF1F].contains(value)
  }

  private var isSharedPunctuation: Bool { "“”‘’—…·".unicodeScalars.contains(self) }
}
