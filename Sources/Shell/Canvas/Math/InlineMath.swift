import Course

extension Formula {
  /// The formula in one row of text: `softmax(QKᵀ/√dₖ)V`, `e^(x−m)`, with brackets where fractions,
  /// roots and powers would be misread without them.
  public var inlineText: String { InlineMath(tight: false).text(root) }
}

/// Sets formulas in one row.
struct InlineMath {
  /// Without spaces around operators, as scripts are.
  var tight: Bool

  func text(_ node: MathNode) -> String {
    switch node {
    case .row(let items): return row(items)
    case .symbol(let text, _), .text(let text): return text
    case .space(let cells): return String(repeating: " ", count: cells)
    case .fraction(let numerator, let denominator):
      return bracketed(numerator, if: numerator.isLoose) + "/"
        + bracketed(denominator, if: !denominator.isFactor)
    case .root(let radicand, let degree):
      return MathRoots.sign(degree) + bracketed(radicand, if: !radicand.isFactor)
    case .scripts(let base, let sub, let sup):
      return bracketed(base, if: base.needsBrackets) + scripts(on: base, sub: sub, sup: sup)
    case .stack(.accent(let brace, let base), let under, let over) where brace.isBrace:
      return text(base) + " [\([under, over].compactMap(\.self).map(text).joined())]"
    case .stack(let base, let under, let over):
      return bracketed(base, if: base.isLoose) + scripts(on: base, sub: under, sup: over)
    case .fenced(let left, let content, let right, _): return left + text(content) + right
    case .grid(let grid): return self.grid(grid)
    case .accent(let accent, let base):
      return MathAccents.text(accent, text(base), isLoose: base.isLoose)
    }
  }

  private func row(_ items: [MathNode]) -> String {
    let pieces = MathRow(items, tight: tight).pieces
    var text = ""
    for (index, piece) in pieces.enumerated() {
      let before = index > 0 ? pieces[index - 1] : nil
      let after = index + 1 < pieces.count ? pieces[index + 1] : nil
      var part = self.text(piece.node)
      var space = piece.space
      if case .fraction = piece.node, neighbours(before, after) { part = "(\(part))" }
      if let before {
        if case .fraction = piece.node, before.kind == .function || before.kind == .sign {
          space = 0
        }
        // The end of `d_model` has to be seen.
        if before.node.endsInPlainScript, part.first.map(Self.couldContinueScript) ?? false {
          space = max(1, space)
        }
      }
      text += String(repeating: " ", count: space) + part
    }
    return text
  }

  /// Whether what stands beside a fraction multiplies it.
  private func neighbours(_ before: MathRow.Piece?, _ after: MathRow.Piece?) -> Bool {
    switch before?.kind {
    // `∑ a/b` is a sum of fractions.
    case .largeOperator, nil: after?.kind.isFactor ?? false
    case let kind?: kind.isFactor || after?.kind.isFactor ?? false
    }
  }

  private static func couldContinueScript(_ character: Character) -> Bool {
    character.isLetter || character.isNumber || "([{√".contains(character)
  }

  /// Raised and lowered characters where they exist. Where a letter's superscript is a word that has
  /// none, both are written out: `W^Q_i`; brackets tell where a longer one ends: `dₖ^(1/4)`.
  private func scripts(on base: MathNode, sub: MathNode?, sup: MathNode?) -> String {
    let raised = sup.flatMap(ScriptCharacters.raised)
    let lowered = sub.flatMap(ScriptCharacters.lowered)
    let above = sup.map { raised ?? "^" + script($0) } ?? ""
    let below = sub.map { lowered ?? "_" + script($0) } ?? ""
    let isTold = raised != nil || above.hasSuffix(")") || sup == nil
    if lowered != nil, isTold || !base.isAtom { return below + above }
    if let sub, raised == nil { return above + "_" + script(sub) }
    return above + below
  }

  private func script(_ node: MathNode) -> String {
    let text = InlineMath(tight: true).text(node)
    if case .fenced("(", _, ")", _) = node { return text }
    return node.isWord ? text : "(\(text))"
  }

  private func bracketed(_ node: MathNode, if needed: Bool) -> String {
    needed ? "(\(text(node)))" : text(node)
  }

  /// `[1, 2; 3, 4]`, with the brackets of what is around it.
  private func grid(_ grid: MathGrid) -> String {
    let between = grid.kind == .aligned ? " " : ", "
    return grid.rows.map { row in
      row.map(text).filter { !$0.isEmpty }.joined(separator: between)
    }.joined(separator: "; ")
  }
}
