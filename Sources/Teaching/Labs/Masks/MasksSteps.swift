import Course
import Figures
import Tensors

/// What the masks lab shows at each step, and says of it.
struct MasksSteps {
  let run: MasksRun

  var all: [Step] { [mask, weights, decoding] }

  private var mask: Step {
    let all = run.length * run.keys
    let padding = run.keys - run.real
    let rule: Localized<String> =
      switch run.side {
      case .encoder:
        Localized(
          en: "An encoder's query sees every real token, before and after it",
          zh: "编码器的 query 看得到每个真实的 token，前后都行")
      case .decoder:
        Localized(
          en: "A decoder's query sees itself and what came before",
          zh: "解码器的 query 只看自己和前面的")
      case .cross:
        Localized(
          en: "Cross-attention sees the whole source: there is no future in it to hide",
          zh: "交叉注意力看得到整个源句：源句里没有“未来”可遮")
      case .prefix:
        Localized(
          en: "The first \(min(run.prefix, run.length)) tokens see each other, the rest sees what "
            + "came before",
          zh: "前 \(min(run.prefix, run.length)) 个 token 互相可见，其余只看前面的")
      case .diagonal:
        Localized(
          en: "Every token is hidden from its own query, and from that alone",
          zh: "每个 token 只对自己的 query 隐藏")
      }
    let hidden =
      padding > 0
      ? Localized(
        en: padding == 1
          ? "; the last key is padding and hidden from all"
          : "; the last \(padding) keys are padding and hidden from all",
        zh: padding == 1 ? "；最后一个 key 是填充，谁都看不到" : "；末尾 \(padding) 个 key 是填充，谁都看不到")
      : Localized("")
    return Step(
      title: Localized(en: "Mask", zh: "掩码"),
      sentence: Localized(
        en: "\(rule.english)\(hidden.english): \(run.allowedPairs) of \(all) pairs may meet.",
        zh: "\(rule.chinese)\(hidden.chinese)：query 和 key 的 \(all) 对里有 \(run.allowedPairs) 对没被遮住。"),
      computed: [
        NamedTensor("query", run.query), NamedTensor("key", run.key),
        NamedTensor("scores", run.scores), NamedTensor("scaled", run.scaled),
        NamedTensor("masked", run.masked), NamedTensor("mask", run.mask),
      ], lesson: run.keys > run.real ? "attention/padding-mask" : "attention/steps#slips"
    ) { [self] language in [maskView(language), maskedView(language)] }
  }

  private var weights: Step {
    let row = run.length - 1
    let values = run.weights.row(row)
    let seen = values.count { $0 > 0 }
    let largest = values.max() ?? 0
    let best = (values.firstIndex(of: largest) ?? values.startIndex) - values.startIndex + 1
    let first = run.weights.row(0).count { $0 > 0 }
    let beginning =
      run.length == 1
      ? Localized("")
      : Localized(
        en: "Query 1 spreads its weight over \(keyCount(first)). ",
        zh: "第 1 个 query 把权重分给 \(first) 个 key。")
    return Step(
      title: Localized(en: "Weights", zh: "权重"),
      sentence: run.allowedPairs == 0
        ? Localized(
          en: "Nothing may be seen: softmax would be 0/0, and the guard gives weights of 0.",
          zh: "没有任何 key 可看：softmax 会变成 0/0，这里的保护措施让权重为 0。")
        : Localized(
          en: beginning.english
            + "Query \(row + 1) spreads its weight over \(keyCount(seen)), most "
            + "of it, \(largest.fixed(3)), on key \(best). What is hidden gets exactly 0.",
          zh: beginning.chinese + "第 \(row + 1) 个 query 把权重分给 \(seen) 个 key，"
            + "其中最多的 \(largest.fixed(3)) 给了第 \(best) 个。被遮住的权重正好是 0。"),
      computed: [NamedTensor("weights", run.weights)], lesson: "attention/steps#by-hand"
    ) { [self] language in
      [weightView(language), maskView(language), maskedView(language)]
    }
  }

  private func keyCount(_ count: Int) -> String { count == 1 ? "1 key" : "\(count) keys" }

  private var decoding: Step {
    Step(
      title: Localized(en: "At once or step by step", zh: "一次算完与逐步计算"),
      sentence: run.side == .diagonal ? influenceSentence : decodingSentence,
      computed: [NamedTensor("output", run.output), NamedTensor("changes", run.changes)],
      lesson: run.side == .diagonal ? nil : "attention/steps#slips"
    ) { [self] language in
      [
        changesView(language), maskView(language), outputView(language), weightView(language),
      ] + (run.side == .diagonal ? [influenceView(language)] : [])
    }
  }

