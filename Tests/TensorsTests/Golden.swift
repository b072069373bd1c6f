import FoundationEssentials
import Tensors
import Testing

/// A tensor as `Tests/Goldens/tensors.py` writes it, computed in float64.
struct GoldenTensor: Decodable {
  var shape: [Int]
  var values: [Double]

  var tensor: Tensor {
    get throws { try Tensor(values.map { Float($0) }, shape: Shape(shape)) }
  }
}

struct Goldens: Decodable {
  struct Rows: Decodable, CustomTestStringConvertible {
    var name: String
    var input, softmax, logSumExp, entropy, jacobianNorm: GoldenTensor
    var testDescription: String { name }
  }

  struct Product: Decodable, CustomTestStringConvertible {
    var name: String
    var left, right, product, leftTransposed, rightTransposed: GoldenTensor
    var testDescription: String { name }
  }

  struct Reduction: Decodable {
    var input: GoldenTensor
    var axis: Int
    var sum, mean, variance, max: GoldenTensor
  }

  struct Rounding: Decodable {
    var input, fp16, bf16: GoldenTensor
  }

  var rows: [Rows]
  var products: [Product]
  var reductions: [Reduction]
  var rounding: Rounding

  static let all = golden(Goldens.self, "tensors.json")
}

/// A file of `Tests/Goldens`.
func golden<File: Decodable>(_ type: File.Type, _ name: String) -> File {
  let folder = #filePath.split(separator: "/").dropLast(2).joined(separator: "/")
  let url = URL(filePath: "/\(folder)/Goldens/\(name)")
  let decoder = JSONDecoder()
  decoder.nonConformingFloatDecodingStrategy = .convertFromString(
    positiveInfinity: "inf", negativeInfinity: "-inf", nan: "nan")
  do {
    return try decoder.decode(type, from: Data(contentsOf: url))
  } catch {
    preconditionFailure("\(url.path): \(error)")
  }
}

/// Expects each number to be within `relative` of the golden one, or `absolute`, whichever is more;
/// infinities and NaN must be the same.
func expect(
  _ tensor: Tensor, matches golden: GoldenTensor, relative: Double = 0, absolute: Double,
  sourceLocation: SourceLocation = #_sourceLocation
) {
  #expect(tensor.shape.axes == golden.shape, sourceLocation: sourceLocation)
  for (index, (value, expected)) in zip(tensor.storage, golden.values).enumerated() {
    let value = Double(value)
    let isEqual = value == expected || (value.isNaN && expected.isNaN)
    #expect(
      isEqual || abs(value - expected) <= max(relative * abs(expected), absolute),
      "number \(index): \(value), expected \(expected)", sourceLocation: sourceLocation)
  }
}
