import Course
import Figures
import Tensors

/// What the dense lab shows at each step, and says of it.
struct DenseSteps {
  let run: DenseRun

  var all: [Step] { [weights, change, order, length] }

  private var positions: [String] { (1...run.length).map(String.init) }

  /// Tokens by name: `a3` is the third of the first input, `b3` of another.
  private func tokens(_ input: MixedSequence.Input) -> [String] {
    switch input {
    case .first: positions.map { "a" + $0 }
    case .permuted: run.order.map { "a\($0 + 1)" }
    case .changed: run.isPermuted ? tokens(.permuted) : positions.map { "b" + $0 }
    case .longer: (0...run.length).map { "a\($0 + 1)" }
    }
  }

  private var weights: Step {
    let attention = run.tensor(.attentionWeights)
    let row = 0
    let column = attention.argmax()[row]
    let share = attention[row, column].fixed(3)
    let score = run.tensor(.scaled)[row, column].fixed(2)
    let fixed = run.layers.dense[row, column].fixed(3)
    return Step(
      title: Localized(en: "One input", zh: "一个输入"),
      sentence: Localized(
        en:
          "Both layers mix. Output 1 takes \(fixed) of position \(column + 1) in the dense layer, "
          + "a learned number of that pair of positions (here drawn at random); attention takes "
          + "\(share), for a1 scores \(score) on a\(column + 1).",
        zh: "两种层都在混合。输出 1 从位置 \(column + 1) 取多少？全连接层取 \(fixed)，"
          + "是这一对位置学来的数（这里随机抽取）；注意力取 \(share)，因为 a1 对 a\(column + 1) 的得分是 "
          + "\(score)。"),
      computed: [NamedTensor("denseWeights", run.layers.dense)] + run.computed(.first),
      lesson: "attention/why#query"
    ) { [self] language in
      [
        attentionView(.first, language), denseView(language),
        vectors(
          .attentionOutput, .first, Localized(en: "attention's output", zh: "注意力的输出"), language),
        vectors(
          .denseOutput, .first, Localized(en: "output of the dense layer", zh: "全连接层的输出"), language),
      ]
    }
  }

  private var change: Step {
    let (row, column) = run.largestChange
    let before = run.tensor(.attentionWeights)[row, column].fixed(3)
    let after = run.tensor(.attentionWeights, of: .changed)[row, column].fixed(3)
    let still = run.denseWeightChange.largest.compact(2)
    let largest = run.attentionWeightChange.largest.fixed(3)
    let sentence =
      run.isPermuted
      ? Localized(
        en: "The same tokens in another order. Dense weights change by \(still): each now meets "
          + "another token. Attention's change by up to \(largest) where they stand, but from token "
          + "to token by \(run.changeByToken.compact(2)) only: they have moved along.",
        zh: "同样的 token，换了顺序。全连接的权重变化 \(still)，只是各自碰上了别的 token。"
          + "注意力的权重按位置看最多变化 \(largest)，按 token 看却只差 "
          + "\(run.changeByToken.compact(2))：它们跟着 token 走了。")
      : Localized(
        en:
          "Other tokens. Dense weights change by \(still): they never look. Attention's change by "
          + "up to \(largest), from \(before) to \(after) for query \(row + 1), key \(column + 1).",
        zh: "换了一组 token。全连接的权重变化 \(still)：它根本不看内容。注意力的权重最多变化 \(largest)："
          + "query \(row + 1) 对 key \(column + 1) 从 \(before) 变成 \(after)。")
    return Step(
      title: run.isPermuted
        ? Localized(en: "Another order", zh: "换顺序") : Localized(en: "Another input", zh: "换输入"),
      sentence: sentence,
      computed: run.computed(.changed)
        + [NamedTensor("attentionWeightChange", run.attentionWeightChange)],
      lesson: "attention/why#query"
    ) { [self] language in
      let bound = Float(max(run.attentionWeightChange.largest, 1e-6))
      return [
        attentionView(.changed, language), denseView(language),
        View(
          Localized(en: "change of attention's weights", zh: "注意力权重的变化")[language],
          run.attentionWeightChange.heatmap(
            "attentionWeightChange", rows: positions, columns: positions, rowAxis: "query",
            columnAxis: "key", range: -bound...bound)),
        View(
          Localized(en: "change of the dense weights", zh: "全连接权重的变化")[language],
          run.denseWeightChange.heatmap(
            "denseWeightChange", rows: positions, columns: positions,
            rowAxis: Localized(en: "output", zh: "输出")[language],
            columnAxis: Localized(en: "input", zh: "输入")[language], range: -bound...bound)),
      ]
    }
  }

