/// A text as a row of meanings, with what is denied and where one claim ends.
struct Statement {
  struct Token {
    /// What it may mean; a word that the lexicon does not have means itself.
    var senses: [Lexicon.Sense]
    /// In UTF-8 bytes of the text.
    var start: Int
    var end: Int
    var weight: Double
    var clause: Int
    var sentence: Int
    /// The last two negations that reach over it, by number.
    var denials = Denials()
  }

  struct Denials {
    var last: Int32 = -1
    var beforeLast: Int32 = -1
  }

  struct Sentence {
    /// It has a verb or another word with which something is claimed.
    var isClaim = false
    var isQuestion = false
  }

  struct Clause {
    /// It says what would be, or what others do.
    var isSupposed = false
  }

  private(set) var tokens: [Token] = []
  private(set) var sentences = [Sentence()]
  private(set) var clauses = [Clause()]
  /// For each negation, whether it only keeps something away: avoids, prevents.
  private(set) var isSoft: [Bool] = []

  /// Negations that still reach, with the token after which they end.
  private var open: [(number: Int32, end: Int)] = []
  private var wordsInClause = 0
  /// "first mask, then softmax": what comes first.
  private var first: [Lexicon.Sense]?
  private var isFirstNext = false
  private var pending: String?
  private var pendingEnd = 0

  init(_ text: String) {
    let words = WordScanner.words(of: text)
    tokens.reserveCapacity(words.count / 2)
    var index = 0
    while index < words.count { index = read(words, at: index) }
  }

  // MARK: Reading

  private mutating func read(_ words: [Word], at index: Int) -> Int {
    let word = words[index]
    switch word.kind {
    case .comma:
      endClause(isList: wordsInClause <= 1)
      return index + 1
    case .stop:
      endSentence()
      return index + 1
    case .question:
      sentences[sentences.count - 1].isQuestion = true
      endSentence()
      return index + 1
    case .plain, .han: break
    }
    if Lexicon.claiming.contains(word.text) { sentences[sentences.count - 1].isClaim = true }
    if let (particle, end) = Particles.particle(in: words, at: index) {
      let found = Lexicon.shared.entry(in: words, at: index)
      if end >= found?.end ?? 0 {
        if words[index..<end].contains(where: { Lexicon.claiming.contains($0.text) }) {
          sentences[sentences.count - 1].isClaim = true
        }
        take(particle, words[end - 1].end)
        return end
      }
    }
    guard let (entry, end) = Lexicon.shared.entry(in: words, at: index) else {
      if !Lexicon.silent.contains(word.text) {
        let isLight = Lexicon.light.contains(word.text)
        append(
          [Lexicon.Sense(name: word.text, isDenied: false)], word.start, word.end,
          weight: word.kind == .han ? 0.4 : isLight ? 0.25 : 1)
      }
      return index + 1
    }
    let (start, last) = (word.start, words[end - 1].end)
    if !entry.senses.isEmpty {
      let isLight =
        entry.senses.contains { Lexicon.lightMeanings.contains($0.name) }
      append(entry.senses, start, last, weight: isLight ? 0.4 : 1)
    }
    for part in entry.parts where !entry.senses.contains(part) {
      let isLight = Lexicon.lightMeanings.contains(part.name)
      append([part], start, last, weight: isLight ? 0.4 : 1)
    }
    return end
  }

  private mutating func append(
    _ senses: [Lexicon.Sense], _ start: Int, _ end: Int, weight: Double
  ) {
    open.removeAll { $0.end <= tokens.count }
    var token = Token(
      senses: senses, start: start, end: end, weight: weight, clause: clauses.count - 1,
      sentence: sentences.count - 1)
    if let last = open.last { token.denials.last = last.number }
    if open.count > 1 { token.denials.beforeLast = open[open.count - 2].number }
    tokens.append(token)
    wordsInClause += 1
    if isFirstNext {
      first = senses
      isFirstNext = false
    }
    if let relation = pending {
      pending = nil
      place(relation, senses, start: min(start, pendingEnd), end: end)
    }
  }

  // MARK: Little words

  private mutating func take(_ particle: Particles.Particle, _ end: Int) {
    switch particle {
    case .negation(let isSoft, let reach):
      // Whatever is denied must come soon.
      open.append((Int32(self.isSoft.count), tokens.count + reach))
      if open.count > 4 { open.removeFirst() }
      self.isSoft.append(isSoft)
    case .nothing: break
    case .turn: endScopes()
    case .conjunction: endClause(isList: false)
    case .supposition: clauses[clauses.count - 1].isSupposed = true
    case .other: clauses[clauses.count - 1].isSupposed = true
    case .before:
      pending = "before"
      pendingEnd = end
    case .after:
      pending = "after"
      pendingEnd = end
    case .wasBefore: placeLast("before", end)
    case .wasAfter: placeLast("after", end)
    case .first:
      isFirstNext = true
      first = nil
    case .then:
      if first != nil {
        pending = "before"
        pendingEnd = end
      }
    }
  }

  /// 在 softmax 之前: the word stands before the relation.
  private mutating func placeLast(_ relation: String, _ end: Int) {
    guard let last = tokens.last, last.clause == clauses.count - 1 else { return }
    place(relation, last.senses, start: last.start, end: end)
  }

  /// A relation and what it relates to are one meaning: before softmax.
  private mutating func place(
    _ relation: String, _ senses: [Lexicon.Sense], start: Int, end: Int
  ) {
    let name = senses.map { Lexicon.Sense(name: "\(relation) \($0.name)", isDenied: false) }
    append(name, start, end, weight: 1)
    if let first, relation == "before" {
      self.first = nil
      append(
        first.map { Lexicon.Sense(name: "after \($0.name)", isDenied: false) }, start, end,
        weight: 0)
    }
  }

  // MARK: Ends

  private mutating func endScopes() { open.removeAll() }

  /// A short part before a comma is one of a list: "Q, K and V come from …".
  private mutating func endClause(isList: Bool) {
    pending = nil
    if isList { return }
    endScopes()
    wordsInClause = 0
    clauses.append(Clause())
  }

  private mutating func endSentence() {
    endClause(isList: false)
    first = nil
    isFirstNext = false
    sentences.append(Sentence())
  }
}
