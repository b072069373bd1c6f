/// A text as a row of meanings, with what is denied and where one claim ends.
struct Statement {
  struct Token {
    /// What it may mean; a word that the lexicon does not have means itself.
    var senses: [Lexicon.Sense]
    /// In UTF-8 bytes of the text.
    var start: Int
    var end: Int
    /// 0 for what only another word needs.
    var weight: Double
    var clause: Int
    var sentence: Int
    /// The last two negations that reach over it, by number, or -1.
    var denials: (last: Int32, beforeLast: Int32) = (-1, -1)
    /// Something else is likened to it, "like an RNN", or placed by it.
    var isCompared = false
    /// A sign of equality stands between the word before it and it.
    var isEquated = false
  }

  struct Clause {
    /// It says what would be, or what others do.
    var isSupposed = false
    /// It says what would be without what is asked for.
    var isCounterfactual = false
    /// It says what something is done for.
    var isAim = false
    /// It speaks of what was named before.
    var hasPronoun = false
  }

  private(set) var tokens: [Token] = []
  private(set) var sentences = [Sentence()]
  private(set) var clauses = [Clause()]
  /// For each negation, whether it only keeps something away: avoids, prevents.
  private(set) var isSoft: [Bool] = []

  /// Negations that still reach, with the token before which they end.
  private var open: [(number: Int32, from: Int, end: Int)] = []
  private var wordsInClause = 0
  private var isCondition = false
  private var hasNegation = false
  /// "first mask, then softmax": what comes first.
  private var first: [Lexicon.Sense]?
  private var isFirstNext = false
  private var isComparedNext = false
  private var isEquatedNext = false
  /// What the part of the clause begins with is missing: "without attention, …", 没有注意力时.
  private var isMissingFirst = false
  /// A relation whose word is still to come.
  private var pending: (relation: String, start: Int)?
  private var difference = Difference()

  init(_ text: String) {
    let words = WordScanner.words(of: text, spelling: Lexicon.spelling)
    tokens.reserveCapacity(words.count / 2)
    var index = 0
    while index < words.count { index = read(words, at: index) }
    endSentence()
    judgeSentences()
  }

  /// A list of terms claims nothing. One or two words alone are a terse answer, and so are phrases.
  private mutating func judgeSentences() {
    let isAllTerms = sentences.allSatisfy { !$0.isSaid } && Sentence.isList(sentences, tokens.count)
    for index in sentences.indices {
      let sentence = sentences[index]
      sentences[index].isClaim = sentence.hasClaim || !sentence.isList && !isAllTerms
    }
  }

  // MARK: Reading

