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
  /// How many of the words that count in full an answer must have: of many, one may be missing.
  private(set) var needed = 0

  struct Slot {
    var names: [String]
    var weight: Double
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
      slots.append(Slot(names: names, weight: token.weight))
      if names.contains(where: Lexicon.hazards.contains) { hasHazard = true }
    }
    if slots.count > Self.limit { slots = Array(slots.prefix(Self.limit)) }
    let binding: Set<String> = ["encoder", "decoder", "query"]
    isBinding = slots.contains { !binding.isDisjoint(with: $0.names) }
    let full = slots.count { $0.weight >= 1 }
    needed = full >= 6 ? full - 1 : full
    negations = denials.count
    if denials.count % 2 == 1 { isDenied.toggle() }
  }

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
