import Foundation
import Tensors
import Testing

@testable import Labs

/// The mathematics of "same output, other attention", on rows that no lab has made.
struct OtherRowTests {
  private struct Sample {
    var weights: [Double]
    var values: [[Double]]
    var rank: Int

    /// Softmax of normal scores over values of `size` numbers, which lie in a flat space of dimension
    /// `rank` where that is less.
    init(_ stream: inout RandomStream, tokens: Int, size: Int, rank: Int) {
      func normal() -> Double { Double(stream.normal()) }
      let scores = (0..<tokens).map { _ in exp(normal()) }
      let sum = scores.reduce(0, +)
      weights = scores.map { $0 / sum }
      let points = (0..<tokens).map { _ in (0..<rank).map { _ in normal() } }
      let map = (0..<rank).map { _ in (0..<size).map { _ in normal() } }
      let origin = (0..<size).map { _ in normal() }
      values = points.map { point in
        rank == size
          ? point
          : (0..<size).map { column in
            zip(point, map).reduce(origin[column]) { $0 + $1.0 * $1.1[column] }
          }
      }
      self.rank = rank
    }
  }

  /// A thousand rows with at least twice as many tokens as needed.
  @Test(arguments: 0..<20 as Range<UInt64>)
  func aRowWithEnoughTokensHasAnother(_ seed: UInt64) throws {
    var stream = RandomStream(seed: seed, name: "other rows")
    for index in 0..<50 {
      let size = 1 + index % 12
      let rank = index % 3 == 0 ? max(1, size / 2) : size
      let sample = Sample(
        &stream, tokens: 2 * (rank + 1) + index % 7, size: size, rank: rank)
      let other = try OtherRow.search(weights: sample.weights, values: sample.values)
      let row = other.weights
      #expect(row.allSatisfy { $0 >= 0 })
      #expect(abs(row.reduce(0, +) - 1) < 1e-12)
      #expect(row.count { $0 > 0 } <= sample.rank + 1)
      #expect(OtherRow.totalVariation(row, sample.weights) > 0.01)
      let outputs = zip(
        OtherRow.output(row, sample.values), OtherRow.output(sample.weights, sample.values))
      #expect(outputs.allSatisfy { abs($0 - $1) < 1e-9 })
      #expect(other.leastTop <= (sample.weights.max() ?? 0) + 1e-12)
    }
  }

  /// A hundred rows whose tokens are all needed.
  @Test(arguments: 0..<10 as Range<UInt64>)
  func aRowWithoutEnoughTokensHasNone(_ seed: UInt64) {
    var stream = RandomStream(seed: seed, name: "few tokens")
    for index in 0..<10 {
      let size = 1 + index
      let sample = Sample(&stream, tokens: 1 + index % (size + 1), size: size, rank: size)
      #expect(throws: OtherRow.Absence.tooFewTokens) {
        try OtherRow.search(weights: sample.weights, values: sample.values)
      }
    }
  }

  /// Just one token more than needed: there is another row, but it may be close.
  @Test(arguments: 1...30 as ClosedRange<UInt64>)
  func oneTokenMoreThanNeededIsEnough(_ seed: UInt64) throws {
    var stream = RandomStream(seed: seed, name: "one more")
    let sample = Sample(&stream, tokens: 6, size: 4, rank: 4)
    do throws(OtherRow.Absence) {
      let other = try OtherRow.search(weights: sample.weights, values: sample.values)
      #expect(other.weights.count { $0 > 0 } <= 5)
    } catch {
      guard case .tooClose(let variation) = error else {
        Issue.record("\(error)")
        return
      }
      #expect(variation > 0 && variation <= 0.01)
    }
  }

  /// All vertices tried one by one: Goldens/other-row.py.
  @Test(
    arguments: [
      (0, 6, 1, 1, 0.000000), (1, 6, 1, 1, 0.000000), (2, 6, 1, 1, 0.054878),
      (0, 7, 2, 2, 0.185049), (1, 7, 2, 2, 0.000000), (2, 7, 2, 2, 0.210000),
      (0, 8, 2, 2, 0.000000), (1, 8, 2, 2, 0.000000), (2, 8, 2, 2, 0.000000),
      (0, 9, 3, 3, 0.000000), (1, 9, 3, 3, 0.000000), (2, 9, 3, 3, 0.302632),
      (0, 10, 4, 4, 0.000000), (1, 10, 4, 4, 0.334821), (2, 10, 4, 4, 0.084746),
    ] as [(Int, Int, Int, Int, Double)])
  func theTopTokenIsLoweredAsFarAsItGoes(
    _ seed: Int, _ tokens: Int, _ size: Int, _ rank: Int, _ least: Double
  ) throws {
    let values = (0..<tokens).map { token in
      (0..<size).map { column in
        Double((7 * token * token + 3 * token * column + 5 * column + 2 * seed) % 11 - 5)
      }
    }
    let raw = (0..<tokens).map { Double(1 + (3 * $0 + seed) % 7 + ($0 == seed ? 20 : 0)) }
    let weights = raw.map { $0 / raw.reduce(0, +) }
    #expect(RowPolytope(weights: weights, values: values).affineRank == rank)
    let other = try OtherRow.search(weights: weights, values: values)
    #expect(abs(other.leastTop - least) < 1e-6)
    #expect(abs(other.weights[seed] - least) < 1e-6)
  }

  @Test(
    arguments: [
      // One token; two that are the same; a token between two others.
      ([1], [[3]], nil), ([1, 0], [[2, 5], [2, 5]], [0, 1]),
      ([0, 1, 0], [[0], [1], [2]], [0.5, 0, 0.5]),
      // All the weight at an end: no mixture of the others is there.
      ([1, 0, 0], [[0], [1], [2]], nil),
      ([0.5, 0.5, 0, 0], [[0], [0.1], [1], [2]], [0.95, 0, 0.05, 0]),
    ] as [([Double], [[Double]], [Double]?)])
  func degenerateRowsAreToldHonestly(
    _ weights: [Double], _ values: [[Double]], _ expected: [Double]?
  ) {
    let row = try? OtherRow.search(weights: weights, values: values).weights
    if expected == nil {
      #expect(row == nil)
    } else {
      #expect(row != nil)
    }
    guard let row else { return }
    #expect(OtherRow.totalVariation(row, weights) > 0.01)
    if weights.contains(1), let expected { #expect(row == expected) }
  }

  @Test func aRowThatIsTheOnlyOneSaysSo() {
    #expect(throws: OtherRow.Absence.onlyOne) {
      try OtherRow.search(weights: [1, 0, 0], values: [[0], [1], [2]])
    }
  }

  @Test(
    arguments: [
      ([.nan, 1], [[1], [2]]), ([0.5, 0.5], [[1], [.infinity]]), ([-0.5, 1.5], [[1], [2]]),
      ([], []), ([1], [[1], [2]]),
    ] as [([Double], [[Double]])])
  func whatIsNoRowHasNoOther(_ weights: [Double], _ values: [[Double]]) {
    #expect(throws: OtherRow.Absence.notNumbers) {
      try OtherRow.search(weights: weights, values: values)
    }
  }

  /// As long as a sentence can be, and values as Float32 has them.
  @Test func longSentencesAreNoTrouble() throws {
    var stream = RandomStream(seed: 1, name: "long")
    let sample = Sample(&stream, tokens: 160, size: 24, rank: 24)
    let other = try OtherRow.search(weights: sample.weights, values: sample.values)
    #expect(other.weights.count { $0 > 0 } <= 25)
    #expect(other.leastTop == 0)
  }
}
