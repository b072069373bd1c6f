import Tensors

/// What comes out of attention with the whole matrix in memory.
public struct NaiveRun: Sendable {
  /// `[B, H, N, dᵥ]`, in the rank of the queries; zeros for a query that sees nothing
  public var output: Tensor
  /// `[B, H, N]`, in nats; −∞ for a query that sees nothing
  public var logSumExp: Tensor
  /// `[B, H, N, M]`, where they were asked for
  public var weights: Tensor?
  /// Scratch memory at its largest, the results not counted
  public var peakBytes: Int
}

extension AttentionEngine {
  /// Softmax(QKᵀ·scale + mask)·V by its definition: the scores of a head are all computed, then all
  /// turned into weights, then used. What flash attention is measured against.
  /// - Parameters: query `[B, H, N, d]`; key `[B, G, M, d]`; value `[B, G, M, dᵥ]`, where G divides H
  /// - Throws: `ShapeError` naming both shapes
  public func naive(
    query: Tensor, key: Tensor, value: Tensor, _ options: FlashOptions = FlashOptions(),
    keepWeights: Bool = false
  ) throws(ShapeError) -> NaiveRun {
    let (query, key, value) = rules.operands(query, key, value)
    return try AttentionProblem.with(
      query, key, value, scale: options.scale ?? scale(forHeadDim: query.shape.width),
      mask: rules.mask(options.mask)
    ) { problem in
      let dimensions = problem.dimensions
      var run = NaiveRun(
        output: .zeros(dimensions.outputShape), logSumExp: .zeros(dimensions.logSumExpShape),
        weights: keepWeights ? .zeros(dimensions.weightsShape) : nil, peakBytes: 0)
      let heads = dimensions.batch * dimensions.heads
      let workers = (0..<min(options.threads, max(heads, 1))).map { _ in
        WholeScores(dimensions)
      }
      run.peakBytes = workers.reduce(0) { $0 + $1.bytes }
      run.output.withMutablePointer { output in
        run.logSumExp.withMutablePointer { logSumExp in
          Parallel.forEach(heads, threads: workers.count) { index, worker in
            let head = Head(index, dimensions)
            let scores = workers[worker]
            scores.fill(head, problem)
            scores.softmax(head, problem, logSumExp: logSumExp + index * dimensions.queries)
            scores.multiply(
              by: problem.value(head),
              into: output + index * dimensions.queries * dimensions.valueDim)
            problem.mendOverflow(
              head, rows: 0..<dimensions.queries, output: output, logSumExp: logSumExp)
          }
        }
      }
      run.weights?.withMutablePointer { weights in
        for index in 0..<heads {
          let head = Head(index, dimensions)
          workers[0].fill(head, problem)
          workers[0].softmax(head, problem, logSumExp: nil)
          workers[0].copy(to: weights + index * dimensions.queries * dimensions.keys)
        }
      }
      return run
    }
  }
}

/// The scores of one head, `[N, M]`, which become its weights in place.
final class WholeScores {
  let values: UnsafeMutablePointer<Float>
  /// From row to row, a whole number of vectors
  let step: Int
  private let dimensions: AttentionDimensions
  private let memory: Scratch
  private let query: UnsafeMutablePointer<Float>
  private let maxima: UnsafeMutablePointer<Float>
  private let sums: UnsafeMutablePointer<Float>
  private var first: [Int]
  private var end: [Int]

  init(_ dimensions: AttentionDimensions) {
    self.dimensions = dimensions
    let queries = dimensions.queries
    step = dimensions.keys.roundedUp(to: 16)
    memory = Scratch(queries * (step + dimensions.headDim + 2))
    values = memory.pointer
    query = values + queries * step
    maxima = query + queries * dimensions.headDim
    sums = maxima + queries
    first = [Int](repeating: 0, count: queries)
    end = first
  }

  var bytes: Int { memory.bytes + 2 * first.count * MemoryLayout<Int>.stride }

  /// S = QKᵀ·scale + mask.
  func fill(_ head: Head, _ problem: AttentionProblem) {
    let (queries, depth) = (dimensions.queries, dimensions.headDim)
    let source = problem.query(head)
    for index in 0..<queries * depth { query[index] = source[index] * problem.scale }
    MatrixProduct(
      left: query, rowStep: depth, right: problem.key(head), rightStep: depth,
      rightIsTransposed: true, rows: queries, columns: dimensions.keys, depth: depth
    ).write(to: values, step: step)
    problem.addMasks(
      to: values, step: step, head, rows: 0..<queries, columns: 0..<dimensions.keys)
    for row in 0..<queries {
      let visible = problem.visibleKeys(head, query: row)
      (first[row], end[row]) = (visible.lowerBound, visible.upperBound)
    }
  }

  /// P = e^(S − m) / ℓ; L = m + ln ℓ where it is wanted.
  func softmax(
    _ head: Head, _ problem: AttentionProblem, logSumExp: UnsafeMutablePointer<Float>?
  ) {
    withVisibleKeys { first, end in
      Kernels.rowMaxima(
        values, step: step, rows: dimensions.queries, columns: dimensions.keys, first: first,
        end: end, offset: 0, into: maxima)
      Kernels.rowExponentials(
        values, step: step, rows: dimensions.queries, columns: dimensions.keys, first: first,
        end: end, offset: 0, maxima: maxima, sums: sums)
    }
    for row in 0..<dimensions.queries {
      logSumExp?[row] = sums[row] == 0 ? -.infinity : maxima[row] + naturalLogarithm(sums[row])
      guard sums[row] != 0 else { continue }
      let inverse = 1 / sums[row]
      let target = values + row * step
      for column in 0..<dimensions.keys { target[column] *= inverse }
    }
  }

  /// PV.
  func multiply(by value: UnsafePointer<Float>, into output: UnsafeMutablePointer<Float>) {
    MatrixProduct(
      left: values, rowStep: step, right: value, rightStep: dimensions.valueDim,
      rows: dimensions.queries, columns: dimensions.valueDim, depth: dimensions.keys
    ).write(to: output, step: dimensions.valueDim)
  }

  func copy(to weights: UnsafeMutablePointer<Float>) {
    for row in 0..<dimensions.queries {
      (weights + row * dimensions.keys).update(from: values + row * step, count: dimensions.keys)
    }
  }

  func withVisibleKeys(_ body: (UnsafePointer<Int>, UnsafePointer<Int>) -> Void) {
    first.withUnsafeBufferPointer { first in
      end.withUnsafeBufferPointer { end in
        guard let first = first.baseAddress, let end = end.baseAddress else { return }
        body(first, end)
      }
    }
  }
}
