import Course
import Figures

/// What the scaling lab shows, and says of it.
struct ScalingView {
  let run: ScalingRun

  var step: Step {
    Step(
      title: run.isScaled
        ? Localized(en: "Scaled by 1/√d", zh: "缩放：除以 √d") : Localized(en: "Not scaled", zh: "未缩放"),
      sentence: sentence
    ) { [self] language in
      [weights(language), histogram(language), firstDraw(language)]
        + [
          curve(
            Localized(en: "entropy", zh: "熵"), \.entropy, upTo: run.evenEntropy, language),
          curve(Localized(en: "largest weight", zh: "最大权重"), \.maxWeight, upTo: 1, language),
          curve(
            Localized(en: "Jacobian norm", zh: "Jacobian 范数"), \.jacobianNorm, upTo: nil,
            language),
        ]
    }
  }

  private var sentence: Localized<String> {
    let sharpness = run.sharpness
    let spread = spreadSentence
    let largest = sharpness.maxWeight.fixed(3)
    let entropy = sharpness.entropy.fixed(3)
    let even = run.evenEntropy.fixed(3)
    let gradient = sharpness.jacobianNorm.fixed(3)
    let share = (100 * sharpness.saturatedShare).fixed(1)
    if sharpness.entropy < run.evenEntropy / 3 {
      return Localized(
        en: spread.english + " Softmax is saturated: the best of \(run.keys) keys gets \(largest), "
          + "above 0.99 in \(share) % of draws; the entropy is \(entropy) of \(even) nats, and a "
          + "Jacobian norm of \(gradient) is what gradients must come through.",
        zh: spread.chinese + "softmax 已经饱和：\(run.keys) 个 key 中最好的拿走 \(largest)，"
          + "\(share) % 的抽样里超过 0.99；熵只有 \(entropy) nat（最大 \(even)），"
          + "梯度要经过的 Jacobian，范数只剩 \(gradient)。")
    }
    return Localized(
      en: spread.english
        + " The best of \(run.keys) keys gets \(largest), the entropy is \(entropy) "
        + "of \(even) nats: a preference, no verdict. Jacobian norm \(gradient).",
      zh: spread.chinese + "这时 \(run.keys) 个 key 中最好的拿到 \(largest)，熵 \(entropy) nat"
        + "（最大 \(even)）：有偏好，但不武断。Jacobian 范数 \(gradient)。")
  }

  private var spreadSentence: Localized<String> {
    let variance = run.variance.compact(3)
    let deviation = run.variance.squareRoot().compact(3)
    if run.distribution == .t5 {
      return Localized(
        en: "With T5's matrices q·k has variance \(variance) before any division"
          + (run.isScaled ? "; dividing by √\(run.headDim) as well flattens it once more." : "."),
        zh: "用 T5 的初始化，q·k 不做除法方差就已是 \(variance)"
          + (run.isScaled ? "；再除以 √\(run.headDim) 就压得更平了。" : "。"))
    }
    if run.isScaled {
      let scaled = (run.variance / Double(run.headDim)).fixed(3)
      return Localized(
        en:
          "q·k has variance \(variance), close to d = \(run.headDim); divided by √d it is \(scaled).",
        zh: "q·k 的方差是 \(variance)，接近 d = \(run.headDim)；除以 √d 之后是 \(scaled)。")
    }
    return Localized(
      en: "q·k has variance \(variance), close to d = \(run.headDim): scores of ±\(deviation) are "
        + "ordinary.",
      zh: "q·k 的方差是 \(variance)，接近 d = \(run.headDim)，得分到 ±\(deviation) 是常事。")
  }

  private func weights(_ language: Language) -> View {
    let ranks = min(run.keys, ScalingView.shownRanks)
    return View(
      Localized(
        en: "mean weight by rank, the first \(ranks) of \(run.keys)",
        zh: "按名次的平均权重，\(run.keys) 个 key 的前 \(ranks) 名")[language],
      .bars(
        Bars(
          labels: (1...ranks).map(String.init),
          values: run.sortedWeights.prefix(ranks).map(Double.init), maximum: 1)))
  }

  private static let shownRanks = 9

  private func firstDraw(_ language: Language) -> View {
    View(
      Localized(en: "weights of the first draw", zh: "第一次抽样的权重")[language],
      .heatmap(
        Heatmap(
          tensor: "weights", rowLabels: ["w"], columnLabels: (1...run.keys).map(String.init),
          columnAxis: "key", values: Array(run.weights.row(0)), range: 0...1)))
  }

  private func histogram(_ language: Language) -> View {
    let variance = run.distribution == .t5 ? "1" : "\(run.headDim)"
    return View(
      Localized(en: "q·k and N(0, \(variance))", zh: "q·k 与 N(0, \(variance))")[language],
      .histogram(run.histogram))
  }

  private func curve(
    _ name: Localized<String>, _ number: KeyPath<Sharpness, Double> & Sendable,
    upTo limit: Double?, _ language: Language
  ) -> View {
    let dims = run.sweep.map { Double($0.headDim) }
    let unscaled = run.sweep.map { $0.unscaled[keyPath: number] }
    let scaled = run.sweep.map { $0.scaled[keyPath: number] }
    let draws = ScalingRun.sweepDraws(keys: run.keys)
    let top = limit ?? 1.1 * ((unscaled + scaled).max() ?? 1)
    return View(
      Localized(
        en: "\(name.english) against d, \(draws) draws a point",
        zh: "\(name.chinese)随 d 的变化，每点 \(draws) 次抽样")[language],
      .lines(
        Lines(
          series: [
            Lines.Series(
              Localized(en: "not scaled", zh: "未缩放")[language], x: dims, y: unscaled),
            Lines.Series(Localized(en: "scaled", zh: "缩放")[language], x: dims, y: scaled),
          ],
          xAxis: Axis("d", 1...4096, scale: .log2), yAxis: Axis(name[language], 0...top),
          marker: Double(run.headDim))))
  }
}
