import Tensors
import Testing

import Attention

struct AdditiveAttentionTests {
  @Test(arguments: LayerGoldens.all.additive)
  func scoresAndOutputsAreNumPys(_ golden: LayerGoldens.Additive) throws {
    let attention = try AdditiveAttention(
      queryMatrix: golden.queryMatrix.tensor, keyMatrix: golden.keyMatrix.tensor,
      vector: golden.vector.tensor)
    let run = try attention.attend(
      query: golden.query.tensor, key: golden.key.tensor, value: golden.value.tensor)
    expect(run.scores, is: golden.scores, within: 2e-6)
    #expect(run.scaled == run.scores)
    expect(run.output, is: golden.output, within: 2e-6)
  }

  @Test func masksAndMutantsWorkAsInTheEngine() throws {
    var stream = RandomStream(seed: 3)
    let attention = AdditiveAttention(queryDim: 3, keyDim: 4, hidden: 8, from: &stream)
    let (query, key, value) = problem(query: [5, 3], key: [5, 4], value: [5, 2])
    let options = AttentionOptions(mask: .causal)
    let run = try attention.attend(query: query, key: key, value: value, options)
    #expect(run.weights.row(0) == [1, 0, 0, 0, 0])
    let noMask = try #require(Mutant.named("no-mask")).engine
    let wrong = try attention.attend(query: query, key: key, value: value, options, engine: noMask)
    #expect(wrong.weights.row(0).allSatisfy { $0 > 0 })
  }

  @Test func counts() {
    var stream = RandomStream(seed: 3)
    let attention = AdditiveAttention(queryDim: 2, keyDim: 3, hidden: 10, from: &stream)
    #expect(attention.parameters == 2 * 10 + 3 * 10 + 10)
    // W q of 4 queries and U k of 5 keys; then 20 pairs of 10 units, four operations each.
    let (projections, pairs) = (2 * 4 * 2 * 10 + 2 * 5 * 3 * 10, 20 * 10 * 4)
    #expect(attention.scoreFLOPs(queries: 4, keys: 5) == projections + pairs)
  }

  @Test(
    arguments: [([2, 3], [4, 5], [3]), ([2, 3], [4, 3], [2]), ([3], [4, 3], [3])]
      as [(Shape, Shape, Shape)])
  func matricesThatDoNotFit(_ query: Shape, _ key: Shape, _ vector: Shape) {
    #expect(throws: ShapeError.self) {
      try AdditiveAttention(
        queryMatrix: .zeros(query), keyMatrix: .zeros(key), vector: .zeros(vector))
    }
  }

  @Test(
    arguments: [([3], [4, 4]), ([5, 3], [4]), ([2, 5, 3], [5, 4]), ([5, 2], [5, 4])]
      as [(Shape, Shape)])
  func operandsThatDoNotFit(_ query: Shape, _ key: Shape) {
    var stream = RandomStream(seed: 3)
    let attention = AdditiveAttention(queryDim: 3, keyDim: 4, hidden: 2, from: &stream)
    #expect(throws: ShapeError.self) {
      try attention.scores(query: .zeros(query), key: .zeros(key))
    }
  }
}
