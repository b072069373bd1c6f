import Canvas
import Course
import Labs

extension ClaimScreen {
  var hints: [KeyHelp] {
    if let menu, let exhibit {
      return LabKeys.choosing(from: menu.entries(exhibit.panel, .english))
    }
    if isInLab, let exhibit {
      return exhibit.panel.editor == nil ? Self.labHints : LabKeys.editing
    }
    var hints: [KeyHelp] = []
    if let exhibit {
      if test.engine != .own {
        hints = [KeyHelp("B", en: "mend it", zh: "修好引擎")]
      } else if !exhibit.panel.lab.sabotages.isEmpty {
        hints = [KeyHelp("B", en: "break the engine", zh: "弄坏引擎")]
      }
      hints += [
        KeyHelp("r", en: "again", zh: "重测"), KeyHelp("Enter", en: "the lab", zh: "看实验"),
      ]
    } else if link != nil {
      hints = [KeyHelp("Enter", en: "copy the link", zh: "复制链接")]
    }
    if (claim?.operands.count ?? 0) > 1 { hints.append(KeyHelp("↑↓", en: "which", zh: "选一项")) }
    return hints + [
      KeyHelp("n/p", en: "next, previous", zh: "下一个、上一个"),
      KeyHelp("y", en: "command", zh: "命令"), KeyHelp("Esc", en: "back", zh: "返回"),
    ]
  }

  private static let labHints = [
    KeyHelp("←↓↑→", en: "look", zh: "移动"), KeyHelp("Tab", en: "controls", zh: "控件"),
    KeyHelp("x", en: "where from?", zh: "怎么来的"),
    KeyHelp("Enter", en: "full screen", zh: "全屏"), KeyHelp("Esc", en: "the test", zh: "回到检验"),
  ]

  var keys: [KeyHelp] {
    [
      KeyHelp("B", en: "break the engine and test again; mend it", zh: "弄坏引擎再测一遍；修好它"),
      KeyHelp("r", en: "test again, at the claim's settings", zh: "按论断的设置重测"),
      KeyHelp("n p", en: "the next and the previous number", zh: "下一个数、上一个数"),
      KeyHelp("↑↓", en: "which of the numbers it is computed from", zh: "选择它由哪几个数算出"),
      KeyHelp("y", en: "copy the command that runs it, or the link", zh: "复制运行它的命令，或链接"),
      KeyHelp("Enter f", en: "the lab, full screen", zh: "全屏显示实验"),
      KeyHelp("Tab", en: "to the lab, to its controls, back", zh: "到实验、到控件、返回"),
      KeyHelp("Esc q", en: "back to the lesson", zh: "回到课文"),
    ] + LabKeys.all.filter { !["Tab", "y", "n p", "Enter"].contains($0.keys) }
  }

  /// Where the source can be read.
  var link: String? { source?.link }

  mutating func handle(_ input: Input, _ context: Context) -> [Action] {
    switch input {
    case .key(let key):
      if menu != nil { return choose(key, context) }
      if let actions = handleInLab(key, context) { return actions }
      return handle(key, context)
    case .mouse(let mouse): return handle(mouse, context)
    case .paste(let text):
      if isInLab, let shownExhibit { exhibits[shownExhibit].panel.paste(text) }
    case .resized, .ended: break
    }
    return []
  }

  private mutating func choose(_ key: Key, _ context: Context) -> [Action] {
    // As over a lab: arrows and Enter do not lose the menu.
    if [.up, .down, .left, .right, .enter].contains(key) { return [] }
    defer { menu = nil }
    guard let menu, let exhibit, case .character(let letter) = key else { return [] }
    var panel = exhibit.panel
    // The test asks for the run, and hands it to the panel.
    guard !menu.choose(letter, &panel, context).isEmpty else { return [] }
    return start(on: panel.mutant, context)
  }

  private mutating func handleInLab(_ key: Key, _ context: Context) -> [Action]? {
    guard isInLab, let shownExhibit else { return nil }
    var panel = exhibits[shownExhibit].panel
    if panel.editor == nil {
      switch key {
      case .escape where panel.advance == nil:
        isInLab = false
        return []
      case .tab, .backTab, .character("f"): return nil
      case .enter where panel.focus == .figure: return nil
      default: break
      }
    }
    defer { exhibits[shownExhibit].panel = panel }
    return panel.handle(key, context)
  }

  private mutating func handle(_ key: Key, _ context: Context) -> [Action] {
    switch key {
    case .escape, .character("q"): return leave()
    case .character("n"), .right, .character("l"): return move(by: 1, context)
    case .character("p"), .left, .character("h"): return move(by: -1, context)
    case .up, .character("k"): look(atOperand: operand - 1)
    case .down, .character("j"): look(atOperand: operand + 1)
    case .character(" "): skipMotion()
    case .character("r"):
      exhibits = []
      return start(on: test.engine, context)
    case .character("B"): return sabotage(context)
    case .character("y"): return copy()
    case .character("x"), .character("v"):
      guard let shownExhibit else { return [] }
      return exhibits[shownExhibit].panel.handle(key, context) ?? []
    case .enter, .character("f"):
      guard let exhibit else { return copy() }
      return [.open(LabScreen(panel: exhibit.panel))]
    case .tab, .backTab: moveFocus()
    default: break
    }
    return []
  }

  private mutating func moveFocus() {
    guard let shownExhibit else { return }
    let hasControls = !exhibits[shownExhibit].panel.description.controls.isEmpty
    if !isInLab {
      isInLab = true
    } else if exhibits[shownExhibit].panel.focus == .figure, hasControls {
      exhibits[shownExhibit].panel.focus = .control(0)
      return
    } else {
      isInLab = false
    }
    exhibits[shownExhibit].panel.focus = .figure
  }

  private mutating func sabotage(_ context: Context) -> [Action] {
    guard test.engine == .own else { return start(on: .own, context) }
    guard let exhibit else { return [] }
    guard !exhibit.panel.lab.sabotages.isEmpty else { return [.notify(Words.nothingToBreak)] }
    menu = SabotageMenu()
    return []
  }

  /// What reproduces the test without a screen, one run after the other; or where the source is.
  private func copy() -> [Action] {
    let commands = exhibits.compactMap { exhibit in
      (try? LabPanel(id: "", request: exhibit.request))?.command
    }
    guard let text = commands.isEmpty ? link : commands.joined(separator: " && ") else {
      return [.notify(Words.nothingToCopy)]
    }
    return [.effect(.copy(text)), .notify(Strings.copied(text))]
  }

  private mutating func handle(_ mouse: Mouse, _ context: Context) -> [Action] {
    guard mouse.action == .press, menu == nil else { return [] }
    let layout = ClaimLayout(self, context)
    if let index = layout.operand(atRow: mouse.row, column: mouse.column) {
      look(atOperand: index)
    } else if let shownExhibit,
      let cell = layout.cell(atColumn: mouse.column, row: mouse.row)
    {
      isInLab = true
      exhibits[shownExhibit].panel.focus = .figure
      exhibits[shownExhibit].panel.place(cell)
    }
    return []
  }

  private enum Words {
    static let nothingToBreak = Localized(
      en: "Nothing in this lab can be broken; change one of its controls instead.",
      zh: "这个实验没有可以弄坏的零件；可以改改它的控件。")
    static let nothingToCopy = Localized(
      en: "There is neither a command nor a link here.", zh: "这里没有命令，也没有链接。")
  }
}
