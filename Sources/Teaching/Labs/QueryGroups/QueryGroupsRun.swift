import Attention
import Course
import Figures
import Tensors

/// What one run of the lab of query groups counted, computed and measured.
struct QueryGroupsRun: Sendable {
  /// The same heads in some number of groups.
  struct Grouping: Sendable {
    var sizes: MultiHeadSizes
    var cacheBytesPerToken: Int
    var differenceToMHA: Double
    var seconds: Double
  }

  var queryHeads: Int
  var groups: Int
  var headDim: Int
  var layers: Int
  var context: Int
  var batch: Int
  var bytesPerNumber: Int
  var measuredContext: Int
  var differenceToMQA: Double
  /// Of the layer with this run's groups, `[tokens, model]`.
  var output: Tensor
  /// MQA first, MHA last, this run's groups among them.
  var groupings: [Grouping]
  var own: Grouping

  init(_ settings: Settings, seed: UInt64, engine: AttentionEngine) throws {
    let (heads, groups) = (settings.integer("queryHeads"), settings.integer("groups"))
    guard heads.isMultiple(of: groups) else {
      throw LabError.impossible(
        Localized(
          en:
            "\(groups) groups do not divide \(heads) query heads: each group must serve as many heads",
          zh: "\(heads) 个 query 头不能均分成 \(groups) 组：每组的头数必须相同"))
    }
    let headDim = settings.integer("headDim")
    (queryHeads, self.groups, self.headDim) = (heads, groups, headDim)
    (layers, context) = (settings.integer("layers"), settings.integer("context"))
    (batch, bytesPerNumber) = (settings.integer("batch"), settings.integer("bytesPerNumber"))
    let timed = DecodingTimer.context(context, heads: heads, headDim: headDim)
    measuredContext = timed
    let pooled = try PooledLayers(heads: heads, headDim: headDim, seed: seed, engine: engine)
    let multiHead = try pooled.multiHeadOutput()
    let perNumber = layers * bytesPerNumber

    func grouping(_ groups: Int) throws -> Grouping {
      let sizes = try MultiHeadSizes(
        model: heads * headDim, heads: heads, groups: groups, headDim: headDim)
      return Grouping(
        sizes: sizes, cacheBytesPerToken: sizes.cachedNumbersPerToken * perNumber,
        differenceToMHA: try pooled.output(groups: groups).largestDifference(from: multiHead),
        seconds: try DecodingTimer.seconds(
          heads: heads, groups: groups, headDim: headDim, context: timed, seed: seed,
          engine: engine))
    }
    let doubled = (0...7).map { 1 << $0 }.filter { heads.isMultiple(of: $0) }
    groupings = try Set(doubled + [groups, heads]).sorted().map(grouping)
    own = try groupings.first { $0.sizes.groups == groups } ?? grouping(groups)
    let output = try pooled.output(groups: groups)
    differenceToMQA = try output.largestDifference(from: pooled.multiQueryOutput())
    self.output = try output.reshaped([output.shape.rows, output.shape.width])
  }

  /// The name that the papers give to so many groups.
  static func name(groups: Int, heads: Int) -> String {
    groups == heads ? "MHA" : groups == 1 ? "MQA" : "GQA-\(groups)"
  }

  var name: String { QueryGroupsRun.name(groups: groups, heads: queryHeads) }
  var readers: Int { queryHeads / groups }
  var cacheBytes: Int { cacheBytes(of: own) }

  /// Of the whole context of the whole batch.
  func cacheBytes(of grouping: Grouping) -> Int { grouping.cacheBytesPerToken * context * batch }

  var reads: Tensor {
    Tensor(rows: groups, columns: queryHeads) { group, head in head / readers == group ? 1 : 0 }
  }

  var results: [Scalar] {
    [
      Scalar("attentionParameters", Double(own.sizes.parameters)),
      Scalar("cacheBytesPerToken", Double(own.cacheBytesPerToken)),
      Scalar("cacheBytes", Double(cacheBytes)),
      Scalar("cacheShrinkage", Double(readers)),
      Scalar("differenceToMHA", own.differenceToMHA),
      Scalar("differenceToMQA", differenceToMQA),
      Scalar("measuredContext", Double(measuredContext)),
      Scalar("decodeSeconds", own.seconds),
    ]
  }

  var tensors: [NamedTensor] {
    let counts = groupings.map { grouping in
      [
        Double(grouping.sizes.groups), Double(grouping.sizes.parameters),
        Double(grouping.cacheBytesPerToken), grouping.differenceToMHA,
        Double(cacheBytes(of: grouping)),
      ]
    }
    let times = groupings.map { [Double($0.sizes.groups), $0.seconds] }
    return [
      NamedTensor("reads", reads),
      NamedTensor("byGroups", Tensor(rows: counts.count, columns: 5) { Float(counts[$0][$1]) }),
      NamedTensor(
        "byGroupsSeconds", Tensor(rows: times.count, columns: 2) { Float(times[$0][$1]) }),
      NamedTensor("models", models), NamedTensor("output", output),
    ]
  }

  var models: Tensor {
    let rows = PublishedModel.all.map { model in
      [
        model.layers, model.queryHeads, model.groups, model.headDim,
        model.cacheBytesPerToken(bytesPerNumber: bytesPerNumber),
      ]
    }
    return Tensor(rows: rows.count, columns: 5) { Float(rows[$0][$1]) }
  }

  /// Which group a head reads: ⌊h / (H/G)⌋, heads and groups counted from 0 in the formula.
  func derivation(of reference: CellReference, _ language: Language) -> Derivation? {
    guard reference.tensor == "reads", (0..<groups).contains(reference.row),
      (0..<queryHeads).contains(reference.column)
    else { return nil }
    let read = reference.column / readers
    let answer = Localized(
      en: "head \(reference.column + 1) reads group \(read + 1)",
      zh: "头 \(reference.column + 1) 读第 \(read + 1) 组")
    return Derivation(
      subject: reference, value: read == reference.row ? 1 : 0,
      summary: "⌊\(reference.column) / (\(queryHeads)/\(groups))⌋ = \(read): \(answer[language])",
      lines: [
        "g(h) = \\lfloor \\frac{h}{H / G} \\rfloor",
        "g(\(reference.column)) = \\lfloor \\frac{\(reference.column)}{\(readers)} \\rfloor = \(read)",
      ], inputs: [])
  }
}
