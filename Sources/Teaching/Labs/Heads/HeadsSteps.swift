import Course
import Figures
import Tensors

/// What the heads lab shows at each step, and says of it.
struct HeadsSteps {
  let run: HeadsRun

  var all: [Step] { [projected, attended, concatenated] }

  private var heads: Int { run.sizes.heads }
  private var headDim: Int { run.sizes.headDim }
  private var model: Int { run.sizes.model }

  private var projected: Step {
    let wide = heads * headDim
    return Step(
      title: Localized(en: "Project and split", zh: "投影与切分"),
      sentence: Localized(
        en: "Each token of \(model) numbers is multiplied by matrices \(model) × \(wide) and only "
          + "then cut into \(heads) × \(headDim): every head has seen all \(model) numbers.",
        zh: "每个词的 \(model) 个数先乘以 \(model) × \(wide) 的矩阵，然后才切成 \(heads) × \(headDim)："
          + "每个头都看过全部 \(model) 个数。")
    ) { [self] language in [flow(2, language), slices(language), costs(language)] }
  }

  private var attended: Step {
    let even = run.headEntropy.map(Double.init)
    let sharpest = even.indices.min { even[$0] < even[$1] } ?? 0
    let sharp = Localized(
      en: " Head \(sharpest + 1) is the sharpest, with \(even[sharpest].fixed(3)) nats a row.",
      zh: "最尖锐的是头 \(sharpest + 1)，每行 \(even[sharpest].fixed(3)) nat。")
    return Step(
      title: Localized(en: "Attend", zh: "注意力"),
      sentence: Localized(
        en: priceSentence.english + sharp.english, zh: priceSentence.chinese + sharp.chinese)
    ) { [self] language in
      (0..<heads).map { head($0, language) } + [
        View(
          Localized(en: "entropy by head, nats", zh: "每个头的熵（nat）")[language],
          .bars(
            Bars(
              labels: (1...heads).map(String.init), values: even,
              maximum: max(even.max() ?? 0, 1e-6)))),
        flow(3, language), costs(language),
      ]
    }
  }

  /// What the heads cost against one.
  private var priceSentence: Localized<String> {
    let (own, one) = (run.sizes.parameters.grouped, run.oneHeadParameters.grouped)
    let operations = run.operations(of: run.sizes).grouped
    guard heads > 1 else {
      return Localized(
        en: "One head of \(headDim): one pattern a token, \(own) parameters, \(operations) FLOPs.",
        zh: "一个 \(headDim) 维的头：每个词只有一种注意方式，参数 \(own)，FLOPs \(operations)。")
    }
    if run.isReduced {
      return Localized(
        en: "\(heads) patterns for the price of one: \(heads) heads of \(headDim) have \(own) "
          + "parameters, one head of \(model) has \(one); \(operations) FLOPs either way.",
        zh: "花一个头的钱，得 \(heads) 种注意方式：\(heads) 个 \(headDim) 维的头共 \(own) 个参数，"
          + "一个 \(model) 维的头有 \(one) 个；FLOPs 都是 \(operations)。")
    }
    return Localized(
      en: "Not reduced, \(heads) heads of \(headDim) have \(own) parameters, \(heads) times the "
        + "\(one) of one head; the FLOPs, \(operations), grow alike.",
      zh: "不降维时，\(heads) 个 \(headDim) 维的头共 \(own) 个参数，是一个头 \(one) 的 \(heads) 倍；"
        + "FLOPs 同样增长到 \(operations)。")
  }

  private var concatenated: Step {
    let difference = run.fusedDifference
    let wide = heads * headDim
    return Step(
      title: Localized(en: "Concatenate, then W_O", zh: "拼接，再乘 W_O"),
      sentence: Localized(
        en: "Side by side the heads are \(wide) numbers a token, and W_O brings them to \(model). "
          + "The same heads one by one, each with its own matrices, give an output that differs by "
          + "\(difference.compact(3)) at most"
          + (difference == 0 ? "." : ": the order of rounding."),
        zh: "各头并排，每个词有 \(wide) 个数，W_O 把它变回 \(model) 个。每个头用自己的矩阵单独计算，"
          + "结果最多相差 \(difference.compact(3))" + (difference == 0 ? "。" : "，只是舍入的次序不同。"))
    ) { [self] language in
      let output = run.run.output
      let columns = min(model, HeadsSteps.shownColumns)
      let shown = (try? output.slice(axis: 2, 0..<columns)) ?? output
      return [
        flow(6, language),
        View(
          Localized(
            en: "output, first \(columns) of \(model)", zh: "输出的前 \(columns) 维（共 \(model) 维）")[
              language],
          shown.symmetricHeatmap(
            "output", rows: positions, columns: (1...columns).map(String.init),
            rowAxis: Localized(en: "token", zh: "词")[language], columnAxis: "d")),
        costs(language),
      ]
    }
  }

