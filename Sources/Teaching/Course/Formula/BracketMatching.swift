/// Finds which plain brackets of a row belong together, so that `(a + b)^2` squares a sum and tall
/// contents can have tall brackets. Those without a partner, as in `[0, 1)`, stay symbols.
struct BracketMatching {
  private var items: [MathNode] = []
  /// The brackets that are open, and what was read before each.
  private var waiting: [(bracket: String, before: [MathNode])] = []

  var depth: Int { waiting.count }

  mutating func append(_ item: MathNode) { items.append(item) }

  mutating func open(_ bracket: String) {
    waiting.append((bracket, items))
    items = []
  }

  /// The brackets with what is between, if `bracket` closes the innermost that is open.
  mutating func close(_ bracket: String) -> MathNode? {
    guard awaits(bracket), let (left, before) = waiting.popLast() else { return nil }
    let fenced = MathNode.fenced(left: left, .row(items), right: bracket, grows: false)
    items = before
    return fenced
  }

  func awaits(_ bracket: String) -> Bool {
    waiting.last.map { MathSymbols.closing[$0.bracket] == bracket } ?? false
  }

  /// The row, with brackets that nothing closed as symbols.
  var flattened: [MathNode] {
    waiting.reversed().reduce(items) { rest, open in
      open.before + [.symbol(open.bracket, .open)] + rest
    }
  }
}
