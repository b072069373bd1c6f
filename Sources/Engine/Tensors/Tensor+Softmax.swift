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
    let width = shape.width
    return Tensor(shape: shape) { result in
      guard let target = result.baseAddress else { return }
      withPointer { values in
        for start in stride(from: 0, to: result.count, by: Swift.max(width, 1)) {
          softmaxRow(values + start, into: target + start, width, emptyRows)
        }
      }
    }
  }

  /// ln Σ e^x over the last axis, which goes: `[…, N, M]` becomes `[…, N]`. −∞ for an empty row.
  public func logSumExp() -> Tensor {
    reduceRows { row in
      guard let values = row.baseAddress else { return -.infinity }
      let maximum = rowMaximum(values, row.count)
      guard maximum.isFinite else { return row.contains { $0.isNaN } ? .nan : maximum }
      return Float(Double(maximum) + log(sumOfExponentials(values, minus: maximum, row.count)))
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

private func softmaxRow(
  _ row: UnsafePointer<Float>, into result: UnsafeMutablePointer<Float>, _ count: Int,
  _ emptyRows: EmptyRows
) {
  let maximum = rowMaximum(row, count)
  if maximum == -.infinity, emptyRows == .zeros {
    result.update(repeating: 0, count: count)
    return
  }
  let sum = Float(exponentials(row, minus: maximum, into: result, count))
  for index in 0..<count { result[index] /= sum }
}
