import Attention
import FoundationEssentials
import Tensors

/// A problem of attention: operands, mask and how it is to be computed.
struct PropertyProblem: Sendable, CustomStringConvertible {
  var query, key, value, outputGradient: Tensor
  var dimensions: AttentionDimensions
  var mask = PropertyMask()
  var scale: Float?
  var blocks: BlockSizes?
  var threads = 1
  /// Where it comes from.
  var origin = ""

  /// The same on each run, unless the environment asks for another one.
  static let seed: UInt64 =
    ProcessInfo.processInfo.environment["ATTN_TUTOR_SEED"].flatMap { UInt64($0) } ?? usualSeed
  static let usualSeed: UInt64 = 20_261_124

  init(
    query: Tensor, key: Tensor, value: Tensor, outputGradient: Tensor,
    mask: PropertyMask = PropertyMask(), scale: Float? = nil
  ) throws {
    dimensions = try AttentionDimensions(query: query.shape, key: key.shape, value: value.shape)
    (self.query, self.key, self.value) = (query, key, value)
    self.outputGradient = outputGradient
    self.mask = mask
    self.scale = scale
  }

  /// One of the problems drawn at random, hostile sizes more often than others.
  init(drawn number: Int) throws {
    var stream = RandomStream(seed: Self.seed, stream: UInt64(number))
    let shapes = Shapes.random(from: &stream)
    dimensions = try AttentionDimensions(
      query: shapes.query, key: shapes.key, value: shapes.value)
    scale = stream.flip(0.25) ? stream.pick([1, 0.1, -0.5, 0, 2]) : nil
    let logits: Float = stream.pick([1e-30, 0.01, 1, 1, 1, 1, 10, 100, 3000])

    // Logits of that size, however it is shared out between queries and keys.
    let width = Float(max(dimensions.headDim, 1)).squareRoot()
    let factor = scale.map { $0 == 0 ? 1 : abs($0) } ?? 1 / width
    let product = logits / (width * factor)
    let shares: [(Float, Float)] = [
      (product, 1), (1, product), (product.squareRoot(), product.squareRoot()),
    ]
    let (left, right) = stream.pick(shares)
    query = .normal(shapes.query, standardDeviation: left, from: &stream)
    key = .normal(shapes.key, standardDeviation: right, from: &stream)
    value = .normal(shapes.value, from: &stream)
    outputGradient = .normal(dimensions.outputShape, from: &stream)
    if stream.flip(0.05) { key = Tensor(repeating: right, shape: shapes.key) }

    mask = .random(dimensions, from: &stream)
    if stream.flip(0.7) {
      let sizes = [1, 2, 3, 5, 6, 7, 13, 16, 17, 31, 32, 48, 96, 100, 500]
      blocks = BlockSizes(queries: stream.pick(sizes), keys: stream.pick(sizes))
    }
    threads = stream.pick([1, 1, 2, 3])
    origin = "ATTN_TUTOR_SEED=\(Self.seed), problem \(number), logits of \(logits): "
  }

  func options(_ order: LoopOrder = .fa2, threads: Int? = nil) -> FlashOptions {
    FlashOptions(
      scale: scale, mask: mask.mask, blocks: blocks, order: order, threads: threads ?? self.threads)
  }

  /// The tiles that a row of scores is cut into.
  var keyTiles: Int { blocks.map { (dimensions.keys + $0.keys - 1) / $0.keys } ?? 1 }

  var reference: ReferenceAttention {
    let (mask, dimensions) = (mask, dimensions)
    return ReferenceAttention(
      dimensions: dimensions, query: query.storage.map(Double.init),
      key: key.storage.map(Double.init), value: value.storage.map(Double.init),
      scale: scale.map(Double.init) ?? 1 / Double(dimensions.headDim).squareRoot(),
      allows: { mask.allows($0, dimensions) }, bias: mask.bias, biasTerms: mask.biasTerms)
  }

  /// What it takes to draw it again.
  var description: String {
    """
    \(origin)query \(query.shape), key \(key.shape), value \(value.shape), \(mask), \
    scale \(scale.map { "\($0)" } ?? "1/√d"), \
    blocks \(blocks.map { "\($0.queries)×\($0.keys)" } ?? "of the engine"), \(threads) threads
    """
  }
}

private struct Shapes {
  var query, key, value: Shape

  /// Pairs times features; what the reference takes time for.
  private static let largest = 6_000_000

  static func random(from stream: inout RandomStream) -> Shapes {
    while true {
      let (queries, keys) = (length(&stream), stream.flip(0.3) ? nil : length(&stream))
      let (headDim, valueDim) = (features(&stream), stream.flip(0.4) ? nil : features(&stream))
      let batch = stream.pick([1, 1, 1, 2, 3])
      let heads = stream.pick([1, 1, 2, 3, 4, 6, 8])
      let groups = stream.pick((1...heads).filter { heads.isMultiple(of: $0) })
      let (m, dv) = (keys ?? queries, valueDim ?? headDim)
      guard batch * heads * queries * m * (headDim + dv) <= largest else { continue }
      var leading = [batch, heads]
      var leadingOfKeys = [batch, groups]
      if batch == 1, stream.flip(0.5) {
        leading.removeFirst()
        leadingOfKeys.removeFirst()
        if heads == 1, stream.flip(0.5) { (leading, leadingOfKeys) = ([], []) }
      }
      return Shapes(
        query: Shape(leading + [queries, headDim]), key: Shape(leadingOfKeys + [m, headDim]),
        value: Shape(leadingOfKeys + [m, dv]))
    }
  }

  private static func length(_ stream: inout RandomStream) -> Int {
    if stream.flip(0.05) { return Int.random(in: 257...340, using: &stream) }
    return stream.flip(0.5)
      ? stream.pick([1, 2, 5, 6, 7, 15, 16, 17, 31, 33, 47, 48, 49, 95, 96, 97, 127, 128, 129])
      : Int.random(in: 1...150, using: &stream)
  }

  private static func features(_ stream: inout RandomStream) -> Int {
    stream.flip(0.6)
      ? stream.pick([1, 2, 3, 7, 8, 15, 16, 17, 31, 32, 33, 64, 65, 80, 128, 255, 256, 257, 300])
      : Int.random(in: 1...300, using: &stream)
  }
}
