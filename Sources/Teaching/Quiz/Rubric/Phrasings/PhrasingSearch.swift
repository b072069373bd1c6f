/// Looks for the phrasings of a rubric in a text, all in one pass.
///
/// A phrasing is found where its words stand close together in one sentence, in whatever order, with
/// no rival of theirs between them, and where as much is denied as in the phrasing.
struct PhrasingSearch {
  struct Match {
    /// In UTF-8 bytes of the text.
    var start: Int
    var end: Int
    var coverage: Double
    var verdict: Verdict
  }

  enum Verdict { case agrees, opposes }

  /// A word of the text that a phrasing has.
  private struct Hit {
    var token: Int
    var slot: Int
    /// The meaning in which it was met is denied by the word itself.
    var isDenied: Bool
  }

  private let statement: Statement
  private let copied: [Bool]

  init(_ statement: Statement, copied: [Bool]) {
    self.statement = statement
    self.copied = copied
  }

  /// The best match of each phrasing; nil where there is none.
  func matches(of phrasings: [Phrasing], share: Double, slack: Int) -> [[Match]] {
    var users: [String: [(phrasing: Int, slot: Int)]] = [:]
    for (number, phrasing) in phrasings.enumerated() {
      for (slot, words) in phrasing.slots.enumerated() {
        for name in words.names { users[name, default: []].append((number, slot)) }
      }
    }
    var hits = [[Hit]](repeating: [], count: phrasings.count)
    for (index, token) in statement.tokens.enumerated() {
      for sense in token.senses {
        for (phrasing, slot) in users[sense.name] ?? [] {
          if let last = hits[phrasing].last, last.token == index, last.slot == slot { continue }
          hits[phrasing].append(Hit(token: index, slot: slot, isDenied: sense.isDenied))
        }
      }
    }
    return zip(phrasings, hits).map { phrasing, hits in
      matches(of: phrasing, hits, share: share, slack: slack)
    }
  }

  private func matches(
    of phrasing: Phrasing, _ hits: [Hit], share: Double, slack: Int
  ) -> [Match] {
    let span = min(24, 2 * phrasing.slots.count + slack)
    let needed = share * phrasing.weight - 1e-9
    var counts = [Int](repeating: 0, count: phrasing.slots.count)
    var covered = 0.0
    var left = 0
    var found: [Match] = []
    var tried = 0
    for right in hits.indices {
      let hit = hits[right]
      if counts[hit.slot] == 0 { covered += phrasing.slots[hit.slot].weight }
      counts[hit.slot] += 1
      while left < right {
        let first = hits[left]
        let isFar =
          hit.token - first.token > span
          || statement.tokens[first.token].sentence != statement.tokens[hit.token].sentence
        guard isFar || counts[first.slot] > 1 else { break }
        counts[first.slot] -= 1
        if counts[first.slot] == 0 { covered -= phrasing.slots[first.slot].weight }
        left += 1
      }
      guard covered >= needed else { continue }
      tried += 1
      // A text that is made of the words of one phrasing is no answer.
      if tried > 200 { break }
      if let match = judged(phrasing, hits[left...right], covered) { found.append(match) }
      if found.count > 20 { break }
    }
    return found
  }

  private func judged(
    _ phrasing: Phrasing, _ window: ArraySlice<Hit>, _ covered: Double
  ) -> Match? {
    let tokens = statement.tokens
    guard let first = window.first, let last = window.last else { return nil }
    let sentence = statement.sentences[tokens[last.token].sentence]
    guard sentence.isClaim, !sentence.isQuestion else { return nil }
    if copied[tokens[first.token].clause], copied[tokens[last.token].clause] { return nil }
    if hasRival(window) { return nil }
    var isDenied = false
    var softly = false
    var denials: Set<Int32> = []
    var used: Set<Int> = []
    for hit in window where used.insert(hit.slot).inserted {
      if hit.isDenied { isDenied.toggle() }
      denials.formUnion([tokens[hit.token].denials.last, tokens[hit.token].denials.beforeLast])
    }
    for denial in denials where denial >= 0 {
      isDenied.toggle()
      if statement.isSoft[Int(denial)] { softly.toggle() }
    }
    let agrees =
      isDenied == phrasing.isDenied || phrasing.hasHazard && softly
    return Match(
      start: tokens[first.token].start, end: tokens[last.token].end,
      coverage: covered / phrasing.weight, verdict: agrees ? .agrees : .opposes)
  }

  /// Whether something stands between the words that goes with another claim.
  private func hasRival(_ window: ArraySlice<Hit>) -> Bool {
    guard let first = window.first, let last = window.last else { return false }
    let matched = Set(window.map(\.token))
    var groups: Set<Int> = []
    for hit in window {
      for sense in statement.tokens[hit.token].senses {
        if let group = Lexicon.rivalGroup[sense.name] { groups.insert(group) }
      }
    }
    if groups.isEmpty { return false }
    for index in first.token...last.token where !matched.contains(index) {
      for sense in statement.tokens[index].senses {
        if let group = Lexicon.rivalGroup[sense.name], groups.contains(group) { return true }
      }
    }
    return false
  }

  /// Whether a match is part of what is only supposed, or of what others do.
  func isSupposed(_ match: Match) -> Bool {
    // Clauses are in the order of the text.
    var low = 0
    var high = statement.tokens.count
    while low < high {
      let middle = (low + high) / 2
      if statement.tokens[middle].start < match.start { low = middle + 1 } else { high = middle }
    }
    guard low < statement.tokens.count else { return false }
    return statement.clauses[statement.tokens[low].clause].isSupposed
  }
}
