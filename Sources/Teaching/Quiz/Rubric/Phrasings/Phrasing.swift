/// A phrasing of a rubric, ready to be looked for.
struct Phrasing {
  /// Each with its meanings, whether it is denied, and what it counts.
  private(set) var slots: [Slot] = []
  /// An odd number of negations, words that are opposites counted.
  private(set) var isDenied = false
  /// Negations that are words of their own.
  private(set) var negations = 0
  /// It says what goes wrong.
  private(set) var hasHazard = false
  /// Who does what to whom, which a comma may turn round.
  private(set) var isBinding = false
  /// It names several things: "self and cross".
  private(set) var isList = false
  /// It says itself what is done for what, or what would be.
  private(set) var hasAim = false
  private(set) var isSupposed = false
  /// How many of the words that count in full an answer must have: of many, one may be missing.
  private(set) var needed = 0

  struct Slot {
    var names: [String]
    var weight: Double
    /// The names whose opposite the word is, where it is not the opposite of its first: "slow" is slow
    /// and the opposite of fast.
    var flipped: Set<String> = []
  }

  /// - Parameter isStrict: a query head is not just any head
  init(_ text: String, isStrict: Bool = false) {
    let statement = Statement(text)
    var denials: Set<Int32> = []
    for token in statement.tokens where token.weight > 0 {
      var names = token.senses.map(\.name)
      if isStrict, names.count > 1 { names.removeAll { $0 == "head" } }
      if token.senses[0].isDenied { isDenied.toggle() }
      if token.denials.last >= 0 { denials.insert(token.denials.last) }
      if token.denials.beforeLast >= 0 { denials.insert(token.denials.beforeLast) }
      if slots.contains(where: { $0.names == names }) { continue }
      let flipped = token.senses.filter { $0.isDenied != token.senses[0].isDenied }.map(\.name)
      slots.append(Slot(names: names, weight: token.weight, flipped: Set(flipped)))
      if names.contains(where: Lexicon.hazards.contains) { hasHazard = true }
    }
    if slots.count > Self.limit { slots = Array(slots.prefix(Self.limit)) }
    let binding: Set<String> = ["encoder", "decoder", "query"]
    isBinding = slots.contains { !binding.isDisjoint(with: $0.names) }
    let full = slots.count { $0.weight >= 1 }
    isList = full >= 2 && Self.joinsWords(text)
    needed = full >= 6 ? full - 1 : full
    negations = denials.count
    hasAim = statement.clauses.contains(where: \.isAim)
    isSupposed = statement.clauses.contains(where: \.isSupposed)
    if denials.count % 2 == 1 { isDenied.toggle() }
  }

  private static func joinsWords(_ text: String) -> Bool {
    WordScanner.words(of: text).dropFirst().dropLast().contains { word in
      joiners.contains(word.text)
    }
  }

  private static let joiners: Set<String> = [
    "and", "or", "versus", "vs", "和", "与", "或", "、", ",",
  ]

  /// Whether there is a word that could be found in an answer.
  static func hasWord(_ text: String) -> Bool {
    WordScanner.words(of: text).contains { word in
      switch word.kind {
      case .plain, .han: !Lexicon.silent.contains(word.text)
      case .comma, .stop, .question: false
      }
    }
  }

  /// What counts but for auxiliaries.
  var core: Double { slots.reduce(0) { $0 + ($1.weight < 0.3 ? 0 : $1.weight) } }
  var weight: Double { slots.reduce(0) { $0 + $1.weight } }

  /// Windows are no longer than what a phrasing of so many words may be spread over.
  static let limit = 12
}
