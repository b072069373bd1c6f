import Course
import Figures
import Tensors

/// Where a weight, and the m, ℓ and factor of a block, come from.
struct OnlineSoftmaxDerivations {
  let run: OnlineSoftmaxRun
  let language: Language

  func derivation(of reference: CellReference) -> Derivation? {
    switch reference.tensor {
    case "weights" where reference.row == 0 && (0..<run.length).contains(reference.column):
      weight(reference)
    case "state" where run.blocks.indices.contains(reference.row): state(reference)
    default: nil
    }
  }

  private func weight(_ reference: CellReference) -> Derivation {
    .softmax(
      reference, named: "weights[\(reference.column + 1)]",
      value: Double(run.online[0, reference.column]),
      row: (0..<run.length).map {
        Derivation.Input("x[\($0 + 1)]", Double(run.logits[0, $0]))
      }, column: reference.column)
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
    let inputs = previous(reference, column: 0, \.maximum) + numbers(reference)
    return Derivation(
      subject: reference, value: value,
      summary: "m = max(\(inputs.map { $0.value.fixed(3) }.joined(separator: ", "))) = "
        + value.fixed(3),
      lines: ["m = \\max(m', \\max_j x_j)", "= \(value.latex(3))"], inputs: inputs)
  }

  private func sum(_ reference: CellReference) -> Derivation {
    let block = run.blocks[reference.row]
    let value = Double(block.sum)
    let before = reference.row > 0 ? Double(run.blocks[reference.row - 1].sum) : 0
    let own = CellReference("state", reference.row, 0)
    let factor = CellReference("state", reference.row, 2)
    let added = value - Double(block.rescale) * before
    return Derivation(
      subject: reference, value: value,
      summary: "ℓ = \(block.rescale.fixed(3))·\(before.fixed(3)) + \(added.fixed(3)) = "
        + value.fixed(3),
      lines: [
        "\\ell = e^{m' - m} \\ell' + \\sum_j e^{x_j - m}",
        "= \(block.rescale.latex(3)) \\cdot \(before.latex(3)) + \(added.latex(3)) = "
          + value.latex(3),
      ],
      inputs: previous(reference, column: 1, \.sum) + [
        Derivation.Input("e^(m′−m)", Double(block.rescale), reference: factor),
        Derivation.Input("m", Double(block.maximum), reference: own),
      ] + numbers(reference))
  }

  private func rescale(_ reference: CellReference) -> Derivation {
    let block = run.blocks[reference.row]
    let value = Double(block.rescale)
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

  private func numbers(_ reference: CellReference) -> [Derivation.Input] {
    run.blocks[reference.row].range.map {
      Derivation.Input("x[\($0 + 1)]", Double(run.logits[0, $0]))
    }
  }
}
