import Canvas
import Course
import Labs
import Quiz

extension LessonScreen {
  var hints: [KeyHelp] {
    if let panel = focusedPanelIndex.flatMap({ panels[$0] }) {
      return panel.editor == nil ? Self.labHints : LabKeys.editing
    }
    if let prediction = focusedPrediction { return prediction.hints }
    if isAtClaim { return Self.claimHints }
    return [
      KeyHelp("↑↓", en: "read", zh: "阅读"), KeyHelp("l", en: "lab", zh: "实验"),
      KeyHelp("Tab", en: "links", zh: "链接"),
      KeyHelp("a", en: "answer", zh: "回答"), KeyHelp("t", en: "test yourself", zh: "自测"),
      KeyHelp("n/p", en: "next, previous", zh: "下一课、上一课"),
      KeyHelp("Esc", en: "back", zh: "返回"), KeyHelp("w", en: "terms", zh: "术语"),
      KeyHelp("b", en: "sources", zh: "文献"),
    ]
  }

  private static let labHints = [
    KeyHelp("←↓↑→", en: "look", zh: "移动"), KeyHelp("x", en: "where from?", zh: "怎么来的"),
    KeyHelp("Enter", en: "full screen", zh: "全屏"), KeyHelp("Esc", en: "text", zh: "正文"),
  ]

  var keys: [KeyHelp] {
    [
      KeyHelp("↑↓ space", en: "scroll by a line, by a screen", zh: "滚动一行、一屏"),
      KeyHelp("g G", en: "start, end", zh: "开头、结尾"),
      KeyHelp("l", en: "to the lab here, or the next one", zh: "到这里或下面的实验"),
      KeyHelp("Tab", en: "to the next lab, item, link or claim", zh: "到下一个实验、题目、链接或论断"),
      KeyHelp("Enter", en: "open it", zh: "打开"),
      KeyHelp("Enter", en: "on a number: watch it being tested", zh: "在数上：看它接受检验"),
      KeyHelp("V", en: "test all numbers of the lesson", zh: "检验本课所有的数"),
      KeyHelp("1-6", en: "predict, where the text asks", zh: "回答正文里的“先猜一猜”"),
      KeyHelp("a", en: "show or fold the answer", zh: "展开或收起回答"),
      KeyHelp("t", en: "test yourself on this lesson", zh: "做本课的题"),
      KeyHelp("n p", en: "next and previous lesson", zh: "下一课、上一课"),
      KeyHelp("w", en: "the glossary, at the terms of this lesson", zh: "术语表，从本课术语看起"),
      KeyHelp("b", en: "the references, at the sources of this lesson", zh: "参考文献，从本课引用的看起"),
      KeyHelp("f", en: "the lab in focus, full screen", zh: "全屏显示选中的实验"),
    ] + LabKeys.all.filter { $0.keys != "Tab" }
  }

  func draw(in area: Rect, of frame: inout Frame, _ context: Context) {
    drawTitle(in: area, of: &frame, context)
    let layout = LessonLayout(area: area)
    drawText(in: layout.text, of: &frame, context)
    if let lab = layout.lab { drawPane(lab, of: &frame, context) }
    drawScrollMark(in: layout, of: &frame, context)
  }

  private func drawTitle(in area: Rect, of frame: inout Frame, _ context: Context) {
    guard let summary = context.course.lesson(id) else { return }
    let percent = page.lines.isEmpty ? 0 : min(100, (top + visibleRows) * 100 / max(1, textLines))
    let minutes = Words.minutes(summary.minutes)[context.language]
    let number = summary.notes.first.map { $0 + "  " } ?? ""
    let parts = [pathStep(context), "\(percent) %", minutes].compactMap(\.self)
    ScreenTitle(number + summary.title[context.language], detail: parts.joined(separator: " · "))
      .draw(in: area, of: &frame, context)
  }

