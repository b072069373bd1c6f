import Tensors
import Testing

import Attention

struct DecodingTests {
  private let engine = AttentionEngine()

  /// Token by token from a cache is what causal attention computes at once.
  @Test(
    arguments: [(1, nil), (2, nil), (4, nil), (1, 1), (2, 3), (4, 3), (4, 12), (4, 100)]
      as [(Int, Int?)])
  func stepsAreTheRowsOfCausalAttention(_ groups: Int, _ window: Int?) throws {
    let (query, key, value) = problem(
      query: [2, 4, 12, 5], key: [2, groups, 12, 5], value: [2, groups, 12, 3])
    let mask: Mask = window.map { .all([.causal, .window($0)]) } ?? .causal
    let whole = try engine.attend(
      query: query, key: key, value: value, AttentionOptions(mask: mask))
    var cache = KeyValueCache(batch: 2, groups: groups, headDim: 5, valueDim: 3, window: window)
    for token in 0..<12 {
      let now = token..<token + 1
      try cache.append(key: key.slice(axis: 2, now), value: value.slice(axis: 2, now))
      let run = try engine.attend(query: query.slice(axis: 2, now), cache: cache)
      expect(run.output, is: try whole.output.slice(axis: 2, now), within: 2e-6)
      #expect(cache.positions.sorted() == Array(max(0, token + 1 - (window ?? 99))...token))
      for (slot, position) in cache.positions.enumerated() {
        #expect(abs(run.weights[1, 3, 0, slot] - whole.weights[1, 3, token, position]) < 1e-6)
      }
    }
  }

  @Test(arguments: [(nil, 10, 10), (4, 10, 4), (4, 3, 3), (0, 5, 1)] as [(Int?, Int, Int)])
  func aWindowBoundsTheMemory(_ window: Int?, _ tokens: Int, _ kept: Int) throws {
    var cache = KeyValueCache(batch: 2, groups: 3, headDim: 8, valueDim: 4, window: window)
    for _ in 0..<tokens {
      try cache.append(key: .zeros([2, 3, 1, 8]), value: .zeros([2, 3, 1, 4]))
    }
    #expect(cache.length == tokens)
    #expect(cache.count == kept)
    #expect(cache.bytes == 2 * 3 * kept * (8 + 4) * 4)
  }

