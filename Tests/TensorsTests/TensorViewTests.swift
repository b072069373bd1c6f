import Tensors
import Testing

struct TensorViewTests {
  /// `[2, 3, 4]`, each number saying where it stands: 123 is at 1, 2, 3.
  private var places: Tensor {
    get throws {
      try Tensor(rows: 6, columns: 4) { row, column in
        Float(row / 3 * 100 + row % 3 * 10 + column)
      }.reshaped([2, 3, 4])
    }
  }
  private var view: TensorView { get throws { try places.view } }

  @Test func aTransposeSwapsTheLastTwoAxes() throws {
    let moved = try view.transposed()
    #expect(moved.shape == [2, 4, 3])
    #expect(moved[1, 3, 2] == 123)
    #expect(try moved.transposed().materialized == view.materialized)
  }

  @Test func permutingMovesAxes() throws {
    let moved = try view.permuted([2, 0, 1])
    #expect(moved.shape == [4, 2, 3])
    #expect(moved.strides == [1, 12, 4])
    #expect(moved[3, 1, 2] == 123)
    #expect(moved.materialized[3, 1, 2] == 123)
  }

  @Test func aSliceKeepsItsAxisAndASelectionDropsIt() throws {
    let rows = try view.slice(axis: 1, 1..<3)
    #expect(rows.shape == [2, 2, 4])
    #expect(rows[1, 0, 2] == 112)
    let column = try rows.select(axis: 2, 3)
    #expect(column.shape == [2, 2])
    #expect(column.materialized.storage == [13, 23, 113, 123])
    #expect(try view.slice(axis: 0, 2..<2).materialized.shape == [0, 3, 4])
  }

  @Test func broadcastingRepeatsByStridesOfZero() throws {
    let row = try Tensor([1, 2, 3], shape: [3, 1]).view.broadcast(to: [2, 3, 4])
    #expect(row.strides == [0, 1, 0])
    #expect(
      row.materialized.storage == [
        1, 1, 1, 1, 2, 2, 2, 2, 3, 3, 3, 3, 1, 1, 1, 1, 2, 2, 2, 2, 3, 3, 3, 3,
      ])
    #expect(try Tensor([5], shape: [1]).view.broadcast(to: [1 << 30, 1 << 30])[7, 9] == 5)
    #expect(try Tensor([5], shape: [1]).view.broadcast(to: [3, 0]).materialized.shape == [3, 0])
  }

  @Test func splittingAnAxisMakesHeads() throws {
    let heads = try view.split(axis: 2, into: [2, 2]).permuted([0, 2, 1, 3])
    #expect(heads.shape == [2, 2, 3, 2])
    #expect(heads[1, 1, 2, 0] == 122)
  }

  /// Tiles of sixteen, one short of a tile, one past it, in and between other axes.
  @Test(arguments: [1, 2, 15, 16, 17, 33], [1, 7, 16, 35])
  func materializingReadsEachNumberWhereItIs(rows: Int, columns: Int) throws {
    let numbers = Tensor(rows: 3 * rows, columns: 2 * columns) { Float($0 * 100 + $1) }
    let cube = try numbers.reshaped([3, rows, 2, columns]).view
    for order in [[3, 1, 2, 0], [0, 3, 2, 1], [2, 1, 0, 3], [1, 3, 0, 2], [0, 1, 3, 2]] {
      let moved = try cube.permuted(order)
      let copy = moved.materialized
      var index = 0
      for i in 0..<moved.shape[0] {
        for j in 0..<moved.shape[1] {
          for k in 0..<moved.shape[2] {
            for l in 0..<moved.shape[3] {
              let place = [i, j, k, l]
              let source = (0..<4).map { axis in place[order.firstIndex(of: axis) ?? 0] }
              let expected = Float(
                (source[0] * rows + source[1]) * 100 + source[2] * columns + source[3])
              guard copy.storage[index] == expected, moved[i, j, k, l] == expected else {
                Issue.record("\(order) at \(place): \(copy.storage[index]), not \(expected)")
                return
              }
              index += 1
            }
          }
        }
      }
    }
  }

  @Test func nothingIsCopiedWhereTheNumbersStandInOrder() throws {
    func address(_ tensor: Tensor) -> UnsafePointer<Float>? {
      tensor.storage.withUnsafeBufferPointer { $0.baseAddress }
    }
    let tensor = try places
    #expect(
      address(try tensor.view.permuted([1, 0, 2]).permuted([1, 0, 2]).materialized)
        == address(tensor))
    #expect(try tensor.view.slice(axis: 0, 1..<2).isContiguous)
    #expect(try !tensor.view.slice(axis: 1, 1..<2).isContiguous)
  }

  @Test func aViewKeepsWhatItWasMadeFrom() throws {
    var tensor = try places
    let view = tensor.view
    tensor[1, 2, 3] = -1
    #expect(view[1, 2, 3] == 123)
  }

  @Test(
    arguments: [
      (.transposed, "transpose of [3]: it needs two axes or more"),
      (.permuted, "permutation of [2, 3, 4]: [0, 0, 1] does not name each axis once"),
      (.slice, "slice of [2, 3, 4]: no range 1..<5 of axis 1"),
      (.selectPosition, "selection of [2, 3, 4]: no position 3 of axis 1"),
      (.selectAxis, "selection of [2, 3, 4]: no position 0 of axis -1"),
      (
        .broadcast,
        "broadcast of [2, 3, 4] and [3, 1]: an axis must be equal, 1 or absent on the left"
      ),
      (
        .countless,
        "broadcast of [1] and [1099511627776, 1099511627776]: that is more than can be counted"
      ),
      (.split, "split of [2, 3, 4]: axis 2 is not a product of [3, 2]"),
    ] as [(Misfit, String)])
  func errorsNameOperationAndShapes(_ misfit: Misfit, _ message: String) throws {
    let view = try view
    #expect { try misfit.run(view) } throws: { "\($0)" == message }
  }

  enum Misfit {
    case transposed, permuted, slice, selectPosition, selectAxis, broadcast, countless, split

    func run(_ view: TensorView) throws {
      switch self {
      case .transposed: _ = try Tensor.zeros([3]).view.transposed()
      case .permuted: _ = try view.permuted([0, 0, 1])
      case .slice: _ = try view.slice(axis: 1, 1..<5)
      case .selectPosition: _ = try view.select(axis: 1, 3)
      case .selectAxis: _ = try view.select(axis: -1, 0)
      case .broadcast: _ = try view.broadcast(to: [3, 1])
      case .countless: _ = try Tensor([1]).view.broadcast(to: [1 << 40, 1 << 40])
      case .split: _ = try view.split(axis: 2, into: [3, 2])
      }
    }
  }
}