  private mutating func read(_ words: [Word], at index: Int) -> Int {
    let word = words[index]
    switch word.kind {
    case .comma:
      sentences[sentences.count - 1].endPart()
      if word.text == ":" { sentences[sentences.count - 1].hasVerb = true }
      if isMissingFirst || hasNegation && index > 0 && words[index - 1].text == "时" {
        open.removeAll()
      }
      if word.text != "、" {
        // A short part before a comma is one of a list: "Q, K and V come from …".
        endClause(isList: wordsInClause <= (word.text == ":" || word.text == "(" ? 3 : 1))
      }
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
    if Particles.isLikened(words, at: index) {
      isComparedNext = true
      return index + 1
    }
    if Particles.joins(words, at: index) {
      sentences[sentences.count - 1].fillers += 1
      return index + 1
    }
    // "Saves recomputing": it is not done.
    if word.text == "sav", index + 1 < words.count, words[index + 1].isParticiple {
      take(.negation(isSoft: true, reach: 6), from: word.start, to: word.end)
      return index + 1
    }
    let found = Lexicon.shared.entry(in: words, at: index)
    if let (particle, end) = Particles.particle(in: words, at: index), end >= found?.end ?? 0,
      !(found != nil && isAttributive(particle, words, at: index))
    {
      for word in words[index..<end] { sentences[sentences.count - 1].note(word, isAlone: true) }
      take(particle, from: word.start, to: words[end - 1].end)
      isEquatedNext = word.text == "="
      return end
    }
    sentences[sentences.count - 1].note(word, isAlone: (found?.end ?? 0) <= index + 1)
    let isSubjectless = wordsInClause == 0 && Lexicon.copulas.contains(word.text)
    if isSubjectless || Lexicon.pronouns.contains(word.text) {
      clauses[clauses.count - 1].hasPronoun = true
    }
    guard let (entry, end) = found else {
      if Lexicon.silent.contains(word.text) {
        sentences[sentences.count - 1].fillers += 1
      } else {
        let weight = word.kind == .han ? 0.4 : Lexicon.light.contains(word.text) ? 0.25 : 1
        let sense = Lexicon.Sense(name: word.text, isDenied: false)
        append([sense], word.start, word.end, weight: weight)
      }
      return index + 1
    }
    let last = words[end - 1].end
    if !entry.senses.isEmpty {
      let isLight =
        entry.isLight || entry.senses.allSatisfy { Lexicon.lightMeanings.contains($0.name) }
      let weight = Particles.mayJoin(words, at: index) ? 0.25 : isLight ? 0.4 : 1
      append(entry.senses, word.start, last, weight: weight)
    }
    for part in entry.parts where !entry.senses.contains(part) {
      let isLight = Lexicon.lightMeanings.contains(part.name)
      append([part], word.start, last, weight: isLight ? 0.4 : 1)
    }
    return end
  }

  /// 前面的, 把之前: no word stands before it to which it could relate.
  private func isAttributive(
    _ particle: Particles.Particle, _ words: [Word], at index: Int
  ) -> Bool {
    guard particle == .wasBefore || particle == .wasAfter else { return false }
    return wordsInClause == 0
      || index > 0 && Particles.objectMarkers.contains(words[index - 1].text)
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
    token.isCompared = isComparedNext && senses.contains { Lexicon.systems.contains($0.name) }
    isComparedNext = false
    token.isEquated = isEquatedNext
    isEquatedNext = false
    tokens.append(token)
    wordsInClause += 1
    sentences[token.sentence].wordsInPart += 1
    if isFirstNext {
      first = senses
      isFirstNext = false
    }
    if let (relation, from) = pending {
      pending = nil
      place(relation, senses, start: min(start, from), end: end)
    }
    if let name = difference.taken(senses, at: tokens.count) {
      append([Lexicon.Sense(name: name, isDenied: false)], start, end, weight: 3)
    }
  }

  // MARK: Little words

  private mutating func take(_ particle: Particles.Particle, from start: Int, to end: Int) {
    switch particle {
    case .negation(let isSoft, let reach):
      hasNegation = true
      // "Without scaling softmax saturates": only what comes first is missing.
      let isMissing = reach == Particles.nearReach && wordsInClause == 0
      isMissingFirst = isMissing
      open.append(
        (Int32(self.isSoft.count), tokens.count, tokens.count + (isMissing ? 1 : reach)))
      if open.count > 4 { open.removeFirst() }
      self.isSoft.append(isSoft)
    case .nothing: break
    case .wasDenied: denyClause()
    case .turn: turn()
    case .comparison:
      // 不用像 RNN 那样逐步: what the others do is denied.
      open.removeAll { $0.from < tokens.count }
      isComparedNext = true
    case .conjunction: endClause(isList: false)
    case .keepsAway: keepAway(!hasNegation)
    case .keepsAwayToo: keepAway(clauses.dropLast().last?.isAim ?? false)
    case .aim:
      endClause(isList: false)
      clauses[clauses.count - 1].isAim = true
    case .supposition: clauses[clauses.count - 1].isSupposed = true
    case .condition:
      clauses[clauses.count - 1].isSupposed = true
      isCondition = true
    case .otherwise:
      clauses[clauses.count - 1].isSupposed = true
      clauses[clauses.count - 1].isCounterfactual = true
    case .wasSupposed:
      clauses[clauses.count - 1].isSupposed = true
      isCondition = true
      endClause(isList: false)
    case .before: pending = ("before", start)
    case .after: pending = ("after", start)
    case .wasBefore: placeLast("before", end)
    case .wasAfter: placeLast("after", end)
    case .first:
      isFirstNext = true
      first = nil
    case .then:
      if first != nil || tokens.last?.sentence == sentences.count - 1 {
        pending = ("before", start)
      }
    }
  }

  /// "Without scaling softmax saturates": of what was denied only the first word is, unless the turn
  /// itself was denied, as in "does not make".
  private mutating func turn() {
    for (number, from, _) in open where from < tokens.count {
      for index in (from + 1)..<max(from + 1, tokens.count) {
        let denials = tokens[index].denials
        if denials.last == number { tokens[index].denials = (denials.beforeLast, -1) }
        if denials.beforeLast == number { tokens[index].denials.beforeLast = -1 }
      }
    }
    open.removeAll { $0.from < tokens.count }
  }

  /// - Parameter isAim: it is the doing of what was said; else it is only denied
  private mutating func keepAway(_ isAim: Bool) {
    turn()
    if isAim { clauses[clauses.count - 1].isAim = true }
    take(.negation(isSoft: isAim, reach: 6), from: 0, to: 0)
  }

  private mutating func denyClause() {
    for index in tokens.indices.reversed().prefix(12) {
      guard tokens[index].clause == clauses.count - 1 else { break }
      tokens[index].denials = (Int32(isSoft.count), tokens[index].denials.last)
    }
    isSoft.append(false)
  }

  /// 在 softmax 之前: the word stands before the relation.
  private mutating func placeLast(_ relation: String, _ end: Int) {
    guard let last = tokens.last, last.clause == clauses.count - 1 else { return }
    place(relation, last.senses, start: last.start, end: end)
    // What is over is no claim of its own.
    let base = tokens.count - 2
    if tokens.indices.contains(base), tokens[base].weight == 0 { tokens[base].isCompared = true }
  }

  /// A relation and what it relates to are one meaning: before softmax.
  private mutating func place(
    _ relation: String, _ senses: [Lexicon.Sense], start: Int, end: Int
  ) {
    tokens[tokens.count - 1].weight = 0
    append(related(relation, senses), start, end, weight: 2)
    guard let first, relation == "before" else { return }
    self.first = nil
    append(related("after", first), start, end, weight: 0)
  }

  private func related(_ relation: String, _ senses: [Lexicon.Sense]) -> [Lexicon.Sense] {
    senses.map { sense in
      // What normalises the scores is softmax.
      let name = sense.name == "norm" ? "softmax" : sense.name
      return Lexicon.Sense(name: "\(relation) \(name)", isDenied: false)
    }
  }

  // MARK: Ends

  private mutating func endClause(isList: Bool) {
    pending = nil
    open.removeAll()
    isMissingFirst = false
    if isList { return }
    wordsInClause = 0
    let follows = isCondition && hasNegation
    clauses.append(Clause(isSupposed: follows, isCounterfactual: follows))
    isCondition = false
    hasNegation = false
  }

  private mutating func endSentence() {
    sentences[sentences.count - 1].endPart()
    endClause(isList: false)
    first = nil
    isFirstNext = false
    sentences.append(Sentence())
  }
}

extension Statement {
  struct Sentence {
    var isQuestion = false
    /// Says something, rather than naming things.
    var isClaim = false
    fileprivate(set) var hasClaim = false
    /// A verb alone may be one of a list.
    fileprivate(set) var hasVerb = false
    fileprivate var wordsInPart = 0
    private var parts = 0
    private var longestPart = 0

