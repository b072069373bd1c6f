import Course
import Figures
import Tensors

/// What the lab of decoding shows at each step, and says of it.
struct DecodingSteps {
  let run: DecodingRun

  var all: [Step] {
    [training] + (1...drawn).map(generating) + [repeated, cost, time]
  }

  /// What a token costs.
  var opening: Int { drawn + 2 }

  private var drawn: Int { min(run.tokens, DecodingRun.drawnTokens) }
  private var tokens: String { run.tokens.grouped }

  private var training: Step {
    Step(
      title: Localized(en: "Training: all tokens in one pass", zh: "训练：所有词一遍算完"),
      sentence: Localized(
        en: "Every token of the text is known, so one pass scores all \(tokens) queries at once; "
          + "the causal mask hides what follows. A prompt is read the same way. "
          + "Step by step the outputs differ by \(run.difference.compact(2)).",
        zh: "训练文本里每个词都已知，所以一遍就给全部 \(tokens) 个 query 打分，因果掩码遮住后面的词。"
          + "读提示词也是这样。与逐步生成相比，输出相差 \(run.difference.compact(2))。")
    ) { [self] language in
      [
        pairs(
          Localized(en: "pairs of one pass", zh: "一遍计算的配对"), language
        ) { query, key in key <= query ? .current : .skipped },
        passes(language),
      ]
    }
  }

  private func generating(_ token: Int) -> Step {
    let cost = run.cost(of: token, cached: run.cached)
    let sentence =
      run.cached
      ? Localized(
        en: "Token \(token) exists only after \(before(token, .english)). Its query meets "
          + "\(token) \(token == 1 ? "key" : "keys"), \(token - 1) of them from the cache: "
          + "\(token) \(token == 1 ? "product" : "products") a head, \(cost.total.grouped) FLOPs in the layer.",
        zh: "第 \(token) 个词要等\(before(token, .chinese))之后才有。它的 query 与 \(token) 个 key 相乘，"
          + "其中 \(token - 1) 个来自缓存：每个头 \(token) 次点积，整层 \(cost.total.grouped) FLOPs。")
      : Localized(
        en: "Token \(token) exists only after \(before(token, .english)), and without a cache all "
          + "\(token) go through the layer: \((token * token).grouped) products a head, "
          + "\(cost.total.grouped) FLOPs, of which one row of outputs is new.",
        zh: "第 \(token) 个词要等\(before(token, .chinese))之后才有；没有缓存，\(token) 个词都要重过一遍这一层："
          + "每个头 \((token * token).grouped) 次点积，共 \(cost.total.grouped) FLOPs，"
          + "其中只有一行输出是新的。")
    return Step(
      title: Localized(en: "Generating token \(token)", zh: "生成第 \(token) 个词"), sentence: sentence
    ) { [self] language in
      [
        pairs(
          Localized(en: "pairs of step \(token)", zh: "第 \(token) 步的配对"), language
        ) { query, key in
          let row = token - 1
          if key > query { return .skipped }
          if query > row { return .waiting }
          return query == row || !run.cached ? .current : .done
        },
        passes(language, now: token),
      ]
    }
  }

  private func before(_ token: Int, _ language: Language) -> String {
    token == 1
      ? Localized(en: "the start", zh: "开头")[language]
      : Localized(en: "token \(token - 1)", zh: "第 \(token - 1) 个词")[language]
  }

  private var repeated: Step {
    let (with, without) = (
      run.scoreProducts(cached: true), run.scoreProducts(cached: false)
    )
    let times = (Double(without) / Double(with)).fixed(1)
    return Step(
      title: Localized(en: "How often a pair is computed", zh: "每一对算了几次"),
      sentence: Localized(
        en: "Over \(tokens) tokens a head takes \(without.grouped) query–key products when all is "
          + "computed again (t² in step t), \(with.grouped) with the cache (t in step t): "
          + "\(times) times as many.",
        zh: "生成 \(tokens) 个词，全部重算时一个头要做 \(without.grouped) 次 query–key 点积（第 t 步 t² 次），"
          + "有缓存时 \(with.grouped) 次（第 t 步 t 次），相差 \(times) 倍。")
    ) { [self] language in
      let labels = (1...drawn).map(String.init)
      return [
        View(
          Localized(
            en: "times that a pair is computed", zh: "每一对计算的次数")[language],
          run.timesComputed.heatmap(
            "timesComputed", rows: labels, columns: labels, rowAxis: "query", columnAxis: "key",
            range: 0...max(1, run.timesComputed.storage.max() ?? 1)))
      ]
    }
  }

