import Course
import Figures
import Tensors

/// Where a weight, and the m, ℓ and factor of a block, come from.
struct OnlineSoftmaxDerivations {
  let run: OnlineSoftmaxRun
  let language: Language

  func derivation(of reference: CellReference) -> Derivation? {
    switch reference.tensor {
    case "compared" where (0..<run.length).contains(reference.column): weight(reference)
    case "logits" where reference.row == 0 && (0..<run.length).contains(reference.column):
      drawn(reference)
    case "alone" where run.blocks.indices.contains(reference.row): alone(reference)
    case "state" where run.blocks.indices.contains(reference.row): state(reference)
    default: weightSoFar(reference)
    }
  }

  private func weight(_ reference: CellReference) -> Derivation? {
    let column = reference.column
    let name = "w[\(column + 1)]"
    switch reference.row {
    case 0: return byBlocks(reference, name, after: run.blocks.count - 1, run.online[0, column])
    case 1:
      return .softmax(
        reference, named: name, value: Double(run.whole[0, column]),
        row: (0..<run.length).map(number(at:)), column: column)
    case 2:
      let (value, x) = (Double(run.dividedByNaiveSum[column]), Double(run.logits[0, column]))
      let sum = Double(run.blocks.last?.naiveSum ?? 0)
      return Derivation(
        subject: reference, value: value,
        summary: "\(name) = e^(\(x.fixed(3))) / \(sum.compact()) = \(value.compact())",
        lines: [
          "w_j = \\frac{e^{x_j}}{\\sum_k e^{x_k}}",
          "= \\frac{e^{\(x.latex(3))}}{\(sum.latex(3))} = \(value.latex(4))",
        ], inputs: (0..<run.length).map(number(at:)))
    default: return nil
    }
  }

  /// `weightsSoFar(2)` is what the weights are after the second block.
  private func weightSoFar(_ reference: CellReference) -> Derivation? {
    guard
      let index = run.blocks.indices.first(where: {
        run.weightsSoFar(after: $0).name == reference.tensor
      }), reference.row == 0, (0..<run.length).contains(reference.column)
    else { return nil }
    let block = run.blocks[index]
    let value = block.weightsSoFar[reference.column]
    guard reference.column < block.range.upperBound else {
      return .stated(
        reference, named: reference.name, value: Double(value),
        Localized(en: "not read yet", zh: "还没有读到")[language])
    }
    return byBlocks(reference, reference.name, after: index, value)
  }

  /// By the m and ℓ that a block leaves.
  private func byBlocks(
    _ reference: CellReference, _ name: String, after last: Int, _ value: Float
  ) -> Derivation {
    let (value, x) = (Double(value), Double(run.logits[0, reference.column]))
    let block = run.reference(ofKey: reference.column, after: last)
    let (m, sum) = (Double(run.blocks[block].maximum), Double(run.blocks[last].sum))
    let index = block == last ? "" : "_{\(block + 1)}"
    return Derivation(
      subject: reference, value: value,
      summary: "\(name) = e^(\(x.fixed(3)) − \(Derivation.factor(m, latex: false))) / "
        + "\(sum.fixed(3)) = \(value.compact())",
      lines: [
        "w_j = \\frac{e^{x_j - m\(index)}}{\\ell}",
        "= \\frac{e^{\(x.latex(3)) - \(Derivation.factor(m, latex: true))}}{\(sum.latex(3))} = "
          + value.latex(4),
      ],
      inputs: [
        number(at: reference.column),
        Derivation.Input(
          block == last ? "m" : "m\((block + 1).subscripted)", m,
          reference: CellReference("state", block, 0)),
        Derivation.Input("ℓ", sum, reference: CellReference("state", last, 1)),
      ])
  }

  private func drawn(_ reference: CellReference) -> Derivation {
    let value = Double(run.logits[0, reference.column])
    return .stated(
      reference, named: "x[\(reference.column + 1)]", value: value,
      Localized(
        en: "drawn from N(0, 1) by the seed, times the logit scale", zh: "由种子从 N(0, 1) 抽取，再乘得分倍数")[
          language])
  }

  /// A block's own maximum and sum, and its factor.
  private func alone(_ reference: CellReference) -> Derivation? {
    let block = run.blocks[reference.row]
    let (maximum, whole) = (Double(block.ownMaximum), Double(run.maximum))
    let own = CellReference("alone", reference.row, 0)
    switch reference.column {
    case 0:
      return Derivation(
        subject: reference, value: maximum,
        summary:
          "m = max(\(numbers(reference).map { $0.value.fixed(3) }.joined(separator: ", "))) = "
          + maximum.fixed(3),
        lines: ["m_i = \\max_j x_j = \(maximum.latex(3))"], inputs: numbers(reference))
    case 1:
      let value = Double(block.ownSum)
      return Derivation(
        subject: reference, value: value,
        summary: "ℓ = Σ e^(x − \(maximum.fixed(3))) = \(value.fixed(3))",
        lines: ["\\ell_i = \\sum_j e^{x_j - m_i} = \(value.latex(3))"],
        inputs: [Derivation.Input("m", maximum, reference: own)] + numbers(reference))
    case 2:
      let value = Double(run.factor(of: block))
      let difference = maximum - whole
      return Derivation(
        subject: reference, value: value,
        summary: "e^(\(difference.fixed(3))) = \(value.compact())",
        lines: ["e^{m_i - m} = e^{\(difference.latex(3))} = \(value.latex(4))"],
        inputs: [
          Derivation.Input("mᵢ", maximum, reference: own),
          Derivation.Input(
            "m", whole, reference: CellReference("state", run.blocks.count - 1, 0)),
        ])
    default: return nil
    }
  }