  private func drawText(in area: Rect, of frame: inout Frame, _ context: Context) {
    guard content != nil else {
      let text = failure?.description ?? Words.loading[context.language]
      let style = failure == nil ? context.theme.dimmed : context.theme.error
      for (row, line) in LineBreaker(width: area.columns).lines(text, style: style).enumerated() {
        frame.draw(line, column: area.column, row: area.row + row, in: area)
      }
      return
    }
    for row in 0..<area.rows where page.lines.indices.contains(top + row) {
      draw(page.lines[top + row], row: area.row + row, in: area, of: &frame, context)
    }
    for slot in page.slots where slot.rows.overlaps(top..<top + area.rows) {
      drawSlot(slot, in: area, of: &frame, context)
    }
  }

  private func draw(
    _ line: TextLine, row: Int, in area: Rect, of frame: inout Frame, _ context: Context
  ) {
    var column = area.column
    for span in line.spans {
      var style = span.style
      if let target = span.target, focus == .target(target) {
        style = context.theme.selection.over(style)
      }
      column = frame.draw(span.text, column: column, row: row, style: style, in: area)
    }
  }

  /// Draws a slot apart and copies the rows of it that are on the screen.
  private func drawSlot(
    _ slot: Page.Slot, in area: Rect, of frame: inout Frame, _ context: Context
  ) {
    let place = slotRect(slot, in: area)
    guard !place.isEmpty else { return }
    var part = Frame(
      Size(columns: place.columns, rows: slot.rows.count), style: context.theme.text)
    let isFocused = focus == .slot(slot.content)
    switch slot.content {
    case .lab(let index):
      if LessonLayout(area: context.bodyArea).lab != nil {
        drawLabReference(index, isFocused, of: &part, context)
      } else if let panel = panels[index] {
        LabInset(panel: panel, isFocused: isFocused, context: context).draw(
          in: part.area, of: &part)
      }
    case .quiz(let ordinal): drawQuizCard(ordinal, isFocused, of: &part, context)
    case .predict(let index): drawPrediction(index, isFocused, of: &part, context)
    case .answer: drawAnswerFold(isFocused, of: &part, context)
    }
    frame.copy(part, column: place.column, row: place.row, in: area)
  }

  private func slotRect(_ slot: Page.Slot, in area: Rect) -> Rect {
    Rect(
      column: area.column + slot.column, row: area.row + slot.rows.lowerBound - top,
      columns: area.columns - slot.column, rows: slot.rows.count)
  }

  private func drawLabReference(
    _ index: Int, _ isFocused: Bool, of part: inout Frame, _ context: Context
  ) {
    guard let panel = panels[index] else { return }
    let isShown = labBesideText == index
    let style = isFocused ? context.theme.selection.over(context.theme.link) : context.theme.link
    let arrow = isShown ? " \(context.glyphs.arrowRight)" : ""
    part.draw(
      "\(context.glyphs.pointer) lab \(panel.description.name)\(arrow)", column: 0, row: 0,
      style: style)
  }

  private func drawQuizCard(
    _ ordinal: Int, _ isFocused: Bool, of part: inout Frame, _ context: Context
  ) {
    guard let content, content.items.indices.contains(ordinal) else { return }
    let theme = context.theme
    let base = isFocused ? theme.selection : .plain
    switch content.items[ordinal] {
    case .failure(let diagnostic):
      part.draw(diagnostic.description, column: 0, row: 0, style: theme.error)
    case .success(let item):
      let mark = Mark(context.record.latest[item.id], version: item.common.version)
      var line = TextLine("? ", style: theme.accent.over(base))
      line.append(
        Words.quiz(ordinal + 1, of: content.items.count)[context.language],
        style: theme.strong.over(base))
      line.append("  \(mark.glyph(context.glyphs))", style: mark.style(theme).over(base))
      part.draw(line, column: 0, row: 0)
      let prompt = PromptLine(item, context).text
      part.draw(
        prompt.truncated(to: part.size.columns - 2), column: 2, row: 1, style: theme.dimmed)
    }
  }

