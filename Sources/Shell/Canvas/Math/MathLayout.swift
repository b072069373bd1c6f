import Course

/// Lays a formula out in two dimensions.
struct MathLayout {
  enum Style {
    /// By itself: limits stand above and below.
    case display
    /// Within a fraction: limits stand beside.
    case text
  }

  var style = Style.display

  func box(_ node: MathNode) -> MathBox {
    switch node {
    case .row(let items): return row(items)
    case .symbol(let text, _), .text(let text): return MathBox(text)
    case .space(let cells): return .blank(cells)
    case .fraction(let numerator, let denominator): return fraction(numerator, denominator)
    case .root(let radicand, let degree): return root(radicand, degree: degree)
    case .scripts(let base, let sub, let sup):
      if style == .display, base.takesLimits { return limits(on: base, under: sub, over: sup) }
      return scripts(on: base, sub: sub, sup: sup)
    case .stack(let base, let under, let over): return limits(on: base, under: under, over: over)
    case .fenced(let left, let content, let right, let grows):
      return fenced(left, box(content), right, grows: grows)
    case .grid(let grid): return self.grid(grid)
    case .accent(let accent, let base): return MathAccents.box(accent, over: box(base))
    }
  }

  func row(_ items: [MathNode], continues: Bool = false) -> MathBox {
    .beside(boxes(MathRow(items, continues: continues)))
  }

  /// Each piece with the space before it. After tall brackets there is one more than after small
  /// ones, or what follows would seem to be at their corner.
  func boxes(_ row: MathRow) -> [MathBox] {
    var boxes: [MathBox] = []
    var followsTall = false
    for piece in row.pieces {
      let box = self.box(piece.node)
      let space = followsTall && piece.kind.isFactor ? max(1, piece.space) : piece.space
      boxes.append(box.padded(left: space))
      followsTall = piece.kind == .bracketed && !box.isOneRow
    }
    return boxes.isEmpty ? [MathBox("")] : boxes
  }

  /// The bar reaches one cell beyond its parts, so that an outer bar is longer than an inner one
  /// and none is taken for a minus.
  private func fraction(_ numerator: MathNode, _ denominator: MathNode) -> MathBox {
    let parts = MathLayout(style: .text)
    let numerator = parts.box(numerator)
    let denominator = parts.box(denominator)
    let width = max(numerator.width, denominator.width) + 2
    let bar = MathBox(String(repeating: "─", count: width))
    return .stacked([numerator, bar, denominator], .center, anchor: 1)
  }

  /// A root of one letter or number does without a bar: `√dₖ` takes one row and cannot be misread.
  private func root(_ radicand: MathNode, degree: MathNode?) -> MathBox {
    let content = box(radicand)
    return MathRoots.box(content, degree: degree, bar: !(radicand.isAtom && content.isOneRow))
  }

  private func limits(on base: MathNode, under: MathNode?, over: MathNode?) -> MathBox {
    let above = over.map { [script($0)] } ?? []
    let below = under.map { [script($0)] } ?? []
    return .stacked(above + [box(base)] + below, .center, anchor: above.count)
  }

  /// Scripts stand at the corners of a tall base. Beside one of a single row they are raised and
  /// lowered characters, where these exist, and else go one row up or down.
  private func scripts(on base: MathNode, sub: MathNode?, sup: MathNode?) -> MathBox {
    let content = box(base)
    let base = base.needsBrackets ? fenced("(", content, ")", grows: true) : content
    let lowered = sub.flatMap(ScriptCharacters.lowered)
    let raised = sup.flatMap(ScriptCharacters.raised)
    if base.isOneRow, let lowered, let raised {
      return .beside([base, MathBox(lowered + raised)])
    }
    var attached: [MathBox] = []
    if let sup {
      let box = raised.map { MathBox($0) } ?? script(sup)
      attached.append(box.standing(at: -max(base.ascent, raised == nil ? 1 : 0)))
    }
    if let sub {
      let box = lowered.map { MathBox($0) } ?? script(sub)
      attached.append(box.hanging(from: max(base.descent, lowered == nil ? 1 : 0)))
    }
    return .beside([base, .superposed(attached)])
  }

  /// A raised or lowered row. What is in it is set in that one row, `d_model×dₖ`: in three levels
  /// of rows nobody would see whose index `model` is.
  private func script(_ node: MathNode) -> MathBox {
    guard case .grid(let grid) = node else { return MathBox(InlineMath(tight: true).text(node)) }
    return Self.lines(grid.rows.map { script(.row($0)) }, .center)
  }

  /// Brackets of `\left…\right` grow with any content, plain ones only around what is really tall:
  /// `f(eˣ)` is not worth a pair of two rows.
  private func fenced(
    _ left: String, _ content: MathBox, _ right: String, grows: Bool
  ) -> MathBox {
    guard content.height > (grows ? 1 : 2) else {
      return .beside([MathBox(left), content, MathBox(right)])
    }
    var content = content.padded(left: left.isEmpty ? 0 : 1, right: right.isEmpty ? 0 : 1)
    // A brace has a middle.
    if content.height == 2, left == "{" || right == "}" { content = content.padded(below: 1) }
    return .beside([
      MathBrackets.box(left, enclosing: content), content,
      MathBrackets.box(right, enclosing: content),
    ])
  }
}
