import Course
import Figures
import Tensors

/// What the heatmap lab shows at each step, and says of it.
struct HeatmapSteps {
  let run: HeatmapRun
  /// The query that the sentences speak of.
  let focus: Int
  /// The keys of the row in focus, the one with the largest weight first.
  private let ranking: [Int]

  init(_ run: HeatmapRun) {
    self.run = run
    focus = run.focus
    let row = Array(run.attention.weights.row(run.focus))
    ranking = row.indices.sorted { row[$0] > row[$1] }
  }

  var all: [Step] {
    [scores, scaled] + (run.maskKind == .none ? [] : [masked]) + [weights, output, otherWeights]
  }

  /// Where `all` shows the weights.
  var weightsStep: Int { run.maskKind == .none ? 2 : 3 }

  /// The key that it looks at most.
  var best: Int { ranking[0] }

  private func token(_ index: Int) -> String { run.tokens[index] }

  private var scores: Step {
    let score = run.attention.scores[focus, best].fixed(3)
    let count = run.tokens.count
    return Step(
      title: Localized(en: "Scores: QKᵀ", zh: "得分：QKᵀ"),
      sentence: Localized(
        en:
          "Each of \(count) queries meets each of \(count) keys, its own too: \(count * count) dot "
          + "products of \(run.headDim) numbers. “\(token(focus))” on “\(token(best))”: \(score)"
          + reason.english + ".",
        zh: "\(count) 个 query 与 \(count) 个 key 两两相乘（包括自己的），共 \(count * count) 个点积，"
          + "每个是 \(run.headDim) 项之和。“\(token(focus))”对“\(token(best))”得 \(score)"
          + reason.chinese + "。"),
      computed: [
        NamedTensor("query", run.query), NamedTensor("key", run.key),
        NamedTensor("scores", run.attention.scores),
      ], lesson: "attention/steps#matrices"
    ) { [run] language in
      [
        run.pairs("scores", run.attention.scores, Localized(en: "scores", zh: "得分"), language),
        run.vectors("query", run.query, Localized(en: "queries", zh: "query"), language),
        run.vectors("key", run.key, Localized(en: "keys", zh: "key"), language),
      ]
    }
  }

  /// The product that the score owes most to, where it is one that the head was made for.
  private var reason: Localized<String> {
    let products = (0..<run.headDim).map { run.query[focus, $0] * run.key[best, $0] }
    guard let column = products.indices.max(by: { products[$0] < products[$1] }),
      products[column] > 0, run.head.components.indices.contains(column)
    else { return Localized("") }
    let name = run.head.components[column].name
    let product = products[column].fixed(3)
    return Localized(
      en: ", of which \(product) by number \(column + 1), ‘\(name.english)’",
      zh: "，其中 \(product) 来自第 \(column + 1) 项“\(name.chinese)”")
  }

  private var scaled: Step {
    let before = run.attention.scores[focus, best].fixed(3)
    let after = run.attention.scaled[focus, best].fixed(3)
    let root = Double(run.headDim).squareRoot().compact()
    let temperature = run.temperature.compact()
    let isWarm = run.temperature != 1
    let sentence =
      run.isScaled
      ? Localized(
        en: "Divided by √\(run.headDim) = \(root)"
          + (isWarm ? " and by the temperature \(temperature)" : "")
          + ", so that the size of the head does not decide how sharp softmax is: "
          + "\(before) becomes \(after).",
        zh: "除以 √\(run.headDim) = \(root)" + (isWarm ? "，再除以温度 \(temperature)" : "")
          + "，让 softmax 的尖锐程度不取决于头的维度：\(before) 变成 \(after)。")
      : Localized(
        en: isWarm
          ? "No scaling, only the temperature \(temperature): \(before) becomes \(after)."
          : "Scaling is off: the scores stay as they are, \(before) for “\(token(focus))” on "
            + "“\(token(best))”, and softmax gets differences √\(run.headDim) = \(root) times as large.",
        zh: isWarm
          ? "不做缩放，只除以温度 \(temperature)：\(before) 变成 \(after)。"
          : "没有缩放：得分原样不动，“\(token(focus))”对“\(token(best))”仍是 \(before)，"
            + "softmax 看到的差距是缩放后的 √\(run.headDim) = \(root) 倍。")
    return Step(
      title: Localized(en: "Scaled", zh: "缩放"), sentence: sentence,
      computed: [NamedTensor("scaled", run.attention.scaled)], lesson: "transformer/scaling"
    ) { [run] language in
      [
        run.pairs("scaled", run.attention.scaled, Localized(en: "scaled", zh: "缩放后"), language),
        run.pairs("scores", run.attention.scores, Localized(en: "scores", zh: "得分"), language),
      ]
    }
  }

