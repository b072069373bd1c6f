/// A phrasing of a rubric, ready to be looked for.
struct Phrasing {
  /// Each with its meanings, whether it is denied, and what it counts.
  private(set) var slots: [Slot] = []
  /// An odd number of negations.
  private(set) var isDenied = false
  /// Kept away rather than denied.
  private(set) var hasHazard = false

  struct Slot {
    var names: [String]
    var weight: Double
  }

  init(_ text: String) {
    let statement = Statement(text)
    var denials: Set<Int32> = []
    for token in statement.tokens where token.weight > 0 {
      let names = token.senses.map(\.name)
      if token.senses[0].isDenied { isDenied.toggle() }
      if token.denials.last >= 0 { denials.insert(token.denials.last) }
      if token.denials.beforeLast >= 0 { denials.insert(token.denials.beforeLast) }
      if slots.contains(where: { $0.names == names }) { continue }
      slots.append(Slot(names: names, weight: token.weight))
      if names.contains(where: Lexicon.hazards.contains) { hasHazard = true }
    }
    if slots.count > Self.limit { slots = Array(slots.prefix(Self.limit)) }
    if denials.count % 2 == 1 { isDenied.toggle() }
  }

  var canBeFound: Bool { !slots.isEmpty }
  var weight: Double { slots.reduce(0) { $0 + $1.weight } }

  /// Windows are no longer than what a phrasing of so many words may be spread over.
  static let limit = 12
}
