import Course

/// The raised and lowered characters of Unicode.
///
/// They serve for indices, powers and signs. An expression with operators is easier to read one row
/// up, and `eˣ⁻ᵐ` hard to read at all; only an index may be a sum, as in `hₜ₋₁`.
enum ScriptCharacters {
  /// `x²`; nil where a character has no raised form.
  static func raised(_ node: MathNode) -> String? { text(of: node, isIndex: false) }

  /// `dₖ`; nil where a character has no lowered form.
  static func lowered(_ node: MathNode) -> String? { text(of: node, isIndex: true) }

  private static func text(of node: MathNode, isIndex: Bool) -> String? {
    switch node {
    case .row(let items):
      var text = ""
      for piece in MathRow(items, tight: true).pieces {
        guard piece.space == 0, isIndex || (piece.kind != .binary && piece.kind != .relation),
          let part = self.text(of: piece.node, isIndex: isIndex)
        else { return nil }
        text += part
      }
      return text
    case .symbol(let text, _), .text(let text): return map(text, isIndex ? lowered : raised)
    case .fenced(let left, let content, let right, _):
      let parts = MathNode.row([.text(left), content, .text(right)])
      return self.text(of: parts, isIndex: isIndex)
    default: return nil
    }
  }

  private static func map(_ text: String, _ forms: [Character: Character]) -> String? {
    var result = ""
    for character in text {
      guard let form = forms[character] else { return nil }
      result.append(form)
    }
    return result
  }

  private static func forms(_ plain: String, _ shifted: String) -> [Character: Character] {
    Dictionary(uniqueKeysWithValues: zip(plain, shifted))
  }

  /// Of the capitals only the T of a transposed matrix: there is no Q beside K and V, and the three
  /// have to look alike. What is raised by nature (′, ∗, °) stays as it is.
  private static let raised = forms(
    "0123456789+−=()abcdefghijklmnoprstuvwxyzT⊤′″‴∗∘°†",
    "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁼⁽⁾ᵃᵇᶜᵈᵉᶠᵍʰⁱʲᵏˡᵐⁿᵒᵖʳˢᵗᵘᵛʷˣʸᶻᵀᵀ′″‴*°°†")

  private static let lowered = forms(
    "0123456789+−=()aehijklmnoprstuvx", "₀₁₂₃₄₅₆₇₈₉₊₋₌₍₎ₐₑₕᵢⱼₖₗₘₙₒₚᵣₛₜᵤᵥₓ")
}
