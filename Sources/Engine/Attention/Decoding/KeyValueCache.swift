import Tensors

/// The keys and values of the tokens so far, so that a new token costs one row of attention and not
/// all of them again. With a window, the newest token takes the oldest one's place in a ring.
///
/// ```swift
/// var cache = KeyValueCache(batch: 1, groups: 2, headDim: 64)
/// try cache.append(key: key, value: value)                          // [1, 2, 1, 64]
/// let output = try engine.attend(query: query, cache: cache).output // [1, 8, 1, 64]
/// ```
public struct KeyValueCache: Sendable {
  public let batch: Int
  public let groups: Int
  public let headDim: Int
  public let valueDim: Int
  /// How many tokens are kept at most; nil for all
  public let window: Int?
  /// How many tokens have been appended
  public private(set) var length = 0

  /// Rows of d and dᵥ numbers of each group of each sentence. They are lent to tensors as they are,
  /// never copied.
  private var keys: [[Float]]
  private var values: [[Float]]

  /// - Parameters:
  ///   - valueDim: `headDim` where nil
  ///   - window: at least 1, or it is taken as 1
  /// - Precondition: no size is negative
  public init(
    batch: Int, groups: Int, headDim: Int, valueDim: Int? = nil, window: Int? = nil
  ) {
    precondition(
      min(batch, groups, headDim, valueDim ?? 0) >= 0, "the sizes of a cache cannot be negative")
    self.batch = batch
    self.groups = groups
    self.headDim = headDim
    self.valueDim = valueDim ?? headDim
    self.window = window.map { max($0, 1) }
    keys = [[Float]](repeating: [], count: batch * groups)
    values = keys
  }

  /// How many tokens are kept.
  public var count: Int { min(length, window ?? length) }

  /// What is kept takes so many bytes.
  public var bytes: Int {
    batch * groups * count * (headDim + valueDim) * MemoryLayout<Float>.stride
  }

  /// The position in the text of each token that is kept, in the order in which it is kept: the order
  /// of the keys for masks and weights.
  public var positions: [Int] {
    (0..<count).map { slot in slot + (length - 1 - slot) / count * count }
  }

  /// - Parameters: key `[B, G, n, d]` and value `[B, G, n, dᵥ]` of the next n tokens
  /// - Throws: `ShapeError`
  public mutating func append(key: Tensor, value: Tensor) throws(ShapeError) {
    let tokens = key.shape.rank == 4 ? key.shape[2] : 0
    for (tensor, width) in [(key, headDim), (value, valueDim)]
    where tensor.shape != [batch, groups, tokens, width] {
      throw ShapeError(
        "key-value cache", key.shape, value.shape,
        expected: "[\(batch), \(groups), tokens, \(headDim)] and "
          + "[\(batch), \(groups), tokens, \(valueDim)]")
    }
    for token in 0..<tokens {
      let position = length + token
      let slot = window.map { position % $0 } ?? position
      for group in keys.indices {
        keys[group].put(key.row(group * tokens + token), inRow: slot)
        values[group].put(value.row(group * tokens + token), inRow: slot)
      }
    }
    length += tokens
  }

  /// The keys `[1, 1, count, d]` and values `[1, 1, count, dᵥ]` of one group.
  func operands(sentence: Int, group: Int) throws(ShapeError) -> (key: Tensor, value: Tensor) {
    let index = sentence * groups + group
    return (
      try Tensor(keys[index], shape: [1, 1, count, headDim]),
      try Tensor(values[index], shape: [1, 1, count, valueDim])
    )
  }
}

extension [Float] {
  /// Overwrites a row, or adds it where it is the next one.
  fileprivate mutating func put(_ row: ArraySlice<Float>, inRow index: Int) {
    if index * row.count == count {
      self += row
    } else {
      replaceSubrange(index * row.count..<(index + 1) * row.count, with: row)
    }
  }
}