    /// Little words, of which lists have none.
    fileprivate var fillers = 0

    /// Three terms or more, and nothing else.
    fileprivate var isList: Bool { parts >= 3 && longestPart <= 2 && fillers < parts }

    /// It has what holds a sentence together.
    fileprivate var isSaid: Bool { hasClaim || hasVerb || fillers >= 2 }

    /// Whether a whole text is terms, set apart by commas, by semicolons, or by blanks alone.
    fileprivate static func isList(_ sentences: [Sentence], _ words: Int) -> Bool {
      let parts = sentences.reduce(0) { $0 + $1.parts }
      let longest = sentences.reduce(0) { max($0, $1.longestPart) }
      return parts == 1 ? words >= 3 : parts >= 3 && longest <= 3
    }

    /// - Parameter isAlone: the word is not the beginning of a term
    fileprivate mutating func note(_ word: Word, isAlone: Bool) {
      if isAlone, Lexicon.claiming.contains(word.text) { hasClaim = true }
      if Lexicon.degrees.contains(word.text) { hasClaim = true }
      if !word.isParticiple, Lexicon.verbs.contains(word.text) { hasVerb = true }
    }

    fileprivate mutating func endPart() {
      if wordsInPart > 0 { parts += 1 }
      longestPart = max(longestPart, wordsInPart)
      wordsInPart = 0
    }
  }

  /// In "the old maximum minus the new one" it matters what is taken from what.
  private struct Difference {
    private var isFirstOld: Bool?
    private var end = 0
    private var hasMinus = false

    /// - Returns: the difference that a word completes
    mutating func taken(_ senses: [Lexicon.Sense], at index: Int) -> String? {
      if index > end { isFirstOld = nil }
      for sense in senses {
        switch sense.name {
        case "sub":
          hasMinus = isFirstOld != nil
          end = index + 2
          return nil
        case "past", "new":
          let isOld = sense.name == "past"
          if let isFirstOld, hasMinus, isFirstOld != isOld {
            self.isFirstOld = nil
            hasMinus = false
            return isFirstOld ? "past−new" : "new−past"
          }
          isFirstOld = isOld
          hasMinus = false
          end = index + 2
          return nil
        default: continue
        }
      }
      return nil
    }
  }
}
