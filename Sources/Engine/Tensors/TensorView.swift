/// A tensor's numbers seen in another order: a transpose, a slice or a repetition that copies nothing.
/// The number at indices i, j, … stands at `offset` + i·`strides[0]` + j·`strides[1]` + ….
///
/// ```swift
/// let heads = try features.view.split(axis: 2, into: [h, d]).permuted([0, 2, 1, 3])  // [B, h, N, d]
/// let shared = try key.view.broadcast(to: [B, H, M, d])       // one key for all heads, by stride 0
/// ```
///
/// A view keeps the numbers that it was made from: writing to the tensor later leaves it as it is.
public struct TensorView: Sendable {
  public let shape: Shape
  /// How far apart neighbours along each axis are in the storage, in numbers; 0 where one number is
  /// repeated.
  public let strides: [Int]
  /// Where the first number is.
  public let offset: Int
  let storage: [Float]

  init(shape: Shape, strides: [Int], offset: Int, storage: [Float]) {
    self.shape = shape
    self.strides = strides
    self.offset = offset
    self.storage = storage
  }

  /// How many numbers the view shows.
  public var count: Int { shape.count }

  /// Whether the numbers lie in the storage one after the other, in the view's own order.
  public var isContiguous: Bool {
    var step = 1
    for axis in stride(from: shape.rank - 1, through: 0, by: -1) where shape[axis] != 1 {
      guard strides[axis] == step || shape[axis] == 0 else { return false }
      step *= shape[axis]
    }
    return true
  }

  /// The number at one index an axis.
  /// - Precondition: as many indices as axes, each within its axis
  public subscript(indices: Int...) -> Float {
    precondition(indices.count == shape.rank, "\(indices.count) indices into \(shape)")
    var place = offset
    for (axis, index) in indices.enumerated() {
      precondition(index >= 0 && index < shape[axis], "index \(indices) outside \(shape)")
      place += index * strides[axis]
    }
    return storage[place]
  }
}

extension Tensor {
  /// All numbers, as they are.
  public var view: TensorView {
    TensorView(shape: shape, strides: shape.strides, offset: 0, storage: storage)
  }
}

extension Shape {
  /// Row-major strides.
  var strides: [Int] {
    var strides = [Int](repeating: 1, count: rank)
    for axis in stride(from: rank - 2, through: 0, by: -1) {
      strides[axis] = strides[axis + 1] * axes[axis + 1]
    }
    return strides
  }
}

extension TensorView: CustomStringConvertible {
  public var description: String { "TensorView\(shape)" }
}
