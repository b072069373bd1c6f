import Tensors

/// One problem as the inner loops see it: sizes, pointers, and who sees whom.
struct AttentionProblem {
  let dimensions: AttentionDimensions
  let query: UnsafePointer<Float>
  let key: UnsafePointer<Float>
  let value: UnsafePointer<Float>
  let scale: Float
  let mask: Mask
  private let additions: [BroadcastMask]

  /// Checks the shapes, and lends the operands for as long as `body` runs.
  static func with<Result>(
    _ query: Tensor, _ key: Tensor, _ value: Tensor, scale: Float, mask: Mask,
    _ body: (AttentionProblem) -> Result
  ) throws(ShapeError) -> Result {
    let dimensions = try AttentionDimensions(
      query: query.shape, key: key.shape, value: value.shape)
    try mask.check(sentences: dimensions.batch, shape: dimensions.weightsShape)
    var additions: [BroadcastMask] = []
    for tensor in mask.additions { additions.append(try BroadcastMask(tensor, dimensions)) }
    return query.withPointer { query in
      key.withPointer { key in
        value.withPointer { value in
          body(
            AttentionProblem(
              dimensions: dimensions, query: query, key: key, value: value, scale: scale,
              mask: mask, additions: additions))
        }
      }
    }
  }

  /// Q of one head, `[N, d]`.
  func query(_ head: Head) -> UnsafePointer<Float> {
    query + head.offset(dimensions) * dimensions.queries * dimensions.headDim
  }

  /// K of the group that a head reads, `[M, d]`.
  func key(_ head: Head) -> UnsafePointer<Float> {
    key + head.groupOffset(dimensions) * dimensions.keys * dimensions.headDim
  }

  /// V of the group that a head reads, `[M, dᵥ]`.
  func value(_ head: Head) -> UnsafePointer<Float> {
    value + head.groupOffset(dimensions) * dimensions.keys * dimensions.valueDim
  }

  /// The keys that a query may see, additive masks aside.
  func visibleKeys(_ head: Head, query: Int) -> Range<Int> {
    mask.visibleKeys(
      sentence: head.batch, query: query, queries: dimensions.queries, keys: dimensions.keys)
  }

  /// Adds the additive masks to a tile of scores, rows `step` apart.
  func addMasks(
    to scores: UnsafeMutablePointer<Float>, step: Int, _ head: Head, rows: Range<Int>,
    columns: Range<Int>
  ) {
    for addition in additions {
      addition.add(to: scores, step: step, head, rows: rows, columns: columns)
    }
  }
}

/// One head of one sentence.
struct Head {
  let batch: Int
  let head: Int

  init(batch: Int, head: Int) {
    self.batch = batch
    self.head = head
  }

  init(_ index: Int, _ dimensions: AttentionDimensions) {
    batch = index / dimensions.heads
    head = index % dimensions.heads
  }

  /// Its place among all heads of the batch.
  func offset(_ dimensions: AttentionDimensions) -> Int { batch * dimensions.heads + head }

  /// Its group's place among all groups of the batch.
  func groupOffset(_ dimensions: AttentionDimensions) -> Int {
    batch * dimensions.groups + head / dimensions.headsPerGroup
  }
}

/// An additive mask, stretched over `[B, H, N, M]` by NumPy's rule without being copied.
private struct BroadcastMask {
  private let tensor: Tensor
  /// From one index to the next of each axis; 0 along an axis of length 1.
  private let steps: [Int]

  init(_ tensor: Tensor, _ dimensions: AttentionDimensions) throws(ShapeError) {
    let full = [dimensions.batch, dimensions.heads, dimensions.queries, dimensions.keys]
    let axes = tensor.shape.axes
    guard axes.count <= 4 else {
      throw ShapeError("additive mask", tensor.shape, Shape(full), expected: "four axes at most")
    }
    let padded = [Int](repeating: 1, count: 4 - axes.count) + axes
    guard zip(padded, full).allSatisfy({ $0 == $1 || $0 == 1 }) else {
      throw ShapeError(
        "additive mask", tensor.shape, Shape(full), expected: "axes that are equal or 1")
    }
    var steps = [0, 0, 0, 0]
    var step = 1
    for axis in (0..<4).reversed() {
      steps[axis] = padded[axis] == 1 ? 0 : step
      step *= padded[axis]
    }
    self.tensor = tensor
    self.steps = steps
  }

  func add(
    to scores: UnsafeMutablePointer<Float>, step: Int, _ head: Head, rows: Range<Int>,
    columns: Range<Int>
  ) {
    tensor.withPointer { values in
      let start =
        values + head.batch * steps[0] + head.head * steps[1] + columns.lowerBound * steps[3]
      for row in rows {
        let source = start + row * steps[2]
        let target = scores + (row - rows.lowerBound) * step
        if steps[3] == 0 {
          for column in 0..<columns.count { target[column] += source[0] }
        } else {
          for column in 0..<columns.count { target[column] += source[column] }
        }
      }
    }
  }
}
