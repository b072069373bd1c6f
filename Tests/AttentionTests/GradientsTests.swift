import Attention
import Tensors
import Testing

struct GradientsTests {
  enum Algorithm: CaseIterable {
    case naive, flash

    func run(_ problem: PropertyProblem, threads: Int = 1) throws -> [Tensor] {
      let engine = AttentionEngine()
      let (query, key, value) = (problem.query, problem.key, problem.value)
      let options = problem.options(threads: threads)
      let gradients =
        switch self {
        case .naive:
          try engine.naiveGradients(
            query: query, key: key, value: value, outputGradient: problem.outputGradient, options)
        case .flash:
          try engine.flashGradients(
            query: query, key: key, value: value,
            run: engine.flash(query: query, key: key, value: value, options),
            outputGradient: problem.outputGradient, options)
        }
      return [gradients.query, gradients.key, gradients.value]
    }
  }

  @Test(arguments: Algorithm.allCases, [(2, 1), (12, 6)])
  func threadsDoNotChangeABit(_ algorithm: Algorithm, _ sizes: (Int, Int)) throws {
    let problem = try PropertyProblem.named(heads: sizes.0, groups: sizes.1)
    let alone = try algorithm.run(problem)
    for threads in [2, 3, 5] {
      #expect(try bits(algorithm.run(problem, threads: threads)) == bits(alone))
    }
  }

  /// A group's gradient is the sum over its heads, in their order.
  @Test(arguments: Algorithm.allCases, [1, 2, 3, 4, 6, 12])
  func groupsAddUpTheirHeads(_ algorithm: Algorithm, _ groups: Int) throws {
    let problem = try PropertyProblem.named(heads: 12, groups: groups)
    let grouped = try algorithm.run(problem)
    let repeated = try algorithm.run(problem.withRepeatedGroups())
    #expect(bits(grouped[0].storage) == bits(repeated[0].storage))
    for operand in [1, 2] {
      let step = grouped[operand].count / groups
      var sums = [Float](repeating: 0, count: grouped[operand].count)
      for (index, number) in repeated[operand].storage.enumerated() {
        let group = index / step / problem.dimensions.headsPerGroup
        sums[group * step + index % step] += number
      }
      #expect(grouped[operand].storage == sums)
    }
  }

  /// Softmax over one key is 1 whatever its score, so nothing flows back through the score.
  @Test(arguments: Algorithm.allCases)
  func aLoneKeyHasNoGradientThroughItsScore(_ algorithm: Algorithm) throws {
    var stream = RandomStream(seed: 12)
    let gradients = try algorithm.run(
      PropertyProblem(
        query: .normal([33, 31], from: &stream), key: .normal([40, 31], from: &stream),
        value: .normal([40, 255], from: &stream),
        outputGradient: .normal([33, 255], from: &stream), mask: PropertyMask(lengths: [1]),
        scale: 2))
    #expect(gradients[0].storage.allSatisfy { $0 == 0 })
    #expect(gradients[1].storage.allSatisfy { $0 == 0 })
  }

  @Test(arguments: Algorithm.allCases)
  func aBrokenQueryStaysInItsRowOfTheQueries(_ algorithm: Algorithm) throws {
    var problem = try PropertyProblem.named(heads: 2, groups: 1)
    let width = problem.dimensions.headDim
    let whole = try algorithm.run(problem)[0].storage
    problem.query.withUnsafeMutableValues { $0[6 * width] = .nan }
    let broken = try algorithm.run(problem)[0].storage
    #expect(broken[6 * width..<7 * width].allSatisfy { $0.isNaN })
    #expect(bits(broken[..<(6 * width)]) == bits(whole[..<(6 * width)]))
    #expect(bits(broken[(7 * width)...]) == bits(whole[(7 * width)...]))
  }

  @Test(arguments: Algorithm.allCases)
  func theGradientHasTheShapeOfTheOutput(_ algorithm: Algorithm) throws {
    var problem = try PropertyProblem.named(heads: 2, groups: 1)
    problem.outputGradient = .zeros([1, 2, 37, 20])
    #expect {
      try algorithm.run(problem)
    } throws: {
      "\($0)".contains("[1, 2, 37, 20] and [1, 2, 37, 21]")
    }
  }

  @Test(arguments: Algorithm.allCases)
  func withoutKeysNothingFlowsBack(_ algorithm: Algorithm) throws {
    let gradients = try algorithm.run(
      PropertyProblem(
        query: .zeros([2, 5, 3]), key: .zeros([1, 0, 3]), value: .zeros([1, 0, 4]),
        outputGradient: Tensor(repeating: 1, shape: [2, 5, 4])))
    #expect(gradients == [.zeros([2, 5, 3]), .zeros([1, 0, 3]), .zeros([1, 0, 4])])
  }
}
