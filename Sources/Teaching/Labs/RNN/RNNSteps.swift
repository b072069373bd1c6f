import Course
import Figures
import Tensors

/// What the rnn lab shows at each step, and says of it.
struct RNNSteps {
  let run: RNNRun

  var all: [Step] { [path, waiting, gradient] }

  private let lesson = "attention/why#price"
  private var sizes: SequenceSizes { run.sizes }

  private var path: Step {
    let (first, last, gap) = (sizes.length - sizes.gap, sizes.length, sizes.gap)
    let sentence: Localized<String> =
      switch run.kind {
      case .rnn:
        Localized(
          en:
            "From position \(first) to \(last) the news goes from state to state: path length \(gap), "
            + "the gap itself. Each state overwrites the last.",
          zh: "从位置 \(first) 到 \(last)，信息要一个状态一个状态地传：路径长度 \(gap)，就是间隔本身。"
            + "每个状态都覆盖前一个。")
      case .cnn:
        Localized(
          en: "A layer of kernel width \(sizes.kernel) reaches \(sizes.kernel - 1) back, so "
            + "⌈\(gap)/\(sizes.kernel - 1)⌉ = \(sizes.convolutions) of them join positions \(first) and "
            + "\(last). Dilated by 1, \(sizes.kernel), \(sizes.kernel * sizes.kernel), … it would take "
            + "\(sizes.dilatedConvolutions).",
          zh: "核宽 \(sizes.kernel) 的一层能向前看 \(sizes.kernel - 1) 个位置，位置 \(first) 与 \(last) 要隔 "
            + "⌈\(gap)/\(sizes.kernel - 1)⌉ = \(sizes.convolutions) 层才相遇。换成步长 1、\(sizes.kernel)、"
            + "\(sizes.kernel * sizes.kernel)…… 的空洞卷积，\(sizes.dilatedConvolutions) 层就够。")
      case .attention:
        Localized(
          en:
            "Positions \(first) and \(last) meet in one layer, as all pairs do: path length 1 whatever "
            + "the gap. The price is a score for each of \(sizes.length)² = "
            + "\(sizes.length * sizes.length) pairs.",
          zh: "位置 \(first) 与 \(last) 在一层之内直接相遇，任意两个位置都是如此：间隔多大，路径都是 1。"
            + "代价是 \(sizes.length)² = \(sizes.length * sizes.length) 对位置各要一个得分。")
      }
    return Step(
      title: Localized(en: "Path", zh: "路径"), sentence: sentence,
      computed: run.tensors.filter { $0.name == "comparison" }, lesson: lesson
    ) { [self] language in
      [
        View(
          Localized(en: "what the last position hears", zh: "最后一个位置听得到什么")[language],
          .blocks(RNNPathGrid(kind: run.kind, sizes: sizes).grid(language))),
        table(language),
      ]
    }
  }

  private var waiting: Step {
    let length = sizes.length
    let steps = sizes.serialSteps(run.kind)
    let products = sizes.layerProducts(run.kind)
    let sentence: Localized<String> =
      switch run.kind {
      case .rnn:
        Localized(
          en:
            "State \(length) waits for \(length - 1) others: \(steps) steps one after another, on any "
            + "machine. A layer costs n·d² = \(products) multiplications.",
          zh: "第 \(length) 个状态要等前面 \(length - 1) 个：\(steps) 步只能一步接一步，换什么机器都一样。"
            + "一层要 n·d² = \(products) 次乘法。")
      case .cnn:
        Localized(
          en: "All \(length) positions of a layer are computed at once; "
            + (steps == 1
              ? "there is one layer." : "only the \(steps) layers wait for each other.")
            + " A layer costs k·n·d² = \(products) multiplications.",
          zh: "一层里的 \(length) 个位置同时算，"
            + (steps == 1 ? "而且只有一层。" : "只有 \(steps) 层要一层等一层。")
            + "一层要 k·n·d² = \(products) 次乘法。")
      case .attention:
        Localized(
          en: "All \(length) positions are computed in one step. A layer costs n²·d = \(products) "
            + "multiplications, an RNN's n·d² = \(sizes.layerProducts(.rnn)): "
            + cheaper.english,
          zh: "\(length) 个位置一步算完。一层要 n²·d = \(products) 次乘法，RNN 是 n·d² = "
            + "\(sizes.layerProducts(.rnn))：" + cheaper.chinese)
      }
    return Step(
      title: Localized(en: "Who waits for whom", zh: "谁等谁"), sentence: sentence, lesson: lesson
    ) { [self] language in
      [
        View(
          Localized(en: "when each position is computed", zh: "各位置何时算出")[language],
          .timeline(timeline(language))),
        table(language),
      ]
    }
  }

