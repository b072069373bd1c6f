import Course
import Figures
import Tensors

/// What the lab of query groups shows at each step, and says of it.
struct QueryGroupsSteps {
  let run: QueryGroupsRun

  var all: [Step] { [reading, cache, decoding] }

  private var reading: Step {
    let (mha, mqa) = (
      run.own.differenceToMHA.compact(3), run.differenceToMQA.compact(3)
    )
    let heads = "\(run.queryHeads)"
    let sentence =
      switch run.name {
      case "MHA":
        Localized(
          en:
            "MHA is GQA with as many groups as heads, \(heads): against heads computed one by one "
            + "the output differs by \(mha).",
          zh: "MHA 就是组数等于头数（\(heads)）的 GQA：与逐头计算的结果相差 \(mha)。")
      case "MQA":
        Localized(
          en: "MQA is GQA with one group: all \(heads) heads read it, and the output differs from "
            + "MQA's own by \(mqa). From the MHA layer that was pooled it is \(mha) away.",
          zh: "MQA 就是只有一组的 GQA：\(heads) 个头都读它，与 MQA 直接计算相差 \(mqa)；"
            + "与合并前的 MHA 层相差 \(mha)。")
      default:
        Localized(
          en:
            "\(run.name): \(heads) heads in \(run.groups) groups, \(run.readers) heads read one key "
            + "and value. With untrained weights, mean pooling moves the output by \(mha) from MHA's; "
            + "from MQA's it is \(mqa) away.",
          zh: "\(run.name)：\(heads) 个头分 \(run.groups) 组，每 \(run.readers) 个头共读一份 K、V。"
            + "权重未经训练，取平均合并后，输出与 MHA 相差 \(mha)，与 MQA 相差 \(mqa)。")
      }
    return Step(
      title: Localized(en: "Who reads what", zh: "谁读哪一组"), sentence: sentence
    ) { [self] language in
      [
        View(
          Localized(en: "groups that heads read", zh: "各头所读的组")[language],
          run.reads.heatmap(
            "reads", rows: (1...run.groups).map(String.init),
            columns: (1...run.queryHeads).map(String.init),
            rowAxis: Localized(en: "K, V group", zh: "K、V 组")[language],
            columnAxis: Localized(en: "query head", zh: "query 头")[language])),
        bars(
          Localized(en: "largest output difference to MHA", zh: "与 MHA 的最大输出差异"), language,
          \.differenceToMHA),
        flow(language),
      ]
    }
  }

  private var cache: Step {
    let perToken = run.own.cacheBytesPerToken
    let all = perToken * run.readers
    let saved = 100 * (1 - share)
    return Step(
      title: Localized(en: "Cache, parameters", zh: "缓存与参数"),
      sentence: Localized(
        en: "\(run.name) keeps \(perToken.grouped) bytes a token, MHA \(all.grouped): "
          + "\(run.readers) times as many; \(run.context.grouped) tokens × \(run.batch) take "
          + "\(run.cacheBytes.grouped) bytes. A layer's parameters fall by \(saved.fixed(1)) % only.",
        zh: "\(run.name) 每个词要存 \(perToken.grouped) 字节，MHA 要 \(all.grouped)，是它的 "
          + "\(run.readers) 倍；\(run.context.grouped) 个词 × \(run.batch) 句共 "
          + "\(run.cacheBytes.grouped) 字节。而一层注意力的参数只少了 \(saved.fixed(1)) %。")
    ) { [self] language in
      [
        bars(
          Localized(
            en: "cache, MiB: \(run.context.grouped) tokens × \(run.batch), \(run.layers) layers",
            zh: "缓存（MiB）：\(run.context.grouped) 个词 × \(run.batch) 句，\(run.layers) 层"),
          language
        ) { Double(run.cacheBytes(of: $0)) / 1_048_576 },
        bars(
          Localized(en: "attention parameters a layer", zh: "一层注意力的参数量"), language
        ) { Double($0.sizes.parameters) },
        models(language),
      ]
    }
  }

  /// The parameters against those of MHA.
  private var share: Double {
    Double(run.own.sizes.parameters) / Double(4 * run.own.sizes.model * run.own.sizes.model)
  }

