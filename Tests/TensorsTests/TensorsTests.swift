import Tensors
import Testing

/// Bounds are for Float32 against float64: half a unit in the last place is 6e-8 of a number, and
/// sums of n terms may lose √n of these and more where terms cancel.
struct OperationTests {
  @Test(arguments: Goldens.all.rows)
  func rows(_ golden: Goldens.Rows) throws {
    let input = try golden.input.tensor
    let weights = input.softmax()
    expect(weights, matches: golden.softmax, relative: 1e-5, absolute: 1e-7)
    expect(input.logSumExp(), matches: golden.logSumExp, relative: 2e-7, absolute: 1e-6)
    expect(weights.entropy(), matches: golden.entropy, relative: 1e-5, absolute: 1e-6)
    expect(
      weights.softmaxJacobianNorm(), matches: golden.jacobianNorm, relative: 1e-5, absolute: 1e-6)
  }

  @Test(arguments: Goldens.all.products)
  func products(_ golden: Goldens.Product) throws {
    let left = try golden.left.tensor
    let right = try golden.right.tensor
    let bound = 1e-6 * Double(left.shape.width)
    expect(try left.times(right), matches: golden.product, absolute: bound)
    expect(
      try left.timesTransposed(golden.rightTransposed.tensor), matches: golden.product,
      absolute: bound)
    expect(
      try golden.leftTransposed.tensor.transposedTimes(right), matches: golden.product,
      absolute: bound)
    expect(left.transposed(), matches: golden.leftTransposed, absolute: 0)
  }

  @Test(arguments: Goldens.all.reductions.indices)
  func reductions(_ index: Int) throws {
    let golden = Goldens.all.reductions[index]
    let input = try golden.input.tensor
    expect(input.sum(axis: golden.axis), matches: golden.sum, relative: 1e-7, absolute: 1e-7)
    expect(input.mean(axis: golden.axis), matches: golden.mean, relative: 1e-7, absolute: 1e-7)
    expect(
      input.variance(axis: golden.axis), matches: golden.variance, relative: 1e-6, absolute: 1e-7)
    expect(input.max(axis: golden.axis), matches: golden.max, absolute: 0)
  }

  @Test func roundingIsThatOfIEEE() throws {
    let golden = Goldens.all.rounding
    let input = try golden.input.tensor
    expect(Precision.fp16.rounded(input), matches: golden.fp16, absolute: 0)
    expect(Precision.bf16.rounded(input), matches: golden.bf16, absolute: 0)
    #expect(Precision.fp32.rounded(input) == input)
  }

  /// Erratum E51: only differences of scores count.
  @Test(
    arguments: [
      ([1000, 1000.5], [0.3775, 0.6225]), ([0, 0.5], [0.3775, 0.6225]), ([0, 20], [2e-9, 1]),
    ] as [([Float], [Float])])
  func softmaxSeesDifferencesOnly(_ scores: [Float], _ weights: [Float]) {
    for (value, expected) in zip(Tensor(scores).softmax().storage, weights) {
      #expect(abs(value - expected) < 1e-4)
    }
  }

  @Test func aRowOfNothingIsNaNOrGuarded() throws {
    let rows = try Tensor([-.infinity, -.infinity, 0, -.infinity], shape: [2, 2])
    #expect(rows.softmax().row(0).allSatisfy { $0.isNaN })
    #expect(rows.softmax(emptyRows: .zeros).storage == [0, 0, 1, 0])
  }

  @Test func positionsOfTheLargest() throws {
    #expect(try Tensor([1, 3, 3, -1, -2, -1], shape: [2, 3]).argmax() == [1, 0])
    #expect(Tensor.zeros([2, 0]).argmax() == [0, 0])
  }
}

struct LayoutTests {
  private let counting = Tensor(rows: 2, columns: 6) { Float($0 * 6 + $1) }

  @Test func permutingMovesAxes() throws {
    let cube = try counting.reshaped([2, 3, 2])
    let moved = cube.permuted([2, 0, 1])
    #expect(moved.shape == [2, 2, 3])
    for i in 0..<2 {
      for j in 0..<3 {
        for k in 0..<2 { #expect(moved[k, i, j] == cube[i, j, k]) }
      }
    }
    #expect(moved.permuted([1, 2, 0]) == cube)
  }

  @Test func slicingKeepsTheAxis() throws {
    #expect(try counting.slice(axis: 1, 2..<4).storage == [2, 3, 8, 9])
    #expect(try counting.slice(axis: 0, 1..<2).shape == [1, 6])
    #expect(try counting.slice(axis: 1, 3..<3).shape == [2, 0])
  }

  @Test func copiesAreIndependent() {
    var copy = counting
    copy[0, 0] = 99
    #expect(counting[0, 0] == 0)
    #expect(copy[0, 0] == 99)
  }

  @Test func axesOfLengthOneAreRepeated() throws {
    let row = try Tensor([10, 20], shape: [1, 2])
    let column = try Tensor([1, 2, 3], shape: [3, 1])
    #expect(try row.plus(column).storage == [11, 21, 12, 22, 13, 23])
    #expect(try column.multiplied(by: row).shape == [3, 2])
    #expect(try Tensor(repeating: 1, shape: [2, 3, 2]).plus(row).shape == [2, 3, 2])
  }

  @Test func nothingIsSummedToZero() throws {
    #expect(try Tensor.zeros([2, 0]).times(.zeros([0, 3])) == .zeros([2, 3]))
    #expect(try Tensor.zeros([0, 4]).timesTransposed(.zeros([3, 4])).shape == [0, 3])
    #expect(Tensor.zeros([3, 0]).softmax().shape == [3, 0])
    #expect(Tensor.zeros([3, 0]).logSumExp().storage.allSatisfy { $0 == -.infinity })
  }

  @Test func shapesPrintAsLists() {
    #expect(Shape([2, 8, 64, 64]).description == "[2, 8, 64, 64]")
  }

  @Test(
    arguments: [
      (
        .times, "matrix product of [2, 3] and [2, 3]: the axes that are summed over differ, 3 and 2"
      ),
      (
        .timesTransposed,
        "product with the transpose of [2, 3] and [2, 2]: the axes that are summed over differ, 3 and 2"
      ),
      (.plus, "sum of [2, 3] and [2]: axes must be equal, or one of them 1"),
      (.reshaped, "reshape of [2, 3] and [7]: both must hold as many numbers"),
      (.slice, "slice of [2, 3]: no range 1..<4 of axis 1"),
    ] as [(Misfit, String)])
  func errorsNameOperationAndShapes(_ misfit: Misfit, _ message: String) {
    #expect { try misfit.run() } throws: { "\($0)" == message }
  }

  enum Misfit {
    case times, timesTransposed, plus, reshaped, slice

    func run() throws {
      let tensor = Tensor.zeros([2, 3])
      switch self {
      case .times: _ = try tensor.times(tensor)
      case .timesTransposed: _ = try tensor.timesTransposed(.zeros([2, 2]))
      case .plus: _ = try tensor.plus(.zeros([2]))
      case .reshaped: _ = try tensor.reshaped([7])
      case .slice: _ = try tensor.slice(axis: 1, 1..<4)
      }
    }
  }
}
