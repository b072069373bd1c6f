/// The forms in which one sign is typed, pasted or printed, each as the one that is read. A character
/// stays one character, so that places keep their meaning.
enum AlgebraFolding {
  static func folded(_ character: Character) -> Character {
    let scalars = character.unicodeScalars
    guard let scalar = scalars.first, scalars.count == 1, scalar.value >= 0x80 else {
      return character
    }
    if let sign = signs[character] { return sign }
    switch scalar.value {
    case 0xFF01...0xFF5E:
      return Unicode.Scalar(scalar.value - 0xFEE0).map(Character.init) ?? character
    case 0x2010...0x2013, 0x2212, 0xFE63: return "-"
    case 0x1D400...0x1D6A3:
      // Mathematical letters, 26 capitals and 26 small ones an alphabet.
      let place = (scalar.value - 0x1D400) % 52
      let letter = place < 26 ? 0x41 + place : 0x61 + place - 26
      return Unicode.Scalar(letter).map(Character.init) ?? character
    case 0x1D7CE...0x1D7FF:
      return Unicode.Scalar(0x30 + (scalar.value - 0x1D7CE) % 10).map(Character.init) ?? character
    default: return character.isWhitespace ? " " : character
    }
  }

  private static let signs: [Character: Character] = [
    "·": "*", "⋅": "*", "∗": "*", "∙": "*", "•": "*", "✕": "×", "✖": "×", "⨯": "×",
    "÷": "/", "∕": "/", "⁄": "/", "，": ",", "、": ",", "；": ";", "。": ".", "′": "'", "’": "'",
    "∣": "|", "❘": "|", "【": "[", "】": "]", "〔": "(", "〕": ")", "⟨": "[", "⟩": "]", "ˆ": "^",
    "ℎ": "h", "ℓ": "l", "µ": "μ", "ϵ": "ε", "ϕ": "φ", "ϑ": "θ", "ϱ": "ρ", "ς": "σ", "ϖ": "π",
    "ℯ": "e", "\u{3000}": " ",
  ]

  /// `x²`, `x⁻¹`, `xⁿ`.
  static let superscripts: [Character: Character] = [
    "⁰": "0", "¹": "1", "²": "2", "³": "3", "⁴": "4", "⁵": "5", "⁶": "6", "⁷": "7", "⁸": "8",
    "⁹": "9", "⁻": "-", "⁺": "+", "⁽": "(", "⁾": ")", "ᵃ": "a", "ᵇ": "b", "ᶜ": "c", "ᵈ": "d",
    "ᵉ": "e", "ᶠ": "f", "ᵍ": "g", "ʰ": "h", "ⁱ": "i", "ʲ": "j", "ᵏ": "k", "ˡ": "l", "ᵐ": "m",
    "ⁿ": "n", "ᵒ": "o", "ᵖ": "p", "ʳ": "r", "ˢ": "s", "ᵗ": "t", "ᵘ": "u", "ᵛ": "v", "ʷ": "w",
    "ˣ": "x", "ʸ": "y", "ᶻ": "z",
  ]

  /// `dₖ`, `x₁`.
  static let subscripts: [Character: Character] = [
    "₀": "0", "₁": "1", "₂": "2", "₃": "3", "₄": "4", "₅": "5", "₆": "6", "₇": "7", "₈": "8",
    "₉": "9", "ₐ": "a", "ₑ": "e", "ₕ": "h", "ᵢ": "i", "ⱼ": "j", "ₖ": "k", "ₗ": "l", "ₘ": "m",
    "ₙ": "n", "ₒ": "o", "ₚ": "p", "ᵣ": "r", "ₛ": "s", "ₜ": "t", "ᵤ": "u", "ᵥ": "v", "ₓ": "x",
  ]

  /// `alpha` → `α`.
  static let greek: [String: String] = {
    let names =
      "alpha α beta β gamma γ delta δ epsilon ε varepsilon ε zeta ζ eta η theta θ iota ι kappa κ "
      + "lambda λ mu μ nu ν xi ξ pi π rho ρ sigma σ tau τ upsilon υ phi φ varphi φ chi χ psi ψ "
      + "omega ω Gamma Γ Delta Δ Theta Θ Lambda Λ Xi Ξ Pi Π Sigma Σ Phi Φ Psi Ψ Omega Ω"
    let words = names.split(separator: " ").map(String.init)
    return Dictionary(
      stride(from: 0, to: words.count - 1, by: 2).map { (words[$0], words[$0 + 1]) },
      uniquingKeysWith: { first, _ in first })
  }()
}