  private var decodingSentence: Localized<String> {
    let difference = run.decodingDifference.compact(2)
    let past = run.pastChange.compact(3)
    let layers = run.layers == 1 ? "1 layer" : "\(run.layers) layers"
    if run.decodingDifference < 1e-4 {
      let isExact = run.decodingDifference == 0
      let stays = run.pastChange == 0
      return Localized(
        en:
          "Step by step with a cache gives what \(layers) at once \(run.layers == 1 ? "gives" : "give"), "
          + (isExact ? "to the last bit. " : "within \(difference), which is rounding. ")
          + "Another last token changes earlier outputs "
          + (stays ? "not at all." : "by \(past), for the prefix sees it."),
        zh: "带缓存逐步计算，与 \(run.layers) 层一次算完的结果"
          + (isExact ? "分毫不差。" : "只差 \(difference)，是舍入误差。") + "换掉最后一个 token，前面的输出"
          + (stays ? "毫无变化。" : "变化 \(past)，因为前缀看得到它。"))
    }
    return Localized(
      en: "Step by step gives something else, by up to \(difference): earlier tokens would have "
        + "looked at later ones. Another last token changes earlier outputs by up to \(past).",
      zh: "逐步计算得到的不一样，最多相差 \(difference)：前面的 token 本该看到后面的。"
        + "换掉最后一个 token，前面的输出最多变化 \(past)。")
  }

  private var influenceSentence: Localized<String> {
    let norm = run.ownInfluence.fixed(2)
    let layers = run.layers == 1 ? "1 layer" : "\(run.layers) layers"
    // A query that has one key to choose from gives it all its weight, whatever the query is.
    let ways: [Localized<String>] = [
      run.hasResidual ? Localized(en: "by the residual", zh: "经过残差") : nil,
      run.real > 2 ? Localized(en: "through its query", zh: "经过它的 query") : nil,
      run.real > 1 && run.layers > 1
        ? Localized(en: "from layer two on by way of its neighbours", zh: "从第二层起绕道邻居") : nil,
    ].compactMap { $0 }
    guard !ways.isEmpty else {
      return Localized(
        en: "Without a residual and without a choice of keys nothing of token 1 reaches its own "
          + "output: ‖∂output/∂input‖ = \(norm).",
        zh: "没有残差，也没有可选的 key，第 1 个 token 就到不了自己的输出：‖∂输出/∂输入‖ = \(norm)。")
    }
    return Localized(
      en:
        "Hidden from itself, token 1 still shapes its own output: ‖∂output/∂input‖ = \(norm) over "
        + "\(layers), " + ways.map(\.english).joined(separator: " and ") + ".",
      zh: "对自己隐藏之后，第 1 个 token 仍在影响自己的输出：\(run.layers) 层的 ‖∂输出/∂输入‖ = \(norm)，"
        + ways.map(\.chinese).joined(separator: "，也") + "。")
  }

  private var rowLabels: [String] { (1...run.length).map(String.init) }
  private var columnLabels: [String] { (1...run.keys).map(String.init) }

  private func maskView(_ language: Language) -> View {
    View(
      Localized(en: "mask: −∞ where hidden", zh: "掩码：遮住处为 −∞")[language],
      run.mask.symmetricHeatmap(
        "mask", rows: rowLabels, columns: columnLabels, rowAxis: "query", columnAxis: "key"))
  }

  private func maskedView(_ language: Language) -> View {
    View(
      Localized(en: "scores after the mask", zh: "加掩码后的得分")[language],
      run.masked.symmetricHeatmap(
        "masked", rows: rowLabels, columns: columnLabels, rowAxis: "query", columnAxis: "key"))
  }

  private func changesView(_ language: Language) -> View {
    let largest = run.changes.storage.filter(\.isFinite).max() ?? 0
    return View(
      Localized(en: "largest change of each output", zh: "每个输出的最大变化")[language],
      run.changes.heatmap(
        "changes",
        rows: [
          Localized(en: "step by step", zh: "逐步计算")[language],
          Localized(en: "last changed", zh: "换掉末词")[language],
        ], columns: (1...run.changes.shape[1]).map(String.init), columnAxis: "query",
        range: 0...max(largest, 1)))
  }

  private func influenceView(_ language: Language) -> View {
    View(
      Localized(en: "token 1 in its own output", zh: "第 1 个 token 对自己输出的影响")[language],
      .matrix(
        NumberMatrix(
          rowLabels: ["‖∂o₁/∂x₁‖"],
          columnLabels: [Localized(en: "value", zh: "数值")[language]],
          values: [Float(run.ownInfluence)])))
  }

  private func outputView(_ language: Language) -> View {
    View(
      Localized(en: "outputs, all tokens at once", zh: "输出，一次算完")[language],
      run.output.symmetricHeatmap(
        "output", rows: rowLabels, columns: (1...MaskedStack.model).map(String.init),
        rowAxis: "query", columnAxis: "d"))
  }

  private func weightView(_ language: Language) -> View {
    View(
      Localized(en: "weights, first layer", zh: "权重，第一层")[language],
      run.weights.heatmap(
        "weights", rows: rowLabels, columns: columnLabels, rowAxis: "query", columnAxis: "key"))
  }
}
