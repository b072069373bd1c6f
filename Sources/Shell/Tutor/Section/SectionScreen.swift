import Canvas
import Course
import Labs

/// A question of the notes whose lesson is still to be written: what there is on it by now.
struct SectionScreen: ScreenModel {
  let section: PlannedLesson
  /// The lab that serves it; nil where there is none yet.
  private(set) var panel: LabPanel?
  /// The terms that its lesson will explain; nil until they have been read.
  private(set) var terms: [Term]?
  private(set) var chosen = 0
  private(set) var top = 0

  init(_ section: PlannedLesson) {
    self.section = section
    panel = section.lab.flatMap { name in
      try? LabPanel(
        id: "section/\(section.id ?? section.title.english)", request: LabRequest(lab: name))
    }
  }

  let hints = [
    KeyHelp("↑↓", en: "choose", zh: "选择"), KeyHelp("Enter", en: "open", zh: "打开"),
    KeyHelp("f", en: "the lab", zh: "做实验"), KeyHelp("w", en: "terms", zh: "术语"),
    KeyHelp("Esc", en: "back", zh: "返回"),
  ]
  let keys = [
    KeyHelp("↑↓", en: "choose the lab or a lesson; read on", zh: "选择实验或课程；往下看"),
    KeyHelp("Enter", en: "open it", zh: "打开"),
    KeyHelp("f", en: "the lab, full screen", zh: "全屏做实验"),
    KeyHelp("w", en: "the glossary, at these terms", zh: "术语表，从这里的术语看起"),
    KeyHelp("space PgUp", en: "scroll by a screen", zh: "滚动一屏"),
    KeyHelp("Esc q", en: "back", zh: "返回"),
  ]

  mutating func prepare(_ context: Context) -> [Action] {
    var actions: [Action] = terms == nil ? [.effect(.loadGlossary)] : []
    if let panel, panel.findings == nil, panel.failure == nil, !panel.isRunning,
      let run = self.panel?.run()
    {
      actions.append(.effect(run))
    }
    clamp(context)
    return actions
  }

  mutating func receive(_ message: Message, _ context: Context) -> [Action] {
    switch message {
    case .glossaryLoaded(let loaded):
      if terms == nil { terms = loaded.filter { $0.lesson != nil && $0.lesson == section.id } }
    case .labFinished(let ticket, let result): _ = panel?.receive(ticket, result)
    case .labProgressed(let ticket, let advance): panel?.receive(ticket, advance)
    case .tick: panel?.tick()
    default: break
    }
    return []
  }

  mutating func resume(after closed: any ScreenModel, _ context: Context) -> [Action] {
    if let lab = closed as? LabScreen, lab.panel.id == panel?.id {
      panel = lab.panel
      panel?.focus = .figure
    }
    return []
  }

  var tickInterval: Duration? { panel?.tickInterval }

  /// Lessons that answer one of its sections, then the others of its chapter.
  func lessons(_ context: Context) -> [LessonSummary] {
    let chapter = context.course.chapters.first { $0.planned.contains(section) }?.lessons ?? []
    let sharing = context.course.lessons.filter { !Set($0.notes).isDisjoint(with: section.notes) }
    return sharing + chapter.filter { !sharing.contains($0) }
  }

  // MARK: Input

  mutating func handle(_ input: Input, _ context: Context) -> [Action] {
    switch input {
    case .key(let key): return handle(key, context)
    case .mouse(let mouse): return handle(mouse, context)
    case .paste, .resized, .ended: return []
    }
  }

  private mutating func handle(_ key: Key, _ context: Context) -> [Action] {
    let page = context.bodyArea.rows - 4
    switch key {
    case .down, .character("j"), .tab: move(by: 1, context)
    case .up, .character("k"), .backTab: move(by: -1, context)
    case .pageDown, .character(" "): scroll(by: page, context)
    case .pageUp: scroll(by: -page, context)
    case .enter: return open(context)
    case .character("f"): return panel.map { [.open(LabScreen(panel: $0))] } ?? []
    case .character("w"):
      return [.open(section.id.map { GlossaryScreen(lesson: $0) } ?? GlossaryScreen())]
    case .escape, .character("q"): return [.back]
    default: break
    }
    return []
  }

  /// To the next thing that can be opened; past the last one the text goes on.
  private mutating func move(by step: Int, _ context: Context) {
    let layout = SectionLayout(screen: self, area: context.bodyArea, context: context)
    let next = chosen + step
    guard layout.sheet.entries.indices.contains(next) else { return scroll(by: step, context) }
    chosen = next
    top = layout.sheet.top(top, showing: chosen, rows: layout.text.rows)
  }

  private mutating func scroll(by rows: Int, _ context: Context) {
    top += rows
    clamp(context)
  }

  private mutating func clamp(_ context: Context) {
    let layout = SectionLayout(screen: self, area: context.bodyArea, context: context)
    top = min(max(0, top), layout.sheet.maximumTop(rows: layout.text.rows))
    chosen = min(chosen, max(0, layout.sheet.entries.count - 1))
  }

  private mutating func handle(_ mouse: Mouse, _ context: Context) -> [Action] {
    switch mouse.action {
    case .wheelDown: scroll(by: 3, context)
    case .wheelUp: scroll(by: -3, context)
    case .press:
      let layout = SectionLayout(screen: self, area: context.bodyArea, context: context)
      if let entry = layout.entry(atColumn: mouse.column, row: mouse.row) {
        chosen = entry
        return open(context)
      }
      if layout.lab?.contains(column: mouse.column, row: mouse.row) == true {
        return panel.map { [.open(LabScreen(panel: $0))] } ?? []
      }
    }
    return []
  }

  private func open(_ context: Context) -> [Action] {
    let layout = SectionLayout(screen: self, area: context.bodyArea, context: context)
    guard layout.sheet.entries.indices.contains(chosen) else { return [] }
    let row = layout.sheet.entries[chosen].row
    // The lab goes on from here, and comes back with what was set in it.
    if case .lab = row.content, let panel { return [.open(LabScreen(panel: panel))] }
    return row.open()
  }

  func draw(in area: Rect, of frame: inout Frame, _ context: Context) {
    SectionLayout(screen: self, area: area, context: context).draw(of: &frame)
  }
}
