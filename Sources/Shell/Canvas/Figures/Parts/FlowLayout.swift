import Figures

/// Where the boxes of a flow of shapes stand, and the arrows between them: from left to right where
/// there is room, else from top to bottom.
///
/// ```text
///  ┌─────────┐              ┌───────────┐
///  │    Q    │  into heads  │     Q     │
///  │ [64, 8] │ ───────────▸ │ [2, 64, 4]│
///  └─────────┘              └───────────┘
/// ```
struct FlowLayout {
  struct Box {
    let stage: Int
    let index: Int
    let place: Rect
  }

  /// What leads to a stage: the operation in lines, the last of them at or just above the arrow.
  struct Arrow {
    let stage: Int
    let text: [String]
    let place: Rect
  }

  private(set) var boxes: [Box] = []
  private(set) var arrows: [Arrow] = []
  private(set) var columns = 0
  private(set) var rows = 0
  let isHorizontal: Bool
  /// 4 where name and shape have a line each, 3 where they share one.
  let boxRows: Int

  /// The most open form that fits; nil where none does.
  init?(_ flow: ShapeFlow, columns: Int, rows: Int) {
    for (isHorizontal, boxRows) in [(true, 4), (true, 3), (false, 4), (false, 3)] {
      // Operations are broken into lines where that makes room.
      for wrap in isHorizontal ? [Int.max, 16, 10, 6] : [max(1, columns - 4)] {
        let layout = FlowLayout(flow, isHorizontal: isHorizontal, boxRows: boxRows, wrap: wrap)
        if layout.columns <= columns, layout.rows <= rows {
          self = layout
          return
        }
      }
    }
    return nil
  }

  private init(_ flow: ShapeFlow, isHorizontal: Bool, boxRows: Int, wrap: Int) {
    self.isHorizontal = isHorizontal
    self.boxRows = boxRows
    let operations = flow.stages.map { stage in
      stage.operation.cellWidth <= wrap
        ? [stage.operation].filter { !$0.isEmpty }
        : LineBreaker(width: wrap).lines(stage.operation).map(\.text)
    }
    if isHorizontal {
      layOutHorizontally(flow, operations)
    } else {
      layOutVertically(flow, operations)
    }
  }

  private mutating func layOutHorizontally(_ flow: ShapeFlow, _ operations: [[String]]) {
    let tallest = flow.stages.reduce(0) { max($0, $1.boxes.count * boxRows) }
    let lines = operations.reduce(0) { max($0, $1.count) }
    let arrowRow = max(lines, (tallest - 1) / 2)
    rows = max(tallest, arrowRow + 1)
    for (stage, content) in flow.stages.enumerated() {
      if stage > 0 || !content.operation.isEmpty {
        let width = 2 + max(3, operations[stage].reduce(0) { max($0, $1.cellWidth) })
        arrows.append(
          Arrow(
            stage: stage, text: operations[stage],
            place: Rect(column: columns, row: 0, columns: width, rows: arrowRow + 1)))
        columns += width
      }
      let width = content.boxes.reduce(0) { max($0, self.width(of: $1)) }
      // The middle of the boxes is at the arrow's height.
      let top = min(
        max(0, arrowRow - (content.boxes.count * boxRows - 1) / 2),
        rows - content.boxes.count * boxRows)
      for index in content.boxes.indices {
        boxes.append(
          Box(
            stage: stage, index: index,
            place: Rect(
              column: columns, row: top + index * boxRows, columns: width, rows: boxRows)))
      }
      columns += width
    }
  }

  private mutating func layOutVertically(_ flow: ShapeFlow, _ operations: [[String]]) {
    let widths = flow.stages.map { stage in
      stage.boxes.reduce(stage.boxes.count - 1) { $0 + width(of: $1) }
    }
    // An arrow and a blank stand before an operation.
    let texts = operations.map { lines in lines.reduce(0) { max($0, $1.cellWidth) } + 2 }
    columns = max(widths.max() ?? 0, texts.max() ?? 0)
    for (stage, content) in flow.stages.enumerated() {
      if stage > 0 || !content.operation.isEmpty {
        let height = max(1, operations[stage].count)
        arrows.append(
          Arrow(
            stage: stage, text: operations[stage],
            place: Rect(
              column: (columns - texts[stage]) / 2, row: rows, columns: texts[stage],
              rows: height)))
        rows += height
      }
      var column = (columns - widths[stage]) / 2
      for (index, box) in content.boxes.enumerated() {
        boxes.append(
          Box(
            stage: stage, index: index,
            place: Rect(column: column, row: rows, columns: width(of: box), rows: boxRows)))
        column += width(of: box) + 1
      }
      rows += content.boxes.isEmpty ? 0 : boxRows
    }
  }

  /// Both sides, and a blank within each.
  private func width(of box: ShapeFlow.Box) -> Int {
    4
      + (boxRows > 3
        ? max(box.name.cellWidth, box.shape.cellWidth)
        : box.name.cellWidth + 1 + box.shape.cellWidth)
  }
}