  private var cost: Step {
    let with = run.cost(of: run.tokens, cached: true).total
    let without = run.cost(of: run.tokens, cached: false).total
    let times = (Double(without) / Double(with)).fixed(1)
    let training = run.trainingCost.total
    return Step(
      title: Localized(en: "What a token costs", zh: "一个词的代价"),
      sentence: Localized(
        en: "Token \(tokens): \(with.grouped) FLOPs with the cache, \(without.grouped) without, "
          + "\(times) times as many. All \(tokens) steps take \(total(true)) and \(total(false)); "
          + "one pass of training takes \(training.grouped).",
        zh: "第 \(tokens) 个词：有缓存 \(with.grouped) FLOPs，没有缓存 \(without.grouped)，是前者的 "
          + "\(times) 倍。\(tokens) 步合计 \(total(true)) 和 \(total(false))；训练的一遍是 "
          + "\(training.grouped)。")
    ) { [self] language in
      [
        curves(
          Localized(en: "FLOPs of a step, by token", zh: "每一步的 FLOPs"), "FLOPs", language,
          at: Array(1...run.tokens)
        ) { Double(run.cost(of: $0, cached: $1).total) },
        View(
          Localized(en: "FLOPs of token \(tokens), by part", zh: "第 \(tokens) 个词各部分的 FLOPs")[
            language],
          .matrix(
            NumberMatrix(
              tensor: "stepParts", rowLabels: ["W_Q, W_O", "W_K, W_V", "QKᵀ", "PV"],
              columnLabels: ways.map { $0[language] }, values: run.stepParts.storage,
              decimals: 0))),
      ]
    }
  }

  private func total(_ cached: Bool) -> String { run.total(cached: cached).grouped }

  private var time: Step {
    let (with, without) = (
      run.seconds(of: run.tokens, cached: true), run.seconds(of: run.tokens, cached: false)
    )
    let perToken = run.trainingSeconds / Double(run.tokens)
    let ratio = max(with, without) / min(with, without)
    let verdict =
      with < without
      ? Localized(en: "the cache is \(ratio.fixed(1)) times faster", zh: "缓存快 \(ratio.fixed(1)) 倍")
      : Localized(
        en: "with so few tokens the cache is \(ratio.fixed(1)) times slower",
        zh: "词这么少，用缓存反而慢 \(ratio.fixed(1)) 倍")
    return Step(
      title: Localized(en: "Time of a token, measured", zh: "每个词的时间，实测"),
      sentence: Localized(
        en: "Token \(tokens) took \(with.asTime) with the cache and \(without.asTime) "
          + "without: \(verdict.english). In the one pass of training a token took "
          + "\(perToken.asTime): one tall product, where decoding takes \(tokens) thin ones.",
        zh: "第 \(tokens) 个词，有缓存用了 \(with.asTime)，没有缓存用了 \(without.asTime)："
          + "\(verdict.chinese)。训练的一遍里平均每词 \(perToken.asTime)："
          + "那是一次大矩阵乘法，而解码要做 \(tokens) 次单行的。")
    ) { [self] language in
      [
        schedule(language),
        curves(
          Localized(en: "microseconds of a step, measured", zh: "每一步的微秒数，实测"), "µs",
          language, at: run.timed
        ) { 1e6 * run.seconds(of: $0, cached: $1) },
      ]
    }
  }

  private var ways: [Localized<String>] {
    [
      Localized(en: "with cache", zh: "有缓存"), Localized(en: "without", zh: "无缓存"),
    ]
  }

  private func curves(
    _ title: Localized<String>, _ unit: String, _ language: Language, at places: [Int],
    _ number: (_ token: Int, _ cached: Bool) -> Double
  ) -> View {
    let series = zip(ways, [true, false]).map { name, cached in
      Lines.Series(
        name[language], x: places.map(Double.init), y: places.map { number($0, cached) })
    }
    let values = series.flatMap(\.y)
    let low = values.min() ?? 1
    return View(
      title[language],
      .lines(
        Lines(
          series: series,
          xAxis: Axis(
            Localized(en: "token", zh: "第几个词")[language], 1...Double(max(run.tokens, 2)),
            scale: .log2),
          yAxis: Axis(unit, low...max(values.max() ?? 1, 2 * low), scale: .log2))))
  }
}
