import Canvas
import Course
import Labs
import Progress
import Quiz

/// A lesson: its text, with the lab that it stands beside.
///
/// Up to 119 columns labs are drawn in the text; from 120 the one that belongs to what is read
/// stands at the right.
struct LessonScreen: ScreenModel {
  let id: String
  /// The path that `n` and `p` follow; nil: the order of the course.
  let path: CoursePath?
  private(set) var content: LoadedLesson?
  private(set) var failure: Diagnostic?
  /// One a lab block; nil where the lab cannot be opened.
  private(set) var panels: [LabPanel?] = []
  /// One a `predict` block.
  private(set) var predictions: [PredictionPanel] = []
  private(set) var page = Page()
  /// The first line of the page that is on the screen.
  private(set) var top = 0
  private(set) var focus: Focusable? {
    didSet {
      if focus != oldValue, case .slot(.lab(let index)) = oldValue {
        panels[index]?.focus = .figure
      }
    }
  }
  private(set) var showsAnswers = false
  /// Its numbers that were tested since it was opened: whether they hold, by where they stand.
  var verdicts: [Place: Bool] = [:]
  /// The test of all its numbers that is under way.
  var survey: ClaimSurvey?
  private var layout = LessonLayout(area: Rect(Size(columns: 80, rows: 23)))
  /// Where to go as soon as the lesson is there.
  private var destination: LessonPlace?

  /// - Parameters: block: the top-level block to begin at; anchor: or the heading; path: that `n` and
  ///   `p` follow.
  init(id: String, block: Int = 0, anchor: String? = nil, path: CoursePath? = nil) {
    self.id = id
    self.path = path
    destination = LessonPlace(anchor: anchor, blocks: block)
  }

  /// - Parameter link: as lessons write it: `attention/steps#sinks`
  init(link: String) {
    let parts = link.split(separator: "#", maxSplits: 1, omittingEmptySubsequences: false)
    self.init(id: String(parts[0]), anchor: parts.count > 1 ? String(parts[1]) : nil)
  }

  // MARK: Coming and going

  mutating func prepare(_ context: Context) -> [Action] {
    let isAtEnd = top > 0 && top == maximumTop
    layout = LessonLayout(area: context.bodyArea)
    guard let content else { return [.effect(.loadLesson(id: id, context.language))] }
    if content.lesson.language != context.language, isTranslated(context) {
      destination = place
      return [.effect(.loadLesson(id: id, context.language))]
    }
    setPage(context)
    // Whoever reads the last lines goes on doing so, however many of them fit now.
    if isAtEnd { top = maximumTop }
    return []
  }

  private func isTranslated(_ context: Context) -> Bool {
    context.course.lesson(id)?.languages.contains(context.language) ?? false
  }

  mutating func receive(_ message: Message, _ context: Context) -> [Action] {
    switch message {
    case .lessonLoaded(let loaded) where loaded.lesson.summary.id == id:
      return show(loaded, context)
    case .lessonFailed(id: id, let diagnostic):
      failure = diagnostic
    case .labProgressed(let ticket, let advance):
      for index in panels.indices { panels[index]?.receive(ticket, advance) }
    case .labFinished(let ticket, let result):
      for index in panels.indices where panels[index]?.receive(ticket, result) == true {
        return []
      }
      return takeForSurvey(ticket, result, context) ?? decide(ticket, result, context)
    case .tick:
      for index in panels.indices { panels[index]?.tick() }
    default: break
    }
    return []
  }

  private mutating func show(_ loaded: LoadedLesson, _ context: Context) -> [Action] {
    content = loaded
    failure = nil
    let labs = loaded.lesson.labs.map(\.lab)
    var effects: [Action] = []
    panels = labs.enumerated().map { index, lab in
      // A change of language keeps what the learner has set.
      if panels.indices.contains(index), let panel = panels[index],
        panel.description.name == lab.request.lab
      {
        return panel
      }
      guard
        var panel = try? LabPanel(
          id: "\(id)#\(index)", request: lab.request, opening: lab.opening)
      else { return nil }
      effects.append(.effect(panel.run()))
      return panel
    }
    effects += showPredictions(of: loaded.lesson, context)
    setPage(context)
    if let destination { go(to: destination) }
    destination = nil
    if case .target = focus { focus = nil }
    return effects + moved(context)
  }

  private mutating func showPredictions(of lesson: Lesson, _ context: Context) -> [Action] {
    let known = predictions
    predictions = lesson.predictions.map { prediction in
      guard var panel = known.first(where: { $0.prediction.id == prediction.id }) else {
        return PredictionPanel(
          prediction, lesson: id, claims: lesson.claims,
          latest: context.record.latestGuess(at: prediction.id))
      }
      panel.translate(to: prediction, claims: lesson.claims)
      return panel
    }
    // What was committed to when the program ended is decided now.
    return known.isEmpty ? predictions.indices.flatMap { predictions[$0].run() } : []
  }

