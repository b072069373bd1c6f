import Attention
import Course
import Figures
import Tensors

/// The lines of FlashAttention-2's backward pass (Dao 2023, Algorithm 2), with the scale that its
/// formulas leave out, and the values of those that run.
struct FlashBackwardListing {
  let run: FlashBackwardLabRun
  let trace: FlashBackwardTrace
  let language: Language

  func listing(_ moment: BackwardMoment) -> Figure {
    .listing(
      Listing(
        lines: lines.map { number, text in
          let isLit = moment.phase.lines?.contains(number) ?? false
          return Listing.Line(
            "\(number)", text, values: isLit ? values(of: number, moment) : nil)
        }))
  }

  private var lines: [(Int, String)] {
    let (load, store) = language == .english ? ("load", "store") : ("读入", "写出")
    let (forEach, next) = language == .english ? ("for", "next") : ("对", "下一个")
    return [
      (4, "D ← rowsum(dO ∘ O)"),
      (5, "\(forEach) j = 1 … T_c"),
      (6, "  \(load) K_j, V_j"),
      (7, "  dK_j ← 0, dV_j ← 0"),
      (8, "  \(forEach) i = 1 … T_r"),
      (9, "    \(load) Q_i, dO_i, L_i, D_i"),
      (10, "    S ← scale · Q_i K_jᵀ"),
      (11, "    P ← e^(S − L_i)"),
      (12, "    dV_j ← dV_j + Pᵀ dO_i"),
      (13, "    dP ← dO_i V_jᵀ"),
      (14, "    dS ← P ∘ (dP − D_i)"),
      (15, "    dQ_i ← dQ_i + scale · dS K_j"),
      (16, "    dK_j ← dK_j + scale · dSᵀ Q_i"),
      (17, "  \(next) i"),
      (18, "  \(store) dK_j, dV_j"),
    ]
  }

  /// What the symbols of a line stand for, at the pair that the sentences speak of.
  private func values(of line: Int, _ moment: BackwardMoment) -> String {
    let step = trace.steps[moment.index]
    let example = BackwardExample(run: run, step: step)
    let blocks = BackwardChipBlocks(step, trace.dimensions)
    let (row, column) = (step.queryBlock + 1, step.keyBlock + 1)
    switch line {
    case 4: return "D[\(run.row + 1)] = \(run.matrices.statistics[run.row, 1].fixed(3))"
    case 5: return "j = \(column) / \(run.tileColumns)"
    case 6: return blocks.keys.bytes.inBytes
    case 7, 18: return blocks.keyGradients.bytes.inBytes
    case 8:
      let skipped = Localized(en: ": skipped", zh: "：跳过")[language]
      return "i = \(row) / \(run.tileRows)" + (step.tile == nil ? skipped : "")
    case 9: return blocks.queries.bytes.inBytes
    case 12: return change(before(step, \.valueGradient, .key), example?.valueGradient)
    case 15: return change(before(step, \.queryGradient, .query), example?.queryGradient)
    case 16: return change(before(step, \.keyGradient, .key), example?.keyGradient)
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

  private func before(
    _ step: FlashBackwardStep, _ part: KeyPath<FlashBackwardStep.Tile, Tensor>,
    _ side: BackwardExample.Side
  ) -> Float? {
    BackwardExample(run: run, step: step)?.before(part, side, in: trace)
  }
}
