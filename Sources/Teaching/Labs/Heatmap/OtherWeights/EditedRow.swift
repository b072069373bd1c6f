import Course
import Tensors

/// A row of weights as softmax gave it and as the learner has it, with the outputs of both, in Float64.
struct EditedRow: Sendable {
  /// From 0.
  var row: Int
  var isEdited: Bool
  var before: [Double]
  var after: [Double]
  var outputBefore: [Double]
  var outputAfter: [Double]
  /// The keys that the mask does not hide.
  var visible: [Int]
  /// Of the values of the visible keys.
  var affineRank: Int
  /// The other row with the same output, whether or not it is the one that is shown.
  var other: Result<OtherRow, OtherRow.Absence>
  private(set) var isOther = false

  /// - Parameters:
  ///   - edit: nil where the row is left as it is
  ///   - weights, masked: `[N, N]`
  ///   - value: `[N, d]`
  /// - Throws: `LabError` where the edit cannot be made in this row
  init(
    row: Int, _ edit: RowEdit.Change?, weights: Tensor, masked: Tensor, value: Tensor
  ) throws(LabError) {
    self.row = row
    let before = weights.row(row).map(Double.init)
    let values = (0..<value.shape[0]).map { value.row($0).map(Double.init) }
    let scores = Array(masked.row(row))
    let visible = scores.indices.filter { scores[$0] != -.infinity }
    let seen = visible.map { before[$0] }
    let seenValues = visible.map { values[$0] }
    let isFinite = (seen + seenValues.joined()).allSatisfy(\.isFinite)
    affineRank =
      isFinite && !seen.isEmpty
      ? RowPolytope(weights: seen, values: seenValues).affineRank : 0
    do throws(OtherRow.Absence) {
      var other = try OtherRow.search(weights: seen, values: seenValues)
      var whole = [Double](repeating: 0, count: before.count)
      for (key, weight) in zip(visible, other.weights) { whole[key] = weight }
      other.weights = whole
      self.other = .success(other)
    } catch {
      other = .failure(error)
    }

    let after: [Double] =
      switch edit {
      case nil: before
      case .other: (try? other.get().weights) ?? before
      case .weights(let wanted):
        try EditedRow.scaled(wanted, to: before.reduce(0, +), visible: visible)
      case .moves(let moves): try EditedRow.moved(before, moves, visible: visible)
      }
    isOther = edit == .other
    isEdited = edit != nil
    self.before = before
    self.after = after
    self.visible = visible
    outputBefore = OtherRow.output(before, values)
    outputAfter = OtherRow.output(after, values)
  }

  private static func scaled(
    _ wanted: [Double], to sum: Double, visible: [Int]
  ) throws(LabError) -> [Double] {
    for key in wanted.indices where wanted[key] > 0 { try check(key, visible) }
    let present = wanted.reduce(0, +)
    return wanted.map { $0 / present * sum }
  }

  /// The keys that are not set share the rest in proportion; where they had nothing, evenly.
  static func moved(
    _ weights: [Double], _ moves: [RowEdit.Move], visible: [Int]
  ) throws(LabError) -> [Double] {
    var moved = weights
    let sum = weights.reduce(0, +)
    for move in moves {
      if move.weight > 0 { try check(move.key, visible) }
      moved[move.key] = sum * move.weight
    }
    let others = visible.filter { key in !moves.contains { $0.key == key } }
    let rest = max(0, sum - moves.reduce(0) { $0 + sum * $1.weight })
    guard !others.isEmpty || !(rest > 1e-9 * sum) else {
      throw .impossible(
        Localized(
          en: "every weight of the row is set, and they have no sum of 1", zh: "这一行的权重都指定了，和却不是 1"))
    }
    let present = others.reduce(0) { $0 + weights[$1] }
    for key in others {
      moved[key] = present > 0 ? weights[key] * (rest / present) : rest / Double(others.count)
    }
    return moved
  }

  private static func check(_ key: Int, _ visible: [Int]) throws(LabError) {
    guard visible.contains(key) else {
      throw .impossible(
        Localized(
          en: "key \(key + 1) is hidden by the mask and can have no weight",
          zh: "第 \(key + 1) 个 key 被掩码遮住，不能有权重"))
    }
  }

  /// The key with the largest weight.
  var top: Int { before.indices.max { before[$0] < before[$1] } ?? 0 }

  var totalVariation: Double { OtherRow.totalVariation(before, after) }

  /// The largest change of a number of the output.
  var outputChange: Double {
    zip(outputBefore, outputAfter).reduce(0) { max($0, ($1.0 - $1.1).magnitude) }
  }

  /// How many tokens have a weight.
  var support: Int { after.count { $0 > 0 } }

  /// `[2, N]`: as it is, as edited.
  var weights: Tensor {
    Tensor(rows: 2, columns: before.count) { Float(($0 == 0 ? before : after)[$1]) }
  }

  /// `[3, d]`: the output as it is, as edited, and how much it has moved.
  var outputs: Tensor {
    Tensor(rows: 3, columns: outputBefore.count) { row, column in
      switch row {
      case 0: Float(outputBefore[column])
      case 1: Float(outputAfter[column])
      default: Float(outputAfter[column] - outputBefore[column])
      }
    }
  }
}
