import Course

/// What the algorithm's lines say, and with which numbers: of a broken engine, what it does instead.
struct OnlineSoftmaxWords {
  let run: OnlineSoftmaxRun

  var maximumLine: Localized<String> {
    run.rules.followsMaximum
      ? Localized("m′ ← m;  m ← max(m′, max x)")
      : Localized(en: "in block 1:  m ← max x", zh: "若是第 1 块：m ← max x")
  }

  func maximum(at index: Int) -> String {
    let block = run.blocks[index]
    guard run.rules.followsMaximum else { return "m = \(block.maximum.fixed(3))" }
    let before = index > 0 ? run.blocks[index - 1].maximum.fixed(3) : "−∞"
    return "max(\(before), \(block.ownMaximum.fixed(3))) = \(block.maximum.fixed(3))"
  }

  var sumLine: String {
    if !run.rules.accumulatesSum { return "ℓ ← Σ e^(x−m)" }
    return run.rules.rescales ? "ℓ ← ℓ·e^(m′−m) + Σ e^(x−m)" : "ℓ ← ℓ + Σ e^(x−m)"
  }

  func sum(at index: Int) -> String {
    let block = run.blocks[index]
    guard run.rules.accumulatesSum else { return "ℓ = \(block.sum.fixed(3))" }
    return "\(carried(at: index)) + \(block.added.fixed(3)) = \(block.sum.fixed(3))"
  }

  /// Before the first block there is no ℓ to rescale.
  private func carried(at index: Int) -> String {
    guard index > 0 else { return "0" }
    let old = run.blocks[index - 1].sum.fixed(3)
    return run.rules.rescales ? "\(old)·\(run.blocks[index].rescale.compact(3))" : old
  }

  var weightLine: Localized<String> {
    run.rules.rescales
      ? Localized("w ← e^(x−m) / ℓ")
      : Localized(en: "w ← e^(x−m when x was read) / ℓ", zh: "w ← e^(x−读到 x 时的 m) / ℓ")
  }

  var weight: String {
    let m = run.rules.rescales ? run.maximum.fixed(3) : "m"
    return "e^(x − \(m)) / \(run.sum.fixed(3))"
  }

  /// By which ℓ was multiplied.
  var factorName: Localized<String> {
    run.rules.rescales ? Localized("e^(m′−m)") : Localized(en: "factor", zh: "因子")
  }
}
