import Course
import Figures
import Tensors

/// What the self-cross lab shows at each step, and says of it.
struct SelfCrossSteps {
  let run: SelfCrossRun

  var all: [Step] { [roles, scores, weights] }

  private var queries: Int { run.askers.count }
  private var keys: Int { run.source.count }

  private var roles: Step {
    let sentence: Localized<String> =
      switch run.kind {
      case .self:
        Localized(
          en: "The source gives Q, K and V, all three: \(queries) rows each.",
          zh: "源句一家给出 Q、K、V：各 \(queries) 行。")
      case .target:
        Localized(
          en: "The candidate “\(run.askers[0])” gives Q, one row; the history of \(keys) gives K "
            + "and V. Recommendation calls this target attention.",
          zh: "候选“\(run.askers[0])”给出 Q，只有 1 行；长度 \(keys) 的历史给出 K 和 V。"
            + "推荐系统把它叫作目标注意力。")
      case .cross:
        Localized(
          en: "The target gives Q, \(rows(queries)); the source gives K and V, \(rows(keys)) each.",
          zh: "目标句给出 Q，\(queries) 行；源句给出 K 和 V，各 \(keys) 行。")
      }
    return Step(title: Localized(en: "Who gives what", zh: "谁给什么"), sentence: sentence) {
      [self] language in
      [
        flow(language),
        vectors("query", run.query, "Q", run.askers, language),
        vectors("key", run.key, "K", run.source, language),
        vectors("value", run.value, "V", run.source, language),
      ]
    }
  }

  /// From the sentences to the output, with shapes.
  private func flow(_ language: Language) -> View {
    let (width, features) = (SelfCrossRun.headDim, EmbeddingFeature.all.count)
    let source = ShapeFlow.Box(
      Localized(en: "source", zh: "源句")[language], "[\(keys), \(features)]")
    let asking = ShapeFlow.Box(
      run.kind == .target
        ? Localized(en: "candidate", zh: "候选")[language]
        : Localized(en: "target", zh: "目标句")[language], "[\(queries), \(features)]")
    let stages = [
      ShapeFlow.Stage("", run.kind == .self ? [source] : [asking, source]),
      ShapeFlow.Stage(
        Localized(en: "× W_Q, W_K, W_V", zh: "× W_Q、W_K、W_V")[language],
        [
          ShapeFlow.Box("Q", "[\(queries), \(width)]"),
          ShapeFlow.Box("K", "[\(keys), \(width)]"), ShapeFlow.Box("V", "[\(keys), \(width)]"),
        ]),
      ShapeFlow.Stage(
        "softmax (QKᵀ/√\(width))",
        [
          ShapeFlow.Box(
            Localized(en: "weights", zh: "权重")[language], "[\(queries), \(keys)]")
        ]),
      ShapeFlow.Stage(
        "× V",
        [ShapeFlow.Box(Localized(en: "output", zh: "输出")[language], "[\(queries), \(width)]")]),
    ]
    return View(
      Localized(en: "from the words to the output", zh: "从词到输出")[language],
      .flow(ShapeFlow(stages: stages, current: 1)))
  }

  private func rows(_ count: Int) -> String { count == 1 ? "1 row" : "\(count) rows" }

  private var scores: Step {
    let (best, score) = strongest(run.attention.scaled)
    let found = named(best)
    return Step(
      title: Localized(en: "Scores", zh: "得分"),
      sentence: Localized(
        en: "Every query meets every key: \(queries) × \(keys) = \(run.pairs) scores, where "
          + "self-attention in the source has \(keys) × \(keys) = \(keys * keys). “\(run.askers[run.focus])” "
          + "scores highest on \(found.english), \(score.fixed(3)) after 1/√d.",
        zh: "每个 query 和每个 key 各算一次：\(queries) × \(keys) = \(run.pairs) 个得分；"
          + "源句的自注意力则是 \(keys) × \(keys) = \(keys * keys) 个。“\(run.askers[run.focus])”对"
          + "\(found.chinese)得分最高，除以 √d 后为 \(score.fixed(3))。")
    ) { [self] language in
      [
        View(
          "QKᵀ",
          run.attention.scores.symmetricHeatmap(
            "scores", rows: run.askers, columns: run.source, rowAxis: "query", columnAxis: "key")),
        weightView(language),
      ]
    }
  }

  private var weights: Step {
    let (best, weight) = strongest(run.attention.weights)
    let (asker, found) = (run.askers[run.focus], named(best))
    let share = weight.fixed(3)
    let sentence: Localized<String> =
      switch run.kind {
      case .self:
        Localized(
          en:
            "Weights \(queries) × \(keys), square: “\(asker)” gives most, \(share), to "
            + "\(found.english). The formula is the one of cross-attention.",
          zh: "权重 \(queries) × \(keys)，方阵：“\(asker)”把最多的 \(share) 给了\(found.chinese)。"
            + "公式和交叉注意力是同一个。")
      case .target:
        Localized(
          en:
            "One row of weights, 1 × \(keys): of the history “\(asker)” takes \(found.english) most, "
            + "\(share), and all of it comes out as one vector.",
          zh: "权重只有一行，1 × \(keys)：“\(asker)”在历史里最看重\(found.chinese)，\(share)，"
            + "整段历史汇成一个向量。")
      case .cross:
        Localized(
          en: "Weights \(queries) × \(keys), a row for each word of the target: “\(asker)” takes "
            + "\(share) of what it gets from \(found.english). The formula is the one of self-attention.",
          zh: "权重 \(queries) × \(keys)，目标句每个词一行：“\(asker)”有 \(share) 取自\(found.chinese)。"
            + "公式和自注意力是同一个。")
      }
    return Step(title: Localized(en: "Weights", zh: "权重"), sentence: sentence) {
      [self] language in
      [
        weightView(language),
        View(
          Localized(
            en: "self-attention of the source, \(keys) × \(keys)",
            zh: "源句的自注意力，\(keys) × \(keys)")[language],
          run.selfWeights.heatmap(
            "selfWeights", rows: run.source, columns: run.source, rowAxis: "query",
            columnAxis: "key")),
        vectors("output", run.attention.output, "O", run.askers, language),
      ]
    }
  }

  /// The key that the query in focus has most of.
  private func strongest(_ tensor: Tensor) -> (key: Int, value: Double) {
    let best = tensor.argmax()[run.focus]
    return (best, Double(tensor[run.focus, best]))
  }

  private func named(_ key: Int) -> Localized<String> {
    run.kind == .self && key == run.focus
      ? Localized(en: "itself", zh: "自己") : Localized("“\(run.source[key])”")
  }

  private func weightView(_ language: Language) -> View {
    View(
      Localized(
        en: "weights, \(queries) × \(keys)", zh: "权重，\(queries) × \(keys)")[language],
      run.attention.weights.heatmap(
        "weights", rows: run.askers, columns: run.source, rowAxis: "query", columnAxis: "key"))
  }

  private func vectors(
    _ name: String, _ tensor: Tensor, _ title: String, _ rows: [String], _ language: Language
  ) -> View {
    View(
      title,
      tensor.symmetricHeatmap(
        name, rows: rows,
        columns: (0..<SelfCrossRun.headDim).map {
          SelfCrossDerivations.columnName(name, $0)[language]
        }, rowAxis: Localized(en: "word", zh: "词")[language], columnAxis: "d"))
  }
}
