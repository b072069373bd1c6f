import FoundationEssentials
import Tensors
import Testing

/// `Tests/Goldens/labs.json`: whole runs of labs by NumPy and PyTorch in float64, with the numbers that
/// the seeds give.
struct LabGoldens: Decodable {
  struct Matrix: Decodable {
    var shape: [Int]
    var values: [Double]
  }

  struct Scaling: Decodable, CustomTestStringConvertible {
    var distribution: String
    var d, keys, draws: Int
    var scale: Bool
    var seed: UInt64
    var results: [String: Double]
    var scores, weights, sortedWeights: Matrix
    var testDescription: String { "\(distribution), d = \(d), scaled \(scale)" }
  }

  /// What the means of many draws tend to.
  struct Tendency: Decodable, CustomTestStringConvertible {
    var d: Int
    var scale: Bool
    /// How many draws the mean is of.
    var draws: Int
    var mean: [String: Double]
    /// The standard deviation of one draw.
    var deviation: [String: Double]
    var testDescription: String { "d = \(d), scaled \(scale)" }
  }

  struct Heads: Decodable, CustomTestStringConvertible {
    var model, heads, length: Int
    var reduce: Bool
    var seed: UInt64
    var weights, output, headEntropy: Matrix
    var testDescription: String { "\(heads) heads of \(model) numbers, reduced \(reduce)" }
  }

  struct QueryGroups: Decodable, CustomTestStringConvertible {
    var queryHeads, groups, headDim: Int
    var seed: UInt64
    var output: Matrix
    var differenceToMHA, differenceToMQA: Double
    var testDescription: String { "\(queryHeads) heads in \(groups) groups" }
  }

  var scaling: [Scaling]
  var tendencies: [Tendency]
  var heads: [Heads]
  var queryGroups: [QueryGroups]

  static let all: LabGoldens = {
    let tests = #filePath.split(separator: "/").dropLast(2).joined(separator: "/")
    let url = URL(filePath: "/\(tests)/Goldens/labs.json")
    do {
      return try JSONDecoder().decode(LabGoldens.self, from: Data(contentsOf: url))
    } catch {
      preconditionFailure("\(url.path): \(error)")
    }
  }()
}

/// Each number within `bound` of what is expected.
func expect(
  _ tensor: Tensor?, is expected: LabGoldens.Matrix, within bound: Double,
  sourceLocation: SourceLocation = #_sourceLocation
) throws {
  let tensor = try #require(tensor, sourceLocation: sourceLocation)
  #expect(tensor.shape.axes == expected.shape, sourceLocation: sourceLocation)
  let largest = zip(tensor.storage, expected.values).reduce(0.0) {
    let difference = abs(Double($1.0) - $1.1)
    return difference.isNaN ? .infinity : max($0, difference)
  }
  #expect(largest <= bound, sourceLocation: sourceLocation)
}
