import Attention
import Tensors
import Testing

/// What holds bit for bit, however attention is computed.
struct FlashTests {
  /// Each way to compute the output and the log-sum-exp.
  enum Algorithm: String, CaseIterable {
    case naive, fa1, fa2

    func run(_ problem: PropertyProblem, threads: Int = 1) throws -> [Tensor] {
      let engine = AttentionEngine()
      let (query, key, value) = (problem.query, problem.key, problem.value)
      guard let order = LoopOrder(rawValue: rawValue) else {
        let run = try engine.naive(
          query: query, key: key, value: value, problem.options(threads: threads))
        return [run.output, run.logSumExp]
      }
      let run = try engine.flash(
        query: query, key: key, value: value, problem.options(order, threads: threads))
      return [run.output, run.logSumExp]
    }
  }

  @Test(arguments: Algorithm.allCases, [1, 2, 3, 4, 6, 12])
  func groupsAreRepeatedKeysAndValues(_ algorithm: Algorithm, _ groups: Int) throws {
    let problem = try PropertyProblem.named(heads: 12, groups: groups)
    let grouped = try algorithm.run(problem)
    let repeated = try algorithm.run(problem.withRepeatedGroups())
    #expect(bits(grouped) == bits(repeated))
  }

  /// Fewer groups than threads, and more; blocks that do not divide N, and those of the engine.
  @Test(
    arguments: Algorithm.allCases,
    [(2, 1, nil), (2, 1, BlockSizes(queries: 7, keys: 16)), (12, 6, nil)]
      as [(Int, Int, BlockSizes?)])
  func threadsDoNotChangeABit(_ algorithm: Algorithm, _ sizes: (Int, Int, BlockSizes?)) throws {
    var problem = try PropertyProblem.named(heads: sizes.0, groups: sizes.1)
    problem.blocks = sizes.2
    let alone = try algorithm.run(problem)
    for threads in [2, 3, 5] {
      #expect(try bits(algorithm.run(problem, threads: threads)) == bits(alone))
    }
  }

  @Test(arguments: Algorithm.allCases, [Float.nan, .infinity, -.infinity])
  func aBrokenQueryStaysInItsRow(_ algorithm: Algorithm, _ number: Float) throws {
    let problem = try PropertyProblem.named(heads: 2, groups: 1)
    let whole = try algorithm.run(problem)
    for row in [0, 5, 6, 7, 36, 37, 73] {
      var broken = problem
      let width = problem.dimensions.headDim
      broken.query.withUnsafeMutableValues { $0[row * width + row % width] = number }
      for (tensor, expected) in zip(try algorithm.run(broken), whole) {
        let rows = problem.dimensions.heads * problem.dimensions.queries
        let step = tensor.count / rows
        for other in 0..<rows {
          let numbers = tensor.storage[other * step..<(other + 1) * step]
          if other == row {
            #expect(numbers.allSatisfy { !$0.isFinite }, "row \(row)")
          } else {
            #expect(bits(numbers) == bits(expected.storage[other * step..<(other + 1) * step]))
          }
        }
      }
    }
  }

  /// Scores beyond float32, of which the largest takes all the weight.
  @Test(arguments: Algorithm.allCases)
  func scoresThatOverflowAreNotLost(_ algorithm: Algorithm) throws {
    let problem = try PropertyProblem(
      query: Tensor([3e30, -3e30, 2, 0], shape: [4, 1]),
      key: Tensor([1e30, 4e30, -2e30], shape: [3, 1]),
      value: Tensor([1, 2, 4], shape: [3, 1]), outputGradient: .zeros([4, 1]))
    let output = try algorithm.run(problem)[0].storage
    #expect(output.prefix(3) == [2, 4, 2])
    #expect(abs(output[3] - 7 / 3) < 1e-6)
  }

  @Test(arguments: Algorithm.allCases)
  func withoutKeysThereAreZeros(_ algorithm: Algorithm) throws {
    let run = try algorithm.run(
      PropertyProblem(
        query: .zeros([2, 5, 3]), key: .zeros([1, 0, 3]), value: .zeros([1, 0, 4]),
        outputGradient: .zeros([2, 5, 4])))
    #expect(run[0] == .zeros([2, 5, 4]))
    #expect(run[1] == Tensor(repeating: -.infinity, shape: [2, 5]))
  }

  @Test(
    arguments: Algorithm.allCases,
    [
      ([0, 3], [4, 3], [4, 2]), ([0, 2, 3], [0, 4, 3], [0, 4, 2]), ([5, 3], [4, 3], [4, 0]),
      ([0, 2, 5, 3], [0, 1, 4, 3], [0, 1, 4, 3]),
    ] as [(Shape, Shape, Shape)])
  func nothingIsNoTrap(_ algorithm: Algorithm, _ shapes: (Shape, Shape, Shape)) throws {
    let dimensions = try AttentionDimensions(query: shapes.0, key: shapes.1, value: shapes.2)
    let run = try algorithm.run(
      PropertyProblem(
        query: .zeros(shapes.0), key: .zeros(shapes.1), value: .zeros(shapes.2),
        outputGradient: .zeros(dimensions.outputShape)))
    #expect(run[0].shape == dimensions.outputShape)
    #expect(run[1].shape == dimensions.logSumExpShape)
  }

  /// Vectors of no numbers are all alike: every key gets an equal share.
  @Test(arguments: Algorithm.allCases)
  func vectorsOfNothingAttendEvenly(_ algorithm: Algorithm) throws {
    let run = try algorithm.run(
      PropertyProblem(
        query: .zeros([2, 0]), key: .zeros([4, 0]), value: Tensor([1, 2, 3, 6], shape: [4, 1]),
        outputGradient: .zeros([2, 1])))
    #expect(run[0].storage == [3, 3])
  }
}

func bits(_ numbers: some Sequence<Float>) -> [UInt32] { numbers.map(\.bitPattern) }

func bits(_ tensors: [Tensor]) -> [[UInt32]] { tensors.map { bits($0.storage) } }

extension PropertyProblem {
  /// 37 queries and 53 keys, causal, with a bias for each head; blocks that divide neither.
  static func named(heads: Int, groups: Int) throws -> PropertyProblem {
    var stream = RandomStream(seed: 11)
    var problem = try PropertyProblem(
      query: .normal([1, heads, 37, 19], from: &stream),
      key: .normal([1, groups, 53, 19], from: &stream),
      value: .normal([1, groups, 53, 21], from: &stream),
      outputGradient: .normal([1, heads, 37, 21], from: &stream),
      mask: PropertyMask(
        causal: true,
        additions: [.init(name: "bias", tensor: .normal([heads, 1, 53], from: &stream))]))
    problem.blocks = BlockSizes(queries: 10, keys: 17)
    return problem
  }

  /// Keys and values of each group copied for each of its heads.
  func withRepeatedGroups() throws -> PropertyProblem {
    func repeated(_ tensor: Tensor) throws -> Tensor {
      let step = tensor.shape[2] * tensor.shape[3]
      let values = (0..<dimensions.heads).flatMap { head in
        let group = head / dimensions.headsPerGroup
        return tensor.storage[group * step..<(group + 1) * step]
      }
      return try Tensor(
        values, shape: [1, dimensions.heads, tensor.shape[2], tensor.shape[3]])
    }
    var problem = try PropertyProblem(
      query: query, key: repeated(key), value: repeated(value), outputGradient: outputGradient,
      mask: mask, scale: scale)
    problem.blocks = blocks
    return problem
  }
}