  /// Takes in a run that a prediction has asked for, and shows the outcome on the lab below.
  private mutating func decide(
    _ ticket: LabTicket, _ result: Result<Findings, LabError>, _ context: Context
  ) -> [Action] {
    for index in predictions.indices {
      guard let actions = predictions[index].receive(ticket, result) else { continue }
      setRows(ofPrediction: index, context)
      guard !actions.isEmpty, let request = predictions[index].shownRequest,
        let lab = labShowing(index), let run = panels[lab]?.show(request)
      else { return actions }
      return actions + [.effect(run)]
    }
    return []
  }

  mutating func resume(after closed: any ScreenModel, _ context: Context) -> [Action] {
    if let lab = closed as? LabScreen,
      let index = panels.firstIndex(where: { $0?.id == lab.panel.id })
    {
      panels[index] = lab.panel
      panels[index]?.focus = .figure
    }
    if let tested = closed as? ClaimScreen { mark(tested.verdicts, context) }
    return []
  }

  var tickInterval: Duration? { panels.compactMap { $0?.tickInterval }.min() }
  var isTyping: Bool { focusedPanel?.editor != nil }

  // MARK: Place

  /// Where the top of the screen is, so that it can be found in another language or width.
  private var place: LessonPlace {
    LessonPlace(line: top, page: page, blocks: content?.blocks ?? [])
  }

  func bookmark(_ context: Context) -> Bookmark? {
    guard page.blocks.indices.contains(top) else { return nil }
    return Bookmark(lesson: id, block: page.blocks[top])
  }

  var textArea: Rect { layout.text }
  var visibleRows: Int { layout.text.rows }
  private var maximumTop: Int { max(0, page.lines.count - visibleRows) }

  private mutating func go(to place: LessonPlace) {
    top = min(maximumTop, place.line(in: page, blocks: content?.blocks ?? []))
  }

  private mutating func scroll(to line: Int, _ context: Context) -> [Action] {
    let before = (bookmark(context), hasReachedEnd)
    top = min(max(0, line), maximumTop)
    // A key must not go to what nobody can see lit.
    if let focus, !isLit(focus) { self.focus = nil }
    return bookmark(context) == before.0 && hasReachedEnd == before.1 ? [] : moved(context)
  }

  /// How many lines the lesson takes, without the terms and sources below it.
  var textLines: Int {
    let end = content?.lesson.blocks.count ?? 0
    return page.blocks.firstIndex { $0 >= end } ?? page.lines.count
  }

  var hasReachedEnd: Bool { content != nil && top + visibleRows >= textLines }

  /// Where the learner is and how far the lesson has been read, saved as it changes, so that it
  /// survives whatever ends the program.
  private func moved(_ context: Context) -> [Action] {
    guard content != nil, let bookmark = bookmark(context) else { return [] }
    let share =
      hasReachedEnd ? 1 : Double(top + visibleRows) / Double(max(1, textLines))
    var actions: [Action] = [.effect(.save(.left(bookmark)))]
    if share > context.record.reading[id] ?? -1 {
      actions.append(.effect(.save(.read(lesson: id, share: min(1, share)))))
    }
    return actions
  }

  private func typeset(_ content: LoadedLesson, _ context: Context) -> Page {
    layout.page(
      content, panels: panels, predictions: predictions, verdicts: verdicts,
      showsAnswers: showsAnswers, context)
  }

  /// Sets the page once more with other marks, which take the same room.
  mutating func setMarks(_ context: Context) {
    if let content { page = typeset(content, context) }
  }

  private mutating func setPage(_ context: Context) {
    guard let content else { return }
    let kept = page.lines.isEmpty || destination != nil ? nil : place
    page = typeset(content, context)
    if let kept { go(to: kept) }
    top = min(top, maximumTop)
  }

  /// Sets the page once more where a prediction has grown or shrunk; what is below it moves, and
  /// what is on the screen stays.
  private mutating func setRows(ofPrediction index: Int, _ context: Context) {
    guard let content else { return }
    let (before, count) = (page.slot(.predict(index)), page.lines.count)
    page = typeset(content, context)
    if let before, before.rows.upperBound <= top { top += page.lines.count - count }
    top = min(max(0, top), maximumTop)
    if let rows = page.slot(.predict(index))?.rows, focus == .slot(.predict(index)) {
      top = min(rows.lowerBound, max(top, rows.upperBound - visibleRows))
    }
  }

  // MARK: Input

