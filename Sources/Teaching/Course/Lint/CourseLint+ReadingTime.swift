extension CourseLint {
  /// A learner plans by `minutes`; the text alone must not take longer.
  func readingTimes() -> [Diagnostic] {
    course.lessons.compactMap { lesson in
      let promised = lesson.summary.minutes
      let needed = ReadingTime(lesson.blocks).minutes
      guard promised > 0, needed > Double(promised),
        let file = course.library.files[lesson.summary.id]?.first(where: {
          $0.language == lesson.language
        })
      else { return nil }
      let tenths = (needed * 10).rounded(.up) / 10
      return Diagnostic(
        .warning, at: Place(file: file.path),
        "reading takes \(brief(tenths)) minutes, but 'minutes' is \(promised)")
    }
  }
}

/// How long a text takes to read: 350 Chinese characters or 220 English words a minute. A formula
/// counts as a word; labs, code and quiz items do not count.
public struct ReadingTime: Sendable {
  public private(set) var characters = 0
  public private(set) var words = 0

  public init(_ blocks: [Block]) {
    blocks.walk { block in
      if case .math = block.content { words += 1 }
      var isInWord = false
      count(block.inlines, &isInWord)
    }
  }

  public var minutes: Double { Double(characters) / 350 + Double(words) / 220 }

  private mutating func count(_ inlines: [Inline], _ isInWord: inout Bool) {
    for inline in inlines {
      switch inline {
      case .text(let text), .code(let text): count(text, &isInWord)
      case .math: words += 1
      case .softBreak, .lineBreak: isInWord = false
      case .emphasis(let inner), .strong(let inner), .strikethrough(let inner),
        .link(let inner, _, _), .claim(let inner, _, _):
        count(inner, &isInWord)
      case .problem: break
      }
    }
  }

  private mutating func count(_ text: String, _ isInWord: inout Bool) {
    for scalar in text.unicodeScalars {
      let isChinese = scalar.isEastAsian && scalar.properties.isAlphabetic
      if isChinese { characters += 1 }
      let isWord =
        !isChinese && (scalar.properties.isAlphabetic || scalar.properties.numericType != nil)
      if isWord, !isInWord { words += 1 }
      isInWord = isWord || isInWord && (scalar == "'" || scalar == "’" || scalar == "-")
    }
  }
}
