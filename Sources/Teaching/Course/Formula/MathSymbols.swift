/// The commands that stand for one symbol, and the classes of characters typed as themselves.
enum MathSymbols {
  struct Entry {
    var text: String
    var kind: MathNode.SymbolClass
  }

  static let commands: [String: Entry] = {
    var entries: [String: Entry] = [:]
    for (kind, list) in lists {
      let words = list.split(separator: " ").map(String.init)
      for index in stride(from: 0, to: words.count - 1, by: 2) {
        entries[words[index]] = Entry(text: words[index + 1], kind: kind)
      }
    }
    for name in functions.split(separator: " ") {
      entries[String(name)] = Entry(text: String(name), kind: .function)
    }
    for name in limitFunctions.split(separator: " ") {
      entries[String(name)] = Entry(text: String(name), kind: .limitFunction)
    }
    return entries
  }()

  /// A character typed as itself: `≤` is a relation just as `\le` is.
  static func symbol(_ character: Character) -> MathNode {
    switch character {
    // A hyphen is too short for a minus in most fonts, and too low.
    case "-": .symbol("−", .binary)
    case "*": .symbol("∗", .binary)
    default: .symbol(String(character), classes[character] ?? .ordinary)
    }
  }

  private static let classes: [Character: MathNode.SymbolClass] = {
    var classes: [Character: MathNode.SymbolClass] = [
      "+": .binary, "−": .binary, "=": .relation, "<": .relation, ">": .relation, ":": .relation,
      "∣": .relation, ",": .punctuation, ";": .punctuation, "，": .punctuation, "(": .open,
      "[": .open, ")": .close, "]": .close,
    ]
    // The first list that has a sign decides: ⊥ alone is a symbol, and \perp a relation.
    for (kind, list) in lists {
      for word in list.split(separator: " ") where word.count == 1 {
        if let sign = word.first, classes[sign] == nil { classes[sign] = kind }
      }
    }
    return classes
  }()

  /// `f″`: one sign for two primes and for three, so that they stand close.
  static func primes(_ count: Int) -> String {
    String(repeating: "‴", count: count / 3) + ["", "′", "″"][count % 3]
  }

  private static let functions =
    """
    exp log ln lg sin cos tan sec csc cot sinh cosh tanh arcsin arccos arctan arg deg dim hom ker \
    softmax sigmoid relu
    """

  private static let limitFunctions =
    "max min sup inf lim limsup liminf det gcd Pr argmax argmin"

  private static let lists: [(MathNode.SymbolClass, String)] = [
    (
      .ordinary,
      """
      alpha α beta β gamma γ delta δ epsilon ϵ varepsilon ε zeta ζ eta η theta θ vartheta ϑ iota ι \
      kappa κ lambda λ mu μ nu ν xi ξ omicron ο pi π varpi ϖ rho ρ varrho ϱ sigma σ varsigma ς \
      tau τ upsilon υ phi ϕ varphi φ chi χ psi ψ omega ω \
      Gamma Γ Delta Δ Theta Θ Lambda Λ Xi Ξ Pi Π Sigma Σ Upsilon Υ Phi Φ Psi Ψ Omega Ω \
      infty ∞ partial ∂ nabla ∇ ell ℓ hbar ℏ top ⊤ bot ⊥ emptyset ∅ varnothing ∅ forall ∀ \
      exists ∃ nexists ∄ neg ¬ lnot ¬ prime ′ angle ∠ degree ° ldots … dots … dotsc … cdots ⋯ \
      dotsb ⋯ vdots ⋮ ddots ⋱ Re ℜ Im ℑ aleph ℵ imath ı jmath ȷ dagger † checkmark ✓ \
      % % # # $ $ & & _ _ | ‖ Vert ‖ vert | backslash \\ square □ blacksquare ■
      """
    ),
    (
      .binary,
      """
      times × cdot · circ ∘ odot ⊙ otimes ⊗ oplus ⊕ ominus ⊖ pm ± mp ∓ div ÷ ast ∗ star ⋆ \
      bullet • cup ∪ cap ∩ setminus ∖ land ∧ wedge ∧ lor ∨ vee ∨ bmod mod
      """
    ),
    (
      .relation,
      """
      le ≤ leq ≤ ge ≥ geq ≥ ne ≠ neq ≠ ll ≪ gg ≫ approx ≈ sim ∼ simeq ≃ cong ≅ equiv ≡ propto ∝ \
      coloneqq ≔ to → rightarrow → longrightarrow ⟶ leftarrow ← gets ← leftrightarrow ↔ \
      Rightarrow ⇒ implies ⇒ Leftarrow ⇐ Leftrightarrow ⇔ iff ⇔ mapsto ↦ uparrow ↑ downarrow ↓ \
      in ∈ notin ∉ ni ∋ subset ⊂ subseteq ⊆ supset ⊃ supseteq ⊇ mid | parallel ∥ perp ⊥ \
      vdash ⊢ models ⊨ prec ≺ succ ≻ colon :
      """
    ),
    (
      .open, "{ { lbrace { lbrack [ lfloor ⌊ lceil ⌈ langle ⟨ lvert | lVert ‖"
    ),
    (
      .close, "} } rbrace } rbrack ] rfloor ⌋ rceil ⌉ rangle ⟩ rvert | rVert ‖"
    ),
    (
      .largeOperator,
      "sum ∑ prod ∏ coprod ∐ bigcup ⋃ bigcap ⋂ bigoplus ⨁ bigotimes ⨂ bigvee ⋁ bigwedge ⋀"
    ),
    (.integral, "int ∫ iint ∬ oint ∮"),
  ]

  /// What closes a bracket that may be found by itself, without `\left`.
  static let closing: [String: String] = [
    "(": ")", "[": "]", "{": "}", "⌊": "⌋", "⌈": "⌉", "⟨": "⟩",
  ]

  /// `\mathbb`. Beyond these the letters are in a plane that terminal fonts leave empty.
  static let blackboard: [Character: Character] = [
    "C": "ℂ", "H": "ℍ", "N": "ℕ", "P": "ℙ", "Q": "ℚ", "R": "ℝ", "Z": "ℤ",
  ]

  static let negated: [String: String] = [
    "=": "≠", "∈": "∉", "⊂": "⊄", "≡": "≢", "∼": "≁", "≤": "≰", "≥": "≱", "<": "≮", ">": "≯",
    "∃": "∄", "→": "↛", "⇒": "⇏", "∣": "∤", "≈": "≉", "⊆": "⊈",
  ]
}
