import Tensors
import Testing

import Attention

struct MaskTests {
  /// Five keys; one row of pictures a query, ● where it sees a key.
  @Test(
    arguments: [
      (.none, 2, ["●●●●●", "●●●●●"]),
      (.causal, 5, ["●····", "●●···", "●●●··", "●●●●·", "●●●●●"]),
      (.causal, 2, ["●●●●·", "●●●●●"]),
      (.causal, 7, ["·····", "·····", "●····", "●●···", "●●●··", "●●●●·", "●●●●●"]),
      (.antiCausal, 5, ["●●●●●", "·●●●●", "··●●●", "···●●", "····●"]),
      (.antiCausal, 7, ["●●●●●", "●●●●●", "●●●●●", "·●●●●", "··●●●", "···●●", "····●"]),
      (.window(1), 5, ["●····", "·●···", "··●··", "···●·", "····●"]),
      (.window(2), 5, ["●●···", "●●●··", "·●●●·", "··●●●", "···●●"]),
      (.window(2), 2, ["··●●●", "···●●"]),
      (.window(0), 2, ["·····", "·····"]),
      (.window(-3), 2, ["·····", "·····"]),
      (.window(.min), 2, ["·····", "·····"]),
      (.window(.max), 2, ["●●●●●", "●●●●●"]),
      (.padding([3]), 2, ["●●●··", "●●●··"]),
      (.padding([-1]), 1, ["·····"]),
      (.padding([9]), 1, ["●●●●●"]),
      (
        .all([.causal, .window(2), .padding([4])]), 5,
        ["●····", "●●···", "·●●··", "··●●·", "···●·"]
      ),
      (.all([.window(1), .padding([2])]), 5, ["●····", "·●···", "·····", "·····", "·····"]),
      (.all([]), 1, ["●●●●●"]),
    ] as [(Mask, Int, [String])])
  func whoSeesWhat(_ mask: Mask, _ queries: Int, _ picture: [String]) throws {
    let rows = (0..<queries).map { query in
      (0..<5).map {
        mask.hides(sentence: 0, query: query, key: $0, queries: queries, keys: 5) ? "·" : "●"
      }.joined()
    }
    #expect(rows == picture)
    let numbers = try mask.values(for: [queries, 5])
    for query in 0..<queries {
      let row = numbers.row(query).map { $0 == -.infinity ? "·" : $0 == 0 ? "●" : "?" }
      #expect(row.joined() == picture[query])
    }
  }

  @Test func additionsAreAddedToWhatIsSeen() throws {
    let bias = try Tensor([10, 20, 30], shape: [3])
    let values = try Mask.all([.causal, .additive(bias), .additive(bias)]).values(for: [2, 3])
    #expect(values.storage == [20, 40, -.infinity, 20, 40, 60])
  }

  /// An additive mask is stretched to the scores, never the scores to it.
  @Test(arguments: [[4], [3, 3], [2, 2, 3]] as [Shape])
  func anAdditiveMaskThatDoesNotFit(_ shape: Shape) {
    #expect(throws: ShapeError.self) {
      try Mask.additive(.zeros(shape)).values(for: [2, 3])
    }
  }
}
