import Canvas
import Course

/// The keys of the screen that it was opened from, then those that work everywhere.
struct HelpScreen: ScreenModel {
  private let screenKeys: [KeyHelp]
  private var scroll = 0

  init(keys: [KeyHelp]) { screenKeys = keys }

  let hints = [KeyHelp("Esc", en: "back", zh: "返回")]
  var keys: [KeyHelp] { [] }

  private static let everywhere = [
    KeyHelp("?", en: "this help", zh: "本帮助"),
    KeyHelp("/", en: "search lessons, labs and terms", zh: "搜索课程、实验和术语"),
    KeyHelp("L", en: "change the language", zh: "切换语言"),
    KeyHelp("Esc q", en: "back", zh: "返回"),
    KeyHelp("Ctrl-C", en: "save and quit", zh: "保存并退出"),
    KeyHelp("Ctrl-Z", en: "to the shell; fg comes back", zh: "挂起到 shell，fg 返回"),
    KeyHelp("hjkl", en: "as the arrows", zh: "等同方向键"),
    KeyHelp("Shift", en: "held down, the mouse selects text", zh: "按住可用鼠标选择文本"),
  ]

  mutating func handle(_ input: Input, _ context: Context) -> [Action] {
    switch input {
    case .key(.down), .key(.character("j")): scroll(by: 1, context)
    case .key(.up), .key(.character("k")): scroll(by: -1, context)
    case .key(.pageDown), .key(.character(" ")): scroll(by: context.bodyArea.rows - 4, context)
    case .key(.pageUp): scroll(by: 4 - context.bodyArea.rows, context)
    case .key(.escape), .key(.character("q")), .key(.enter): return [.back]
    case .mouse(let mouse):
      if mouse.action != .press { scroll(by: mouse.action == .wheelDown ? 3 : -3, context) }
    default: break
    }
    return []
  }

  private mutating func scroll(by rows: Int, _ context: Context) {
    let overflow = lines(context).count - (context.bodyArea.rows - 3)
    scroll = min(max(0, scroll + rows), max(0, overflow))
  }

  private func lines(_ context: Context) -> [TextLine] {
    section(Words.here, screenKeys, context) + [TextLine()]
      + section(Words.everywhere, Self.everywhere, context)
  }

  private func section(_ title: Localized<String>, _ keys: [KeyHelp], _ context: Context)
    -> [TextLine]
  {
    [TextLine(title[context.language], style: context.theme.heading)]
      + keys.map { help in
        let pad = String(repeating: " ", count: max(1, 14 - help.keys.cellWidth))
        var line = TextLine("  " + help.keys + pad, style: context.theme.key)
        line.append(help.action[context.language], style: context.theme.text)
        return line
      }
  }

  func draw(in area: Rect, of frame: inout Frame, _ context: Context) {
    ScreenTitle(Words.title[context.language]).draw(in: area, of: &frame, context)
    let body = area.splitRows(3).rest.inset(columns: 2)
    for (row, line) in lines(context).dropFirst(scroll).prefix(body.rows).enumerated() {
      frame.draw(line, column: body.column, row: body.row + row, in: body)
    }
  }

  private enum Words {
    static let title = Localized(en: "Keys", zh: "按键")
    static let here = Localized(en: "On this screen", zh: "本屏")
    static let everywhere = Localized(en: "Everywhere", zh: "任何地方")
  }
}
