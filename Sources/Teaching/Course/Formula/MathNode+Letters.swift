extension MathNode {
  /// The letters and signs in their order, where there is nothing else; nil otherwise.
  var plainText: String? {
    switch self {
    case .symbol(let text, _), .text(let text): return text
    case .space(let cells): return String(repeating: " ", count: cells)
    case .row(let items):
      var text = ""
      for item in items {
        guard let part = item.plainText else { return nil }
        text += part
      }
      return text
    default: return nil
    }
  }

  /// Letters side by side made one word: `\mathrm{head}` is not h times e times a times d.
  var words: MathNode {
    guard case .row(let items) = self, items.count > 1, let text = plainText,
      text.allSatisfy({ $0.isLetter || $0.isNumber })
    else { return self }
    return .text(text)
  }

  /// A symbol out of its braces: what stands above `{=}` leaves it a relation.
  var bare: MathNode {
    if case .row(let items) = self, items.count == 1 { items[0] } else { self }
  }

  /// The letters as `\mathbb` has them.
  var blackboard: MathNode {
    switch self {
    case .symbol(let text, let kind):
      .symbol(String(text.map { MathSymbols.blackboard[$0] ?? $0 }), kind)
    case .row(let items): .row(items.map(\.blackboard))
    default: self
    }
  }
}
