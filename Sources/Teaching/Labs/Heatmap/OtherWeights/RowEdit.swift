import Course

/// What the learner has done to a row of weights, as the control `edit` has it.
struct RowEdit: Equatable {
  enum Change: Equatable {
    /// Another row with the same output.
    case other
    /// All weights, to be brought to the row's sum.
    case weights([Double])
    /// Some weights are set; the others share the rest in proportion to what they had.
    case moves([Move])
  }

  struct Move: Equatable {
    /// From 0.
    var key: Int
    var weight: Double
  }

  /// From 0.
  var row: Int
  var change: Change

  /// As many characters as 160 weights take when written out in full.
  static let limit = 4000

  init(row: Int, _ change: Change) {
    self.row = row
    self.change = change
  }

  /// Rows and keys are written from 1: `8: other`, `8: 2=0.5 6=0.1`, `8: 0.1 0.2 …`.
  /// - Throws: `LabError.invalidValue`
  init?(_ text: String, tokens: Int) throws(LabError) {
    let words = text.map { $0 == "：" ? ":" : $0 }.split(separator: ":", maxSplits: 1)
      .map { String($0).split(whereSeparator: \.isWhitespace).map(String.init) }
    guard words.contains(where: { !$0.isEmpty }) else { return nil }
    guard words.count == 2, words[0].count == 1, !words[1].isEmpty,
      let row = Int(words[0][0]), row >= 1, row <= tokens,
      let change = RowEdit.change(words[1], tokens: tokens)
    else {
      throw .invalidValue(
        String(text.prefix(80)), control: "edit",
        expected: Localized(
          en: "'ROW: other', 'ROW: KEY=WEIGHT …' or 'ROW: WEIGHT WEIGHT …', rows and keys from 1 "
            + "to \(tokens), each KEY once, its WEIGHT from 0, together at most 1, or \(tokens) "
            + "weights with a sum above 0",
          zh: "'行: other'、'行: KEY=权重 …' 或 '行: 权重 权重 …'：行和 KEY 从 1 到 \(tokens)，"
            + "每个 KEY 只写一次，权重不小于 0、合计不超过 1；或写 \(tokens) 个和大于 0 的权重"))
    }
    self.init(row: row - 1, change)
  }

  private static func change(_ words: [String], tokens: Int) -> Change? {
    if words.map({ $0.lowercased() }) == ["other"] { return .other }
    let moves = words.compactMap { move($0, tokens: tokens) }
    if moves.count == words.count { return areTogether(moves) ? .moves(moves) : nil }
    let weights = words.compactMap(Double.init)
    let sum = weights.reduce(0, +)
    guard weights.count == words.count, weights.count == tokens,
      weights.allSatisfy({ $0.isFinite && $0 >= 0 }), sum > 0, sum.isFinite
    else { return nil }
    return .weights(weights)
  }

  private static func move(_ word: String, tokens: Int) -> Move? {
    let sides = word.split(separator: "=", omittingEmptySubsequences: false)
    guard sides.count == 2, let key = Int(sides[0]), key >= 1, key <= tokens,
      let weight = Double(sides[1]), (0...1).contains(weight)
    else { return nil }
    return Move(key: key - 1, weight: weight)
  }

  /// As it is written.
  var text: String {
    let change =
      switch change {
      case .other: "other"
      case .weights(let weights):
        weights.map { ControlValue.number($0).description }.joined(separator: " ")
      case .moves(let moves):
        moves.map { "\($0.key + 1)=\(ControlValue.number($0.weight))" }.joined(separator: " ")
      }
    return "\(row + 1): " + change
  }

  /// Whether the weights can be those of different keys in one row.
  private static func areTogether(_ moves: [Move]) -> Bool {
    Set(moves.map(\.key)).count == moves.count && moves.reduce(0) { $0 + $1.weight } <= 1 + 1e-9
  }

  /// The row with one more weight set. Where that is too much with those set before, the oldest of
  /// these are set free.
  /// - Parameter visible: how many keys may have a weight
  func adding(_ move: Move, visible: Int) -> RowEdit {
    var moves: [Move] = if case .moves(let moves) = change { moves } else { [] }
    moves.removeAll { $0.key == move.key }
    moves.append(move)
    while moves.count > 1, !RowEdit.areTogether(moves) || moves.count >= visible {
      moves.removeFirst()
    }
    return RowEdit(row: row, .moves(moves))
  }
}
