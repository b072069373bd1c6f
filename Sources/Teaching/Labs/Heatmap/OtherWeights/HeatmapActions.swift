import Course
import Figures
import Tensors

/// What keys do with the row of weights under the crosshair.
enum HeatmapActions {
  static let all: [LabAction] = [
    LabAction(
      "O", Localized(en: "other row, same output", zh: "换一行权重，输出不变"),
      outcome: { settings, findings, cell in
        Row(settings, findings, cell)?.other ?? nothing
      }),
    LabAction(
      "+", Localized(en: "raise this weight", zh: "加大这个权重"),
      outcome: { settings, findings, cell in
        Row(settings, findings, cell)?.moved(by: 1) ?? nothing
      }),
    LabAction(
      "-", Localized(en: "lower this weight", zh: "减小这个权重"),
      outcome: { settings, findings, cell in
        Row(settings, findings, cell)?.moved(by: -1) ?? nothing
      }),
    LabAction(
      "U", Localized(en: "undo the edit", zh: "撤销改动"),
      outcome: { settings, _, _ in
        settings.text("edit").isEmpty
          ? .refused(Localized(en: "No weight is edited.", zh: "没有改过权重。"))
          : .set(["edit": ""], step: nil)
      }),
  ]

  private static let nothing = LabAction.Outcome.refused(
    Localized(en: "There is no weight here.", zh: "这里没有权重。"))

  /// The row and the key that a cell stands for.
  private struct Row {
    let tokens: [String]
    let weights: Tensor
    let masked: Tensor
    let value: Tensor
    let row: Int
    /// nil where the cell is of a query but of no key.
    let key: Int?
    /// What was done to this row before.
    let edit: RowEdit?
    let lastStep: Int

    init?(_ settings: Settings, _ findings: Findings, _ cell: CellReference?) {
      func tensor(_ name: String) -> Tensor? {
        findings.tensors.first { $0.name == name }?.tensor
      }
      guard let weights = tensor("weights"), let masked = tensor("masked"),
        let value = tensor("value"), let opening = findings.openingCell
      else { return nil }
      tokens = HeatmapRun.tokens(settings)
      let edit = (try? RowEdit(settings.text("edit"), tokens: tokens.count)) ?? nil
      let cell = cell ?? opening
      switch cell.tensor {
      case "weights", "scores", "scaled", "masked": (row, key) = (cell.row, cell.column)
      case "otherWeights": (row, key) = (edit?.row ?? opening.row, cell.column)
      case "query", "output": (row, key) = (cell.row, nil)
      default: (row, key) = (edit?.row ?? opening.row, nil)
      }
      guard tokens.indices.contains(row), weights.shape == [tokens.count, tokens.count],
        masked.shape == weights.shape, value.shape[0] == tokens.count
      else { return nil }
      (self.weights, self.masked, self.value) = (weights, masked, value)
      self.edit = edit?.row == row ? edit : nil
      lastStep = findings.steps.count - 1
    }

    private func edited(_ change: RowEdit.Change?) throws(LabError) -> EditedRow {
      try EditedRow(row: row, change, weights: weights, masked: masked, value: value)
    }

    var other: LabAction.Outcome? {
      guard let edited = try? edited(.other) else { return nil }
      let sentence = EditedRowSentence(
        edited: edited, tokens: tokens, value: tokens.indices.map { Array(value.row($0)) })
      if let refusal = sentence.refusal { return .refused(refusal) }
      return .set(["edit": RowEdit(row: row, .other).text], step: lastStep)
    }

    /// To the next tenth up or down.
    func moved(by direction: Double) -> LabAction.Outcome? {
      guard let key, tokens.indices.contains(key), let present = try? edited(edit?.change) else {
        return nil
      }
      guard present.visible.contains(key) else {
        return .refused(
          Localized(
            en: "“\(tokens[key])” is hidden by the mask and can have no weight.",
            zh: "“\(tokens[key])”被掩码遮住，分不到权重。"))
      }
      guard present.visible.count > 1 else {
        return .refused(
          Localized(
            en: "“\(tokens[key])” is all that “\(tokens[row])” sees: its weight stays 1.",
            zh: "“\(tokens[row])”只看得到“\(tokens[key])”，权重只能是 1。"))
      }
      let tenths = present.after[key] * 10
      guard tenths.isFinite else { return nil }
      let slack = 1e-6 * direction
      let next =
        direction > 0 ? (tenths + slack).rounded(.down) + 1 : (tenths + slack).rounded(.up) - 1
      guard (0...10).contains(next) else {
        return .refused(
          direction > 0
            ? Localized(
              en: "“\(tokens[key])” has all the weight already.", zh: "“\(tokens[key])”已占全部权重。")
            : Localized(
              en: "“\(tokens[key])” has no weight to lose.", zh: "“\(tokens[key])”已经没有权重可减。"))
      }
      let move = RowEdit.Move(key: key, weight: next / 10)
      var text = (edit ?? RowEdit(row: row, .moves([])))
        .adding(move, visible: present.visible.count).text
      let isByMoves = if case .moves? = edit?.change { true } else { edit == nil }
      // A row that was not made by moves, or by too many, is written out.
      if !isByMoves || text.count > RowEdit.limit {
        guard
          let moved = try? EditedRow.moved(present.after, [move], visible: present.visible)
        else { return nil }
        text = RowEdit(row: row, .weights(moved)).text
      }
      return .set(["edit": text], step: lastStep)
    }
  }
}
