import Tensors
import Testing

/// What `Tests/Goldens/tensors-operations.py` writes.
struct OperationGoldens: Decodable {
  struct Contraction: Decodable, CustomTestStringConvertible {
    var pattern: String
    var operands: [GoldenTensor]
    var result: GoldenTensor
    var testDescription: String { "\(pattern) of \(operands.map(\.shape))" }
  }

  struct Broadcasting: Decodable, CustomTestStringConvertible {
    var left, right, sum, difference, product, quotient: GoldenTensor
    var testDescription: String { "\(left.shape) and \(right.shape)" }
  }

  struct Rows: Decodable, CustomTestStringConvertible {
    var name: String
    var input, l2Norm, layerNorm, rmsNorm, cumulativeSum: GoldenTensor
    var k: Int
    var topK: GoldenTensor
    var positions: [Int]
    var testDescription: String { name }
  }

  struct MomentsOverAxes: Decodable, CustomTestStringConvertible {
    var input: GoldenTensor
    var axes: [Int]
    var mean, variance, normalized: GoldenTensor
    var testDescription: String { "axes \(axes) of \(input.shape)" }
  }

  struct Running: Decodable {
    var batches: [GoldenTensor]
    var trained, mean, variance, evaluated: GoldenTensor
  }

  struct Minimum: Decodable, CustomTestStringConvertible {
    var input: GoldenTensor
    var axis: Int
    var min: GoldenTensor
    var testDescription: String { "axis \(axis) of \(input.shape)" }
  }

  struct ActivationCurve: Decodable, CustomTestStringConvertible {
    var name: String
    var input, values, derivatives: GoldenTensor
    var testDescription: String { name }
  }

  struct Truncated: Decodable, CustomTestStringConvertible {
    var bound: Float
    var variance, fourth: Double
    var testDescription: String { "±\(bound)" }
  }

  var contractions: [Contraction]
  var broadcasting: [Broadcasting]
  var rows: [Rows]
  var moments: [MomentsOverAxes]
  var running: Running
  var minima: [Minimum]
  var activations: [ActivationCurve]
  var truncated: [Truncated]

  static let all = golden(OperationGoldens.self, "tensors-operations.json")
}