  private func drawPrediction(
    _ index: Int, _ isFocused: Bool, of part: inout Frame, _ context: Context
  ) {
    guard predictions.indices.contains(index) else { return }
    let lines = PredictionLines(
      predictions[index], isFocused: isFocused, width: part.size.columns, context)
    for (row, line) in lines.lines.enumerated() {
      part.draw(line, column: 0, row: row, in: part.area)
    }
  }

  private func drawAnswerFold(_ isFocused: Bool, of part: inout Frame, _ context: Context) {
    let theme = context.theme
    let style = theme.callout(.answer).adding(.bold)
    let words = showsAnswers ? Strings.spokenAnswer : Words.foldedAnswer
    let mark = showsAnswers ? context.glyphs.unfolded : context.glyphs.folded
    part.draw(
      "\(mark) " + words[context.language], column: 0, row: 0,
      style: isFocused ? theme.selection.over(style) : style)
  }

  private func drawPane(_ area: Rect, of frame: inout Frame, _ context: Context) {
    frame.drawDivider(atColumn: area.column - 2, beside: area, context)
    guard let index = labBesideText, let panel = panels[index] else { return }
    let isFocused = focusedPanelIndex == index
    LabInset(panel: panel, isFocused: isFocused, context: context).draw(in: area, of: &frame)
  }

  /// A bar at the text's right edge that shows where in the lesson the screen is.
  private func drawScrollMark(
    in layout: LessonLayout, of frame: inout Frame, _ context: Context
  ) {
    let rows = layout.text.rows
    guard page.lines.count > rows, rows > 2 else { return }
    let column = min(frame.size.columns - 1, layout.text.maxColumn + 1)
    let length = max(1, rows * rows / page.lines.count)
    let start = top * (rows - length) / max(1, page.lines.count - rows)
    for row in start..<start + length {
      frame.put(
        Cell(context.glyphs.scrollMark, style: context.theme.dimmed), column: column,
        row: layout.text.row + row)
    }
  }

  // MARK: The mouse

  func focusable(atColumn column: Int, row: Int) -> Focusable? {
    let area = textArea
    let line = top + row - area.row
    guard area.contains(column: column, row: row), page.lines.indices.contains(line) else {
      return nil
    }
    if let slot = page.slots.first(where: { $0.rows.contains(line) }) { return .slot(slot.content) }
    var start = area.column
    for span in page.lines[line].spans {
      let end = start + span.text.cellWidth
      if let target = span.target, (start..<end).contains(column) { return .target(target) }
      start = end
    }
    return nil
  }

  /// The lab and the cell of its figure under the mouse.
  func labCell(at mouse: Mouse, _ context: Context) -> (lab: Int, cell: Crosshair)? {
    let layout = LessonLayout(area: context.bodyArea)
    if let pane = layout.lab {
      guard let index = labBesideText, let panel = panels[index] else { return nil }
      return LabInset(panel: panel, isFocused: true, context: context)
        .cell(atColumn: mouse.column, row: mouse.row, in: pane).map { (index, $0) }
    }
    for case (let index, let panel?) in panels.enumerated() {
      guard let slot = page.slot(.lab(index)) else { continue }
      let place = slotRect(slot, in: layout.text)
      if let cell = LabInset(panel: panel, isFocused: true, context: context)
        .cell(atColumn: mouse.column, row: mouse.row, in: place)
      {
        return (index, cell)
      }
    }
    return nil
  }

  private enum Words {
    static let loading = Localized(en: "Reading the lesson…", zh: "正在读取…")
    static let foldedAnswer = Localized(
      en: "Answer it yourself first, aloud. Then press a.", zh: "先自己口头回答一遍，再按 a 对照。")

    static func minutes(_ count: Int) -> Localized<String> {
      Localized(en: "\(count) min", zh: "\(count) 分钟")
    }

    static func quiz(_ number: Int, of count: Int) -> Localized<String> {
      Localized(en: "Test yourself \(number)/\(count)", zh: "自测 \(number)/\(count)")
    }
  }
}
