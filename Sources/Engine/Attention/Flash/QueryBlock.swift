import Tensors

/// Br queries and what Algorithm 1 keeps of them on chip: Q, O, m and ℓ.
final class QueryBlock {
  private(set) var rows = 0..<0
  private(set) var head: Head
  /// Q times the scale, `[Br, d]`
  let query: UnsafeMutablePointer<Float>
  /// O, `[Br, dᵥ]`, rows `outputStep` apart
  let output: UnsafeMutablePointer<Float>
  let outputStep: Int
  /// m, the largest score of each row so far
  let maximum: UnsafeMutablePointer<Float>
  /// ℓ, the sum of e^(S − m) of each row so far
  let sum: UnsafeMutablePointer<Float>
  /// e^(m′ − m), m′ being m before the last tile
  let rescale: UnsafeMutablePointer<Float>
  /// The keys that each row sees, and those that any of them does
  private(set) var first: [Int]
  private(set) var end: [Int]
  private(set) var visible = 0..<0

  private let dimensions: AttentionDimensions
  private let memory: Scratch

  init(_ dimensions: AttentionDimensions, capacity: Int) {
    self.dimensions = dimensions
    head = Head(batch: 0, head: 0)
    outputStep = dimensions.valueDim.roundedUp(to: 16)
    memory = Scratch(capacity * (dimensions.headDim + outputStep + 3))
    output = memory.pointer
    query = output + capacity * outputStep
    maximum = query + capacity * dimensions.headDim
    sum = maximum + capacity
    rescale = sum + capacity
    first = [Int](repeating: 0, count: capacity)
    end = first
  }

  var bytes: Int { memory.bytes + 2 * first.count * MemoryLayout<Int>.stride }

  /// Q_i ← its rows; O ← 0, ℓ ← 0, m ← −∞.
  func load(_ rows: Range<Int>, of head: Head, _ problem: AttentionProblem) {
    self.rows = rows
    self.head = head
    let source = problem.query(head) + rows.lowerBound * dimensions.headDim
    for index in 0..<rows.count * dimensions.headDim {
      query[index] = source[index] * problem.scale  // FA-2:4
    }
    output.update(repeating: 0, count: rows.count * outputStep)  // FA-2:5
    maximum.update(repeating: -.infinity, count: rows.count)
    sum.update(repeating: 0, count: rows.count)
    rescale.update(repeating: 1, count: rows.count)
    for (index, row) in rows.enumerated() {
      let range = problem.visibleKeys(head, query: row)
      (first[index], end[index]) = (range.lowerBound, range.upperBound)
    }
    visible = (0..<rows.count).lazy.map { [first, end] in first[$0]..<end[$0] }.span ?? 0..<0
  }

  /// The tiles that some row sees: the others are skipped, above the diagonal of a causal mask and
  /// outside of a window.
  func visibleTiles(of size: Int) -> Range<Int> { visible.blocks(of: size) }

  /// m ← max(m, rowmax S).
  func raiseMaximum(of row: Int, to largest: Float, _ rules: FlashRules) {
    let before = maximum[row]
    if rules.followsMaximum || before == -.infinity {
      maximum[row] = max(before, largest)  // FA-1:11m FA-2:9m
    }
    // Where nothing was seen so far there is nothing to rescale, and −∞ − (−∞) is NaN.
    let unchanged = before == maximum[row] || !rules.rescales
    rescale[row] = unchanged ? 1 : exponential(before - maximum[row])
  }

  /// ℓ ← e^(m′ − m)·ℓ + rowsum P.
  func addToSum(of row: Int, _ weights: Float, _ rules: FlashRules) {
    sum[row] = (rules.accumulatesSum ? rescale[row] * sum[row] : 0) + weights  // FA-1:11ℓ FA-2:9ℓ
  }

  /// O ← diag(ℓ)·O, of an O that was divided by it.
  func multiplyBySum() {
    for row in 0..<rows.count where sum[row] != 0 {
      let target = output + row * outputStep
      for column in 0..<dimensions.valueDim { target[column] *= sum[row] }
    }
  }

  /// O ← diag(ℓ)⁻¹·O.
  func divideBySum() {
    for row in 0..<rows.count where sum[row] != 0 {
      let target = output + row * outputStep
      let inverse = 1 / sum[row]
      for column in 0..<dimensions.valueDim { target[column] *= inverse }
    }
  }

  /// O_i and L_i = m + ln ℓ to main memory.
  func store(
    output results: UnsafeMutablePointer<Float>, logSumExp: UnsafeMutablePointer<Float>,
    rest: UnsafeMutablePointer<Float>
  ) {
    let start = head.offset(dimensions) * dimensions.queries + rows.lowerBound
    for row in 0..<rows.count {
      (results + (start + row) * dimensions.valueDim)
        .update(from: output + row * outputStep, count: dimensions.valueDim)  // FA-2:14
      let logSum = naturalLogarithm(sum[row])  // FA-2:13
      logSumExp[start + row] = sum[row] == 0 ? -.infinity : maximum[row] + logSum  // FA-2:15
      rest[start + row] = sum[row] == 0 ? 0 : logSum - (logSumExp[start + row] - maximum[row])
    }
  }
}
