/// Mean and variance over some axes, as batch normalisation shares them out (Ioffe & Szegedy 2015).
///
/// ```swift
/// let batch = try features.moments(over: [0, 1])              // [B, N, d] gives [1, 1, d]
/// let trained = try features.normalized(by: batch)            // in training: by its own batch
/// running.move(towards: batch)                                // for evaluation
/// ```
public struct Moments: Sendable, Equatable {
  /// The mean; axes that it was taken over have length 1.
  public var mean: Tensor
  /// The mean squared distance from the mean, divided by n; of the same shape.
  public var variance: Tensor
  /// How many numbers each was taken over: n.
  public var count: Int

  public init(mean: Tensor, variance: Tensor, count: Int = 0) {
    self.mean = mean
    self.variance = variance
    self.count = count
  }

  /// Running statistics: each moves by a part of the way, the variance towards the batch's divided by
  /// n − 1, as PyTorch does. One number a feature has no such variance; the running one then stays.
  /// - Throws: `ShapeError` naming both shapes
  public mutating func move(towards batch: Moments, momentum: Float = 0.1) throws(ShapeError) {
    guard batch.mean.shape == mean.shape else {
      throw ShapeError(
        "running statistics", mean.shape, batch.mean.shape, expected: "the shapes must be equal")
    }
    mean = try mean.scaled(by: 1 - momentum).plus(batch.mean.scaled(by: momentum))
    guard batch.count > 1 else { return }
    let unbiased = Float(Double(batch.count) / Double(batch.count - 1))
    variance = try variance.scaled(by: 1 - momentum)
      .plus(batch.variance.scaled(by: momentum * unbiased))
  }
}

extension Tensor {
  /// Mean and variance over `axes`, which stay with length 1, so that the result meets this tensor
  /// again element by element. NaN where nothing is taken together.
  /// - Throws: `ShapeError` where an axis is not there, or is named twice
  public func moments(over axes: [Int]) throws(ShapeError) -> Moments {
    guard axes.allSatisfy({ shape.axes.indices.contains($0) }), Set(axes).count == axes.count else {
      throw ShapeError("moments", shape, expected: "\(axes) are not different axes of it")
    }
    let kept = shape.axes.indices.filter { !axes.contains($0) }
    // Features last: sums then run along the memory, one for each feature.
    let rows = view.reordered(axes + kept).materialized
    let count = axes.map { shape[$0] }.reduce(1, *)
    let features = kept.map { shape[$0] }.reduce(1, *)
    let means = rows.columnSums(count, features).map { $0 / Double(count) }
    let squares = rows.columnSums(count, features, ofSquaresAround: means)
    let target = Shape(shape.axes.indices.map { axes.contains($0) ? 1 : shape[$0] })
    return Moments(
      mean: Tensor(shape: target, storage: means.map { Float($0) }),
      variance: Tensor(shape: target, storage: squares.map { Float($0 / Double(count)) }),
      count: count)
  }

  /// (x − μ)/√(σ² + ε), element by element. Gain and bias follow as `multiplied(by:)` and `plus`.
  /// - Throws: `ShapeError` naming both shapes
  public func normalized(
    by moments: Moments, epsilon: Float = 1e-5
  ) throws(ShapeError) -> Tensor {
    try minus(moments.mean).divided(by: moments.variance.map { ($0 + epsilon).squareRoot() })
  }

  /// Σx of each column of `[rows, columns]`, or Σ(x − centre)² with a centre for each.
  private func columnSums(
    _ rows: Int, _ columns: Int, ofSquaresAround centres: [Double]? = nil
  ) -> [Double] {
    var sums = [Double](repeating: 0, count: columns)
    sums.withUnsafeMutableBufferPointer { sums in
      withPointer { values in
        guard let centres else {
          for row in 0..<rows {
            let line = values + row * columns
            for column in 0..<columns { sums[column] += Double(line[column]) }
          }
          return
        }
        centres.withUnsafeBufferPointer { centres in
          for row in 0..<rows {
            let line = values + row * columns
            for column in 0..<columns {
              let distance = Double(line[column]) - centres[column]
              sums[column] += distance * distance
            }
          }
        }
      }
    }
    return sums
  }
}
