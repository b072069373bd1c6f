import Canvas
import Course

extension ExamScreen {
  mutating func handle(_ input: Input, _ context: Context) -> [Action] {
    now = context.now
    let ending = endIfOver(context)
    guard ending.isEmpty else { return ending }
    defer { clampScroll(context) }
    if case .mouse(let mouse) = input, mouse.action != .press {
      scroll(by: mouse.action == .wheelDown ? 2 : -2)
      return []
    }
    switch phase {
    case .intro: return handleIntro(input, context)
    case .question: return handleQuestion(input, context)
    case .overview: return handleOverview(input, context)
    case .reading, .judging: return input == .key(.escape) ? [.back] : []
    }
  }

  private mutating func handleIntro(_ input: Input, _ context: Context) -> [Action] {
    switch input {
    case .key(.left), .key(.down): changeCount(by: -1)
    case .key(.right), .key(.up): changeCount(by: 1)
    case .key(.enter): return begin(context)
    case .key(.escape), .key(.character("q")): return [.back]
    default: break
    }
    return []
  }

  private mutating func handleQuestion(_ input: Input, _ context: Context) -> [Action] {
    switch input {
    case .key(.enter) where panel?.editor.takesEnter != true: return confirm()
    case .key(.control("d")) where panel?.editor.takesEnter == true: return confirm()
    case .key(.tab), .key(.control("n")): return move(by: 1)
    case .key(.backTab), .key(.control("p")): return index == 0 ? [] : move(by: -1)
    case .key(.escape): return showOverview()
    case .key(.pageDown): scroll(by: 5)
    case .key(.pageUp): scroll(by: -5)
    case .mouse(let mouse):
      let layout = ExamLayout(screen: self, area: context.bodyArea, context: context)
      if let choice = layout.choice(atRow: mouse.row) { return edit { $0.choose(choice) } }
    default:
      let columns = QuestionPage.body(in: context.bodyArea).columns
      let actions = edit {
        $0.fit(columns: columns, rows: nil)
        $0.handle(input)
      }
      keepInSight(context)
      return actions
    }
    return []
  }

  private mutating func handleOverview(_ input: Input, _ context: Context) -> [Action] {
    if isHandingIn {
      askToHandIn(false)
      return input == .key(.character("y")) ? end(context) : []
    }
    switch input {
    case .key(.down), .key(.character("j")): moveRow(by: 1)
    case .key(.up), .key(.character("k")): moveRow(by: -1)
    case .key(.home), .key(.character("g")): moveRow(by: -panels.count)
    case .key(.end), .key(.character("G")): moveRow(by: panels.count)
    case .key(.pageDown): moveRow(by: 5)
    case .key(.pageUp): moveRow(by: -5)
    case .key(.enter), .key(.character(" ")): show(row)
    case .key(.escape): show(index)
    case .key(.character("e")): askToHandIn(true)
    case .key(.character("q")): return [.notify(Words.runsOn), .back]
    case .mouse(let mouse):
      let layout = ExamLayout(screen: self, area: context.bodyArea, context: context)
      if let row = layout.choice(atRow: mouse.row) { show(row) }
    default: break
    }
    keepInSight(context)
    return []
  }

  // MARK: Keys

  var hints: [KeyHelp] {
    switch phase {
    case .intro:
      [
        KeyHelp("Enter", en: "begin", zh: "开始"), KeyHelp("←→", en: "fewer, more", zh: "减少、增加"),
        QuizKeys.back,
      ]
    case .reading, .judging: [QuizKeys.back]
    case .question:
      (panel?.editor.hints ?? []) + [
        KeyHelp(
          panel?.editor.takesEnter == true ? "Ctrl-D" : "Enter", en: "next", zh: "下一题"),
        KeyHelp("⇧Tab", en: "before", zh: "上一题"),
        KeyHelp("Esc", en: "overview", zh: "总览"),
      ]
    case .overview where isHandingIn:
      [KeyHelp("y", en: "hand in", zh: "交卷"), KeyHelp("Esc", en: "not yet", zh: "再想想")]
    case .overview:
      [
        KeyHelp("Enter", en: "open", zh: "打开"), KeyHelp("e", en: "hand in", zh: "交卷"),
        KeyHelp("Esc", en: "question", zh: "回到题目"),
        KeyHelp("q", en: "leave, time runs on", zh: "离开，计时继续"),
      ]
    }
  }

  var keys: [KeyHelp] {
    [
      KeyHelp("1-9", en: "choose", zh: "选择"),
      KeyHelp("↑↓ space", en: "move, mark", zh: "移动、勾选"),
      KeyHelp("Enter", en: "the next question", zh: "下一题"),
      KeyHelp("Tab Ctrl-N", en: "the next question", zh: "下一题"),
      KeyHelp("Shift-Tab Ctrl-P", en: "the question before", zh: "上一题"),
      KeyHelp("Esc", en: "all questions, to go to one or hand in", zh: "全部题目：跳转或交卷"),
      KeyHelp("e", en: "there: hand in", zh: "在总览里：交卷"),
      KeyHelp("q", en: "there: leave; the time runs on", zh: "在总览里：离开，计时继续"),
    ]
  }

  private enum Words {
    static let runsOn = Localized(
      en: "The exam goes on: e takes you back to it.", zh: "考试仍在计时：按 e 回去继续。")
  }
}
