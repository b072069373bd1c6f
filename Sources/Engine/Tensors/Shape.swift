/// The lengths of a tensor's axes, outermost first. Prints as `[2, 8, 64, 64]`.
public struct Shape: Sendable, Hashable, ExpressibleByArrayLiteral, CustomStringConvertible {
  public let axes: [Int]

  /// - Precondition: no axis is negative.
  public init(_ axes: [Int]) {
    precondition(axes.allSatisfy { $0 >= 0 }, "an axis cannot be negative: \(axes)")
    self.axes = axes
  }

  public init(arrayLiteral axes: Int...) { self.init(axes) }

  public var rank: Int { axes.count }

  /// How many numbers a tensor of this shape holds; 1 for the empty shape.
  public var count: Int { axes.reduce(1, *) }

  /// The length of the last axis; 1 for the empty shape.
  public var width: Int { axes.last ?? 1 }

  /// The product of all axes but the last: how many rows of length `width` there are.
  public var rows: Int { axes.dropLast().reduce(1, *) }

  public subscript(axis: Int) -> Int { axes[axis] }

  public var description: String { "[" + axes.map(String.init).joined(separator: ", ") + "]" }

  /// The shape that two shapes are stretched to when they meet element by element, by NumPy's rule:
  /// axes are matched from the last one, and an axis of length 1, or a missing one, is repeated.
  func broadcast(with other: Shape) -> Shape? {
    var result: [Int] = []
    for offset in 1...Swift.max(rank, other.rank, 1) {
      let left = offset <= rank ? axes[rank - offset] : 1
      let right = offset <= other.rank ? other.axes[other.rank - offset] : 1
      guard left == right || left == 1 || right == 1 else { return nil }
      result.append(left == 1 ? right : left)
    }
    let padding = result.count - Swift.max(rank, other.rank)
    return Shape(result.dropLast(padding).reversed())
  }

  /// Row-major strides; 0 along axes that are repeated to reach `target`.
  func strides(broadcastTo target: Shape) -> [Int] {
    var strides = [Int](repeating: 0, count: target.rank)
    var step = 1
    for offset in stride(from: 1, through: rank, by: 1) {
      let length = axes[rank - offset]
      strides[target.rank - offset] = length == 1 ? 0 : step
      step *= length
    }
    return strides
  }
}

/// Shapes that do not fit an operation.
public struct ShapeError: Error, Sendable, Equatable, CustomStringConvertible {
  public var operation: String
  public var left: Shape
  public var right: Shape?
  /// What was expected, to be read after the shapes: "the last axes must be equal".
  public var expected: String

  public init(_ operation: String, _ left: Shape, _ right: Shape? = nil, expected: String) {
    self.operation = operation
    self.left = left
    self.right = right
    self.expected = expected
  }

  public var description: String {
    "\(operation) of \(left)" + (right.map { " and \($0)" } ?? "") + ": \(expected)"
  }
}
