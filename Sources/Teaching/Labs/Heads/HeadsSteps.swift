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
    ) { [self] language in [shapes(language), costs(language)] }
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
        costs(language),
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
        shapes(language),
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

  private func shapes(_ language: Language) -> View {
    View(
      Localized(en: "shapes", zh: "形状")[language],
      .matrix(
        NumberMatrix(
          rowLabels: run.stages.map(\.name),
          columnLabels: [
            Localized(en: "heads", zh: "头")[language], Localized(en: "rows", zh: "行")[language],
            Localized(en: "columns", zh: "列")[language],
          ], values: run.shapes.storage, decimals: 0)))
  }

  private func costs(_ language: Language) -> View {
    let labels = run.costs.flatMap { cost in
      [
        Localized(en: "h = \(cost.heads), d/h each", zh: "h = \(cost.heads)，各 d/h")[language],
        Localized(en: "h = \(cost.heads), d each", zh: "h = \(cost.heads)，各 d")[language],
      ]
    }
    let values = run.costs.flatMap {
      [Double($0.reduced.parameters), Double($0.full.parameters)]
    }
    return View(
      Localized(en: "parameters by heads", zh: "参数量随头数")[language],
      .bars(Bars(labels: labels, values: values, maximum: values.max() ?? 1)))
  }
}
