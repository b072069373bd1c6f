import Foundation
import Tensors
import Testing

import Attention

struct PositionTests {
  @Test(arguments: LayerGoldens.all.sinusoidal.indices) func sinusoids(_ index: Int) throws {
    let golden = LayerGoldens.all.sinusoidal[index]
    let (length, model) = (golden.encoding.shape[0], golden.encoding.shape[1])
    let encoding = SinusoidalPositions(model: model).encoding(length: length, from: golden.offset)
    expect(encoding, is: golden.encoding, within: 1e-7)
  }

  /// Vaswani 2017, §3.5: the product of two encodings depends on how far apart they stand.
  @Test(arguments: [1, 5, 30]) func productsOfSinusoidsDependOnTheDistance(_ distance: Int) throws {
    let encoding = SinusoidalPositions(model: 64).encoding(length: 100)
    let products = try encoding.timesTransposed(encoding)
    for position in 0..<100 - distance {
      #expect(abs(products[position, position + distance] - products[0, distance]) < 1e-4)
    }
  }

  @Test(arguments: LayerGoldens.all.rotary)
  func rotationIsAProductOfComplexNumbers(_ golden: LayerGoldens.Rotary) throws {
    let input = try golden.input.tensor
    let rotary = try RotaryPositions(headDim: input.shape.width)
    expect(try rotary.rotated(input, from: golden.offset), is: golden.rotated, within: 1e-6)
  }

  @Test func scoresOfRotatedVectorsDependOnTheDistance() throws {
    let rotary = try RotaryPositions(headDim: 8)
    let (query, key, _) = problem(query: [1, 8], key: [1, 8], value: [1, 8])
    func score(_ queryPosition: Int, _ keyPosition: Int) throws -> Float {
      try rotary.rotated(query, from: queryPosition)
        .timesTransposed(rotary.rotated(key, from: keyPosition)).storage[0]
    }
    for start in [1, 10, 1000] {
      #expect(abs(try score(start + 7, start) - score(7, 0)) < 1e-4)
    }
    #expect(abs(try score(8, 0) - score(7, 0)) > 1e-3)
    #expect(try rotary.rotated(query) == query)
  }

  @Test func anOddHeadCannotBeRotated() throws {
    #expect(throws: ShapeError.self) { try RotaryPositions(headDim: 3) }
    let rotary = try RotaryPositions(headDim: 4)
    #expect(throws: ShapeError.self) { try rotary.rotated(.zeros([2, 6])) }
    #expect(throws: ShapeError.self) { try rotary.rotated(.zeros([4])) }
    #expect(try rotary.rotated(.zeros([0, 4])).shape == [0, 4])
  }

  /// The slopes that Press 2022 prints for 8 and 16 heads, and those of its code for 6 and 12.
  @Test(
    arguments: [
      (1, [-8]), (2, [-4, -8]), (8, [-1, -2, -3, -4, -5, -6, -7, -8]),
      (16, [-0.5, -1, -1.5, -2, -2.5, -3, -3.5, -4, -4.5, -5, -5.5, -6, -6.5, -7, -7.5, -8]),
      (6, [-2, -4, -6, -8, -1, -3]),
      (12, [-1, -2, -3, -4, -5, -6, -7, -8, -0.5, -1.5, -2.5, -3.5]), (0, []),
    ] as [(Int, [Double])])
  func slopes(_ heads: Int, _ exponents: [Double]) {
    let slopes = LinearBiases(heads: heads).slopes
    #expect(slopes.count == exponents.count)
    for (slope, exponent) in zip(slopes, exponents) {
      #expect(abs(slope / Float(exp2(exponent)) - 1) < 1e-6)
    }
  }

  @Test func linearBiasesGrowWithTheDistance() throws {
    let bias = try LinearBiases(heads: 2).bias(queries: 2, keys: 4)
    #expect(bias.shape == [2, 2, 4])
    #expect(bias.row(0) == [-0.125, -0.0625, 0, -0.0625])
    #expect(bias.row(3).map { $0 * 256 } == [-3, -2, -1, 0])
  }

  @Test(arguments: LayerGoldens.all.buckets.indices) func buckets(_ index: Int) throws {
    let golden = LayerGoldens.all.buckets[index]
    let buckets = try RelativeBuckets(
      count: golden.count, maximumDistance: golden.maximum, isBidirectional: golden.bidirectional)
    let found = golden.buckets.indices.map { buckets.bucket(golden.first + $0) }
    #expect(found == golden.buckets)
    #expect(buckets.bucket(.min) == found.first)
    #expect(buckets.bucket(.max) == found.last)
  }

  @Test func eachHeadReadsItsColumnOfTheTable() throws {
    let buckets = try RelativeBuckets(count: 4, maximumDistance: 8, isBidirectional: false)
    let table = Tensor(rows: 4, columns: 2) { Float(10 * $1 + $0) }
    let bias = try buckets.bias(table, queries: 2, keys: 3)
    #expect(bias.shape == [2, 2, 3])
    #expect(bias.storage == [1, 0, 0, 2, 1, 0, 11, 10, 10, 12, 11, 10])
    #expect(throws: ShapeError.self) { try buckets.bias(.zeros([3, 2]), queries: 2, keys: 3) }
  }

  @Test(arguments: [
    (0, 8, true), (2, 8, true), (6, 8, true), (3, 8, false), (8, 2, true), (-4, 8, false),
  ])
  func bucketsThatCannotBe(_ count: Int, _ maximum: Int, _ isBidirectional: Bool) {
    #expect(throws: ShapeError.self) {
      try RelativeBuckets(
        count: count, maximumDistance: maximum, isBidirectional: isBidirectional)
    }
  }
}
