import Tensors
import Testing

import Attention

struct WindowedAttentionTests {
  private let engine = AttentionEngine()

  /// The slices give what the whole matrix with the same mask gives.
  @Test(arguments: [-1, 0, 1, 2, 7, 16, 40, 100, .max], [true, false])
  func isMaskedAttention(_ width: Int, _ isCausal: Bool) throws {
    for (queries, keys) in [(50, 50), (3, 50), (50, 3), (1, 1), (0, 4), (4, 0)] {
      let (query, key, value) = problem(
        query: [2, 4, queries, 3], key: [2, 2, keys, 3], value: [2, 2, keys, 2])
      let bias = try LinearBiases(heads: 4).bias(queries: queries, keys: keys)
      let mask: Mask = .all([.additive(bias), .padding([keys, keys / 2])])
      let all: [Mask] = [mask, .window(width)] + (isCausal ? [.causal] : [])
      let whole = try engine.attend(
        query: query, key: key, value: value, AttentionOptions(mask: .all(all), emptyRows: .zeros))
      let sliced = try engine.attend(
        query: query, key: key, value: value, window: width, isCausal: isCausal,
        AttentionOptions(mask: mask, emptyRows: .zeros))
      expect(sliced.output, is: whole.output, within: 2e-6)
    }
  }

  /// Twice the text is twice the work, where the whole matrix is four times as much.
  @Test(arguments: [(512, true), (1024, true), (512, false), (1024, false)])
  func costFollowsTheWindow(_ length: Int, _ isCausal: Bool) throws {
    let tokens = Tensor.zeros([length, 2])
    let width = 32
    let run = try engine.attend(
      query: tokens, key: tokens, value: tokens, window: width, isCausal: isCausal)
    // Blocks of 32 queries meet 31 keys before, 32 beside and, to both sides, 31 after them; the
    // first and the last block have none on one side.
    let perBlock = isCausal ? 32 + 31 : 32 + 2 * 31
    let atTheEnds = isCausal ? 31 : 2 * 31
    #expect(run.computedPairs == length * perBlock - 32 * atTheEnds)
    // Σ over the queries of the keys less than 32 away, which are fewer at the ends.
    let missing = (1..<width).reduce(0, +)
    let expected = isCausal ? length * width - missing : length * (2 * width - 1) - 2 * missing
    #expect(run.visiblePairs == expected)
  }

  @Test func rowsThatSeeNothingAreAsInAttention() throws {
    let (query, key, value) = problem(query: [1, 2, 3], key: [1, 2, 3], value: [1, 2, 3])
    let run = try engine.attend(
      query: query, key: key, value: value, window: 1, AttentionOptions(mask: .padding([0])))
    #expect(run.output.storage.allSatisfy { $0.isNaN })
  }

  @Test func mutantsAreSeenHereToo() throws {
    let (query, key, value) = problem(query: [20, 3], key: [20, 3], value: [20, 3])
    let mutant = try #require(Mutant.named("no-mask")).engine
    let run = try mutant.attend(query: query, key: key, value: value, window: 2)
    #expect(run.computedPairs == 400)
    expect(
      run.output, is: try engine.attend(query: query, key: key, value: value).output, within: 2e-6)
    let swapped = try #require(Mutant.named("swapped-qk")).engine
    expect(
      try swapped.attend(query: query, key: key, value: value, window: 2).output,
      is: try engine.attend(query: key, key: query, value: value, window: 2).output, within: 0)
  }

  @Test(arguments: [([3], [3]), ([3, 2], [1, 3, 2]), ([1, 3, 2], [3, 2])] as [(Shape, Shape)])
  func ranksThatDoNotFit(_ query: Shape, _ key: Shape) {
    #expect(throws: ShapeError.self) {
      try engine.attend(query: .zeros(query), key: .zeros(key), value: .zeros(key), window: 2)
    }
  }

  @Test(arguments: [.padding([1, 2]), .additive(.zeros([3, 5]))] as [Mask])
  func masksThatDoNotFit(_ mask: Mask) {
    let tokens = Tensor.zeros([4, 2])
    #expect(throws: ShapeError.self) {
      try engine.attend(
        query: tokens, key: tokens, value: tokens, window: 2, AttentionOptions(mask: mask))
    }
  }
}
