/// The row-major places of a tensor's numbers, in the order that they have in a file.
struct StorageWalk {
  private let axes: [Int]
  private let steps: [Int]
  private var index: [Int]
  private var offset = 0

  init(_ shape: Shape, isFortranOrder: Bool) {
    var steps = [Int](repeating: 1, count: shape.rank)
    for axis in stride(from: shape.rank - 2, through: 0, by: -1) {
      steps[axis] = steps[axis + 1] * shape[axis + 1]
    }
    // The axis that runs fastest comes first.
    axes = isFortranOrder ? shape.axes : [shape.count]
    self.steps = isFortranOrder ? steps : [1]
    index = [Int](repeating: 0, count: axes.count)
  }

  mutating func next() -> Int {
    defer { advance() }
    return offset
  }

  private mutating func advance() {
    for axis in axes.indices {
      index[axis] += 1
      offset += steps[axis]
      guard index[axis] == axes[axis] else { return }
      offset -= index[axis] * steps[axis]
      index[axis] = 0
    }
  }
}

extension Shape {
  /// One index an axis, of the number at a row-major place.
  func index(at offset: Int) -> [Int] {
    var rest = offset
    var index: [Int] = []
    for axis in axes.reversed() {
      index.append(rest % axis)
      rest /= axis
    }
    return index.reversed()
  }
}
