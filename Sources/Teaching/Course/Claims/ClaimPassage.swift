/// A number of a lesson with the sentence that it stands in.
public struct ClaimPassage: Sendable, Equatable {
  public var link: ClaimLink
  /// For a cell of a table: the row and the column by their names.
  public var sentence: [Inline]
  /// True in an answer, which is folded away at first.
  public var isInAnswer: Bool
}

extension Lesson {
  /// Its numbers in the order of reading, but for those in the choices of a prediction.
  public var claimPassages: [ClaimPassage] { Self.passages(in: blocks, isInAnswer: false) }

  /// Those that can be seen while the answers are shown or folded away.
  public func claimPassages(withAnswers showsAnswers: Bool) -> [ClaimPassage] {
    claimPassages.filter { showsAnswers || !$0.isInAnswer }
  }

  private static func passages(in blocks: [Block], isInAnswer: Bool) -> [ClaimPassage] {
    blocks.flatMap { block -> [ClaimPassage] in
      switch block.content {
      case .predict: return []
      case .table(let table): return passages(in: table, isInAnswer: isInAnswer)
      case .callout(.answer, let inner): return passages(in: inner, isInAnswer: true)
      default:
        return block.inlines.sentences.flatMap { sentence in
          passages(of: sentence, in: sentence, isInAnswer: isInAnswer)
        } + passages(in: block.children, isInAnswer: isInAnswer)
      }
    }
  }

  private static func passages(in table: Table, isInAnswer: Bool) -> [ClaimPassage] {
    let header = table.header.flatMap { passages(of: $0, in: $0, isInAnswer: isInAnswer) }
    return header
      + table.rows.flatMap { row in
        row.indices.flatMap { column in
          passages(of: row[column], in: table.sentence(row, column), isInAnswer: isInAnswer)
        }
      }
  }

  private static func passages(
    of inlines: [Inline], in sentence: [Inline], isInAnswer: Bool
  ) -> [ClaimPassage] {
    var passages: [ClaimPassage] = []
    inlines.walk { inline in
      guard case .claim(let text, let id, let place) = inline else { return }
      let link = ClaimLink(id: id, text: text.plainText, place: place)
      passages.append(ClaimPassage(link: link, sentence: sentence, isInAnswer: isInAnswer))
    }
    return passages
  }
}

extension Table {
  /// A cell as a sentence: the name of its row, the name of its column and what it says.
  fileprivate func sentence(_ row: [[Inline]], _ column: Int) -> [Inline] {
    func named(_ index: Int) -> [Inline] {
      let name = header.indices.contains(index) ? header[index] : []
      return name.isEmpty ? row[index] : name + [.text(" ")] + row[index]
    }
    return column == 0 ? named(0) : named(0) + [.text(" · ")] + named(column)
  }
}

extension [Inline] {
  /// The text cut after each full stop. What stands inside of emphasis, a link or a claim stays
  /// together.
  fileprivate var sentences: [[Inline]] {
    var sentences: [[Inline]] = []
    var sentence: [Inline] = []
    for (index, inline) in enumerated() {
      guard case .text(let text) = inline else {
        if !sentence.isEmpty || !inline.isSpace { sentence.append(inline) }
        continue
      }
      if text.first?.isWhitespace == true, sentence.last?.endsWithFullStop == true {
        sentences.append(sentence)
        sentence = []
      }
      let isFollowed = index + 1 < count && !self[index + 1].isSpace
      let pieces = text.cutAfterFullStops(isFollowed: isFollowed)
      for (number, piece) in pieces.enumerated() {
        let piece = sentence.isEmpty ? String(piece.drop { $0.isWhitespace }) : piece
        if !piece.isEmpty { sentence.append(.text(piece)) }
        if number < pieces.count - 1, !sentence.isEmpty {
          sentences.append(sentence)
          sentence = []
        }
      }
    }
    return sentence.isEmpty ? sentences : sentences + [sentence]
  }
}

extension Inline {
  fileprivate var isSpace: Bool {
    switch self {
    case .softBreak, .lineBreak: true
    default: false
    }
  }

  /// Of a whole sentence in bold, the full stop is bold as well.
  fileprivate var endsWithFullStop: Bool {
    switch self {
    case .emphasis(let inlines), .strong(let inlines):
      inlines.plainText.last.map { ".!?。！？".contains($0) } ?? false
    default: false
    }
  }
}

extension String {
  /// - Parameter isFollowed: something other than a space follows the text
  /// - Returns: at least one piece; the last one, which may be empty, has no full stop
  fileprivate func cutAfterFullStops(isFollowed: Bool) -> [String] {
    let characters = Array(self)
    var pieces: [String] = []
    var start = 0
    var index = 0
    while index < characters.count {
      let isWide = "。！？".contains(characters[index])
      let isStop = isWide || ".!?".contains(characters[index])
      index += 1
      guard isStop else { continue }
      while index < characters.count, "”’」』）)\"".contains(characters[index]) { index += 1 }
      guard isWide || characters.endsSentence(at: index, isFollowed: isFollowed) else { continue }
      pieces.append(String(characters[start..<index]))
      start = index
    }
    return pieces + [String(characters[start...])]
  }
}

extension [Character] {
  private static let abbreviations: Set = [
    "e.g.", "i.e.", "al.", "cf.", "vs.", "ca.", "Fig.", "Eq.", "Sec.",
  ]

  /// Whether a sentence ends before the index: not after "e.g.", nor where it goes on in small
  /// letters.
  fileprivate func endsSentence(at index: Int, isFollowed: Bool) -> Bool {
    let start = self[..<index].lastIndex { $0.isWhitespace || $0 == "(" }.map { $0 + 1 } ?? 0
    let word = String(self[start..<index])
    guard !Self.abbreviations.contains(word) else { return false }
    guard index < count else { return !isFollowed }
    guard self[index].isWhitespace else { return false }
    return self[index...].first { !$0.isWhitespace }?.isLowercase != true
  }
}
