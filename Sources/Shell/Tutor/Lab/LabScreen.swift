import Canvas
import Course
import Labs

/// One lab over the whole terminal: its controls at the left, its views at the right.
struct LabScreen: ScreenModel {
  private(set) var panel: LabPanel
  private var menu: (any LabMenu)?

  init(panel: LabPanel) {
    self.panel = panel
    if !panel.description.controls.isEmpty { self.panel.focus = .control(0) }
  }

  /// A lab as it is at the start; nil where there is none of that name.
  init?(lab name: String) {
    guard let panel = try? LabPanel(id: "lab/\(name)", request: LabRequest(lab: name)) else {
      return nil
    }
    self.init(panel: panel)
  }

  var isTyping: Bool { panel.editor != nil || menu != nil }
  var tickInterval: Duration? { panel.tickInterval }

  var hints: [KeyHelp] {
    if panel.editor != nil { return LabKeys.editing }
    if let menu { return LabKeys.choosing(from: menu.entries(panel, .english)) }
    var hints = [
      KeyHelp("←→", en: "change", zh: "调整"), KeyHelp("Tab", en: "figure", zh: "图"),
      KeyHelp("x", en: "where from?", zh: "怎么来的"), KeyHelp("v", en: "view", zh: "换图"),
    ]
    if panel.steps.count > 1 {
      hints += [
        KeyHelp("space", en: "play", zh: "播放"), KeyHelp("n/p", en: "step", zh: "单步"),
      ]
    }
    if panel.isRunning { hints.insert(KeyHelp("Esc", en: "stop", zh: "停止"), at: 0) }
    return hints + [KeyHelp("y", en: "command", zh: "命令"), KeyHelp("Esc", en: "back", zh: "返回")]
  }

  var keys: [KeyHelp] {
    LabKeys.all + panel.offers + [
      KeyHelp("e", en: "save the picture or the numbers", zh: "保存图或数据"),
      KeyHelp("Esc q", en: "stop a long run; back", zh: "停止较长的计算；返回"),
    ]
  }

  mutating func prepare(_ context: Context) -> [Action] {
    panel.findings == nil && !panel.isRunning ? [.effect(panel.run())] : []
  }

  mutating func receive(_ message: Message, _ context: Context) -> [Action] {
    switch message {
    case .labFinished(let ticket, let result): _ = panel.receive(ticket, result)
    case .labProgressed(let ticket, let advance): panel.receive(ticket, advance)
    case .tick: panel.tick()
    default: break
    }
    return []
  }

  mutating func handle(_ input: Input, _ context: Context) -> [Action] {
    switch input {
    case .key(let key): return handle(key, context)
    case .paste(let text): panel.paste(text)
    case .mouse(let mouse): return handle(mouse, context)
    case .resized, .ended: break
    }
    return []
  }

  private mutating func handle(_ key: Key, _ context: Context) -> [Action] {
    if let menu {
      // Its entries are chosen by their letters; who tries the arrows should not lose it.
      if [.up, .down, .left, .right, .enter].contains(key) { return [] }
      self.menu = nil
      guard case .character(let letter) = key else { return [] }
      return menu.choose(letter, &panel, context)
    }
    if let actions = panel.handle(key, context) { return actions }
    switch key {
    case .tab, .backTab:
      if case .figure = panel.focus { panel.focus = .control(0) } else { panel.focus = .figure }
    case .character("e"): if panel.findings != nil { menu = ExportMenu() }
    case .character("B"): if !panel.lab.mutants.isEmpty { menu = SabotageMenu() }
    case .escape, .character("q"): return [.back]
    default: break
    }
    return []
  }

  private mutating func handle(_ mouse: Mouse, _ context: Context) -> [Action] {
    let layout = LabLayout(area: context.bodyArea, panel: panel, context: context)
    guard mouse.action == .press else { return [] }
    if let index = layout.control(atColumn: mouse.column, row: mouse.row) {
      panel.focus = .control(index)
    } else if let cell = layout.cell(atColumn: mouse.column, row: mouse.row) {
      panel.focus = .figure
      panel.place(cell)
    } else if let step = layout.step(atColumn: mouse.column, row: mouse.row) {
      panel.showStep(step)
    }
    return []
  }

  func draw(in area: Rect, of frame: inout Frame, _ context: Context) {
    LabLayout(area: area, panel: panel, context: context).draw(of: &frame)
    if let menu {
      PopUpMenu(entries: menu.entries(panel, context.language)).draw(in: area, of: &frame, context)
    }
  }
}

extension Context {
  /// The area that a screen draws in: all but the last row.
  var bodyArea: Rect { Rect(size).splitRows(size.rows - 1).top }
}

/// The keys of a lab, wherever it stands.
enum LabKeys {
  /// While a value is typed.
  static let editing = [
    KeyHelp("Enter", en: "take the value", zh: "确认"), KeyHelp("Esc", en: "leave it", zh: "放弃"),
  ]

  static func choosing(from entries: [PopUpMenu.Entry]) -> [KeyHelp] {
    [
      KeyHelp(
        entries.map { String($0.key) }.joined(separator: " "), en: "choose", zh: "选择"),
      KeyHelp("Esc", en: "leave it", zh: "放弃"),
    ]
  }

  static let all = [
    KeyHelp("Tab", en: "between controls and figure", zh: "在控件和图之间切换"),
    KeyHelp("↑↓", en: "choose a control, move the crosshair", zh: "选择控件，移动十字光标"),
    KeyHelp("←→", en: "change the control, move the crosshair", zh: "调整控件，移动十字光标"),
    KeyHelp("0-9 . -", en: "type a value; Enter takes it", zh: "输入数值，回车确认"),
    KeyHelp("Enter", en: "edit a text, flip a switch", zh: "编辑文本，切换开关"),
    KeyHelp("Backspace", en: "the control's first value again", zh: "恢复控件的初始值"),
    KeyHelp("a-z", en: "the control with that letter underlined", zh: "跳到带该下划线字母的控件"),
    KeyHelp("R", en: "draw the random numbers anew", zh: "重新抽取随机数"),
    KeyHelp("space", en: "play the steps", zh: "播放各步骤"),
    KeyHelp("n p", en: "next and previous step", zh: "下一步、上一步"),
    KeyHelp("{ }", en: "a tenth of all steps back, on", zh: "后退、前进十分之一"),
    KeyHelp("Home End", en: "the first and the last step", zh: "第一步、最后一步"),
    KeyHelp("v", en: "the next view first", zh: "换下一幅图放在前面"),
    KeyHelp("[ ]", en: "slower, faster", zh: "放慢、加快"),
    KeyHelp("x", en: "take the number under the crosshair apart", zh: "拆解十字光标处的数"),
    KeyHelp("y", en: "copy the command that gives these numbers", zh: "复制得到这些数的命令"),
  ]
}
