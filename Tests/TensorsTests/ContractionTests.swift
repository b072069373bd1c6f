import Tensors
import Testing

struct ContractionTests {
  @Test(arguments: OperationGoldens.all.contractions)
  func isNumPysEinsum(_ golden: OperationGoldens.Contraction) throws {
    let operands = try golden.operands.map { try $0.tensor }
    let result =
      operands.count == 1
      ? try Tensor.contract(golden.pattern, operands[0])
      : try Tensor.contract(golden.pattern, operands[0], operands[1])
    expect(result, matches: golden.result, relative: 2e-7, absolute: 5e-6)
  }

  /// Four heads read one key: the view repeats it, and no copy of it is made.
  @Test func viewsAreContractedAsWhatTheyShow() throws {
    var stream = RandomStream(seed: 1)
    let query = Tensor.normal([2, 4, 5, 3], from: &stream)
    let key = Tensor.normal([2, 1, 7, 3], from: &stream)
    let shared = try key.view.broadcast(to: [2, 4, 7, 3])
    let pattern = "b h n d, b h m d -> b h n m"
    #expect(
      try Tensor.contract(pattern, query.view, shared)
        == Tensor.contract(pattern, query, shared.materialized))
    let part = try query.view.slice(axis: 2, 1..<3)
    #expect(
      try Tensor.contract("b h n d -> d b", part)
        == Tensor.contract("b h n d -> d b", part.materialized))
  }

  @Test(
    arguments: [
      ("i k k j -> i j", "the pattern names 1 tensors, not 2"),
      ("i k, k j", "an arrow -> is missing"),
      ("i k, k j l -> i j", "\"k j l\" does not name the axes of [4, 5]"),
      ("i k, k j -> i j", "k is both 3 and 4"),
      ("i k, l j -> i m", "m names no axis on the left"),
      ("i k, l j -> i i", "i stands twice in the result"),
    ])
  func errorsNamePatternAndShapes(_ pattern: String, _ expected: String) {
    let (left, right) = (Tensor.zeros([2, 3]), Tensor.zeros([4, 5]))
    #expect {
      try Tensor.contract(pattern, left, right)
    } throws: {
      "\($0)" == "contraction \"\(pattern)\" of [2, 3] and [4, 5]: \(expected)"
    }
  }

  @Test func aResultThatCannotBeCountedIsRefused() throws {
    let endless = try Tensor([1]).view.broadcast(to: [1 << 40])
    #expect {
      try Tensor.contract("i, j -> i j", endless, endless)
    } throws: {
      "\($0)".hasSuffix("the result is more than can be counted")
    }
  }
}