  private var order: Step {
    let moved = run.order[0] + 1
    let attention = run.attentionOrder.largest
    let exact = attention == 0
    let (small, large) = (attention.compact(2), run.denseOrder.largest.fixed(2))
    return Step(
      title: Localized(en: "Does order matter?", zh: "顺序有关系吗？"),
      sentence: Localized(
        en:
          "Token a\(moved) now stands first. Attention's output comes in the new order too and is "
          + "otherwise the old one, to \(small)\(exact ? "" : " (rounding)"): permutation-equivariant. "
          + "The dense layer's differs by up to \(large): position 1 means something to it.",
        zh: "现在排第一的是 a\(moved)。注意力的输出跟着换成新顺序，此外与原来相同，只差 \(small)"
          + (exact ? "" : "（舍入）") + "：置换等变。全连接层的输出相差可达 \(large)：对它来说，"
          + "“位置 1”是有含义的。"),
      computed: run.computed(.permuted)
        + [
          NamedTensor("attentionOrder", run.attentionOrder),
          NamedTensor("denseOrder", run.denseOrder),
        ],
      lesson: "attention/why#query"
    ) { [self] language in
      let bound = Float(max(run.denseOrder.largest, run.attentionOrder.largest, 1e-6))
      func difference(_ name: String, _ tensor: Tensor, _ title: Localized<String>) -> View {
        View(
          title[language],
          tensor.heatmap(
            name, rows: tokens(.permuted), columns: components,
            rowAxis: "token", columnAxis: "d", range: -bound...bound))
      }
      return [
        difference(
          "attentionOrder", run.attentionOrder,
          Localized(en: "attention: f(PX) − P f(X)", zh: "注意力：f(PX) − P f(X)")),
        difference(
          "denseOrder", run.denseOrder,
          Localized(en: "dense layer: f(PX) − P f(X)", zh: "全连接层：f(PX) − P f(X)")),
        vectors(
          .attentionOutput, .permuted,
          Localized(en: "attention's output f(PX)", zh: "注意力的输出 f(PX)"), language),
        vectors(
          .denseOutput, .permuted,
          Localized(en: "dense layer's output f(PX)", zh: "全连接层的输出 f(PX)"), language),
      ]
    }
  }

  private var length: Step {
    let (count, width) = (run.length, TokenMixing.width)
    let (own, next) = (count * count, (count + 1) * (count + 1))
    let fits = run.refusal == nil
    return Step(
      title: Localized(en: "One token more", zh: "多一个 token"),
      sentence: fits
        ? Localized(en: "W fits the longer input.", zh: "W 适合更长的输入。")
        : Localized(
          en: "W is [\(count), \(count)] and the input now [\(count + 1), \(width)]: W X does not "
            + "exist, and \(next) numbers would have to be learned instead of \(own). Attention's "
            + "\(run.attentionParameters) numbers fit any length: weights [\(count + 1), "
            + "\(count + 1)].",
          zh: "W 是 [\(count), \(count)]，输入变成 [\(count + 1), \(width)]：W X 无法相乘，要把 \(own) "
            + "个数换成 \(next) 个重新学。注意力的 \(run.attentionParameters) 个数与长度无关，照样给出 "
            + "[\(count + 1), \(count + 1)] 的权重。"),
      computed: run.computed(.longer), lesson: "attention/why#query"
    ) { [self] language in
      [attentionView(.longer, language)] + shapes(language) + [parameters(language)]
    }
  }

  /// Each layer's way for the longer input, by the shapes of its tensors.
  private func shapes(_ language: Language) -> [View] {
    let (count, width) = (run.length, TokenMixing.width)
    let more = count + 1
    let refused = Localized(en: "does not exist", zh: "算不出来")[language]
    let input = ShapeFlow.Box("X", "[\(more), \(width)]")
    return [
      View(
        Localized(en: "dense layer, one token more", zh: "全连接层，多一个 token")[language],
        .flow(
          ShapeFlow(stages: [
            .init("", [.init("W", "[\(count), \(count)]"), input]),
            .init(
              "\(count) ≠ \(more)",
              [.init("W X", refused)]),
          ]))),
      View(
        Localized(en: "attention, one token more", zh: "注意力，多一个 token")[language],
        .flow(
          ShapeFlow(stages: [
            .init("", [input]),
            .init("× W_Q, W_K, W_V", ["Q", "K", "V"].map { .init($0, "[\(more), \(width)]") }),
            .init("softmax (QKᵀ/√d)", [.init("A", "[\(more), \(more)]")]),
            .init("A V", [.init("O", "[\(more), \(width)]")]),
          ]))),
    ]
  }

  private func parameters(_ language: Language) -> View {
    let lengths = (1...32).map(Double.init)
    let attention = Double(run.attentionParameters)
    return View(
      Localized(en: "learned numbers by length", zh: "要学的参数随长度的变化")[language],
      .lines(
        Lines(
          series: [
            .init(
              Localized(en: "dense, N²", zh: "全连接，N²")[language], x: lengths,
              y: lengths.map { $0 * $0 }),
            .init(
              Localized(en: "attention, 3d²", zh: "注意力，3d²")[language], x: lengths,
              y: lengths.map { _ in attention }),
          ], xAxis: Axis("N", 1...32),
          yAxis: Axis(Localized(en: "numbers", zh: "参数个数")[language], 0...1024),
          marker: Double(run.length))))
  }

  private var components: [String] { (1...TokenMixing.width).map(String.init) }

  private func attentionView(_ input: MixedSequence.Input, _ language: Language) -> View {
    View(
      Localized(
        en: "attention's weights, \(input.label.english)",
        zh: "注意力权重，\(input.label.chinese)")[language],
      run.tensor(.attentionWeights, of: input).heatmap(
        input.name(.attentionWeights), rows: tokens(input), columns: tokens(input),
        rowAxis: "query", columnAxis: "key"))
  }

  private func denseView(_ language: Language) -> View {
    View(
      Localized(en: "dense weights W, any input", zh: "全连接权重 W，任何输入")[language],
      run.layers.dense.symmetricHeatmap(
        "denseWeights", rows: positions, columns: positions,
        rowAxis: Localized(en: "output", zh: "输出")[language],
        columnAxis: Localized(en: "input", zh: "输入")[language]))
  }

  private func vectors(
    _ part: MixedSequence.Part, _ input: MixedSequence.Input, _ title: Localized<String>,
    _ language: Language
  ) -> View {
    View(
      title[language],
      run.tensor(part, of: input).symmetricHeatmap(
        input.name(part), rows: tokens(input), columns: components, rowAxis: "token",
        columnAxis: "d"))
  }
}