  private static let shownColumns = 16

  private var positions: [String] { (1...run.length).map(String.init) }

  private func head(_ index: Int, _ language: Language) -> View {
    let size = run.length * run.length
    let values = Array(run.run.attention.weights.storage[index * size..<(index + 1) * size])
    return View(
      Localized(en: "head \(index + 1): weights", zh: "头 \(index + 1)：权重")[language],
      .heatmap(
        Heatmap(
          tensor: "weights\(index + 1)", rowLabels: positions, columnLabels: positions,
          rowAxis: "query", columnAxis: "key", values: values, range: 0...1)))
  }

  /// The layer from the tokens to its output, a stage of it lit.
  private func flow(_ current: Int, _ language: Language) -> View {
    let (length, wide) = ("\(run.length)", "\(heads * headDim)")
    let projected = "[\(length), \(wide)]"
    let split = "[\(heads), \(length), \(headDim)]"
    let stages = [
      ShapeFlow.Stage("", [ShapeFlow.Box("X", "[\(length), \(model)]")]),
      ShapeFlow.Stage(
        Localized(
          en: "× W_Q, W_K, W_V [\(model), \(wide)]", zh: "× W_Q、W_K、W_V [\(model), \(wide)]")[
            language],
        ["XW_Q", "XW_K", "XW_V"].map { ShapeFlow.Box($0, projected) }),
      ShapeFlow.Stage(
        Localized(en: "split into \(heads) heads", zh: "切成 \(heads) 个头")[language],
        ["Q", "K", "V"].map { ShapeFlow.Box($0, split) }),
      ShapeFlow.Stage(
        "softmax(QKᵀ/√\(headDim))",
        [
          ShapeFlow.Box(
            Localized(en: "weights", zh: "权重")[language], "[\(heads), \(length), \(length)]")
        ]),
      ShapeFlow.Stage(
        "× V", [ShapeFlow.Box(Localized(en: "heads", zh: "各头输出")[language], split)]),
      ShapeFlow.Stage(
        Localized(en: "concatenate", zh: "拼接")[language], [ShapeFlow.Box("Concat", projected)]),
      ShapeFlow.Stage(
        "× W_O [\(wide), \(model)]",
        [
          ShapeFlow.Box(
            Localized(en: "output", zh: "输出")[language], "[\(length), \(model)]")
        ]),
    ]
    return View(
      Localized(en: "the layer, and its shapes", zh: "这一层与各步的形状")[language],
      .flow(ShapeFlow(stages: stages, current: current)))
  }

  /// Which columns of the projected tokens are whose.
  private func slices(_ language: Language) -> View {
    View(
      Localized(en: "columns of XW that a head is cut from", zh: "每个头取自 XW 的哪些列")[language],
      .blocks(
        BlockGrid(
          rowLabels: (1...heads).map(String.init),
          columnLabels: (0..<heads).map { "\($0 * headDim + 1)–\(($0 + 1) * headDim)" },
          rowAxis: Localized(en: "head", zh: "头")[language],
          columnAxis: Localized(en: "columns of XW", zh: "XW 的列")[language],
          states: (0..<heads * heads).map { $0 / heads == $0 % heads ? .current : .waiting },
          legend: [
            .current: Localized(en: "this head's", zh: "归这个头")[language],
            .waiting: Localized(en: "another's", zh: "归别的头")[language],
          ])))
  }

  private func costs(_ language: Language) -> View {
    let kinds = [
      ("d/h", \HeadsRun.Cost.reduced), ("d", \HeadsRun.Cost.full),
    ]
    let bars = run.costs.flatMap { cost in
      kinds.map { name, sizes in
        ("h = \(cost.heads) × \(name)", Double(cost[keyPath: sizes].parameters) / 1e6)
      }
    }
    let largest = bars.map(\.1).max() ?? 1
    return View(
      Localized(
        en: "million parameters: h heads of d/h, or of d", zh: "参数量（百万）：h 个 d/h 维或 d 维的头")[
          language],
      .bars(Bars(labels: bars.map(\.0), values: bars.map(\.1), maximum: largest)))
  }
}
