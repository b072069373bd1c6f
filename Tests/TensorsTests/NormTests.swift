import Tensors
import Testing

struct NormTests {
  /// Sums are carried in Double and rounded once, hence half a unit in the last place, or one where
  /// the mean is taken away from numbers that are large beside their spread.
  @Test(arguments: OperationGoldens.all.rows)
  func rows(_ golden: OperationGoldens.Rows) throws {
    let input = try golden.input.tensor
    expect(input.l2Norm(), matches: golden.l2Norm, relative: 1e-7, absolute: 0)
    expect(input.layerNormalized(), matches: golden.layerNorm, relative: 2e-7, absolute: 1e-9)
    expect(input.rmsNormalized(), matches: golden.rmsNorm, relative: 2e-7, absolute: 1e-9)
    expect(input.cumulativeSum(), matches: golden.cumulativeSum, relative: 1e-7, absolute: 1e-9)
    let top = try input.topK(golden.k)
    expect(top.values, matches: golden.topK, absolute: 0)
    #expect(top.positions == golden.positions)
  }

  @Test(arguments: OperationGoldens.all.moments)
  func moments(_ golden: OperationGoldens.MomentsOverAxes) throws {
    let input = try golden.input.tensor
    let moments = try input.moments(over: golden.axes)
    expect(moments.mean, matches: golden.mean, relative: 1e-7, absolute: 1e-9)
    expect(moments.variance, matches: golden.variance, relative: 1e-7, absolute: 1e-9)
    let bound = input.storage.contains { $0 > 100 } ? 1e-4 : 1e-6
    expect(try input.normalized(by: moments), matches: golden.normalized, absolute: bound)
  }

  /// PyTorch's BatchNorm1d over two batches, then in evaluation.
  @Test func runningStatisticsFollowTheBatches() throws {
    let golden = OperationGoldens.all.running
    var running = Moments(
      mean: .zeros([1, 3, 1]), variance: Tensor(repeating: 1, shape: [1, 3, 1]))
    var trained = Tensor.zeros([])
    for batch in try golden.batches.map({ try $0.tensor }) {
      let moments = try batch.moments(over: [0, 2])
      trained = try batch.normalized(by: moments)
      try running.move(towards: moments)
    }
    expect(trained, matches: golden.trained, absolute: 1e-6)
    expect(running.mean, matches: golden.mean, absolute: 1e-6)
    expect(running.variance, matches: golden.variance, relative: 1e-6, absolute: 0)
    expect(
      try golden.batches[0].tensor.normalized(by: running), matches: golden.evaluated,
      absolute: 2e-6)
  }

  @Test func nothingHasNoMean() throws {
    let moments = try Tensor.zeros([0, 2]).moments(over: [0])
    #expect(moments.mean.shape == [1, 2])
    #expect(moments.mean.storage.allSatisfy { $0.isNaN })
    #expect(moments.count == 0)
  }

  @Test(arguments: OperationGoldens.all.minima)
  func minima(_ golden: OperationGoldens.Minimum) throws {
    expect(try golden.input.tensor.min(axis: golden.axis), matches: golden.min, absolute: 0)
  }

  @Test func aNumberThatIsNoneComesLast() throws {
    let row = Tensor([1, .nan, 3, -.infinity])
    #expect(try row.topK(3).positions == [2, 0, 3])
    #expect(row.min(axis: 0).storage[0].isNaN)
  }

  @Test func axesThatAreNotThereAreNamed() {
    #expect {
      try Tensor.zeros([2, 3]).moments(over: [1, 1])
    } throws: {
      "\($0)" == "moments of [2, 3]: [1, 1] are not different axes of it"
    }
    #expect {
      try Tensor.zeros([2, 3]).topK(4)
    } throws: {
      "\($0)" == "top 4 of [2, 3]: a row has 3 numbers"
    }
  }
}
