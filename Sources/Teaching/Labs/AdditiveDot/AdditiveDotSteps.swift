import Course
import Figures
import Tensors

/// What the lab of additive attention shows at each step, and says of it.
struct AdditiveDotSteps {
  let run: AdditiveDotRun

  var all: [Step] { [sharpness, cost] }

  private static let names: [Localized<String>] = [
    Localized(en: "additive", zh: "加性"), Localized("q·k"), Localized("q·k/√d"),
  ]

  private var sharpness: Step {
    let entropies = run.own.entropies
    let (additive, dot, scaled) = (
      entropies[0].fixed(3), entropies[1].fixed(3), entropies[2].fixed(3)
    )
    let even = run.evenEntropy.fixed(3)
    let verdict = verdict
    return Step(
      title: Localized(en: "How sharp softmax gets", zh: "softmax 有多尖"),
      sentence: Localized(
        en: "At d = \(run.headDim) the entropy is \(additive) of \(even) nats by additive scores, "
          + "\(dot) by q·k, \(scaled) by q·k/√d. " + verdict.english,
        zh: "d = \(run.headDim) 时，加性打分的熵是 \(additive) nat（最大 \(even)），q·k 是 \(dot)，"
          + "q·k/√d 是 \(scaled)。" + verdict.chinese)
    ) { [self] language in
      [
        View(
          Localized(en: "weights of the first draw", zh: "第一次抽样的权重")[language],
          run.weights.heatmap(
            "weights", rows: AdditiveDotSteps.names.map { $0[language] },
            columns: (1...run.keys).map(String.init),
            rowAxis: Localized(en: "scores", zh: "打分")[language], columnAxis: "key")),
        entropyCurves(language),
      ]
    }
  }

  /// The dot product without its scale against the one with it.
  private var verdict: Localized<String> {
    let (dot, scaled) = (run.own.entropies[1], run.own.entropies[2])
    if dot == scaled {
      return Localized(en: "The scale changes nothing here.", zh: "这里缩放没有改变什么。")
    }
    if dot < scaled / 2 {
      return Localized(
        en: "Without the scale the dot product is saturated; with it, it keeps up.",
        zh: "不缩放的点积已经饱和，缩放之后就跟得上。")
    }
    return Localized(
      en: "Without the scale the dot product is sharper, but not saturated yet.",
      zh: "不缩放的点积更尖一些，但还没有饱和。")
  }

  private var cost: Step {
    let cost = run.own.cost
    let ratio = (Double(cost.additiveFLOPs) / Double(cost.dotFLOPs)).fixed(2)
    return Step(
      title: Localized(en: "What the scores cost", zh: "打分的代价"),
      sentence: Localized(
        en: "For \(run.keys) queries and \(run.keys) keys: \(cost.additiveFLOPs.grouped) FLOPs "
          + "additive, \(cost.dotFLOPs.grouped) by dot product, a factor of \(ratio) whose bound is "
          + "2 at any size. But one is a matrix product, and the other takes a tanh for each of "
          + "\((run.keys * run.keys * run.headDim).grouped) numbers: the times tell.",
        zh: "\(run.keys) 个 query 对 \(run.keys) 个 key：加性 \(cost.additiveFLOPs.grouped) FLOPs，"
          + "点积 \(cost.dotFLOPs.grouped)，相差 \(ratio) 倍，任何尺寸都不超过 2 倍。"
          + "但点积只是一次矩阵乘法，加性要算 \((run.keys * run.keys * run.headDim).grouped) 次 tanh："
          + "差别在时间上。")
    ) { [self] language in
      [
        pair(
          Localized(en: "microseconds, measured", zh: "微秒，实测"), language,
          1e6 * cost.additiveSeconds, 1e6 * cost.dotSeconds),
        pair(
          Localized(en: "bytes kept for the gradient, fp32", zh: "为求梯度保留的字节（fp32）"), language,
          Double(run.additiveBytes), Double(run.dotBytes)),
        times(language),
        operations(language),
      ]
    }
  }

  private func entropyCurves(_ language: Language) -> View {
    let series = AdditiveDotSteps.names.enumerated().map { index, name in
      Lines.Series(
        name[language], x: dims, y: run.points.map { $0.entropies[index] })
    }
    return View(
      Localized(
        en: "entropy against d, \(AdditiveDotRun.sweepDraws) draws a point",
        zh: "熵随 d 的变化，每点 \(AdditiveDotRun.sweepDraws) 次抽样")[language],
      .lines(
        Lines(
          series: series, xAxis: dimAxis,
          yAxis: Axis(Localized(en: "entropy", zh: "熵")[language], 0...run.evenEntropy),
          marker: Double(run.headDim))))
  }

  private func times(_ language: Language) -> View {
    curves(
      Localized(en: "microseconds against d, measured", zh: "微秒随 d 的变化，实测"), "µs", language,
      additive: { 1e6 * $0.additiveSeconds }, dot: { 1e6 * $0.dotSeconds })
  }

  private func operations(_ language: Language) -> View {
    curves(
      Localized(en: "FLOPs against d", zh: "FLOPs 随 d 的变化"), "FLOPs", language,
      additive: { Double($0.additiveFLOPs) }, dot: { Double($0.dotFLOPs) })
  }

  private func curves(
    _ title: Localized<String>, _ unit: String, _ language: Language,
    additive: (ScoreCost) -> Double, dot: (ScoreCost) -> Double
  ) -> View {
    let (one, other) = (run.points.map { additive($0.cost) }, run.points.map { dot($0.cost) })
    let low = max((one + other).min() ?? 1, 1e-6)
    let high = max((one + other).max() ?? 1, 2 * low)
    return View(
      title[language],
      .lines(
        Lines(
          series: [
            Lines.Series(AdditiveDotSteps.names[0][language], x: dims, y: one),
            Lines.Series(Localized(en: "dot product", zh: "点积")[language], x: dims, y: other),
          ], xAxis: dimAxis, yAxis: Axis(unit, low...high, scale: .log2),
          marker: Double(run.headDim))))
  }

  private func pair(
    _ title: Localized<String>, _ language: Language, _ additive: Double, _ dot: Double
  ) -> View {
    View(
      title[language],
      .bars(
        Bars(
          labels: [
            AdditiveDotSteps.names[0][language],
            Localized(en: "dot product", zh: "点积")[language],
          ], values: [additive, dot], maximum: max(additive, dot))))
  }

  private var dims: [Double] { run.points.map { Double($0.headDim) } }
  private var dimAxis: Axis { Axis("d", 1...1024, scale: .log2) }
}