  mutating func handle(_ input: Input, _ context: Context) -> [Action] {
    switch input {
    case .key(let key):
      if let actions = handleInPanel(key, context) { return actions }
      if let actions = handleInPrediction(key, context) { return actions }
      return handle(key, context)
    case .mouse(let mouse): return handle(mouse, context)
    case .paste(let text):
      if let index = focusedPanelIndex { panels[index]?.paste(text) }
      return []
    case .resized, .ended: return []
    }
  }

  private mutating func handleInPanel(_ key: Key, _ context: Context) -> [Action]? {
    guard let index = focusedPanelIndex, var panel = panels[index] else { return nil }
    switch key {
    case .escape where panel.editor == nil && panel.advance == nil:
      if panel.focus == .figure { focus = nil } else { panels[index]?.focus = .figure }
      return []
    case .enter where panel.editor == nil && panel.focus == .figure, .character("f"):
      guard panel.editor == nil else { break }
      return [.open(LabScreen(panel: panel))]
    default: break
    }
    let actions = panel.handle(key, context)
    panels[index] = panel
    return actions
  }

  private mutating func handleInPrediction(_ key: Key, _ context: Context) -> [Action]? {
    // A number answers what is asked on the screen, wherever the focus is.
    if case .character(let digit) = key, digit.isNumber, focusedPrediction == nil,
      let asked = askedPrediction
    {
      focus = .slot(.predict(asked))
    }
    guard case .slot(.predict(let index)) = focus, predictions.indices.contains(index),
      let actions = predictions[index].handle(key, now: context.now)
    else { return nil }
    setRows(ofPrediction: index, context)
    return actions
  }

  private mutating func handle(_ key: Key, _ context: Context) -> [Action] {
    switch key {
    case .down, .character("j"): return scroll(to: top + 1, context)
    case .up, .character("k"): return scroll(to: top - 1, context)
    case .pageDown, .character(" "): return scroll(to: top + visibleRows - 2, context)
    case .pageUp: return scroll(to: top - visibleRows + 2, context)
    case .home, .character("g"): return scroll(to: 0, context)
    case .end, .character("G"): return scroll(to: maximumTop, context)
    case .tab: return moveFocus(by: 1, context)
    case .backTab: return moveFocus(by: -1, context)
    case .character("l"): return moveToLab(context)
    case .enter: return activate(context)
    case .character("a"): return toggleAnswers(context)
    case .character("V"): return startSurvey(context)
    case .character("t"): return quiz(startingAt: nil)
    case .character("x"), .character("v"): return passToLab(key, context)
    case .character("f"):
      return labBesideText.flatMap { panels[$0] }.map { [.open(LabScreen(panel: $0))] } ?? []
    case .character("w"): return [.open(GlossaryScreen(lesson: id))]
    case .character("b"): return [.open(ReferencesScreen(lesson: id))]
    case .character("n"): return openNeighbour(1, context)
    case .character("p"): return openNeighbour(-1, context)
    case .escape where focus != nil: focus = nil
    case .escape, .character("q"): return endSurvey() + moved(context) + [.back]
    default: break
    }
    return []
  }

  private mutating func handle(_ mouse: Mouse, _ context: Context) -> [Action] {
    switch mouse.action {
    case .wheelDown: return scroll(to: top + 3, context)
    case .wheelUp: return scroll(to: top - 3, context)
    case .press:
      if let (index, cell) = labCell(at: mouse, context) {
        focus = .slot(.lab(index))
        panels[index]?.place(cell)
        return []
      }
      guard let hit = focusable(atColumn: mouse.column, row: mouse.row) else { return [] }
      focus = hit
      if case .slot(.lab) = hit { return [] }
      if case .slot(.predict(let index)) = hit { return click(index, at: mouse, context) }
      return activate(context)
    }
  }

  private mutating func click(
    _ index: Int, at mouse: Mouse, _ context: Context
  ) -> [Action] {
    guard predictions.indices.contains(index), let slot = page.slot(.predict(index)) else {
      return []
    }
    let lines = PredictionLines(
      predictions[index], isFocused: true, width: layout.text.columns - slot.column, context)
    let line = mouse.row - layout.text.row + top - slot.rows.lowerBound
    guard lines.choices.indices.contains(line), let choice = lines.choices[line] else { return [] }
    predictions[index].click(choice)
    setRows(ofPrediction: index, context)
    return []
  }

  /// A key that means something to the lab beside the text, though the text has the focus.
  private mutating func passToLab(_ key: Key, _ context: Context) -> [Action] {
    guard let index = labBesideText else { return [] }
    return panels[index]?.handle(key, context) ?? []
  }

  private mutating func toggleAnswers(_ context: Context) -> [Action] {
    showsAnswers.toggle()
    // Links are numbered anew on the page that follows.
    if case .target = focus { focus = nil }
    setPage(context)
    return []
  }