  /// A prompt goes in at once; it may be longer than the window.
  @Test(arguments: [nil, 3, 5, 8] as [Int?])
  func aPromptIsTheSameAsItsTokens(_ window: Int?) throws {
    let (query, key, value) = problem(
      query: [1, 2, 1, 4], key: [1, 2, 7, 4], value: [1, 2, 7, 4])
    var (atOnce, single) = (
      KeyValueCache(batch: 1, groups: 2, headDim: 4, window: window),
      KeyValueCache(batch: 1, groups: 2, headDim: 4, window: window)
    )
    try atOnce.append(key: key, value: value)
    for token in 0..<7 {
      let now = token..<token + 1
      try single.append(key: key.slice(axis: 2, now), value: value.slice(axis: 2, now))
    }
    #expect(
      try engine.attend(query: query, cache: atOnce).output
        == engine.attend(query: query, cache: single).output)
  }

  @Test func aLayerDecodesWhatItComputesAtOnce() throws {
    var stream = RandomStream(seed: 8)
    let sizes = try MultiHeadSizes(model: 8, heads: 4, groups: 2)
    let layer = MultiHeadAttention(sizes, from: &stream)
    let tokens = Tensor.normal([2, 6, 8], from: &stream)
    let whole = try layer(tokens, AttentionOptions(mask: .causal)).output
    var cache = KeyValueCache(batch: 2, groups: 2, headDim: 2)
    for token in 0..<6 {
      let now = token..<token + 1
      let output = try layer.decode(tokens.slice(axis: 1, now), cache: &cache)
      expect(output, is: try whole.slice(axis: 1, now), within: 2e-6)
    }
    #expect(cache.bytes == 2 * 6 * sizes.cachedNumbersPerToken * 4)
  }

  /// Rotated queries and keys are cached as they are: position 5 stays 5.
  @Test func rotationGoesOnWhereTheCacheEnds() throws {
    let rotary = try RotaryPositions(headDim: 4)
    let (query, key, value) = problem(
      query: [1, 2, 6, 4], key: [1, 1, 6, 4], value: [1, 1, 6, 4])
    let whole = try engine.attend(
      query: rotary.rotated(query), key: rotary.rotated(key), value: value,
      AttentionOptions(mask: .causal))
    var cache = KeyValueCache(batch: 1, groups: 1, headDim: 4)
    for token in 0..<6 {
      let now = token..<token + 1
      let position = cache.length
      try cache.append(
        key: rotary.rotated(key.slice(axis: 2, now), from: position),
        value: value.slice(axis: 2, now))
      let run = try engine.attend(
        query: rotary.rotated(query.slice(axis: 2, now), from: position), cache: cache)
      expect(run.output, is: try whole.output.slice(axis: 2, now), within: 2e-6)
    }
  }

  @Test func masksCountTheKeysOfTheCache() throws {
    let (query, key, value) = problem(
      query: [2, 4, 1, 3], key: [2, 2, 5, 3], value: [2, 2, 5, 3])
    var cache = KeyValueCache(batch: 2, groups: 2, headDim: 3)
    try cache.append(key: key, value: value)
    let bias = try LinearBiases(heads: 4).bias(queries: 1, keys: 5)
    let options = AttentionOptions(mask: .all([.padding([5, 2]), .additive(bias)]))
    let run = try engine.attend(query: query, cache: cache, options)
    expect(
      run.output,
      is: try engine.attend(query: query, key: key, value: value, options).output, within: 1e-6)
    #expect(run.weights[1, 3, 0, 2] == 0)
  }

  @Test(arguments: Mutant.all) func mutantsOfTheStepsAreMutantsOfDecoding(_ mutant: Mutant) throws {
    let (query, key, value) = problem(
      query: [2, 4, 1, 3], key: [2, 2, 5, 3], value: [2, 2, 5, 3])
    var cache = KeyValueCache(batch: 2, groups: 2, headDim: 3)
    try cache.append(key: key, value: value)
    let options = AttentionOptions(mask: .padding([3, 2]))
    guard mutant.name != "swapped-qk" else {
      #expect(throws: ShapeError.self) {
        try mutant.engine.attend(query: query, cache: cache, options)
      }
      return
    }
    let expected = try mutant.engine.attend(query: query, key: key, value: value, options)
    let run = try mutant.engine.attend(query: query, cache: cache, options)
    expect(run.output, is: expected.output, within: 1e-6)
    expect(run.weights, is: expected.weights, within: 1e-6)
  }

  @Test(
    arguments: [
      ([1, 1, 1, 4], [1, 1, 1, 4]), ([2, 2, 1, 4], [2, 2, 1, 3]), ([2, 2, 1, 4], [2, 2, 2, 4]),
      ([2, 2, 4], [2, 2, 4]),
    ] as [(Shape, Shape)])
  func whatACacheDoesNotTake(_ key: Shape, _ value: Shape) {
    var cache = KeyValueCache(batch: 2, groups: 2, headDim: 4)
    #expect(throws: ShapeError.self) {
      try cache.append(key: .zeros(key), value: .zeros(value))
    }
    #expect(cache.length == 0)
  }

  @Test(
    arguments: [[2, 3, 1, 4], [2, 2, 2, 4], [1, 2, 1, 4], [2, 2, 1, 3], [2, 1, 4]] as [Shape])
  func queriesThatACacheDoesNotAnswer(_ query: Shape) {
    let cache = KeyValueCache(batch: 2, groups: 2, headDim: 4)
    #expect(throws: ShapeError.self) { try engine.attend(query: .zeros(query), cache: cache) }
  }

  @Test func anEmptyCacheGivesNothing() throws {
    let cache = KeyValueCache(batch: 1, groups: 1, headDim: 2, window: 3)
    #expect(cache.positions.isEmpty)
    let run = try engine.attend(query: .zeros([1, 2, 1, 2]), cache: cache)
    #expect(run.weights.shape == [1, 2, 1, 0])
    #expect(run.output == .zeros([1, 2, 1, 2]))
  }
}
