import Attention
import Course
import Tensors

/// The batch of the padding-mask lab and its attention. Sentences stand below each other in every
/// matrix: row `sentence · length + query`.
struct PaddingBatch: Sendable {
  enum MaskValue: String, CaseIterable {
    case zero = "0"
    case thousand = "-1000"
    case tenThousand = "-10000"
    case billion = "-1e9"
    case lowest
    case infinite = "-inf"

    func number(in precision: Precision) -> Float {
      switch self {
      case .zero: 0
      case .thousand: -1000
      case .tenThousand: -10_000
      case .billion: -1e9
      case .lowest: -precision.greatest
      case .infinite: -.infinity
      }
    }
  }

  var lengths: [Int]
  /// Of the longest sentence: all are padded to it.
  var length: Int
  var maskValue: MaskValue
  var logitScale: Double
  var precision: Precision
  var isCured: Bool
  var query: Tensor
  var key: Tensor
  var attention: AttentionRun

  /// Scores repeat after so many positions; the size of the vectors.
  static let period = 3
  private static let sentenceLimit = 6
  private static let lengthLimit = 16

  init(_ settings: Settings, engine: AttentionEngine) throws {
    let lengths = try PaddingBatch.lengths(settings.text("lengths"))
    let length = lengths.max() ?? 0
    self.lengths = lengths
    self.length = length
    maskValue = MaskValue(rawValue: settings.text("maskValue")) ?? .infinite
    logitScale = settings.number("logitScale")
    precision = Precision(rawValue: settings.text("precision")) ?? .fp32
    isCured = settings.toggle("cure")

    let period = PaddingBatch.period
    // Key j is 1 at j mod 3; query i holds 1, 2, 3 so turned that it begins with i's own.
    let key = Tensor(rows: lengths.count * length, columns: period) { row, column in
      row % length < lengths[row / length] && row % length % period == column ? 1 : 0
    }
    let query = Tensor(rows: lengths.count * length, columns: period) { row, column in
      row % length < lengths[row / length] ? Float(1 + (column + row % length) % period) : 0
    }
    self.query = query
    self.key = key
    let batch: Shape = [lengths.count, length, period]
    var run = try engine.attend(
      query: query.reshaped(batch), key: key.reshaped(batch), value: key.reshaped(batch),
      AttentionOptions(
        scale: Float(logitScale), mask: .padding(lengths),
        hidden: maskValue.number(in: precision), emptyRows: isCured ? .zeros : .notANumber,
        precision: precision))
    let matrix: Shape = [lengths.count * length, length]
    run.scores = try run.scores.reshaped(matrix)
    run.scaled = try run.scaled.reshaped(matrix)
    run.masked = try run.masked.reshaped(matrix)
    run.weights = try run.weights.reshaped(matrix)
    run.output = try run.output.reshaped([matrix[0], period])
    attention = run
  }

  /// - Throws: `LabError.invalidValue` with what was expected
  private static func lengths(_ text: String) throws(LabError) -> [Int] {
    let parts = text.split(omittingEmptySubsequences: false) { ",，、".contains($0) }
    let numbers = parts.map { Int($0.filter { !$0.isWhitespace }) }
    let lengths = numbers.compactMap { $0 }.filter { (0...lengthLimit).contains($0) }
    guard lengths.count == numbers.count, lengths.count <= sentenceLimit,
      lengths.contains(where: { $0 > 0 })
    else {
      throw .invalidValue(
        text, control: "lengths",
        expected: Localized(
          en: "1 to \(sentenceLimit) whole numbers from 0 to \(lengthLimit) with commas "
            + "between, not all 0",
          zh: "1 到 \(sentenceLimit) 个 0 到 \(lengthLimit) 的整数，用逗号隔开，不全为 0"))
    }
    return lengths
  }

  func sentence(of row: Int) -> Int { row / length }
  func isReal(query row: Int) -> Bool { row % length < lengths[sentence(of: row)] }
  func isReal(key column: Int, for row: Int) -> Bool { column < lengths[sentence(of: row)] }
  var rows: Int { lengths.count * length }

  /// The mask's value as the format holds it.
  var storedMaskValue: Float { precision.rounded(maskValue.number(in: precision)) }

  /// What a row gives to padding, NaN where the row is.
  func paddingWeight(of row: Int) -> Double {
    let weights = attention.weights.row(row)
    return weights.dropFirst(lengths[sentence(of: row)]).reduce(0) { $0 + Double($1) }
  }

  /// The real query that gives most to padding, the first of those that differ by rounding only.
  /// Padded queries are left out, as the loss leaves them.
  var leakiestRow: (row: Int, leak: Double)? {
    let leaks = (0..<rows).filter { isReal(query: $0) }
      .map { (row: $0, leak: paddingWeight(of: $0)) }
      .filter { !$0.leak.isNaN }
    guard let most = leaks.map(\.leak).max() else { return nil }
    return leaks.first { $0.leak >= most * (1 - 1e-6) }
  }

  var leak: Double { leakiestRow?.leak ?? 0 }
  var nanRows: Int { (0..<rows).count { attention.weights.row($0).contains { $0.isNaN } } }
  var emptyRows: Int { lengths.count { $0 == 0 } * length }
  var hasPadding: Bool { lengths.contains { $0 < length } }

  var results: [Scalar] {
    [
      Scalar("leak", leak), Scalar("nanRows", Double(nanRows)),
      Scalar("emptyRows", Double(emptyRows)),
    ]
  }

  var tensors: [NamedTensor] {
    [
      NamedTensor("query", query), NamedTensor("key", key),
      NamedTensor("scores", attention.scores), NamedTensor("scaled", attention.scaled),
      NamedTensor("masked", attention.masked), NamedTensor("weights", attention.weights),
    ]
  }
}
