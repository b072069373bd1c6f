import Canvas
import Course
import Labs

/// Where a number comes from, level by level, down to the inputs.
struct DerivationScreen: ScreenModel {
  private let findings: Findings
  /// From the number that was asked for to the one on the screen.
  private var path: [CellReference]
  private var selection = 0
  private var derivation: Derivation?

  init(findings: Findings, subject: CellReference, context: Context) {
    self.findings = findings
    path = [subject]
    derivation = findings.derivation(subject, context.language)
  }

  let hints = [
    KeyHelp("↑↓", en: "choose", zh: "选择"), KeyHelp("x", en: "go deeper", zh: "继续拆解"),
    KeyHelp("Esc", en: "back", zh: "返回"),
  ]
  let keys = [
    KeyHelp("↑↓", en: "choose one of the numbers", zh: "选择其中一个数"),
    KeyHelp("x Enter", en: "take it apart", zh: "拆解它"),
    KeyHelp("Esc q", en: "up one level, then back", zh: "上一级，再返回"),
  ]

  mutating func prepare(_ context: Context) -> [Action] {
    refresh(context)
    return []
  }

  private mutating func refresh(_ context: Context) {
    derivation = path.last.flatMap { findings.derivation($0, context.language) }
    selection = min(selection, max(0, (derivation?.inputs.count ?? 0) - 1))
  }

  mutating func handle(_ input: Input, _ context: Context) -> [Action] {
    let count = derivation?.inputs.count ?? 0
    switch input {
    case .key(.up), .key(.character("k")):
      selection = max(0, selection - 1)
    case .key(.down), .key(.character("j")):
      selection = min(max(0, count - 1), selection + 1)
    case .key(.character("x")), .key(.enter), .key(.right), .key(.character("l")):
      guard let derivation, derivation.inputs.indices.contains(selection),
        let reference = derivation.inputs[selection].reference
      else { return [] }
      path.append(reference)
      selection = 0
      refresh(context)
    case .key(.escape), .key(.character("q")), .key(.left), .key(.character("h")),
      .key(.backspace):
      guard path.count > 1 else { return [.back] }
      path.removeLast()
      selection = 0
      refresh(context)
    default: break
    }
    return []
  }

  func draw(in area: Rect, of frame: inout Frame, _ context: Context) {
    let theme = context.theme
    let trail = path.map(\.name).joined(separator: " ◂ ")
    ScreenTitle(Words.title[context.language], detail: trail)
      .draw(in: area, of: &frame, context)
    let body = area.splitRows(2).rest.inset(columns: 2)
    guard let derivation else {
      frame.draw(Words.none[context.language], column: body.column, row: body.row)
      return
    }
    var lines = derivation.lines.flatMap { latex in
      mathLines(latex, width: body.columns, theme: theme) + [TextLine()]
    }
    if lines.isEmpty {
      lines = LineBreaker(width: body.columns).lines(derivation.summary, style: theme.math)
    }
    let header = lines.count
    if !derivation.inputs.isEmpty {
      lines.append(TextLine(Words.from[context.language], style: theme.dimmed))
      lines += inputLines(derivation, context)
    }
    let chosen = header + 1 + selection
    let top = max(0, min(lines.count - body.rows, chosen - body.rows + 2))
    for (row, line) in lines.dropFirst(top).prefix(body.rows).enumerated() {
      frame.draw(line, column: body.column, row: body.row + row, in: body)
    }
  }

  private func mathLines(_ latex: String, width: Int, theme: Theme) -> [TextLine] {
    guard let formula = try? Formula(latex: latex) else {
      return LineBreaker(width: width).lines(latex, style: theme.math)
    }
    return MathBox(formula, maximumWidth: width).rows.map { TextLine($0, style: theme.math) }
  }

  private func inputLines(_ derivation: Derivation, _ context: Context) -> [TextLine] {
    let names = derivation.inputs.map(\.name)
    let width = names.map(\.cellWidth).max() ?? 0
    return derivation.inputs.enumerated().map { index, input in
      let isChosen = index == selection
      let style = isChosen ? context.theme.selection.over(context.theme.text) : context.theme.text
      let mark = isChosen ? "\(context.glyphs.pointer) " : "  "
      let pad = String(repeating: " ", count: width - input.name.cellWidth)
      let deeper = input.reference == nil ? "" : "  x"
      var line = TextLine(mark + input.name + pad + "  " + input.value.fixed(4), style: style)
      line.append(deeper, style: context.theme.key)
      return line
    }
  }

  private enum Words {
    static let title = Localized(en: "Where does it come from?", zh: "这个数是怎么来的？")
    static let from = Localized(en: "The numbers in it:", zh: "其中的数：")
    static let none = Localized(en: "This number is an input.", zh: "这个数就是输入。")
  }
}
