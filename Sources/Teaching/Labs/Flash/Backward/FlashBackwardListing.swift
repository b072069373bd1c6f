import Attention
import Course
import Figures
import Tensors

/// The lines of FlashAttention-2's backward pass (Dao 2023, Algorithm 2), with the scale that its
/// formulas leave out, and the values of those that run.
struct FlashBackwardListing {
  let run: FlashBackwardLabRun
  let trace: FlashBackwardTrace
  let moment: BackwardMoment
  let language: Language

  private var step: FlashBackwardStep { trace.steps[moment.index] }

  var view: View {
    let isPlaced = moment.phase != .start && moment.phase != .delta
    let place = isPlaced ? " · i = \(step.queryBlock + 1), j = \(step.keyBlock + 1)" : ""
    let name = Localized(en: "FlashAttention-2, Algorithm 2", zh: "FlashAttention-2，算法 2")
    let lines = texts.map { number, text in
      let isLit = moment.phase.lines?.contains(number) ?? false
      return Listing.Line(
        "\(number)", text, values: isLit ? values(of: number) : nil, marker: "FA-2B:\(number)")
    }
    return View(name[language] + place, .listing(Listing(lines: lines)))
  }

  private var texts: [(Int, String)] {
    [
      (1, "Q → T_r blocks, K, V → T_c blocks"),
      (3, "dQ = 0 → HBM"),
      (4, "D = rowsum(dO ∘ O)"),
      (5, "for j = 1…T_c"),
      (6, "  load K_j, V_j"),
      (7, "  dK_j = 0, dV_j = 0"),
      (8, "  for i = 1…T_r"),
      (9, "    load Q_i, dO_i, L_i, D_i"),
      (10, "    S = Q_i K_jᵀ/√d"),
      (11, "    P = e^(S − L_i)"),
      (12, "    dV_j = dV_j + Pᵀ dO_i"),
      (13, "    dP = dO_i V_jᵀ"),
      (14, "    dS = P ∘ (dP − D_i)"),
      (15, "    dQ_i = dQ_i + dS K_j/√d"),
      (16, "    dK_j = dK_j + dSᵀ Q_i/√d"),
      (18, "  store dK_j, dV_j"),
    ]
  }

  /// What the symbols of a line stand for, at the pair that the sentences speak of.
  private func values(of line: Int) -> String {
    let example = BackwardExample(run: run, step: step)
    let blocks = BackwardChipBlocks(step, trace.dimensions)
    let (row, column) = (step.queryBlock + 1, step.keyBlock + 1)
    switch line {
    case 1: return "T_r = \(run.tileRows), T_c = \(run.tileColumns)"
    case 3: return "N = \(run.length), d = \(run.headDim)"
    case 4: return "D[\(run.row + 1)] = \(run.matrices.statistics[run.row, 1].fixed(3))"
    case 5: return "j = \(column)"
    case 6: return "\(names(blocks.keys)) ← \(blocks.keys.bytes.inBytes)"
    case 7: return names(blocks.keyGradients)
    case 18: return "\(names(blocks.keyGradients)) → \(blocks.keyGradients.bytes.inBytes)"
    case 8:
      let hidden = Localized(en: ": hidden, skipped", zh: "：被遮住，跳过")[language]
      return "i = \(row)" + (step.tile == nil ? hidden : "")
    case 9: return "← \(blocks.queries.bytes.inBytes)"
    case 12: return change(before(\.valueGradient, .key), example?.valueGradient)
    case 15: return change(before(\.queryGradient, .query), example?.queryGradient)
    case 16: return change(before(\.keyGradient, .key), example?.keyGradient)
    default: break
    }
    guard let example else { return "" }
    return switch line {
    case 10: "S[\(example.place)] = \(example.score.fixed(3))"
    case 11:
      "e^(\(example.score.fixed(3)) − \(example.signedLogSumExp)) = \(example.weight.fixed(3))"
    case 13: "dP[\(example.place)] = \(example.weightGradient.fixed(3))"
    case 14:
      "\(example.weight.fixed(3)) · (\(example.weightGradient.fixed(3)) − \(example.signedDelta))"
        + " = \(example.scoreGradient.fixed(3))"
    default: ""
    }
  }

  private func change(_ before: Float?, _ after: BackwardExample.Gradient?) -> String {
    guard let after else { return "" }
    return "\(after.name): \((before ?? 0).fixed(3)) → \(after.value.fixed(3))"
  }

  private func names(_ blocks: [ChipBlock]) -> String {
    blocks.map(\.name).joined(separator: ", ")
  }

  private func before(
    _ part: KeyPath<FlashBackwardTile, Tensor>,
    _ side: BackwardExample.Side
  ) -> Float? {
    BackwardExample(run: run, step: step)?.before(part, side, in: trace)
  }
}
