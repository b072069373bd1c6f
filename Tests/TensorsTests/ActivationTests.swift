import Foundation
import Tensors
import Testing

struct ActivationTests {
  @Test(arguments: OperationGoldens.all.activations)
  func curvesAndTheirSlopes(_ golden: OperationGoldens.ActivationCurve) throws {
    let activation = try #require(Activation(rawValue: golden.name))
    let input = try golden.input.tensor
    expect(activation.values(at: input), matches: golden.values, relative: 3e-7, absolute: 3e-7)
    expect(
      activation.derivatives(at: input), matches: golden.derivatives, relative: 6e-7,
      absolute: 6e-7)
  }

  /// Where the absolute bound would hide it: tanh x and σ(x) keep their digits as they go to 0.
  @Test func smallValuesKeepTheirDigits() {
    let x = Tensor([1e-20, -1e-7, 0.01, -0.3])
    for (value, x) in zip(Activation.tanh.values(at: x).storage, x.storage.map(Double.init)) {
      #expect(abs(Double(value) / tanh(x) - 1) < 2e-7)
    }
    let y = Tensor([-10, -30, -80])
    for (value, y) in zip(Activation.sigmoid.values(at: y).storage, y.storage.map(Double.init)) {
      #expect(abs(Double(value) * (1 + exp(-y)) - 1) < 4e-7)
    }
  }

  @Test(
    arguments: [
      (.relu, 0, .infinity, 0, 1), (.gelu, 0, .infinity, 0, 1), (.tanhGELU, 0, .infinity, 0, 1),
      (.silu, 0, .infinity, 0, 1), (.sigmoid, 0, 1, 0, 0), (.tanh, -1, 1, 0, 0),
    ] as [(Activation, Float, Float, Float, Float)])
  func infinityGivesTheLimit(
    _ activation: Activation, _ below: Float, _ above: Float, _ slopeBelow: Float,
    _ slopeAbove: Float
  ) {
    let ends = Tensor([-.infinity, .infinity])
    #expect(activation.values(at: ends).storage == [below, above])
    #expect(activation.derivatives(at: ends).storage == [slopeBelow, slopeAbove])
  }

  @Test(arguments: Activation.allCases)
  func noNumberGivesNone(_ activation: Activation) {
    let none = Tensor([.nan, 1])
    #expect(activation.values(at: none).storage.map(\.isNaN) == [true, false])
    #expect(activation.derivatives(at: none).storage.map(\.isNaN) == [true, false])
    #expect(activation.values(at: .zeros([3, 0])) == .zeros([3, 0]))
  }
}

struct ExponentialTests {
  /// Softmax of 0 and x is e^x/(1 + e^x), 1/(1 + e^x): one rounding each for sum and quotient, beside
  /// the exponential's own 2e-7. The reference is the C library's in float64.
  @Test func softmaxErrsByLittleMoreThanItsRoundings() {
    let steps = 1 << 17
    let scores = Tensor(rows: steps, columns: 2) { $1 == 0 ? 0 : -104 * Float($0) / Float(steps) }
    let weights = scores.softmax()
    var worst = 0.0
    for row in 0..<steps {
      let e = exp(Double(scores[row, 1]))
      let expected = e / (1 + e)
      let spacing = max(expected, Double(Float.leastNormalMagnitude))
      worst = max(worst, abs(Double(weights[row, 1]) - expected) / spacing)
      worst = max(worst, abs(Double(weights[row, 0]) * (1 + e) - 1))
    }
    #expect(worst < 3.2e-7)
  }

  @Test func onlyWhatIsHiddenHasNoWeightAtAll() {
    let weights = Tensor([0, -.infinity, -87, -102, -1e30, 0]).softmax().storage
    #expect(weights[1] == 0)
    #expect(weights[2] > 0)
    #expect(weights[3] > 0)
    #expect(weights[4] == 0)
    #expect(weights[0] == 0.5 && weights[5] == 0.5)
  }

  /// In a full vector and in what is left of one.
  @Test(arguments: [0, 7, 8, 10])
  func noNumberSpoilsItsRow(_ place: Int) {
    var row = [Float](repeating: 1, count: 11)
    row[place] = .nan
    let tensor = Tensor(row)
    #expect(tensor.softmax().storage.allSatisfy { $0.isNaN })
    #expect(tensor.logSumExp().storage[0].isNaN)
    row[place] = .infinity
    #expect(Tensor(row).softmax().storage.allSatisfy { $0.isNaN })
    #expect(Tensor(row).logSumExp().storage == [.infinity])
  }

  /// Without positions attention permutes with its input: no rounding may depend on the order.
  @Test(arguments: [5, 8, 13, 64, 129])
  func permutedScoresHaveThePermutedWeights(_ width: Int) throws {
    var stream = RandomStream(seed: 4)
    let scores = Tensor.normal([20, width], standardDeviation: 4, from: &stream)
    let order = (0..<width).shuffled(using: &stream)
    #expect(
      try scores.gather(order, axis: 1).softmax() == scores.softmax().gather(order, axis: 1))
    #expect(try scores.gather(order, axis: 1).logSumExp() == scores.logSumExp())
  }

  @Test(arguments: 1...19)
  func equalScoresShareEqually(_ width: Int) {
    for value in [0, -1e4, 3e38] as [Float] {
      let row = Tensor(repeating: value, shape: [2, width])
      #expect(row.softmax().storage.allSatisfy { $0 == 1 / Float(width) })
    }
  }
}
