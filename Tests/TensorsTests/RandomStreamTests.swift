import Tensors
import Testing

struct RandomStreamTests {
  /// The first outputs of xoshiro256++ seeded with SplitMix64 as this type seeds it, from the
  /// reference algorithms written in Python (`Tests/Goldens/random.py`).
  @Test(arguments: RandomGolden.all)
  func givesTheReferenceSequence(_ golden: RandomGolden) {
    var stream = RandomStream(seed: golden.seed, stream: golden.stream)
    #expect(golden.values == golden.values.map { _ in stream.next() })
  }

  @Test func oneSeedGivesTheSameNumbers() {
    var first = RandomStream(seed: 7, name: "cat")
    var second = RandomStream(seed: 7, name: "cat")
    #expect(Tensor.normal([999], from: &first) == Tensor.normal([999], from: &second))
    #expect(first.next() == second.next())
  }

  @Test func streamsDiffer() {
    var streams = [
      RandomStream(seed: 1), RandomStream(seed: 2), RandomStream(seed: 1, stream: 1),
      RandomStream(seed: 1, name: "cat"), RandomStream(seed: 1, name: "cas"),
    ]
    #expect(Set(streams.indices.map { streams[$0].next() }).count == streams.count)
  }

  /// Four standard errors of each moment over 200,000 draws.
  @Test(arguments: [1, 2, 3] as [UInt64])
  func normalNumbersHaveTheMomentsOfTheBell(_ seed: UInt64) {
    var stream = RandomStream(seed: seed)
    let count = 200_000
    let numbers = Tensor.normal([count], from: &stream).storage.map(Double.init)
    func moment(_ power: Int) -> Double {
      numbers.reduce(0) { sum, x in sum + (0..<power).reduce(1) { y, _ in y * x } } / Double(count)
    }
    let root = Double(count).squareRoot()
    #expect(abs(moment(1)) < 4 * 1 / root)
    #expect(abs(moment(2) - 1) < 4 * 2.0.squareRoot() / root)
    #expect(abs(moment(3)) < 4 * 15.0.squareRoot() / root)
    #expect(abs(moment(4) - 3) < 4 * 96.0.squareRoot() / root)
  }

  /// Shares beyond 1, 2, 3 and, past the ziggurat's last layer, 4 standard deviations.
  @Test func tailsHoldWhatTheyShould() {
    var stream = RandomStream(seed: 5)
    let count = 1_000_000
    let numbers = Tensor.normal([count], from: &stream).storage
    for (edge, share) in [(1, 0.317310508), (2, 0.045500264), (3, 0.002699796), (4, 6.33425e-5)]
      as [(Float, Double)]
    {
      let found = Double(numbers.count { $0.magnitude > edge }) / Double(count)
      #expect(abs(found - share) < 4 * (share / Double(count)).squareRoot(), "beyond \(edge)")
    }
  }

  /// Within the bounds, and with the moments of what is left of the bell.
  @Test(arguments: OperationGoldens.all.truncated)
  func truncatedNumbersKeepToTheirBounds(_ golden: OperationGoldens.Truncated) {
    var stream = RandomStream(seed: 11)
    let count = 200_000
    let numbers = Tensor.truncatedNormal(
      [count], standardDeviation: 3, within: golden.bound, from: &stream
    ).scaled(by: 1 / 3).storage.map(Double.init)
    let bound = Double(golden.bound)
    #expect(numbers.allSatisfy { abs($0) <= bound * (1 + 1e-6) })
    #expect(numbers.contains { abs($0) > bound * 0.99 })
    let mean = numbers.reduce(0, +) / Double(count)
    let square = numbers.reduce(0) { $0 + $1 * $1 } / Double(count)
    #expect(abs(mean) < 4 * (golden.variance / Double(count)).squareRoot())
    let spread = golden.fourth - golden.variance * golden.variance
    #expect(abs(square - golden.variance) < 4 * (spread / Double(count)).squareRoot())
  }

  @Test func singleNormalNumbersAreNormalToo() {
    var stream = RandomStream(seed: 3)
    let numbers = Tensor((0..<100_000).map { _ in stream.normal() })
    #expect(abs(numbers.mean) < 4 / 100_000.0.squareRoot())
    #expect(abs(numbers.variance(axis: 0).storage[0] - 1) < 4 * Float(2 / 100_000.0).squareRoot())
  }

  @Test func uniformNumbersFillTheirRange() {
    var stream = RandomStream(seed: 3)
    let numbers = Tensor.uniform([100_000], from: -2, to: 4, from: &stream)
    #expect(numbers.storage.allSatisfy { $0 >= -2 && $0 < 4 })
    #expect(abs(numbers.mean - 1) < 4 * 3.0.squareRoot() / 100_000.0.squareRoot())
    #expect(abs(numbers.variance(axis: 0).storage[0] - 3) < 0.05)
  }
}
