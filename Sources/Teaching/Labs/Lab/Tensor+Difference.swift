import Tensors

extension Tensor {
  /// The largest |a − b| of two tensors; NaN where a number is none.
  /// - Throws: `ShapeError` where the shapes do not fit
  func largestDifference(from other: Tensor) throws(ShapeError) -> Double {
    try minus(other).storage.reduce(0) { largest, value in
      value.isNaN || largest.isNaN ? .nan : Swift.max(largest, Double(value.magnitude))
    }
  }
}
