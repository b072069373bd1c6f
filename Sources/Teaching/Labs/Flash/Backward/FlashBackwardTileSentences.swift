import Attention
import Course
import Figures
import Tensors

/// What becomes of one tile, line by line, at the pair of query and key that is followed.
struct FlashBackwardTileSentences {
  private typealias Words = FlashBackwardSentences.Words

  private let run: FlashBackwardLabRun
  private let trace: FlashBackwardTrace
  private let moment: BackwardMoment
  private let step: FlashBackwardStep
  private let example: BackwardExample
  private let row: String
  private let column: String

  init(
    run: FlashBackwardLabRun, trace: FlashBackwardTrace, moment: BackwardMoment,
    _ example: BackwardExample
  ) {
    self.run = run
    self.trace = trace
    self.moment = moment
    self.example = example
    step = trace.steps[moment.index]
    row = (step.queryBlock + 1).subscripted
    column = (step.keyBlock + 1).subscripted
  }

  var sentence: Localized<String> {
    switch moment.phase {
    case .load: load
    case .scores: scores
    case .weights: weights
    case .valueGradient: valueGradient
    case .weightGradients: weightGradients
    case .scoreGradients: scoreGradients
    case .queryGradient: queryGradient
    case .keyGradient: keyGradient
    default: tile
    }
  }

  private var pair: Localized<String> {
    Localized(
      en: "query \(example.query) and key \(example.key)",
      zh: "query \(example.query) 与 key \(example.key)")
  }

  private var chip: Localized<String> {
    let (used, size) = (moment.chip.bytes.inBytes, run.sramBytes.inBytes)
    return Localized(
      en: "On chip now: \(used) of \(size).", zh: "片上现在占 \(used)，共有 \(size)。")
  }

  private var load: Localized<String> {
    let bytes = BackwardChipBlocks(step, trace.dimensions).queries.bytes.inBytes
    return Localized(
      en:
        "\(Words.queries(step.queries)) \(step.queries.count == 1 ? "comes" : "come") in: Q\(row), "
        + "dO\(row), L\(row) and D\(row), \(bytes). " + chip.english,
      zh: "读入 query \(Words.range(step.queries)) 的 Q\(row)、dO\(row)、L\(row)、D\(row)，\(bytes)。"
        + chip.chinese)
  }

  private var scores: Localized<String> {
    let tile = step.tile?.scores.storage ?? []
    let seen = tile.filter { $0 > -.infinity }
    let (least, most) = ((seen.min() ?? 0).fixed(3), (seen.max() ?? 0).fixed(3))
    let hidden = tile.count - seen.count
    let masked =
      hidden == 0
      ? Localized("")
      : Localized(en: " \(hidden) are hidden, −∞.", zh: "另有 \(hidden) 个被遮住，为 −∞。")
    return Localized(
      en:
        "S = Q\(row)K\(column)ᵀ times \(run.scale.fixed(3)) is computed once more, as in the forward "
        + "pass: \(seen.count) scores from \(least) to \(most)." + masked.english,
      zh: "与前向一样，再算一遍 S = Q\(row)K\(column)ᵀ × \(run.scale.fixed(3))："
        + "\(seen.count) 个得分，从 \(least) 到 \(most)。" + masked.chinese)
  }

  private var weights: Localized<String> {
    let matrix = 4 * run.length * run.length
    let formula =
      "e^(\(example.score.fixed(3)) − \(example.signedLogSumExp)) = \(example.weight.fixed(3))"
    return Localized(
      en:
        "P comes out of S and L alone, without another softmax: \(formula) for \(pair.english). It is "
        + "never stored; in HBM all of P would take \(matrix.inBytes), written forward and read here.",
      zh: "有 S 和 L 就得到 P，不必再做 softmax：\(pair.chinese)，\(formula)。P 从不存下来；"
        + "若存进 HBM，整个 P 要占 \(matrix.inBytes)，前向写一遍、这里读一遍。")
  }

