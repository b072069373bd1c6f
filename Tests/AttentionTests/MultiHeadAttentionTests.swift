import Tensors
import Testing

import Attention

struct MultiHeadAttentionTests {
  @Test(arguments: LayerGoldens.all.multiHead)
  func weightsAndOutputsArePyTorchs(_ golden: LayerGoldens.MultiHead) throws {
    let matrices = try golden.matrices.map { try $0.tensor }
    let layer = try MultiHeadAttention(
      MultiHeadSizes(model: matrices[0].shape[0], heads: golden.heads), query: matrices[0],
      key: matrices[1], value: matrices[2], output: matrices[3])
    let run = try layer(
      golden.tokens.tensor, memory: golden.memory.map { try $0.tensor },
      AttentionOptions(mask: golden.causal ? .causal : .none))
    expect(run.attention.weights, is: golden.weights, within: 2e-6)
    expect(run.output, is: golden.output, within: 5e-6)
  }

  /// Heads of model/H features cost the same however many there are; unreduced ones do not.
  @Test(
    arguments: [
      (1, nil, nil, 4 * 512 * 512), (8, nil, nil, 4 * 512 * 512),
      (8, nil, 512, 8 * 4 * 512 * 512), (8, 1, nil, 2 * 512 * 512 + 2 * 512 * 64),
      (8, 2, nil, 2 * 512 * 512 + 4 * 512 * 64),
    ] as [(Int, Int?, Int?, Int)])
  func parameters(
    _ heads: Int, _ groups: Int?, _ headDim: Int?, _ expected: Int
  ) throws {
    let sizes = try MultiHeadSizes(model: 512, heads: heads, groups: groups, headDim: headDim)
    #expect(sizes.parameters == expected)
    var stream = RandomStream(seed: 1)
    let layer = MultiHeadAttention(sizes, from: &stream)
    let matrices = [layer.queryMatrix, layer.keyMatrix, layer.valueMatrix, layer.outputMatrix]
    #expect(matrices.reduce(0) { $0 + $1.count } == expected)
    // Two operations a parameter and token.
    #expect(sizes.projectionFLOPs(queries: 10, keys: 10) == 2 * 10 * expected)
    #expect(
      sizes.attentionFLOPs(queries: 10, keys: 20) == 2 * 2 * 10 * 20 * sizes.headDim * heads)
  }

  @Test func groupsAreSharedAndTheMemoryMayBeLonger() throws {
    var stream = RandomStream(seed: 5)
    let layer = MultiHeadAttention(
      try MultiHeadSizes(model: 12, heads: 4, groups: 2), from: &stream)
    let run = try layer(
      .normal([2, 3, 12], from: &stream), memory: .normal([2, 7, 12], from: &stream))
    #expect(run.query.shape == [2, 4, 3, 3])
    #expect(run.key.shape == [2, 2, 7, 3])
    #expect(run.attention.weights.shape == [2, 4, 3, 7])
    #expect(run.concatenated.shape == [2, 3, 12])
    #expect(run.output.shape == [2, 3, 12])
  }

  @Test(
    arguments: [
      (8, 3, nil, nil, "heads that divide the features"),
      (8, 4, 3, nil, "groups that divide the heads"),
      (8, 0, nil, nil, "sizes of at least 1"), (8, 4, 0, nil, "sizes of at least 1"),
      (-8, 4, 4, nil, "sizes of at least 1"), (8, 4, 4, 0, "sizes of at least 1"),
    ] as [(Int, Int, Int?, Int?, String)])
  func sizesThatDoNotFit(
    _ model: Int, _ heads: Int, _ groups: Int?, _ headDim: Int?, _ expected: String
  ) {
    let error = #expect(throws: ShapeError.self) {
      try MultiHeadSizes(model: model, heads: heads, groups: groups, headDim: headDim)
    }
    #expect(error?.expected == expected)
  }

  @Test(arguments: [[3, 12], [1, 3, 11], [1, 1, 3, 12]] as [Shape])
  func tokensThatDoNotFit(_ shape: Shape) throws {
    var stream = RandomStream(seed: 5)
    let layer = MultiHeadAttention(try MultiHeadSizes(model: 12, heads: 4), from: &stream)
    #expect(throws: ShapeError.self) { try layer(.zeros(shape)) }
  }
}
