extension TensorView {
  /// The numbers in the view's own order. They are copied, unless the view shows all of its storage
  /// as it stands.
  public var materialized: Tensor {
    if offset == 0, storage.count == count, isContiguous {
      return Tensor(shape: shape, storage: storage)
    }
    return Tensor(shape: shape) { result in
      storage.withUnsafeBufferPointer { values in
        guard let source = values.baseAddress, let target = result.baseAddress else { return }
        copy(from: source + offset, to: target)
      }
    }
  }

  private func copy(from source: UnsafePointer<Float>, to target: UnsafeMutablePointer<Float>) {
    var plan = StridedPair(shape, left: strides, right: shape.strides)
    let last = plan.rank - 1
    let width = plan.lengths[last]
    let step = plan.leftSteps[last]
    // A transpose reads along one axis and writes along another: whichever of the two is walked to
    // its end, the other side takes a new cache line at each step. Square tiles use up both.
    if step > 1, let along = plan.leftSteps.firstIndex(of: 1) {
      plan.moveBeforeLast(along)
      let (rows, targetStep) = (plan.lengths[last - 1], plan.rightSteps[last - 1])
      for (from, to) in plan.offsets(skippingLast: 2) {
        copyTransposed(
          source + from, step: step, to: target + to, step: targetStep, rows: rows, columns: width)
      }
      return
    }
    for (from, to) in plan.offsets(skippingLast: 1) {
      let (line, result) = (source + from, target + to)
      switch step {
      case 1: result.update(from: line, count: width)
      case 0: result.update(repeating: line[0], count: width)
      default: for index in 0..<width { result[index] = line[index * step] }
      }
    }
  }
}

/// Bᵀ → A in tiles: `target[row, column]` ← `source[column, row]`.
private func copyTransposed(
  _ source: UnsafePointer<Float>, step sourceStep: Int,
  to target: UnsafeMutablePointer<Float>, step targetStep: Int, rows: Int, columns: Int
) {
  let tile = 16
  for firstRow in stride(from: 0, to: rows, by: tile) {
    for firstColumn in stride(from: 0, to: columns, by: tile) {
      for row in firstRow..<min(firstRow + tile, rows) {
        for column in firstColumn..<min(firstColumn + tile, columns) {
          target[row * targetStep + column] = source[column * sourceStep + row]
        }
      }
    }
  }
}