  private var masked: Step {
    let hidden = run.attention.masked.storage.count { $0 == -.infinity }
    let sentence =
      run.maskKind == .causal
      ? Localized(
        en: "Keys that come after their query get −∞: \(hidden) pairs above the diagonal. "
          + "The first token is left with itself.",
        zh: "排在 query 后面的 key 一律加上 −∞：对角线以上共 \(hidden) 处。第一个词只剩下自己可看。")
      : Localized(
        en: "The \(run.tokens.count - run.realCount) padding keys get −∞ in every row, \(hidden) "
          + "pairs. Rows of padding stay: what they give is left out of the loss.",
        zh: "每一行里，\(run.tokens.count - run.realCount) 个填充 key 都加上 −∞，共 \(hidden) 处。"
          + "填充词自己的那几行还在，只是不计入损失。")
    return Step(
      title: Localized(en: "Masked", zh: "掩码"), sentence: sentence,
      computed: [NamedTensor("masked", run.attention.masked)], lesson: "attention/steps#slips"
    ) { [run] language in
      [
        run.pairs("masked", run.attention.masked, Localized(en: "masked", zh: "掩码后"), language),
        run.pairs("scaled", run.attention.scaled, Localized(en: "scaled", zh: "缩放后"), language),
      ]
    }
  }

  private var weights: Step {
    Step(
      title: Localized(en: "Weights: softmax", zh: "权重：softmax"), sentence: weightSentence,
      computed: [NamedTensor("weights", run.attention.weights)],
      lesson: isSink ? "attention/steps#sinks" : "attention/steps#by-hand"
    ) { [run, focus] language in
      let row = Localized(
        en: "the row of “\(run.tokens[focus])”", zh: "“\(run.tokens[focus])”这一行")
      return [
        run.weightView(language),
        View(
          row[language],
          .bars(
            Bars(
              labels: run.tokens,
              values: run.attention.weights.row(focus).map(Double.init), maximum: 1))),
        run.pairs(
          "masked", run.attention.masked, Localized(en: "before softmax", zh: "softmax 之前"),
          language),
        run.headView(language),
      ]
    }
  }

  private var weightSentence: Localized<String> {
    let row = run.attention.weights.row(focus)
    func weight(_ key: Int) -> String { row[row.startIndex + key].fixed(3) }
    if isSink {
      let sink = run.mostWeighted
      let weight = run.columnMeans[sink].fixed(3)
      return Localized(
        en: "On average the rows give \(weight) of their weight to "
          + (sink == 0 ? "the first token, “\(token(sink))”" : "one token, “\(token(sink))”")
          + ": an attention sink, where a head rests that finds nothing else.",
        zh: "各行平均把 \(weight) 的权重给了"
          + (sink == 0 ? "第一个词“\(token(sink))”" : "同一个词“\(token(sink))”")
          + "：这就是 attention sink，头找不到要找的东西时停在这里。")
    }
    guard ranking.count > 1 else {
      return Localized(
        en: "One token alone: all its weight, 1, stays with itself.",
        zh: "只有一个词，权重 1 全归自己。")
    }
    let second = ranking[1]
    return Localized(
      en: "“\(token(focus))” gives \(weight(best)) of its weight to \(named(best)), then "
        + "\(weight(second)) to \(named(second)); mean entropy \(run.meanEntropy.fixed(3)) nats.",
      zh: "“\(token(focus))”把 \(weight(best)) 的权重给了\(chineseNamed(best))，其次 "
        + "\(weight(second)) 给\(chineseNamed(second))；平均熵 \(run.meanEntropy.fixed(3)) nat。")
  }

  /// Whether one token gets most of the weight of the rows together.
  private var isSink: Bool {
    run.tokens.count > 2 && run.columnMeans[run.mostWeighted] > 0.5
  }

  private func named(_ key: Int) -> String { key == focus ? "itself" : "“\(token(key))”" }
  private func chineseNamed(_ key: Int) -> String { key == focus ? "自己" : "“\(token(key))”" }

  private var output: Step {
    let row = run.attention.output.row(focus)
    let values = Array(row)
    // A feature that is there says more than the absence of one.
    let column = values.indices.max { values[$0] < values[$1] } ?? 0
    let name = Projections.valueName(column)
    let number = values[column].fixed(3)
    let part = (run.attention.weights[focus, best] * run.value[best, column]).fixed(3)
    return Step(
      title: Localized(en: "Output: weights × V", zh: "输出：权重 × V"),
      sentence: Localized(
        en: "The output of “\(token(focus))” is the sum of all values by its weights. Its largest "
          + "number is ‘\(name.english)’, \(number), of which \(part) comes from \(named(best)).",
        zh: "“\(token(focus))”的输出是所有 value 按权重相加。其中最大的是“\(name.chinese)”，"
          + "为 \(number)，有 \(part) 来自\(chineseNamed(best))。"),
      computed: [
        NamedTensor("value", run.value), NamedTensor("output", run.attention.output),
      ], lesson: "attention/steps#matrices"
    ) { [run] language in
      [
        run.vectors("output", run.attention.output, Localized(en: "output", zh: "输出"), language),
        run.weightView(language),
        run.vectors("value", run.value, Localized(en: "values", zh: "value"), language),
      ]
    }
  }
}

extension HeatmapSteps {
  private var otherWeights: Step {
    let edited = run.edited
    let sentence = EditedRowSentence(
      edited: edited, tokens: run.tokens,
      value: run.tokens.indices.map { Array(run.value.row($0)) })
    return Step(
      title: Localized(en: "Other weights", zh: "换一行权重"), sentence: sentence.text,
      computed: [
        NamedTensor("otherWeights", edited.weights), NamedTensor("otherOutput", edited.outputs),
      ], lesson: "attention/steps#explanation"
    ) { [run] language in
      [
        run.rowView(language), run.outputView(language), run.comparisonView(language),
        run.vectors("value", run.value, Localized(en: "values", zh: "value"), language),
      ]
    }
  }
}