  private var cheaper: Localized<String> {
    let (length, width) = (sizes.length, sizes.width)
    return length < width
      ? Localized(
        en: "fewer, for n = \(length) is below d = \(width).",
        zh: "更少，因为 n = \(length) 小于 d = \(width)。")
      : length == width
        ? Localized(en: "equal, for n = d.", zh: "相等，因为 n = d。")
        : Localized(
          en: "more, for n = \(length) is above d = \(width).",
          zh: "更多，因为 n = \(length) 大于 d = \(width)。")
  }

  private var gradient: Step {
    Step(
      title: Localized(en: "Gradient by distance", zh: "梯度随距离"), sentence: gradientSentence,
      computed: run.tensors.filter { attentionTensors.contains($0.name) }, lesson: lesson
    ) { [self] language in
      let largest = run.inputGradient.storage.lazy.map(\.magnitude).max() ?? 0
      let bound = largest > 0 && largest.isFinite ? largest : 1
      return [
        View(
          Localized(
            en: "gradient by distance; 1: unchanged (log)", zh: "梯度随距离的变化；1 表示原样传到（对数）")[
              language], .lines(curves(language))),
        View(
          Localized(
            en: "∂(first number of output \(sizes.length))/∂x, by distance",
            zh: "∂(输出 \(sizes.length) 的第一个数)/∂x，按距离")[language],
          run.inputGradient.heatmap(
            "inputGradient", rows: (0..<sizes.length).map(String.init),
            columns: (1...sizes.width).map(String.init),
            rowAxis: Localized(en: "distance", zh: "距离")[language], columnAxis: "d",
            range: -bound...bound)),
        table(language),
      ]
    }
  }

  /// In the order in which they are computed.
  private let attentionTensors = [
    "query", "key", "value", "scaled", "weights", "output", "queryGradient", "keyGradient",
    "valueGradient", "attentionGradient", "inputGradient",
  ]

  private var gradientSentence: Localized<String> {
    let gap = sizes.gap
    let (near, far) = (run.gradient(run.kind)[1], run.gradientAtGap(run.kind))
    let (nearText, farText) = (near.compact(3), far.compact(3))
    switch run.kind {
    case .rnn:
      let factor = Double(RandomRecurrence.radius)
      var alone = 1.0
      for _ in 0..<gap { alone *= factor }
      return Localized(
        en:
          "Backpropagated through \(gap) states, \(farText) of the gradient is left, \(nearText) at "
          + "distance 1. W alone (0.9 × orthogonal) would leave 0.9^\(gap) = \(alone.compact(3)); tanh "
          + "takes the rest. An untrained network; gates and training slow the decay.",
        zh: "反向穿过 \(gap) 个状态，梯度只剩 \(farText)；距离 1 时是 \(nearText)。单是 W（0.9 × 正交矩阵）会留下 "
          + "0.9^\(gap) = \(alone.compact(3))，其余是 tanh 吃掉的。这是未训练的网络；门控和训练能让衰减慢一些。")
    case .cnn:
      let isStack = sizes.convolutions > 1
      return Localized(
        en: "\(isStack ? "\(sizes.convolutions) layers reach" : "One layer reaches") back "
          + "\(run.reach): \(farText) over the gap of \(gap), \(nearText) at distance 1, and exactly 0 "
          + "beyond the reach."
          + (isStack ? " Few ways lead to the edge of the field, many to its middle." : ""),
        zh: "\(sizes.convolutions) 层能回看 \(run.reach) 个位置：间隔 \(gap) 处的梯度是 \(farText)，"
          + "距离 1 是 \(nearText)，视野之外恰好是 0。"
          + (isStack ? "通到视野边缘的路很少，通到中间的很多。" : ""))
    case .attention:
      return Localized(
        en:
          "One layer: \(farText) over the gap of \(gap), \(nearText) at distance 1. Distance does not "
          + "count, content does; but the \(sizes.length) positions share one weight of 1. RNN over the "
          + "same gap: \(run.gradientAtGap(.rnn).compact(3)).",
        zh: "只有一层：间隔 \(gap) 处的梯度是 \(farText)，距离 1 是 \(nearText)。起作用的是内容，不是距离；"
          + "不过 \(sizes.length) 个位置要分享总和为 1 的权重。同样的间隔，RNN 是 "
          + "\(run.gradientAtGap(.rnn).compact(3))。")
    }
  }

