import Attention
import FoundationEssentials
import Tensors
import Testing

/// A case of `Tests/Goldens/flash.json`, computed by PyTorch's autograd in float64.
struct ReferenceGolden: Decodable, Sendable, CustomTestStringConvertible {
  struct Values: Decodable, Sendable {
    var shape: [Int]
    var values: [Double]

    var tensor: Tensor {
      get throws { try Tensor(values.map { Float($0) }, shape: Shape(shape)) }
    }
  }

  var name: String
  var query, key, value, outputGradient, output, logSumExp, weights: Values
  var queryGradient, keyGradient, valueGradient: Values
  var causal: Bool
  var window: Int?
  var lengths: [Int]?
  var additive: Values?
  var scale: Double?

  var testDescription: String { name }

  var mask: PropertyMask {
    get throws {
      PropertyMask(
        causal: causal, window: window, lengths: lengths,
        additions: try additive.map { [.init(name: "additive", tensor: try $0.tensor)] } ?? [])
    }
  }

  /// Inputs are numbers that float32 holds exactly.
  var problem: PropertyProblem {
    get throws {
      try PropertyProblem(
        query: query.tensor, key: key.tensor, value: value.tensor,
        outputGradient: outputGradient.tensor, mask: mask, scale: scale.map { Float($0) })
    }
  }

  static let all: [ReferenceGolden] = {
    let file = #filePath.split(separator: "/").dropLast(2).joined(separator: "/")
    let url = URL(filePath: "/\(file)/Goldens/flash.json")
    let decoder = JSONDecoder()
    decoder.nonConformingFloatDecodingStrategy = .convertFromString(
      positiveInfinity: "inf", negativeInfinity: "-inf", nan: "nan")
    do {
      return try decoder.decode([ReferenceGolden].self, from: Data(contentsOf: url))
    } catch {
      preconditionFailure("\(url.path): \(error)")
    }
  }()
}
