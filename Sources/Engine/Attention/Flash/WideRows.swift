import Tensors

extension AttentionProblem {
  /// Finite operands may give scores beyond Float32, or sums of values that only the division by ℓ
  /// brings back. Such a row has come out as NaN or ∞, and is computed again in Double.
  func mendOverflow(
    _ head: Head, rows: Range<Int>, output: UnsafeMutablePointer<Float>,
    logSumExp: UnsafeMutablePointer<Float>
  ) {
    for row in rows {
      let index = head.offset(dimensions) * dimensions.queries + row
      let target = output + index * dimensions.valueDim
      let isEmpty = logSumExp[index] == -.infinity
      let isFine = isEmpty || logSumExp[index].isFinite && isFinite(target, dimensions.valueDim)
      guard !isFine, operandsAreFinite(head, row: row) else { continue }
      computeInDouble(head, row: row, output: target, logSumExp: logSumExp + index)
    }
  }

  private func operandsAreFinite(_ head: Head, row: Int) -> Bool {
    let keys = dimensions.keys
    return isFinite(query(head) + row * dimensions.headDim, dimensions.headDim)
      && isFinite(key(head), keys * dimensions.headDim)
      && isFinite(value(head), keys * dimensions.valueDim)
  }

  private func computeInDouble(
    _ head: Head, row: Int, output: UnsafeMutablePointer<Float>,
    logSumExp: UnsafeMutablePointer<Float>
  ) {
    let keys = dimensions.keys
    let masks = Scratch(keys)
    addMasks(to: masks.pointer, step: keys, head, rows: row..<row + 1, columns: 0..<keys)
    let visible = visibleKeys(head, query: row).filter { masks.pointer[$0] != -.infinity }
    let query = query(head) + row * dimensions.headDim
    let scores = visible.map { key -> Double in
      let key = (self.key(head) + key * dimensions.headDim, Double(masks.pointer[key]))
      return (0..<dimensions.headDim).reduce(key.1) {
        $0 + Double(scale) * Double(query[$1]) * Double(key.0[$1])
      }
    }
    guard let maximum = scores.max() else { return }
    let weights = scores.map { exponential($0 - maximum) }
    let sum = weights.reduce(0, +)
    for column in 0..<dimensions.valueDim {
      let total = zip(visible, weights).reduce(0.0) {
        $0 + $1.1 * Double(value(head)[$1.0 * dimensions.valueDim + column])
      }
      output[column] = nearestFinite(total / sum)
    }
    logSumExp[0] = nearestFinite(maximum + naturalLogarithm(sum))
  }
}

/// A number times 0 is NaN where it is not finite, and one sum shows it.
private func isFinite(_ values: UnsafePointer<Float>, _ count: Int) -> Bool {
  var lanes = SIMD8<Float>.zero
  var index = 0
  while index + 8 <= count {
    lanes += UnsafeRawPointer(values + index).loadUnaligned(as: SIMD8<Float>.self) * 0
    index += 8
  }
  var sum = lanes.sum()
  while index < count {
    sum += values[index] * 0
    index += 1
  }
  return sum == 0
}

private func nearestFinite(_ value: Double) -> Float {
  let greatest = Double(Float.greatestFiniteMagnitude)
  return Float(min(max(value, -greatest), greatest))
}
