import FoundationEssentials
import Tensors
import Testing

/// A tensor of `Tests/Goldens/attention-layers.json`.
struct LayerTensor: Decodable {
  var shape: [Int]
  var values: [Double]

  var tensor: Tensor {
    get throws { try Tensor(values.map { Float($0) }, shape: Shape(shape)) }
  }
}

/// `Tests/Goldens/attention-layers.json`, computed by PyTorch and NumPy in float64.
struct LayerGoldens: Decodable {
  struct Grouped: Decodable, CustomTestStringConvertible {
    var name: String
    var query, key, value, output: LayerTensor
    var causal: Bool
    var window: Int?
    var lengths: [Int]?
    var bias: LayerTensor?
    var testDescription: String { name }
  }

  struct Additive: Decodable, CustomTestStringConvertible {
    var name: String
    var query, key, value, queryMatrix, keyMatrix, vector, scores, output: LayerTensor
    var testDescription: String { name }
  }

  struct MultiHead: Decodable, CustomTestStringConvertible {
    var name: String
    var heads: Int
    var causal: Bool
    var tokens: LayerTensor
    var memory: LayerTensor?
    /// W_Q, W_K, W_V, W_O
    var matrices: [LayerTensor]
    var weights, output: LayerTensor
    var testDescription: String { name }
  }

  struct Rotary: Decodable, CustomTestStringConvertible {
    var name: String
    var input: LayerTensor
    var offset: Int
    var rotated: LayerTensor
    var testDescription: String { name }
  }

  struct Sinusoidal: Decodable {
    var offset: Int
    var encoding: LayerTensor
  }

  struct Buckets: Decodable {
    var count: Int
    var maximum: Int
    var bidirectional: Bool
    /// The relative position of the first bucket
    var first: Int
    var buckets: [Int]
  }

  var grouped: [Grouped]
  var additive: [Additive]
  var multiHead: [MultiHead]
  var rotary: [Rotary]
  var sinusoidal: [Sinusoidal]
  var buckets: [Buckets]

  static let all: LayerGoldens = {
    let tests = #filePath.split(separator: "/").dropLast(3).joined(separator: "/")
    let url = URL(filePath: "/\(tests)/Goldens/attention-layers.json")
    do {
      return try JSONDecoder().decode(LayerGoldens.self, from: Data(contentsOf: url))
    } catch {
      preconditionFailure("\(url.path): \(error)")
    }
  }()
}

/// Each number within `bound` of what is expected.
func expect(
  _ tensor: Tensor, is expected: LayerTensor, within bound: Double,
  sourceLocation: SourceLocation = #_sourceLocation
) {
  #expect(tensor.shape.axes == expected.shape, sourceLocation: sourceLocation)
  for (value, expected) in zip(tensor.storage, expected.values) {
    #expect(
      abs(Double(value) - expected) <= bound, "\(value), expected \(expected)",
      sourceLocation: sourceLocation)
  }
}

/// Each number within `bound` of that of another tensor; NaN is equal to NaN.
func expect(
  _ tensor: Tensor, is expected: Tensor, within bound: Float,
  sourceLocation: SourceLocation = #_sourceLocation
) {
  #expect(tensor.shape == expected.shape, sourceLocation: sourceLocation)
  #expect(largestDifference(tensor, expected) <= bound, sourceLocation: sourceLocation)
}

/// Infinite where one is NaN and the other is not.
func largestDifference(_ a: Tensor, _ b: Tensor) -> Float {
  zip(a.storage, b.storage).reduce(0) { largest, pair in
    if pair.0.isNaN && pair.1.isNaN || pair.0 == pair.1 { return largest }
    let difference = abs(pair.0 - pair.1)
    return difference.isNaN ? .infinity : max(largest, difference)
  }
}

/// Normal numbers, the same ones for the same shapes.
func problem(
  query: Shape, key: Shape, value: Shape, seed: UInt64 = 11
) -> (query: Tensor, key: Tensor, value: Tensor) {
  var stream = RandomStream(seed: seed)
  return (
    .normal(query, from: &stream), .normal(key, from: &stream), .normal(value, from: &stream)
  )
}