  private func state(_ reference: CellReference) -> Derivation? {
    switch reference.column {
    case 0: maximum(reference)
    case 1: sum(reference)
    case 2: rescale(reference)
    default: nil
    }
  }

  private func maximum(_ reference: CellReference) -> Derivation {
    let value = Double(run.blocks[reference.row].maximum)
    let earlier = previous(reference, column: 0, \.maximum)
    guard run.rules.followsMaximum || reference.row == 0 else {
      return Derivation(
        subject: reference, value: value,
        summary: "m = m′ = \(value.fixed(3))", lines: ["m = m'", "= \(value.latex(3))"],
        inputs: earlier)
    }
    let inputs = earlier + numbers(reference)
    return Derivation(
      subject: reference, value: value,
      summary: "m = max(\(inputs.map { $0.value.fixed(3) }.joined(separator: ", "))) = "
        + value.fixed(3),
      lines: ["m = \\max(m', \\max_j x_j)", "= \(value.latex(3))"], inputs: inputs)
  }

  private func sum(_ reference: CellReference) -> Derivation {
    let block = run.blocks[reference.row]
    let (value, added) = (Double(block.sum), Double(block.added))
    let m = Derivation.Input(
      "m", Double(block.maximum), reference: CellReference("state", reference.row, 0))
    guard run.rules.accumulatesSum else {
      return Derivation(
        subject: reference, value: value, summary: "ℓ = Σ e^(x−m) = \(value.fixed(3))",
        lines: ["\\ell = \\sum_j e^{x_j - m}", "= \(value.latex(3))"],
        inputs: [m] + numbers(reference))
    }
    let before = reference.row > 0 ? Double(run.blocks[reference.row - 1].sum) : 0
    let factor = Double(block.rescale)
    let isScaled = run.rules.rescales
    return Derivation(
      subject: reference, value: value,
      summary: "ℓ = " + (isScaled ? "\(factor.fixed(3))·" : "") + "\(before.fixed(3)) + "
        + "\(added.fixed(3)) = \(value.fixed(3))",
      lines: [
        "\\ell = " + (isScaled ? "e^{m' - m} " : "") + "\\ell' + \\sum_j e^{x_j - m}",
        "= " + (isScaled ? "\(factor.latex(3)) \\cdot " : "")
          + "\(before.latex(3)) + \(added.latex(3)) = \(value.latex(3))",
      ],
      inputs: previous(reference, column: 1, \.sum)
        + (isScaled
          ? [
            Derivation.Input(
              "e^(m′−m)", factor, reference: CellReference("state", reference.row, 2))
          ] : []) + [m] + numbers(reference))
  }

  private func rescale(_ reference: CellReference) -> Derivation {
    let block = run.blocks[reference.row]
    let value = Double(block.rescale)
    guard run.rules.rescales else {
      return .stated(
        reference, named: Localized(en: "factor", zh: "因子")[language], value: value,
        Localized(en: "nothing is rescaled", zh: "没有重新缩放")[language])
    }
    guard reference.row > 0 else {
      let first = Localized(en: "m′ = −∞, nothing was summed before", zh: "m′ = −∞，之前还没有累加任何数")
      return Derivation(
        subject: reference, value: value,
        summary: "e^(m′−m) = \(value.fixed(3)): \(first[language])", lines: [], inputs: [])
    }
    let before = Double(run.blocks[reference.row - 1].maximum)
    let difference = before - Double(block.maximum)
    return Derivation(
      subject: reference, value: value,
      summary: "e^(m′−m) = e^(\(difference.fixed(3))) = \(value.compact())",
      lines: ["e^{m' - m} = e^{\(difference.latex(3))} = \(value.latex(4))"],
      inputs: previous(reference, column: 0, \.maximum) + [
        Derivation.Input(
          "m", Double(block.maximum), reference: CellReference("state", reference.row, 0))
      ])
  }

  private func previous(
    _ reference: CellReference, column: Int, _ number: KeyPath<OnlineSoftmaxRun.Block, Float>
  ) -> [Derivation.Input] {
    guard reference.row > 0 else { return [] }
    return [
      Derivation.Input(
        column == 0 ? "m′" : "ℓ′", Double(run.blocks[reference.row - 1][keyPath: number]),
        reference: CellReference("state", reference.row - 1, column))
    ]
  }

  private func number(at index: Int) -> Derivation.Input {
    Derivation.Input(
      "x[\(index + 1)]", Double(run.logits[0, index]), reference: CellReference("logits", 0, index))
  }

  private func numbers(_ reference: CellReference) -> [Derivation.Input] {
    run.blocks[reference.row].range.map(number(at:))
  }
}