  private var valueGradient: Localized<String> {
    let change = change(\.valueGradient, .key, example.valueGradient)
    return Localized(
      en:
        "dV\(column) gains PᵀdO\(row): each key's value is credited with dO by the weight it had. "
        + change.english,
      zh: "dV\(column) 加上 PᵀdO\(row)：每个 key 的 value 按它得到的权重分得 dO。" + change.chinese)
  }

  private var weightGradients: Localized<String> {
    let value = example.weightGradient.fixed(3)
    return Localized(
      en: "dP = dO\(row)V\(column)ᵀ says how the loss moves with each weight: \(value) for "
        + "\(pair.english). P is still needed beside it. " + chip.english,
      zh: "dP = dO\(row)V\(column)ᵀ 表示损失随各个权重怎样变化：\(pair.chinese) 为 \(value)。P 还要用，不能丢。"
        + chip.chinese)
  }

  private var scoreGradients: Localized<String> {
    let formula =
      "\(example.weight.fixed(3)) · (\(example.weightGradient.fixed(3)) − \(example.signedDelta))"
      + " = \(example.scoreGradient.fixed(3))"
    return Localized(
      en: "dS = P ∘ (dP − D): \(formula) for \(pair.english). D is the mean of dP under P, so each "
        + "row of dS comes to 0 over all keys.",
      zh: "dS = P ∘ (dP − D)：\(pair.chinese)，\(formula)。D 是 dP 以 P 为权的平均，所以 dS 的每一行对全部 key 求和为 0。")
  }

  private var queryGradient: Localized<String> {
    let bytes = BackwardChipBlocks(step, trace.dimensions).queryGradient.bytes.inBytes
    let seen = trace.steps.count { $0.queryBlock == step.queryBlock && $0.tile != nil }
    let times = seen == 1 ? "once" : "\(seen) times"
    let change = change(\.queryGradient, .query, example.queryGradient)
    return Localized(
      en: "dQ\(row) comes in, gains dS·K\(column) times \(run.scale.fixed(3)), and goes out again: "
        + "\(bytes) each way, \(times) in all. " + change.english,
      zh: "dQ\(row) 读进来，加上 dS·K\(column) × \(run.scale.fixed(3))，再写出去："
        + "一来一回各 \(bytes)，总共 \(seen) 回。" + change.chinese)
  }

  private var keyGradient: Localized<String> {
    let change = change(\.keyGradient, .key, example.keyGradient)
    let traffic = Words.traffic(moment.traffic)
    return Localized(
      en: "dK\(column) gains dSᵀQ\(row) times \(run.scale.fixed(3)) and stays. " + change.english
        + " " + traffic.english,
      zh: "dK\(column) 加上 dSᵀQ\(row) × \(run.scale.fixed(3))，留在片上。" + change.chinese
        + traffic.chinese)
  }

  private var tile: Localized<String> {
    let traffic = Words.traffic(moment.traffic)
    let (weight, gradient) = (example.weight.fixed(3), example.scoreGradient.fixed(3))
    return Localized(
      en: "\(Words.queries(step.queries)) \(step.queries.count == 1 ? "meets" : "meet") "
        + "\(Words.keys(step.keys)): P is computed anew from S and L, \(weight) for \(pair.english), "
        + "and dS = \(gradient) there goes into dQ\(row) and dK\(column). " + traffic.english,
      zh: "query \(Words.range(step.queries)) 遇上 key \(Words.range(step.keys))：由 S 和 L 重新算出 P，"
        + "\(pair.chinese) 为 \(weight)；那里的 dS = \(gradient)，加进 dQ\(row) 和 dK\(column)。"
        + traffic.chinese)
  }

  /// How the first number of a row has changed.
  private func change(
    _ part: KeyPath<FlashBackwardTile, Tensor>, _ side: BackwardExample.Side,
    _ after: BackwardExample.Gradient
  ) -> Localized<String> {
    let before = example.before(part, side, in: trace).fixed(3)
    return Localized(
      en: "\(after.name) goes from \(before) to \(after.value.fixed(3)).",
      zh: "\(after.name) 由 \(before) 变为 \(after.value.fixed(3))。")
  }
}