  private var decoding: Step {
    // fp32, as the engine keeps its cache.
    let bytes = 4 * run.own.sizes.cachedNumbersPerToken * run.measuredContext
    let all = bytes * run.readers
    return Step(
      title: Localized(en: "Decoding, measured", zh: "实测解码一步"),
      sentence: Localized(
        en: "A new token reads all keys and values of \(run.measuredContext.grouped) tokens: "
          + "\(bytes.grouped) bytes a layer in fp32, \(all.grouped) with MHA, for the same "
          + "arithmetic. The bars are this machine's times.",
        zh: "每出一个新词，要把 \(run.measuredContext.grouped) 个词的 K、V 全读一遍：fp32 下每层 "
          + "\(bytes.grouped) 字节，MHA 是 \(all.grouped)，而计算量一样。条形是这台机器的实测时间。")
    ) { [self] language in
      [
        bars(
          Localized(en: "microseconds a token, a layer, measured", zh: "每词每层的微秒数，实测"), language
        ) { 1e6 * $0.seconds },
        comparison(language),
      ]
    }
  }

  /// What each number of groups costs, in one table.
  private func comparison(_ language: Language) -> View {
    let rows = run.groupings.map { grouping in
      [
        Double(grouping.sizes.parameters) / 1e6, Double(grouping.cacheBytesPerToken) / 1024,
        1e6 * grouping.seconds,
      ]
    }
    return View(
      Localized(en: "a layer, a token of the cache, a step", zh: "一层、缓存的一个词、解码一步")[language],
      .matrix(
        NumberMatrix(
          rowLabels: names,
          columnLabels: [
            Localized(en: "10⁶ param.", zh: "百万参数")[language], "KiB",
            Localized(en: "µs", zh: "微秒")[language],
          ], values: rows.flatMap { $0.map { Float($0) } }, decimals: 1)))
  }

  private var names: [String] {
    run.groupings.map { QueryGroupsRun.name(groups: $0.sizes.groups, heads: run.queryHeads) }
  }

  /// H queries, but G keys and values.
  private func flow(_ language: Language) -> View {
    let width = run.queryHeads * run.headDim
    let query = "[\(run.queryHeads), N, \(run.headDim)]"
    let shared = "[\(run.groups), N, \(run.headDim)]"
    let stages = [
      ShapeFlow.Stage("", [ShapeFlow.Box("X", "[N, \(width)]")]),
      ShapeFlow.Stage(
        Localized(en: "project, split", zh: "投影、切分")[language],
        [
          ShapeFlow.Box("Q", query), ShapeFlow.Box("K", shared), ShapeFlow.Box("V", shared),
        ]),
      ShapeFlow.Stage(
        Localized(
          en: "softmax(QKᵀ/√d), \(run.readers) heads a key",
          zh: "softmax(QKᵀ/√d)，每 \(run.readers) 个头共用一份 K")[language],
        [
          ShapeFlow.Box(
            Localized(en: "weights", zh: "权重")[language], "[\(run.queryHeads), N, N]")
        ]),
      ShapeFlow.Stage(
        "× V", [ShapeFlow.Box(Localized(en: "heads", zh: "各头输出")[language], query)]),
    ]
    return View(
      Localized(en: "shapes of \(run.name)", zh: "\(run.name) 的形状")[language],
      .flow(ShapeFlow(stages: stages, current: 1)))
  }

  private func bars(
    _ title: Localized<String>, _ language: Language,
    _ number: (QueryGroupsRun.Grouping) -> Double
  ) -> View {
    let values = run.groupings.map(number)
    let largest = values.max() ?? 0
    return View(
      title[language],
      .bars(
        Bars(
          labels: names, values: values, maximum: largest > 0 ? largest : 1)))
  }

  private func models(_ language: Language) -> View {
    View(
      Localized(en: "published models", zh: "已发布的模型")[language],
      .matrix(
        NumberMatrix(
          rowLabels: PublishedModel.all.map(\.name),
          columnLabels: [
            Localized(en: "layers", zh: "层")[language], "H", "G", "d",
            Localized(en: "bytes a token", zh: "每词字节")[language],
          ], values: run.models.storage, decimals: 0)))
  }
}
