/// Two operands that walk through one shape in step, each with its own strides. Neighbouring axes
/// that both operands cross in even steps are merged, so that the innermost line is long.
struct StridedPair {
  private(set) var lengths: [Int] = []
  private(set) var leftSteps: [Int] = []
  private(set) var rightSteps: [Int] = []

  init(_ shape: Shape, left: [Int], right: [Int]) {
    for axis in 0..<shape.rank where shape[axis] != 1 {
      let length = shape[axis]
      if let last = lengths.indices.last, leftSteps[last] == left[axis] * length,
        rightSteps[last] == right[axis] * length
      {
        lengths[last] *= length
        leftSteps[last] = left[axis]
        rightSteps[last] = right[axis]
      } else {
        lengths.append(length)
        leftSteps.append(left[axis])
        rightSteps.append(right[axis])
      }
    }
    if lengths.isEmpty {
      lengths = [1]
      leftSteps = [1]
      rightSteps = [1]
    }
  }

  /// How many axes are left once merged: one or more.
  var rank: Int { lengths.count }

  /// Makes `axis` the last but one; the last stays.
  mutating func moveBeforeLast(_ axis: Int) {
    let target = rank - 2
    lengths.insert(lengths.remove(at: axis), at: target)
    leftSteps.insert(leftSteps.remove(at: axis), at: target)
    rightSteps.insert(rightSteps.remove(at: axis), at: target)
  }

  /// Where the operands stand, for every position of all axes but the last `inner`.
  func offsets(skippingLast inner: Int) -> StridedOffsets { StridedOffsets(self, inner) }
}

/// Where two operands stand, position by position in row-major order; nowhere where an axis is empty.
/// A sequence and no loop with a closure, since loops are only vectorised where they are in sight of
/// what they compute.
struct StridedOffsets: Sequence, IteratorProtocol {
  private let pair: StridedPair
  private var position: [Int]
  private var offsets = (left: 0, right: 0)
  private var isDone: Bool

  fileprivate init(_ pair: StridedPair, _ inner: Int) {
    self.pair = pair
    position = [Int](repeating: 0, count: pair.rank - inner)
    isDone = pair.lengths.contains(0)
  }

  mutating func next() -> (left: Int, right: Int)? {
    if isDone { return nil }
    let current = offsets
    var axis = position.count - 1
    while axis >= 0 {
      position[axis] += 1
      offsets.left += pair.leftSteps[axis]
      offsets.right += pair.rightSteps[axis]
      if position[axis] < pair.lengths[axis] { return current }
      offsets.left -= pair.leftSteps[axis] * pair.lengths[axis]
      offsets.right -= pair.rightSteps[axis] * pair.lengths[axis]
      position[axis] = 0
      axis -= 1
    }
    isDone = true
    return current
  }
}
