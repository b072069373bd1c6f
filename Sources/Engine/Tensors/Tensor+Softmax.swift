#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// What softmax gives for a row of nothing but −∞.
public enum EmptyRows: Sendable {
  /// 0/0, as the formula says.
  case notANumber
  /// A guard: no weight for anything.
  case zeros
}

extension Tensor {
  /// e^(xⱼ − m) / Σ e^(xₖ − m) over the last axis, m being the row's largest number: taking it away
  /// changes nothing but keeps e^x from overflowing (Milakov & Gimelshein 2018, §2).
  public func softmax(emptyRows: EmptyRows = .notANumber) -> Tensor {
    mapRows { row, result in
      let maximum = largest(row)
      if maximum == -.infinity, emptyRows == .zeros {
        for index in 0..<row.count { result[index] = 0 }
        return
      }
      var sum: Float = 0
      for index in 0..<row.count {
        let exponential = expf(row[index] - maximum)
        result[index] = exponential
        sum += exponential
      }
      for index in 0..<row.count { result[index] /= sum }
    }
  }

  /// ln Σ e^x over the last axis, which goes: `[…, N, M]` becomes `[…, N]`. −∞ for an empty row.
  public func logSumExp() -> Tensor {
    reduceRows { row in
      let maximum = largest(row)
      guard maximum.isFinite else { return row.contains { $0.isNaN } ? .nan : maximum }
      var sum: Float = 0
      for value in row { sum += expf(value - maximum) }
      return maximum + logf(sum)
    }
  }

  /// −Σ p ln p over the last axis, in nats; rows are probabilities, and 0 ln 0 is 0.
  public func entropy() -> Tensor {
    reduceRows { row in
      var sum: Float = 0
      for p in row where p != 0 { sum -= p * logf(p) }
      return sum
    }
  }

  /// The Frobenius norm of softmax's Jacobian diag(p) − ppᵀ at each row p: how much of a gradient
  /// comes through. Its square is Σp² − 2Σp³ + (Σp²)².
  public func softmaxJacobianNorm() -> Tensor {
    reduceRows { row in
      // The three sums nearly cancel where p is close to one-hot, hence Double.
      var squares = 0.0
      var cubes = 0.0
      for value in row {
        let p = Double(value)
        squares += p * p
        cubes += p * p * p
      }
      let square = squares - 2 * cubes + squares * squares
      return square < 0 ? 0 : Float(square.squareRoot())
    }
  }

  /// The same shape, row by row.
  private func mapRows(
    _ body: (_ row: UnsafeBufferPointer<Float>, _ result: UnsafeMutableBufferPointer<Float>) -> Void
  ) -> Tensor {
    let width = shape.width
    return Tensor(shape: shape) { result in
      storage.withUnsafeBufferPointer { values in
        for start in stride(from: 0, to: values.count, by: Swift.max(width, 1)) {
          body(
            UnsafeBufferPointer(rebasing: values[start..<start + width]),
            UnsafeMutableBufferPointer(rebasing: result[start..<start + width]))
        }
      }
    }
  }

  /// One number a row: the last axis goes.
  private func reduceRows(_ body: (UnsafeBufferPointer<Float>) -> Float) -> Tensor {
    let width = shape.width
    return Tensor(shape: Shape(shape.axes.dropLast())) { result in
      storage.withUnsafeBufferPointer { values in
        for row in 0..<result.count {
          result[row] = body(UnsafeBufferPointer(rebasing: values[row * width..<(row + 1) * width]))
        }
      }
    }
  }
}

/// −∞ for an empty row; NaN is passed over, and shows in what is computed next.
@inline(__always)
private func largest(_ row: UnsafeBufferPointer<Float>) -> Float {
  var maximum = -Float.infinity
  for value in row where value > maximum { maximum = value }
  return maximum
}
