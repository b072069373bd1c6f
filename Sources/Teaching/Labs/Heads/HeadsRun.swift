import Attention
import Course
import Tensors

/// The tokens, the layer and every step of one run of the heads lab.
struct HeadsRun: Sendable {
  /// What a number of heads costs, at d_k = d_model/h and at d_k = d_model.
  struct Cost: Sendable {
    var heads: Int
    var reduced: MultiHeadSizes
    var full: MultiHeadSizes
  }

  var length: Int
  var isReduced: Bool
  var tokens: Tensor
  var layer: MultiHeadAttention
  var run: MultiHeadRun
  /// Of the output, against heads computed one by one.
  var fusedDifference: Double
  var headEntropy: [Float]
  /// Of 1, 2, 4, … heads, as far as they divide the features.
  var costs: [Cost]

  var sizes: MultiHeadSizes { layer.sizes }

  /// 256 MiB of them.
  private static let parameterLimit = 1 << 26

  init(_ settings: Settings, seed: UInt64, engine: AttentionEngine) throws {
    let (model, heads) = (settings.integer("model"), settings.integer("heads"))
    length = settings.integer("length")
    isReduced = settings.toggle("reduce")
    guard !isReduced || model.isMultiple(of: heads) else {
      throw LabError.impossible(
        Localized(
          en:
            "\(heads) heads do not divide the \(model) numbers of a token; change one of the two, or "
            + "set reduce to false",
          zh: "一个 token 的 \(model) 个数不能均分给 \(heads) 个头；改其中之一，或把 reduce 设为 false"))
    }
    let sizes = try MultiHeadSizes(model: model, heads: heads, headDim: isReduced ? nil : model)
    guard sizes.parameters <= HeadsRun.parameterLimit else {
      throw LabError.impossible(
        Localized(
          en:
            "\(heads) heads of \(model) numbers would have \(sizes.parameters.grouped) parameters; this "
            + "lab draws \(HeadsRun.parameterLimit.grouped) at most",
          zh:
            "\(heads) 个头、各 \(model) 个数，共有 \(sizes.parameters.grouped) 个参数；这个实验最多随机生成 \(HeadsRun.parameterLimit.grouped) 个"
        ))
    }
    var weights = RandomStream(seed: seed, stream: 0)
    var inputs = RandomStream(seed: seed, stream: 1)
    layer = MultiHeadAttention(sizes, from: &weights)
    tokens = Tensor.normal([1, length, model], from: &inputs)
    run = try layer(tokens, engine: engine)
    try Task.checkCancellation()
    let separate = try HeadsRun.sumOfHeads(layer, tokens, engine: engine)
    fusedDifference = try run.output.largestDifference(from: separate)
    let entropies = run.attention.weights.entropy().storage
    headEntropy = (0..<heads).map { [length] head in
      entropies[head * length..<(head + 1) * length].reduce(0, +) / Float(length)
    }
    costs = try (0...4).map { 1 << $0 }.filter { model.isMultiple(of: $0) }.map { heads in
      Cost(
        heads: heads, reduced: try MultiHeadSizes(model: model, heads: heads),
        full: try MultiHeadSizes(model: model, heads: heads, headDim: model))
    }
  }

  /// Each head by itself with its own columns of W_Q, W_K and W_V and its own rows of W_O: what
  /// concatenation and W_O give is the sum of these.
  private static func sumOfHeads(
    _ layer: MultiHeadAttention, _ tokens: Tensor, engine: AttentionEngine
  ) throws -> Tensor {
    let sizes = layer.sizes
    var sum = Tensor.zeros(tokens.shape)
    for head in 0..<sizes.heads {
      try Task.checkCancellation()
      LabProgress.report(
        Double(head) / Double(sizes.heads),
        Localized(en: "head \(head + 1) by itself", zh: "单独计算头 \(head + 1)"))
      let own = head * sizes.headDim..<(head + 1) * sizes.headDim
      let attention = try engine.attend(
        query: tokens.times(layer.queryMatrix.slice(axis: 1, own)),
        key: tokens.times(layer.keyMatrix.slice(axis: 1, own)),
        value: tokens.times(layer.valueMatrix.slice(axis: 1, own)))
      sum = try sum.plus(attention.output.times(layer.outputMatrix.slice(axis: 0, own)))
    }
    return sum
  }

  var oneHeadParameters: Int { 4 * sizes.model * sizes.model }
  var projectionFLOPs: Int { sizes.projectionFLOPs(queries: length, keys: length) }
  var attentionFLOPs: Int { sizes.attentionFLOPs(queries: length, keys: length) }

  /// FLOPs of a whole layer of the run's length.
  func operations(of sizes: MultiHeadSizes) -> Int {
    sizes.projectionFLOPs(queries: length, keys: length)
      + sizes.attentionFLOPs(queries: length, keys: length)
  }

  /// Each stage of the layer, its tensors `[heads, rows, columns]`.
  var stages: [(name: String, shape: [Int])] {
    let wide = sizes.heads * sizes.headDim
    return [
      ("X", [1, length, sizes.model]),
      ("W_Q, W_K, W_V", [1, sizes.model, wide]),
      ("XW", [1, length, wide]),
      ("Q, K, V", Array(run.query.shape.axes.dropFirst())),
      ("softmax(QKᵀ/√d)", Array(run.attention.weights.shape.axes.dropFirst())),
      ("softmax(QKᵀ/√d)V", Array(run.attention.output.shape.axes.dropFirst())),
      ("Concat", run.concatenated.shape.axes),
      ("W_O", [1, wide, sizes.model]),
      ("Concat · W_O", run.output.shape.axes),
    ]
  }

  var shapes: Tensor {
    let stages = stages
    return Tensor(rows: stages.count, columns: 3) { Float(stages[$0].shape[$1]) }
  }

  var results: [Scalar] {
    [
      Scalar("headDim", Double(sizes.headDim)), Scalar("parameters", Double(sizes.parameters)),
      Scalar("oneHeadParameters", Double(oneHeadParameters)),
      Scalar("projectionFLOPs", Double(projectionFLOPs)),
      Scalar("attentionFLOPs", Double(attentionFLOPs)),
      Scalar("fusedDifference", fusedDifference),
    ]
  }

  var tensors: [NamedTensor] {
    let weights = run.attention.weights
    return [
      NamedTensor("weights", (try? weights.reshaped([sizes.heads, length, length])) ?? weights),
      NamedTensor("headEntropy", Tensor(headEntropy)), NamedTensor("shapes", shapes),
      NamedTensor("output", (try? run.output.reshaped([length, sizes.model])) ?? run.output),
      NamedTensor("costs", costTensor),
    ]
  }

  private var costTensor: Tensor {
    let rows = costs.map { cost in
      [
        cost.heads, cost.reduced.parameters, cost.full.parameters, operations(of: cost.reduced),
        operations(of: cost.full),
      ]
    }
    return Tensor(rows: rows.count, columns: 5) { Float(rows[$0][$1]) }
  }
}
