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
    /// The clause that it begins in.
    var clause: Int
  }

  enum Verdict {
    case agrees
    case opposes
    /// The opposite in so many words.
    case denies
  }

  /// How much of a phrasing must be found, and how.
  struct Manner {
    var share: Double
    /// How many words may stand between beside the phrasing's own length.
    var slack: Int
    /// All but auxiliaries, in one clause, and two words in their order.
    var isStrict: Bool

    static let accepting = Manner(share: 0.75, slack: 4, isStrict: false)
    static let contrary = Manner(share: 1, slack: 1, isStrict: true)
  }

  /// A word of the text that a phrasing has.
  private struct Hit {
    var token: Int
    var slot: Int
    /// The meaning in which it was met is denied by the word itself.
    var isDenied: Bool
  }

  private let statement: Statement
  private let copied: [Bool]
  private let phrasings: [Phrasing]
  /// Those of each phrasing, in the order of the text.
  private var hits: [[Hit]]

  /// - Parameter copied: the clauses that only repeat the question
  init(_ phrasings: [Phrasing], in statement: Statement, copied: [Bool]) {
    self.statement = statement
    self.copied = copied
    self.phrasings = phrasings
    var users: [String: [(phrasing: Int, slot: Int)]] = [:]
    for (number, phrasing) in phrasings.enumerated() {
      for (slot, words) in phrasing.slots.enumerated() {
        for name in words.names { users[name, default: []].append((number, slot)) }
      }
    }
    hits = [[Hit]](repeating: [], count: phrasings.count)
    for (index, token) in statement.tokens.enumerated() where !token.isCompared {
      for sense in token.senses {
        guard let users = users[sense.name] else { continue }
        for (phrasing, slot) in users {
          if let last = hits[phrasing].last, last.token == index, last.slot == slot { continue }
          let isFlipped = phrasings[phrasing].slots[slot].flipped.contains(sense.name)
          hits[phrasing].append(
            Hit(token: index, slot: slot, isDenied: sense.isDenied != isFlipped))
        }
      }
    }
  }

  /// Where a phrasing, named by its number, is found.
  func matches(of number: Int, _ manner: Manner) -> [Match] {
    matches(of: phrasings[number], hits[number], manner)
  }

  private func matches(
    of phrasing: Phrasing, _ hits: [Hit], _ manner: Manner
  ) -> [Match] {
    let length = phrasing.slots.count
    let span = min(24, (manner.isStrict ? length + length / 3 : 2 * length) + manner.slack)
    let needed = (manner.isStrict ? phrasing.core : manner.share * phrasing.weight) - 1e-9
    var full = 0
    var counts = [Int](repeating: 0, count: phrasing.slots.count)
    var covered = 0.0
    var left = 0
    var found: [Match] = []
    var tried = 0
    for right in hits.indices {
      let hit = hits[right]
      if counts[hit.slot] == 0 {
        covered += phrasing.slots[hit.slot].weight
        if phrasing.slots[hit.slot].weight >= 1 { full += 1 }
      }
      counts[hit.slot] += 1
      while left < right {
        let first = hits[left]
        let isFar =
          hit.token - first.token > span
          || statement.tokens[first.token].sentence != statement.tokens[hit.token].sentence
        guard isFar || counts[first.slot] > 1 else { break }
        counts[first.slot] -= 1
        if counts[first.slot] == 0 {
          covered -= phrasing.slots[first.slot].weight
          if phrasing.slots[first.slot].weight >= 1 { full -= 1 }
        }
        left += 1
      }
      guard covered >= needed, full >= phrasing.needed else { continue }
      tried += 1
      // A text that is made of the words of one phrasing is no answer.
      if tried > 200 { break }
      if let match = judged(phrasing, hits, hits[left...right], covered, manner) {
        found.append(match)
      }
      if found.count > 20 { break }
    }
    return found
  }

  private func judged(
    _ phrasing: Phrasing, _ hits: [Hit], _ window: ArraySlice<Hit>, _ covered: Double,
    _ manner: Manner
  ) -> Match? {
    let tokens = statement.tokens
    guard let first = window.first, let last = window.last else { return nil }
    let sentence = statement.sentences[tokens[last.token].sentence]
    let isWhole = covered > phrasing.weight - 1e-9 && isWholeText(phrasing, hits)
    guard !sentence.isQuestion, sentence.isClaim || isWhole || isListed(phrasing, window)
    else { return nil }
    if !isWhole, copied[tokens[first.token].clause], copied[tokens[last.token].clause] {
      return nil
    }
    if hasRival(window) || lacksToRival(phrasing, window) { return nil }
    if isLost(phrasing, window) { return nil }
    let isNarrow = phrasing.needed < 3 || phrasing.isBinding && phrasing.slots.count < 5
    let isLinked = isNarrow && hasPronoun(from: first.token, to: last.token)
    if manner.isStrict || isNarrow && !isLinked {
      guard tokens[first.token].clause == tokens[last.token].clause else { return nil }
    }
    if phrasing.isBinding, !hasSameBonds(phrasing, window) { return nil }
    if manner.isStrict, phrasing.slots.count == 2 || phrasing.isBinding {
      guard zip(window, window.dropFirst()).allSatisfy({ $0.slot <= $1.slot }) else { return nil }
    }
    var isDenied = false
    var softly = false
    var denials: Set<Int32> = []
    var used: Set<Int> = []
    for hit in window where used.insert(hit.slot).inserted {
      if hit.isDenied { isDenied.toggle() }
      if isLinked, tokens[hit.token].clause != tokens[last.token].clause { continue }
      denials.formUnion([tokens[hit.token].denials.last, tokens[hit.token].denials.beforeLast])
    }
    for denial in denials where denial >= 0 {
      isDenied.toggle()
      if statement.isSoft[Int(denial)] { softly.toggle() }
    }
    let clause = statement.clauses[tokens[last.token].clause]
    var verdict = isDenied == phrasing.isDenied ? Verdict.agrees : .opposes
    if verdict == .opposes {
      let count = denials.count { $0 >= 0 }
      if phrasing.hasHazard, softly || clause.isAim, !clause.isCounterfactual {
        verdict = .agrees
      } else if phrasing.isDenied, clause.isCounterfactual {
        verdict = .agrees
      } else if count % 2 != phrasing.negations % 2, count > 0, !softly, isWholly(window, denials) {
        verdict = .denies
      }
    }
    return Match(
      start: tokens[first.token].start, end: tokens[last.token].end,
      coverage: covered / phrasing.weight, verdict: verdict, clause: tokens[first.token].clause)
  }

  /// Whether the text has no word but the phrasing's: who answers in an instructor's very words has
  /// answered, though they be no sentence.
  private func isWholeText(_ phrasing: Phrasing, _ hits: [Hit]) -> Bool {
    let starts = Set(hits.map { statement.tokens[$0.token].start })
    return statement.tokens.allSatisfy { $0.weight == 0 || starts.contains($0.start) }
  }

  /// Whether the phrasing names several things and a sentence of the text names them all and nothing
  /// else: "self and cross; MHA, MQA, GQA" answers which kinds there are.
  private func isListed(_ phrasing: Phrasing, _ window: ArraySlice<Hit>) -> Bool {
    guard phrasing.isList, let last = window.last else { return false }
    let met = Set(window.map(\.slot))
    guard phrasing.slots.indices.allSatisfy({ phrasing.slots[$0].weight < 1 || met.contains($0) })
    else { return false }
    let starts = Set(window.map { statement.tokens[$0.token].start })
    let sentence = statement.tokens[last.token].sentence
    return statement.tokens.allSatisfy {
      $0.sentence != sentence || $0.weight == 0 || starts.contains($0.start)
    }
  }

  /// Whether the decoder goes with the queries where it does so in the phrasing: either both pairs
  /// stand the other way round or none.
  private func hasSameBonds(_ phrasing: Phrasing, _ window: ArraySlice<Hit>) -> Bool {
    func order(_ first: String, _ second: String) -> (phrasing: Bool, text: Bool)? {
      guard let one = phrasing.slots.firstIndex(where: { $0.names.contains(first) }),
        let other = phrasing.slots.firstIndex(where: { $0.names.contains(second) }),
        let here = window.first(where: { $0.slot == one }),
        let there = window.first(where: { $0.slot == other })
      else { return nil }
      return (one < other, here.token < there.token)
    }
    guard let sources = order("encoder", "decoder"), let parts = order("query", "key") else {
      return true
    }
    return (sources.phrasing == sources.text) == (parts.phrasing == parts.text)
  }

  /// Whether what stands behind the negation is denied by it, all of it.
  private func isWholly(_ window: ArraySlice<Hit>, _ denials: Set<Int32>) -> Bool {
    var hasBegun = false
    for hit in window {
      let token = statement.tokens[hit.token]
      if token.denials.last >= 0 { hasBegun = true } else if hasBegun { return false }
    }
    return true
  }

  /// Whether a later clause may speak of what an earlier one named.
  private func hasPronoun(from first: Int, to last: Int) -> Bool {
    let clauses = statement.tokens[first].clause...statement.tokens[last].clause
    return clauses.count <= 3 && clauses.dropFirst().contains { statement.clauses[$0].hasPronoun }
  }

  /// Whether something stands between the words that goes with another claim.
  private func hasRival(_ window: ArraySlice<Hit>) -> Bool {
    guard let first = window.first, let last = window.last else { return false }
    let matched = Set(window.map(\.token))
    for index in first.token...last.token where !matched.contains(index) {
      let senses = statement.tokens[index].senses
      if senses.contains(where: { $0.name == "depend" && $0.isDenied }) { return true }
    }
    var groups: Set<Int> = []
    for hit in window {
      for sense in statement.tokens[hit.token].senses {
        if let group = Lexicon.rivalGroup[sense.name] { groups.insert(group) }
      }
    }
    if groups.isEmpty { return false }
    // "Q = K = V" says more than K = V.
    let begin = statement.tokens[first.token].isEquated ? first.token - 1 : first.token
    let next = last.token + 1
    let isLonger = next < statement.tokens.count && statement.tokens[next].isEquated
    let end = isLonger ? next : last.token
    for index in max(0, begin)...end where !matched.contains(index) {
      for sense in statement.tokens[index].senses {
        if let group = Lexicon.rivalGroup[sense.name], groups.contains(group) { return true }
      }
    }
    return false
  }

  /// Whether the text has the rival of a word that it lacks: "the heads of a group share" is not said
  /// by "all heads share".
  private func lacksToRival(_ phrasing: Phrasing, _ window: ArraySlice<Hit>) -> Bool {
    guard let first = window.first, let last = window.last else { return false }
    let met = Set(window.map(\.slot))
    for (slot, words) in phrasing.slots.enumerated() where !met.contains(slot) {
      guard let group = words.names.lazy.compactMap({ Lexicon.rivalGroup[$0] }).first else {
        continue
      }
      let around = max(0, first.token - 6)..<min(statement.tokens.count, last.token + 4)
      for token in statement.tokens[around]
      where token.clause == statement.tokens[first.token].clause {
        if token.senses.contains(where: { Lexicon.rivalGroup[$0.name] == group }) { return true }
      }
    }
    return false
  }

  /// "It averages the patterns away": they are named, and lost.
  private func isLost(_ phrasing: Phrasing, _ window: ArraySlice<Hit>) -> Bool {
    guard let first = window.first, phrasing.needed < 3 else { return false }
    guard phrasing.slots.contains(where: { $0.names.contains("pattern") }) else { return false }
    if phrasing.slots.contains(where: { $0.names.contains("average") }) { return false }
    let clause = statement.tokens[first.token].clause
    let near = max(0, first.token - 8)..<min(statement.tokens.count, first.token + 12)
    return statement.tokens[near].contains { token in
      token.clause == clause && token.senses.contains { $0.name == "average" }
    }
  }

  func isOneWord(_ number: Int) -> Bool { phrasings[number].slots.count == 1 }

  /// Whether a match is part of what is only supposed, or of what others do, and the phrasing is not.
  ///
  /// What goes wrong is always supposed: "otherwise gradients explode".
  func isSupposed(_ match: Match, _ number: Int) -> Bool {
    let (clause, phrasing) = (statement.clauses[match.clause], phrasings[number])
    return clause.isSupposed && !phrasing.hasHazard && !phrasing.isSupposed
      || clause.isAim && !phrasing.hasAim
  }
}
