import Tensors
import Testing

import Attention

struct MutantTests {
  private let truth = AttentionEngine()

  @Test func theTwelveAndTheirScopes() {
    let table = Mutant.all.map { "\($0.name) \($0.appliesTo)" }
    #expect(
      table == [
        "no-scaling both", "scaled-by-d both", "softmax-columns naive", "mask-after-softmax naive",
        "mask-with-zero naive", "no-mask both", "anti-causal both", "swapped-qk both",
        "key-as-value both", "dropped-rescale flash", "forgotten-sum flash", "frozen-maximum flash",
      ])
    #expect(Mutant.named("no-mask")?.id == "no-mask")
    #expect(Mutant.named("nothing") == nil)
  }

  @Test(arguments: Mutant.all) func isExplainedInBothLanguages(_ mutant: Mutant) {
    #expect(mutant.sentence.en.hasSuffix("."))
    #expect(mutant.sentence.zh.hasSuffix("。"))
  }

  /// What each does to a small causal problem, in numbers that can be checked by hand: q = (0, 2),
  /// k = (0, 2) and v = (1, 3) of d = 1, or of d = 4 by zeros, with e⁴ = 54.598 and e² = 7.389.
  @Test(
    arguments: [
      ("no-scaling", 4, [1, 0, 0.0180, 0.9820]),
      ("scaled-by-d", 4, [1, 0, 0.2689, 0.7311]),
      ("softmax-columns", 4, [0.5, 0, 0.5, 1]),
      ("mask-after-softmax", 4, [0.5, 0, 0.1192, 0.8808]),
      ("mask-with-zero", 4, [0.5, 0.5, 0.1192, 0.8808]),
      ("no-mask", 4, [0.5, 0.5, 0.1192, 0.8808]),
      ("anti-causal", 4, [0.5, 0.5, 0, 1]),
      ("swapped-qk", 4, [1, 0, 0.1192, 0.8808]),
      ("key-as-value", 4, [1, 0, 0.1192, 0.8808]),
    ] as [(String, Int, [Float])])
  func weightsOfASmallProblem(_ name: String, _ headDim: Int, _ weights: [Float]) throws {
    let engine = try #require(Mutant.named(name)).engine
    let vector = Tensor(rows: 2, columns: headDim) { $1 == 0 ? Float(2 * $0) : 0 }
    let run = try engine.attend(
      query: vector, key: vector, value: Tensor([1, 3], shape: [2, 1]),
      AttentionOptions(mask: .causal))
    expect(run.weights, is: try Tensor(weights, shape: [2, 2]), within: 1e-4)
    if name == "key-as-value" {
      #expect(run.output.shape == [2, 4])
      #expect(run.output[0, 0] == 0)
    } else {
      let expected = [weights[0] + 3 * weights[1], weights[2] + 3 * weights[3]]
      expect(run.output, is: try Tensor(expected, shape: [2, 1]), within: 5e-4)
    }
  }

  @Test(arguments: Mutant.all.filter { $0.appliesTo != .flash })
  func differsFromTheTruthInTheSteps(_ mutant: Mutant) throws {
    let (query, key, value) = problem(
      query: [2, 4, 6, 5], key: [2, 4, 6, 5], value: [2, 4, 6, 5])
    let options = AttentionOptions(mask: .causal, emptyRows: .zeros)
    let right = try truth.attend(query: query, key: key, value: value, options).output
    let wrong = try mutant.engine.attend(query: query, key: key, value: value, options).output
    #expect(largestDifference(right, wrong) > 0.1)
  }

  @Test(arguments: Mutant.all.filter { $0.appliesTo != .naive })
  func differsFromTheTruthInFlash(_ mutant: Mutant) throws {
    let (query, key, value) = problem(
      query: [1, 2, 40, 4], key: [1, 2, 40, 4], value: [1, 2, 40, 4])
    // Scores up to ±300: e^300 overflows where the maximum does not follow.
    let large = query.scaled(by: mutant.name == "frozen-maximum" ? 40 : 2)
    let options = FlashOptions(mask: .causal, blocks: BlockSizes(queries: 8, keys: 8))
    let right = try truth.flash(query: large, key: key, value: value, options).output
    let wrong = try mutant.engine.flash(query: large, key: key, value: value, options).output
    #expect(largestDifference(right, wrong) > 0.1)
  }

  /// Flash knows nothing of the mutants of the steps, nor the other way round.
  @Test(arguments: Mutant.all.filter { $0.appliesTo != .both })
  func isTheTruthOutsideItsScope(_ mutant: Mutant) throws {
    let (query, key, value) = problem(
      query: [1, 2, 9, 4], key: [1, 2, 9, 4], value: [1, 2, 9, 4])
    if mutant.appliesTo == .flash {
      let options = AttentionOptions(mask: .causal)
      #expect(
        try mutant.engine.attend(query: query, key: key, value: value, options).output
          == truth.attend(query: query, key: key, value: value, options).output)
    } else {
      let options = FlashOptions(mask: .causal)
      #expect(
        try mutant.engine.flash(query: query, key: key, value: value, options).output
          == truth.flash(query: query, key: key, value: value, options).output)
    }
  }

  /// Where what is broken has nothing to do.
  @Test(
    arguments: [
      ("no-mask", .none, 4), ("mask-with-zero", .none, 4), ("mask-after-softmax", .none, 4),
      ("anti-causal", .padding([3]), 4), ("anti-causal", .window(2), 4),
      ("no-scaling", .causal, 1), ("scaled-by-d", .causal, 1),
    ] as [(String, Mask, Int)])
  func isTheTruthWhereItMustBe(_ name: String, _ mask: Mask, _ headDim: Int) throws {
    let engine = try #require(Mutant.named(name)).engine
    let (query, key, value) = problem(query: [5, headDim], key: [5, headDim], value: [5, 2])
    let options = AttentionOptions(mask: mask)
    let right = try truth.attend(query: query, key: key, value: value, options)
    let wrong = try engine.attend(query: query, key: key, value: value, options)
    #expect(wrong.weights == right.weights)
    #expect(wrong.output == right.output)
  }

  @Test(arguments: ["no-scaling", "scaled-by-d"])
  func aScaleThatIsAskedForIsKept(_ name: String) throws {
    let engine = try #require(Mutant.named(name)).engine
    let (query, key, value) = problem(query: [3, 4], key: [5, 4], value: [5, 2])
    let options = AttentionOptions(scale: 0.3)
    #expect(
      try engine.attend(query: query, key: key, value: value, options).output
        == truth.attend(query: query, key: key, value: value, options).output)
  }

  @Test func keysAsValuesAreNoMistakeWhereTheyAreTheValues() throws {
    let engine = try #require(Mutant.named("key-as-value")).engine
    let (query, key, _) = problem(query: [3, 4], key: [5, 4], value: [5, 4])
    #expect(
      try engine.attend(query: query, key: key, value: key).output
        == truth.attend(query: query, key: key, value: key).output)
  }

  /// Of any maximum, e^(s − m) / Σ e^(s − m) is the same: m only keeps it from overflowing.
  @Test(arguments: ["frozen-maximum"])
  func isTheTruthWhileLogitsAreSmall(_ name: String) throws {
    let engine = try #require(Mutant.named(name)).engine
    let (query, key, value) = problem(query: [40, 4], key: [40, 4], value: [40, 4])
    let options = FlashOptions(blocks: BlockSizes(queries: 8, keys: 8))
    let right = try truth.flash(query: query, key: key, value: value, options).output
    let wrong = try engine.flash(query: query, key: key, value: value, options).output
    expect(wrong, is: right, within: 1e-5)
  }

  /// With all keys in one tile nothing is left to be rescaled, added up or followed.
  @Test(arguments: ["dropped-rescale", "forgotten-sum", "frozen-maximum"])
  func isTheTruthInASingleTile(_ name: String) throws {
    let engine = try #require(Mutant.named(name)).engine
    let (query, key, value) = problem(query: [20, 4], key: [20, 4], value: [20, 4])
    let options = FlashOptions(blocks: BlockSizes(queries: 4, keys: 32))
    #expect(
      try engine.flash(query: query, key: key, value: value, options).output
        == truth.flash(query: query, key: key, value: value, options).output)
  }

  /// Shapes that a swap makes impossible are refused, as the true engine refuses wrong shapes.
  @Test(arguments: [([3, 4], [5, 4]), ([1, 4, 3, 2], [1, 2, 3, 2])] as [(Shape, Shape)])
  func aSwapThatCannotBe(_ query: Shape, _ key: Shape) throws {
    let engine = try #require(Mutant.named("swapped-qk")).engine
    let (query, key, value) = problem(query: query, key: key, value: key)
    #expect(throws: ShapeError.self) {
      try engine.attend(query: query, key: key, value: value)
    }
    #expect(throws: ShapeError.self) {
      try engine.flash(query: query, key: key, value: value)
    }
  }

  /// Labs go through single steps as well; whatever the rank, nothing traps.
  @Test(arguments: Mutant.all, [[3], [2, 3], [2, 1, 3], [0, 3], [2, 0]] as [Shape])
  func singleStepsTakeAnyShape(_ mutant: Mutant, _ shape: Shape) {
    let scores = Tensor.zeros(shape)
    #expect(mutant.engine.weights(scores).shape == shape)
    #expect(mutant.engine.scaled(scores, headDim: 4).shape == shape)
  }
}