  private func curves(_ language: Language) -> Lines {
    let distances = (0..<sizes.length).map(Double.init)
    let all = SequenceLayerKind.allCases.map { ($0, run.gradient($0)) }
    let positive = all.flatMap(\.1).filter { $0 > 0 && $0.isFinite }
    // Below 2⁻⁴⁰ nothing is left that a Float would add to anything.
    let low = max(positive.min() ?? 0.5, 0x1p-40)
    let high = max(positive.max() ?? 1, 2 * low)
    return Lines(
      series: all.map { kind, values in
        // The end of the field is the end of the curve: 0 has no place on a logarithmic axis.
        let seen = zip(distances, values).filter { $0.1 >= low && $0.1.isFinite }
        return Lines.Series(
          kind.name[language], x: seen.isEmpty ? [0] : seen.map(\.0),
          y: seen.isEmpty ? [0] : seen.map(\.1))
      },
      xAxis: Axis(
        Localized(en: "distance", zh: "距离")[language], 0...Double(sizes.length - 1)),
      yAxis: Axis(Localized(en: "gradient", zh: "梯度")[language], low...high, scale: .log2),
      marker: Double(sizes.gap))
  }

  private func table(_ language: Language) -> View {
    View(
      Localized(
        en:
          "gap \(sizes.gap), n = \(sizes.length), d = \(sizes.width), k = \(sizes.kernel); products a layer",
        zh: "间隔 \(sizes.gap)，n = \(sizes.length)，d = \(sizes.width)，k = \(sizes.kernel)；每层的乘法")[
          language],
      .matrix(
        NumberMatrix(
          tensor: "comparison", rowLabels: SequenceLayerKind.allCases.map { $0.name[language] },
          columnLabels: [
            Localized(en: "path", zh: "路径")[language],
            Localized(en: "serial", zh: "串行")[language],
            Localized(en: "products", zh: "乘法")[language],
          ], values: run.comparison.storage, decimals: 0)))
  }

  /// A lane for each position, but for at most 16 of them.
  private func timeline(_ language: Language) -> Timeline {
    let lanes = min(12, sizes.length)
    let shown = (0..<lanes).map { $0 * (sizes.length - 1) / max(1, lanes - 1) }
    let layers = sizes.convolutions
    func spans(_ position: Int) -> [Timeline.Span] {
      switch run.kind {
      case .rnn: [.init(Double(position), Double(position + 1), "")]
      case .cnn:
        layers <= 16
          ? (0..<layers).map { .init(Double($0), Double($0 + 1), "\($0 + 1)") }
          : [.init(0, Double(layers), "1–\(layers)")]
      case .attention: [.init(0, 1, "")]
      }
    }
    return Timeline(
      lanes: shown.map {
        .init(Localized(en: "position \($0 + 1)", zh: "位置 \($0 + 1)")[language], spans($0))
      },
      axis: Axis(
        Localized(en: "serial step", zh: "串行步")[language],
        0...Double(max(sizes.length, layers))))
  }
}
