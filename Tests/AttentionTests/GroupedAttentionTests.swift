import Tensors
import Testing

import Attention

struct GroupedAttentionTests {
  private let engine = AttentionEngine()

  @Test(arguments: LayerGoldens.all.grouped)
  func outputsArePyTorchs(_ golden: LayerGoldens.Grouped) throws {
    let run = try engine.attend(
      query: golden.query.tensor, key: golden.key.tensor, value: golden.value.tensor,
      AttentionOptions(mask: golden.mask))
    expect(run.output, is: golden.output, within: 2e-6)
  }

  /// Sharing keys is the same as having a copy for each head, to the last bit.
  @Test(arguments: [1, 2, 3, 6])
  func groupsAreRepeatedHeads(_ groups: Int) throws {
    let (query, key, value) = problem(
      query: [2, 6, 5, 7], key: [2, groups, 9, 7], value: [2, groups, 9, 3])
    let options = AttentionOptions(mask: .all([.causal, .padding([9, 4])]), emptyRows: .zeros)
    let shared = try engine.attend(query: query, key: key, value: value, options)
    let copied = try engine.attend(
      query: query, key: repeated(key, 6 / groups), value: repeated(value, 6 / groups), options)
    #expect(shared.scores == copied.scores)
    #expect(shared.weights == copied.weights)
    #expect(shared.output == copied.output)
  }

  private func repeated(_ tensor: Tensor, _ times: Int) throws -> Tensor {
    let shape = tensor.shape
    let size = shape[2] * shape[3]
    let groups = stride(from: 0, to: tensor.count, by: size)
    let values = groups.flatMap { start in
      (0..<times).flatMap { _ in tensor.storage[start..<start + size] }
    }
    return try Tensor(values, shape: [shape[0], shape[1] * times, shape[2], shape[3]])
  }

  @Test(
    arguments: [
      ([1, 4, 2, 3], [1, 3, 2, 3], [1, 3, 2, 3], "groups of keys (3) that divide the heads (4)"),
      ([1, 2, 2, 3], [1, 4, 2, 3], [1, 4, 2, 3], "groups of keys (4) that divide the heads (2)"),
      ([1, 2, 2, 3], [1, 0, 2, 3], [1, 0, 2, 3], "groups of keys (0) that divide the heads (2)"),
      ([1, 2, 2, 3], [1, 2, 2, 4], [1, 2, 2, 4], "query and key of one head dimension"),
      ([2, 2, 2, 3], [1, 2, 2, 3], [1, 2, 2, 3], "query and key of one batch size"),
      (
        [1, 2, 2, 3], [1, 2, 2, 3], [1, 1, 2, 3],
        "key and value that differ in the last axis only"
      ),
    ] as [(Shape, Shape, Shape, String)])
  func shapesThatDoNotFit(_ query: Shape, _ key: Shape, _ value: Shape, _ expected: String) {
    let error = #expect(throws: ShapeError.self) {
      try engine.attend(query: .zeros(query), key: .zeros(key), value: .zeros(value))
    }
    #expect(error?.expected == expected)
  }

  @Test(
    arguments: [
      ([0, 2, 2, 3], [0, 1, 2, 3]), ([1, 0, 2, 3], [1, 0, 2, 3]), ([1, 2, 0, 3], [1, 1, 4, 3]),
      ([1, 2, 2, 3], [1, 1, 0, 3]),
    ] as [(Shape, Shape)])
  func nothingToDo(_ query: Shape, _ key: Shape) throws {
    let run = try engine.attend(query: .zeros(query), key: .zeros(key), value: .zeros(key))
    #expect(run.output == .zeros(query))
  }
}

extension LayerGoldens.Grouped {
  var mask: Mask {
    get throws {
      var masks: [Mask] = causal ? [.causal] : []
      if let window { masks.append(.window(window)) }
      if let lengths { masks.append(.padding(lengths)) }
      if let bias { masks.append(.additive(try bias.tensor)) }
      return .all(masks)
    }
  }
}