  private mutating func openNeighbour(_ offset: Int, _ context: Context) -> [Action] {
    guard let neighbour = neighbour(offset, context.course) else { return endOfPath(offset) }
    return endSurvey() + moved(context) + [.replace(LessonScreen(id: neighbour.id, path: path))]
  }

  private func quiz(startingAt ordinal: Int?) -> [Action] {
    guard let content, !content.items.isEmpty else { return [] }
    return [.open(QuizScreen(lesson: content, startingAt: ordinal ?? 0))]
  }

  // MARK: Focus

  var focusedPanelIndex: Int? {
    guard case .slot(.lab(let index)) = focus, panels.indices.contains(index) else { return nil }
    return index
  }

  private var focusedPanel: LabPanel? { focusedPanelIndex.flatMap { panels[$0] } }

  /// The lab that stands beside the text: the one in focus, or the last one above the middle of
  /// the screen.
  var labBesideText: Int? {
    if let focusedPanelIndex { return focusedPanelIndex }
    let middle = top + visibleRows / 2
    let rows = panels.indices.map { page.slot(.lab($0))?.rows.lowerBound ?? .max }
    return rows.lastIndex { $0 <= middle } ?? (panels.isEmpty ? nil : 0)
  }

  private var shownRows: Range<Int> { top..<top + max(1, visibleRows) }

  func isVisible(_ focusable: Focusable) -> Bool {
    focusable.rows(on: page)?.overlaps(shownRows) ?? false
  }

  private func isLit(_ focusable: Focusable) -> Bool {
    // Beside the text a lab is lit wherever the text is.
    if layout.lab != nil, focusable.isLab { return true }
    return focusable.litRows(on: page)?.overlaps(shownRows) ?? false
  }

  /// The next thing on the page that can be activated, from the focus or from the top of the
  /// screen, wrapping around at the ends.
  private mutating func moveFocus(by step: Int, _ context: Context) -> [Action] {
    // Beside the text the lab comes first, and its place in the text is only a reference to it.
    if layout.lab != nil, focus == nil, step > 0, let lab = labBesideText {
      focus = .slot(.lab(lab))
      return []
    }
    let all = Focusable.all(on: page).filter { layout.lab == nil || !$0.isLab }
    guard !all.isEmpty else {
      focus = nil
      return []
    }
    let next: Int
    if let focus, let index = all.firstIndex(of: focus) {
      next = (index + step + all.count) % all.count
    } else if step > 0 {
      next = all.firstIndex { ($0.litRows(on: page)?.lowerBound ?? 0) >= top } ?? 0
    } else {
      let end = top + visibleRows
      next = all.lastIndex { ($0.litRows(on: page)?.upperBound ?? 0) <= end } ?? all.count - 1
    }
    return show(all[next], context)
  }

  /// The next lab of the page, from the top of the screen, the first one after the last.
  private mutating func moveToLab(_ context: Context) -> [Action] {
    if layout.lab != nil {
      focus = labBesideText.map { .slot(.lab($0)) }
      return []
    }
    let labs = panels.indices.filter { panels[$0] != nil }.map { Focusable.slot(.lab($0)) }
    let next = labs.first { ($0.litRows(on: page)?.lowerBound ?? 0) >= top } ?? labs.first
    return next.map { show($0, context) } ?? []
  }

  /// Gives something the focus and brings all of it onto the screen.
  private mutating func show(_ focusable: Focusable, _ context: Context) -> [Action] {
    focus = focusable
    guard let rows = focusable.rows(on: page), !rows.isEmpty else { return [] }
    let bottom = rows.upperBound - visibleRows
    let actions = scroll(to: min(rows.lowerBound, max(top, bottom)), context)
    focus = focusable
    return actions
  }

  private mutating func activate(_ context: Context) -> [Action] {
    switch focus {
    case nil: return scroll(to: top + visibleRows - 2, context)
    case .slot(.answer): return toggleAnswers(context)
    case .slot(.predict): return []
    case .slot(.quiz(let ordinal)): return quiz(startingAt: ordinal)
    case .slot(.lab(let index)):
      return panels[index].map { [.open(LabScreen(panel: $0))] } ?? []
    case .target(let index):
      guard page.targets.indices.contains(index) else { return [] }
      if let test = test(ofTarget: index) { return [.open(test)] }
      return follow(page.targets[index], context)
    }
  }

  private mutating func follow(_ target: Page.Target, _ context: Context) -> [Action] {
    switch target {
    case .link(let destination):
      if destination.hasPrefix("#") {
        return scroll(to: page.anchors[String(destination.dropFirst())] ?? top, context)
      }
      let lesson = LessonScreen(link: destination)
      if context.course.lesson(lesson.id) != nil { return [.open(lesson)] }
      return [.effect(.copy(destination)), .notify(Strings.copied(destination))]
    case .claim: return []
    }
  }
}
