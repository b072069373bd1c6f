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

  /// Where each operand stands, for every position of all axes but the last `inner`, in row-major
  /// order. Nothing where an axis is empty.
  func forEachOffset(
    skippingLast inner: Int, _ body: (_ left: Int, _ right: Int) -> Void
  ) {
    guard !lengths.contains(0) else { return }
    var position = [Int](repeating: 0, count: rank - inner)
    var (left, right) = (0, 0)
    while true {
      body(left, right)
      var axis = position.count - 1
      while axis >= 0 {
        position[axis] += 1
        left += leftSteps[axis]
        right += rightSteps[axis]
        if position[axis] < lengths[axis] { break }
        left -= leftSteps[axis] * lengths[axis]
        right -= rightSteps[axis] * lengths[axis]
        position[axis] = 0
        axis -= 1
      }
      if axis < 0 { return }
    }
  }
}
