import Tensors
import Testing

struct JoiningTests {
  private let pairs = Tensor(rows: 2, columns: 3) { Float($0 * 10 + $1) }

  @Test func joiningAlongEitherAxis() throws {
    #expect(try Tensor.concatenated([pairs, pairs], axis: 0).shape == [4, 3])
    let wide = try Tensor.concatenated([pairs, .zeros([2, 0]), .zeros([2, 1])], axis: 1)
    #expect(wide.storage == [0, 1, 2, 0, 10, 11, 12, 0])
    let parts = try (0..<3).map { try pairs.slice(axis: 1, $0..<$0 + 1) }
    #expect(try Tensor.concatenated(parts, axis: 1) == pairs)
  }

  @Test func gatheringTakesRowsInAnyOrder() throws {
    #expect(try pairs.gather([1, 0, 1]).storage == [10, 11, 12, 0, 1, 2, 10, 11, 12])
    #expect(try pairs.gather([2, 2], axis: 1).storage == [2, 2, 12, 12])
    #expect(try pairs.gather([]).shape == [0, 3])
  }

  @Test(arguments: OperationGoldens.all.broadcasting)
  func broadcastingIsNumPys(_ golden: OperationGoldens.Broadcasting) throws {
    let left = try golden.left.tensor
    let right = try golden.right.tensor
    expect(try left.plus(right), matches: golden.sum, relative: 6e-8, absolute: 0)
    expect(try left.minus(right), matches: golden.difference, relative: 6e-8, absolute: 0)
    expect(try left.multiplied(by: right), matches: golden.product, relative: 6e-8, absolute: 0)
    expect(try left.divided(by: right), matches: golden.quotient, relative: 6e-8, absolute: 0)
  }

  @Test(
    arguments: [
      (.gather, "gathering of [2, 3]: no position 2 of axis 0"),
      (.gatherNegative, "gathering of [2, 3]: no position -1 of axis 1"),
      (.gatherAxis, "gathering of [2, 3]: no axis 2"),
      (.join, "concatenation of [2, 3] and [2, 2]: all axes but axis 0 must be equal"),
      (.joinRank, "concatenation of [2, 3] and [3]: all axes but axis 0 must be equal"),
      (.joinNothing, "concatenation of []: it needs one tensor or more"),
      (.minus, "difference of [2, 3] and [2]: axes must be equal, or one of them 1"),
      (.divide, "quotient of [2, 3] and [2]: axes must be equal, or one of them 1"),
    ] as [(Misfit, String)])
  func errorsNameOperationAndShapes(_ misfit: Misfit, _ message: String) {
    #expect { try misfit.run(pairs) } throws: { "\($0)" == message }
  }

  enum Misfit {
    case gather, gatherNegative, gatherAxis, join, joinRank, joinNothing, minus, divide

    func run(_ pairs: Tensor) throws {
      switch self {
      case .gather: _ = try pairs.gather([0, 2])
      case .gatherNegative: _ = try pairs.gather([-1], axis: 1)
      case .gatherAxis: _ = try pairs.gather([0], axis: 2)
      case .join: _ = try Tensor.concatenated([pairs, .zeros([2, 2])], axis: 0)
      case .joinRank: _ = try Tensor.concatenated([pairs, .zeros([3])], axis: 0)
      case .joinNothing: _ = try Tensor.concatenated([], axis: 0)
      case .minus: _ = try pairs.minus(.zeros([2]))
      case .divide: _ = try pairs.divided(by: .zeros([2]))
      }
    }
  }
}
