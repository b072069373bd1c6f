// What is taken row by row, a row being a line of the last axis.

extension Tensor {
  /// √Σx² of each row: `[…, N, d]` becomes `[…, N]`.
  public func l2Norm() -> Tensor {
    Tensor(shape: Shape(shape.axes.dropLast())) { result in
      forEachRow { index, row in result[index] = Float(sumOfSquares(row, around: 0).squareRoot()) }
    }
  }

  /// (x − μ)/√(σ² + ε) with μ and σ² of each row, σ² divided by n. Layer normalisation (Ba et al.
  /// 2016) without its gain and bias, which follow as `multiplied(by:)` and `plus`.
  public func layerNormalized(epsilon: Float = 1e-5) -> Tensor {
    Tensor(shape: shape) { result in
      let width = shape.width
      forEachRow { index, row in
        var sum = 0.0
        for value in row { sum += Double(value) }
        let mean = sum / Double(width)
        let variance = sumOfSquares(row, around: mean) / Double(width)
        let factor = 1 / (variance + Double(epsilon)).squareRoot()
        for column in 0..<width {
          result[index * width + column] = Float((Double(row[column]) - mean) * factor)
        }
      }
    }
  }

  /// x/√(mean of x² + ε) in each row. RMSNorm (Zhang & Sennrich 2019) without its gain, which follows
  /// as `multiplied(by:)`.
  public func rmsNormalized(epsilon: Float = 1e-6) -> Tensor {
    Tensor(shape: shape) { result in
      let width = shape.width
      forEachRow { index, row in
        let square = sumOfSquares(row, around: 0) / Double(width)
        let factor = 1 / (square + Double(epsilon)).squareRoot()
        for column in 0..<width {
          result[index * width + column] = Float(Double(row[column]) * factor)
        }
      }
    }
  }

  /// The sum of each row up to each of its numbers: 1, 2, 3 becomes 1, 3, 6.
  public func cumulativeSum() -> Tensor {
    Tensor(shape: shape) { result in
      let width = shape.width
      forEachRow { index, row in
        var sum = 0.0
        for column in 0..<width {
          sum += Double(row[column])
          result[index * width + column] = Float(sum)
        }
      }
    }
  }

  /// The `count` largest numbers of each row, the largest first, of equals the one that stands first;
  /// NaN comes last.
  /// - Returns: values `[…, count]`, and for each of them, row-major, its position in the row
  /// - Throws: `ShapeError` where a row is shorter
  public func topK(_ count: Int) throws(ShapeError) -> (values: Tensor, positions: [Int]) {
    let isScalar = shape.rank == 0
    guard !isScalar, count >= 0, count <= shape.width else {
      throw ShapeError("top \(count)", shape, expected: "a row has \(shape.width) numbers")
    }
    var values: [Float] = []
    var positions: [Int] = []
    for index in 0..<shape.rows {
      let row = Array(row(index))
      let order = row.indices.sorted { first, second in
        let (a, b) = (row[first], row[second])
        if a.isNaN || b.isNaN { return a.isNaN == b.isNaN ? first < second : b.isNaN }
        return a == b ? first < second : a > b
      }
      positions += order[..<count]
      values += order[..<count].map { row[$0] }
    }
    let target = Shape(shape.axes.dropLast() + [count])
    return (Tensor(shape: target, storage: values), positions)
  }

  private func forEachRow(_ body: (_ index: Int, _ row: UnsafeBufferPointer<Float>) -> Void) {
    let width = shape.width
    withPointer { values in
      for index in 0..<shape.rows {
        body(index, UnsafeBufferPointer(start: values + index * width, count: width))
      }
    }
  }
}

/// Σ(x − `centre`)², in Double, so that nothing overflows.
private func sumOfSquares(_ row: UnsafeBufferPointer<Float>, around centre: Double) -> Double {
  var sum = 0.0
  for value in row {
    let distance = Double(value) - centre
    sum += distance * distance
  }
  return sum
}
