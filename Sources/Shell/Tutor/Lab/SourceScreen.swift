import Canvas
import Course

/// `K`: the lines of our own kernel that do what a step of a lab shows.
struct SourceScreen: ScreenModel {
  private let marks: [String]
  /// One a mark that was found; nil until the source has been read.
  private var excerpts: [SourceExcerpt]?
  private var chosen = 0
  /// Lines that the learner scrolled from where the marked one stands in the middle.
  private var offset = 0

  init(marks: [String]) { self.marks = marks }

  let hints = [
    KeyHelp("↑↓", en: "scroll", zh: "滚动"), KeyHelp("n/p", en: "next line lit", zh: "下一处"),
    KeyHelp("Esc", en: "back", zh: "返回"),
  ]
  let keys = [
    KeyHelp("↑↓", en: "scroll", zh: "滚动"),
    KeyHelp("n p", en: "the next and the previous line of the step", zh: "这一步的下一行、上一行"),
    KeyHelp("Esc q", en: "back", zh: "返回"),
  ]

  mutating func prepare(_ context: Context) -> [Action] {
    excerpts == nil ? [.effect(.loadSource(marks: marks))] : []
  }

  mutating func receive(_ message: Message, _ context: Context) -> [Action] {
    if case .sourceLoaded(let excerpts) = message, self.excerpts == nil {
      self.excerpts = excerpts
    }
    return []
  }

  private var excerpt: SourceExcerpt? {
    guard let excerpts, excerpts.indices.contains(chosen) else { return nil }
    return excerpts[chosen]
  }

  mutating func handle(_ input: Input, _ context: Context) -> [Action] {
    let page = max(1, context.bodyArea.rows - 4)
    switch input {
    case .key(.escape), .key(.character("q")), .key(.character("K")): return [.back]
    case .key(.up), .key(.character("k")): offset -= 1
    case .key(.down), .key(.character("j")): offset += 1
    case .key(.pageUp): offset -= page
    case .key(.pageDown), .key(.character(" ")): offset += page
    case .key(.character("n")): choose(chosen + 1)
    case .key(.character("p")): choose(chosen - 1)
    case .mouse(let mouse) where mouse.action == .wheelUp: offset -= 3
    case .mouse(let mouse) where mouse.action == .wheelDown: offset += 3
    default: return []
    }
    if let excerpt { offset = min(max(offset, -excerpt.line), excerpt.lines.count - excerpt.line) }
    return []
  }

  private mutating func choose(_ index: Int) {
    let count = excerpts?.count ?? 0
    guard count > 0 else { return }
    chosen = (index + count) % count
    offset = 0
  }

  func draw(in area: Rect, of frame: inout Frame, _ context: Context) {
    let count = excerpts?.count ?? 0
    let place = count > 1 ? " · \(chosen + 1)/\(count)" : ""
    let file = excerpt.map { "\($0.file):\($0.line + 1)\(place)" } ?? ""
    ScreenTitle(Words.title[context.language], detail: file).draw(in: area, of: &frame, context)
    let body = area.splitRows(2).rest
    if let excerpt {
      draw(excerpt, in: body, of: &frame, context)
    } else if excerpts != nil {
      frame.draw(
        Words.missing[context.language], column: body.column + 1, row: body.row,
        style: context.theme.dimmed, in: body)
    }
  }

  private func draw(
    _ excerpt: SourceExcerpt, in body: Rect, of frame: inout Frame, _ context: Context
  ) {
    let digits = String(excerpt.lines.count).count
    let lit = Set((excerpts ?? []).filter { $0.file == excerpt.file }.map(\.line))
    let first = max(0, min(excerpt.line + offset - body.rows / 2, excerpt.lines.count - body.rows))
    for (row, line) in excerpt.lines.dropFirst(first).prefix(body.rows).enumerated() {
      let index = first + row
      let isLit = lit.contains(index)
      let base = index == excerpt.line ? context.theme.selection : .plain
      let here = Rect(column: body.column, row: body.row + row, columns: body.columns, rows: 1)
      if index == excerpt.line { frame.fill(here, with: .blank(base)) }
      let pad = String(repeating: " ", count: digits - String(index + 1).count)
      let mark: Unicode.Scalar = isLit ? context.glyphs.pointer : " "
      let column = frame.draw(
        "\(mark)\(pad)\(index + 1)  ", column: here.column, row: here.row,
        style: (isLit ? context.theme.accent : context.theme.dimmed).over(base), in: here)
      frame.draw(
        line.truncated(to: here.maxColumn - column), column: column, row: here.row,
        style: context.theme.text.over(base), in: here)
    }
  }

  private enum Words {
    static let title = Localized(en: "Our kernel", zh: "我们的内核")
    static let missing = Localized(
      en: "The engine's source does not lie beside this program.", zh: "这个程序旁边没有引擎的源代码。")
  }
}
