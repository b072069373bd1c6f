import FoundationEssentials
import Tensors
import Testing

import Attention

/// A case of `Tests/Goldens/attention.json`, computed by NumPy in float64.
struct AttentionGolden: Decodable, CustomTestStringConvertible {
  struct Values: Decodable {
    var shape: [Int]
    var values: [Double]

    var tensor: Tensor {
      get throws { try Tensor(values.map { Float($0) }, shape: Shape(shape)) }
    }
  }

  var name: String
  var query, key, value, scores, scaled, masked, weights, output: Values
  var causal: Bool
  var lengths: [Int]?
  var additive: Values?

  var testDescription: String { name }

  var mask: Mask {
    get throws {
      var masks: [Mask] = causal ? [.causal] : []
      if let lengths { masks.append(.padding(lengths)) }
      if let additive { masks.append(.additive(try additive.tensor)) }
      return masks.count == 1 ? masks[0] : .all(masks)
    }
  }

  static let all: [AttentionGolden] = {
    let file = #filePath.split(separator: "/").dropLast(2).joined(separator: "/")
    let url = URL(filePath: "/\(file)/Goldens/attention.json")
    let decoder = JSONDecoder()
    decoder.nonConformingFloatDecodingStrategy = .convertFromString(
      positiveInfinity: "inf", negativeInfinity: "-inf", nan: "nan")
    do {
      return try decoder.decode([AttentionGolden].self, from: Data(contentsOf: url))
    } catch {
      preconditionFailure("\(url.path): \(error)")
    }
  }()
}

struct AttentionTests {
  private let engine = AttentionEngine()

  @Test(arguments: AttentionGolden.all)
  func everyStepIsNumPys(_ golden: AttentionGolden) throws {
    let run = try engine.attend(
      query: golden.query.tensor, key: golden.key.tensor, value: golden.value.tensor,
      AttentionOptions(mask: golden.mask))
    // Scores of 10⁴ err by a few units in their last place, 10⁻³ each; weights feel that in full.
    let isSaturated = golden.name == "saturated"
    compare(run.scores, golden.scores, within: isSaturated ? 0.02 : 1e-5)
    compare(run.scaled, golden.scaled, within: isSaturated ? 0.005 : 1e-5)
    compare(run.masked, golden.masked, within: isSaturated ? 0.005 : 1e-5)
    compare(run.weights, golden.weights, within: isSaturated ? 0.005 : 2e-6)
    compare(run.output, golden.output, within: isSaturated ? 0.02 : 1e-5)
  }

  private func compare(
    _ tensor: Tensor, _ golden: AttentionGolden.Values, within bound: Double,
    sourceLocation: SourceLocation = #_sourceLocation
  ) {
    #expect(tensor.shape.axes == golden.shape, sourceLocation: sourceLocation)
    for (value, expected) in zip(tensor.storage, golden.values) {
      let value = Double(value)
      let isEqual = value == expected || (value.isNaN && expected.isNaN)
      #expect(
        isEqual || abs(value - expected) <= bound, "\(value), expected \(expected)",
        sourceLocation: sourceLocation)
    }
  }

  /// Erratum E60: all queries are answered at once, and each as if it were alone.
  @Test func eachRowIsWhatItIsAlone() throws {
    let (query, key, value) = random(queries: 6, keys: 9)
    let together = try engine.attend(query: query, key: key, value: value)
    for row in 0..<6 {
      let alone = try engine.attend(
        query: query.slice(axis: 0, row..<row + 1), key: key, value: value)
      #expect(alone.output.storage == Array(together.output.row(row)))
    }
  }

  /// Erratum E02: without a mask each position sees every other, and itself.
  @Test func rowsSumToOneAndNothingIsIgnored() throws {
    let (query, key, value) = random(queries: 7, keys: 7)
    let weights = try engine.attend(query: query, key: key, value: value).weights
    for row in 0..<7 {
      #expect(abs(weights.row(row).reduce(0, +) - 1) < 1e-6)
      #expect(weights.row(row).allSatisfy { $0 > 0 })
    }
  }

  /// Erratum E07: a finite mask value on the whole of a row does nothing at all.
  @Test(
    arguments: [
      (-1000, EmptyRows.notANumber, [0.0900, 0.2447, 0.6652]),
      (-.infinity, .notANumber, [.nan, .nan, .nan]),
      (-.infinity, .zeros, [0, 0, 0]),
    ] as [(Float, EmptyRows, [Float])])
  func aFullyMaskedRow(_ hidden: Float, _ emptyRows: EmptyRows, _ expected: [Float]) throws {
    let key = try Tensor([1, 2, 3], shape: [3, 1])
    let weights = try engine.attend(
      query: Tensor([1], shape: [1, 1]), key: key, value: key,
      AttentionOptions(scale: 1, mask: .padding([0]), hidden: hidden, emptyRows: emptyRows)
    ).weights.storage
    for (weight, expected) in zip(weights, expected) {
      #expect(expected.isNaN ? weight.isNaN : abs(weight - expected) < 1e-4)
    }
  }

  /// Erratum E37: what fp16 makes of mask values.
  @Test(arguments: [(-1e9, -.infinity), (-1e4, -10000), (-65504, -65504)] as [(Float, Float)])
  func maskValuesAreStoredInTheFormat(_ hidden: Float, _ stored: Float) throws {
    let masked = try engine.attend(
      query: Tensor.zeros([1, 2]), key: Tensor.zeros([2, 2]), value: Tensor.zeros([2, 2]),
      AttentionOptions(mask: .padding([1]), hidden: hidden, precision: .fp16)
    ).masked
    #expect(masked.storage == [0, stored])
  }

  @Test func headsAreCutAndMergedAgain() throws {
    let features = Tensor(rows: 6, columns: 8) { Float($0 * 8 + $1) }
    let tokens = try features.reshaped([2, 3, 8])
    let heads = try engine.splitHeads(tokens, heads: 4)
    #expect(heads.shape == [2, 4, 3, 2])
    #expect(heads[1, 2, 0, 1] == tokens[1, 0, 5])
    #expect(try engine.mergeHeads(heads) == tokens)
  }

  @Test func headsMustDivideTheFeatures() {
    #expect {
      try engine.splitHeads(.zeros([2, 3, 8]), heads: 3)
    } throws: {
      "\($0)".hasPrefix("split into 3 heads of [2, 3, 8]")
    }
  }

  @Test func aPaddingMaskNeedsALengthForEachSentence() {
    let tensor = Tensor.zeros([2, 3, 4])
    #expect {
      try engine.attend(
        query: tensor, key: tensor, value: tensor, AttentionOptions(mask: .padding([1, 2, 3])))
    } throws: {
      "\($0)" == "padding mask of [2, 3, 3] and [3]: one length a sentence of the batch"
    }
  }

  private func random(queries: Int, keys: Int) -> (Tensor, Tensor, Tensor) {
    var stream = RandomStream(seed: 4)
    return (
      .normal([queries, 5], from: &stream), .normal([keys, 5], from: &stream),
      .normal([keys, 3], from: &stream)
    )
  }
}
