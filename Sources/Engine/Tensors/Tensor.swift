/// Numbers in a grid of any rank: Float32, row-major, copied on write.
///
/// ```swift
/// let scores = try query.timesTransposed(key).scaled(by: 1 / Float(d).squareRoot())
/// let weights = scores.softmax()                      // [N, M], each row sums to 1
/// let output = try weights.times(value)               // [N, d]
/// ```
public struct Tensor: Sendable, Equatable {
  public let shape: Shape
  /// The numbers, row-major: `shape.count` of them.
  public private(set) var storage: [Float]

  /// - Throws: `ShapeError` where the count of values is not that of the shape.
  public init(_ values: [Float], shape: Shape) throws(ShapeError) {
    guard values.count == shape.count else {
      throw ShapeError(
        "tensor", shape, [values.count], expected: "\(shape.count) values make this shape")
    }
    self.init(shape: shape, storage: values)
  }

  public init(repeating value: Float, shape: Shape) {
    self.init(shape: shape, storage: [Float](repeating: value, count: shape.count))
  }

  public static func zeros(_ shape: Shape) -> Tensor { Tensor(repeating: 0, shape: shape) }

  /// A vector `[N]`.
  public init(_ values: [Float]) { self.init(shape: [values.count], storage: values) }

  /// A matrix by a function of row and column, `[rows, columns]`.
  public init(rows: Int, columns: Int, _ value: (_ row: Int, _ column: Int) -> Float) {
    var storage: [Float] = []
    storage.reserveCapacity(rows * columns)
    for row in 0..<rows {
      for column in 0..<columns { storage.append(value(row, column)) }
    }
    self.init(shape: [rows, columns], storage: storage)
  }

  init(shape: Shape, storage: [Float]) {
    self.shape = shape
    self.storage = storage
  }

  /// A tensor whose numbers `fill` writes; it must write each of them.
  init(shape: Shape, filledBy fill: (UnsafeMutableBufferPointer<Float>) -> Void) {
    self.shape = shape
    storage = [Float](unsafeUninitializedCapacity: shape.count) { buffer, count in
      fill(UnsafeMutableBufferPointer(rebasing: buffer[..<shape.count]))
      count = shape.count
    }
  }

  public var count: Int { storage.count }

  /// The number at one index an axis.
  /// - Precondition: as many indices as axes, each within its axis.
  public subscript(indices: Int...) -> Float {
    get { storage[offset(of: indices)] }
    set { storage[offset(of: indices)] = newValue }
  }

  private func offset(of indices: [Int]) -> Int {
    precondition(indices.count == shape.rank, "\(indices.count) indices into \(shape)")
    var offset = 0
    for (index, length) in zip(indices, shape.axes) {
      precondition(index >= 0 && index < length, "index \(indices) outside \(shape)")
      offset = offset * length + index
    }
    return offset
  }

  /// Writes through to the numbers, row-major.
  public mutating func withUnsafeMutableValues<Result>(
    _ body: (UnsafeMutableBufferPointer<Float>) throws -> Result
  ) rethrows -> Result {
    try storage.withUnsafeMutableBufferPointer { try body($0) }
  }

  /// The row at `index`, where all axes but the last are counted as one.
  public func row(_ index: Int) -> ArraySlice<Float> {
    storage[index * shape.width..<(index + 1) * shape.width]
  }
}

extension Tensor: CustomStringConvertible {
  public var description: String { "Tensor\(shape)" }
}
