import Course

/// Lays the blocks of a lesson out as lines of at most `width` cells.
public struct Typesetter {
  public var width: Int
  public var theme: Theme
  public var glyphs: Glyphs
  public var language: Language
  /// The kind of each claim, which has its own mark on the page.
  public var claims: [String: Claim]
  /// What became of the claims that were tested, by where the text makes them.
  public var verdicts: [Place: Bool]
  /// False while answers are folded to one line.
  public var showsAnswers: Bool
  /// How many rows a lab gets, by its number in the lesson.
  public var labRows: (Int) -> Int
  /// How many rows a quiz item gets.
  public var quizRows: Int
  /// How many rows a prediction gets, by its number in the lesson and its columns.
  public var predictRows: (_ prediction: Int, _ columns: Int) -> Int

  public init(
    width: Int, theme: Theme, glyphs: Glyphs, language: Language, claims: [String: Claim] = [:],
    verdicts: [Place: Bool] = [:], showsAnswers: Bool = true, quizRows: Int = 1,
    labRows: @escaping (Int) -> Int = { _ in 1 },
    predictRows: @escaping (_ prediction: Int, _ columns: Int) -> Int = { _, _ in 1 }
  ) {
    self.width = max(8, width)
    self.theme = theme
    self.glyphs = glyphs
    self.language = language
    self.claims = claims
    self.verdicts = verdicts
    self.showsAnswers = showsAnswers
    self.quizRows = quizRows
    self.predictRows = predictRows
    self.labRows = labRows
  }

  public func page(_ blocks: [Block]) -> Page {
    var galley = Galley(typesetter: self)
    for (index, block) in blocks.enumerated() {
      galley.block = index
      galley.set(block)
    }
    return galley.page
  }

  /// A few blocks as lines: a prompt, an explanation.
  public func lines(_ blocks: [Block]) -> [TextLine] { page(blocks).lines }
}

/// The page while it is being set, and the margin in which the next line goes.
struct Galley {
  let typesetter: Typesetter
  var page = Page()
  var block = 0
  /// Put before every line: the bar of a callout, the indent of a list.
  var margin = TextLine()
  /// Put before the next line in place of the margin: a bullet.
  var bullet: TextLine?
  private var isAtGap = true
  private var counts = (labs: 0, quizzes: 0, predictions: 0, answers: 0)

  init(typesetter: Typesetter) { self.typesetter = typesetter }

  var theme: Theme { typesetter.theme }
  var glyphs: Glyphs { typesetter.glyphs }
  var measure: Int { max(8, typesetter.width - margin.width) }

  mutating func add(_ line: TextLine = TextLine()) {
    page.lines.append(line.prefixed(by: bullet ?? margin))
    page.blocks.append(block)
    bullet = nil
    isAtGap = false
  }

  /// An empty line, but not at the start and never two.
  mutating func addGap() {
    guard !isAtGap, bullet == nil else { return }
    add()
    isAtGap = true
  }

  mutating func addSlot(_ content: Page.Slot.Content, rows: Int) {
    let start = page.lines.count
    for _ in 0..<max(1, rows) { add() }
    page.slots.append(
      Page.Slot(content: content, rows: start..<page.lines.count, column: margin.width))
  }

  mutating func set(_ block: Block) {
    switch block.content {
    case .heading(let level, let anchor, let inlines):
      addGap()
      page.anchors[anchor] = page.lines.count
      let style = level <= 2 ? theme.heading : theme.strong
      for line in breakLines(inlines, style: style) { add(line) }
    case .paragraph(let inlines):
      addGap()
      for line in breakLines(inlines, style: theme.text) { add(line) }
    case .list(let start, let items):
      addGap()
      setList(start: start, items)
    case .table(let table):
      addGap()
      var setter = TableSetter(table, galley: self)
      let lines = setter.lines()
      page.targets = setter.targets
      for line in lines { add(line) }
    case .code(_, let text):
      addGap()
      let code = text.hasSuffix("\n") ? text.dropLast() : text[...]
      for line in code.split(separator: "\n", omittingEmptySubsequences: false) {
        add(TextLine("  " + line, style: theme.code))
      }
    case .quote(let blocks):
      addGap()
      indented(by: TextLine("\(glyphs.border.vertical) ", style: theme.dimmed)) { galley in
        for block in blocks { galley.set(block) }
      }
    case .callout(let kind, let blocks): setCallout(kind, blocks)
    case .math(let formula):
      addGap()
      let box = MathBox(formula, maximumWidth: measure - 4)
      let indent = String(repeating: " ", count: max(2, min(8, (measure - box.width) / 2)))
      for row in box.rows { add(TextLine(indent + row, style: theme.math)) }
    case .rule:
      addGap()
      add(
        TextLine(glyphs.border.horizontal.repeated(min(measure, 24)), style: theme.border))
    case .lab:
      addGap()
      addSlot(.lab(counts.labs), rows: typesetter.labRows(counts.labs))
      counts.labs += 1
    case .quiz:
      addGap()
      addSlot(.quiz(counts.quizzes), rows: typesetter.quizRows)
      counts.quizzes += 1
    case .predict:
      addGap()
      addSlot(
        .predict(counts.predictions), rows: typesetter.predictRows(counts.predictions, measure))
      counts.predictions += 1
    case .problem(let diagnostic):
      addGap()
      set(problem: diagnostic)
    }
  }

  private mutating func set(problem: Diagnostic) {
    for line in LineBreaker(width: measure).lines(problem.description, style: theme.error) {
      add(line)
    }
  }

  private mutating func setList(start: Int?, _ items: [[Block]]) {
    for (index, item) in items.enumerated() {
      let sign = start.map { "\($0 + index). " } ?? "\(glyphs.bullets[0]) "
      let indent = String(repeating: " ", count: sign.cellWidth)
      bullet = TextLine(sign, style: theme.accent).prefixed(by: margin)
      indented(by: TextLine(indent)) { galley in
        for block in item { galley.set(block) }
      }
      bullet = nil
    }
  }

  private mutating func setCallout(_ kind: Callout, _ blocks: [Block]) {
    addGap()
    let style = theme.callout(kind)
    let title = Strings.title(of: kind)[typesetter.language]
    guard kind != .answer || typesetter.showsAnswers else {
      addSlot(.answer(counts.answers), rows: 1)
      counts.answers += 1
      // What is folded away still counts, so that what follows keeps its number.
      blocks.walk { block in
        if case .lab = block.content { counts.labs += 1 }
        if case .quiz = block.content { counts.quizzes += 1 }
        if case .predict = block.content { counts.predictions += 1 }
      }
      return
    }
    indented(by: TextLine("\(glyphs.calloutBar) ", style: style)) { galley in
      if kind == .answer {
        galley.addSlot(.answer(galley.counts.answers), rows: 1)
        galley.counts.answers += 1
      } else {
        galley.add(TextLine(title, style: style.adding(.bold)))
      }
      for (index, block) in blocks.enumerated() {
        // The title needs no gap below it.
        if index == 0, case .paragraph(let inlines) = block.content {
          for line in galley.breakLines(inlines, style: galley.theme.text) { galley.add(line) }
        } else {
          galley.set(block)
        }
      }
    }
  }

  private mutating func indented(by indent: TextLine, _ body: (inout Galley) -> Void) {
    let outer = margin
    margin = indent.prefixed(by: outer)
    body(&self)
    margin = outer
  }

  mutating func breakLines(_ inlines: [Inline], style: Style) -> [TextLine] {
    var flow = InlineFlow(galley: self, style: style, targets: page.targets)
    flow.add(inlines)
    page.targets = flow.targets
    return LineBreaker(width: measure).lines(flow.spans)
  }
}

enum Strings {
  static func title(of callout: Callout) -> Localized<String> {
    switch callout {
    case .note: Localized(en: "NOTE", zh: "说明")
    case .tip: Localized(en: "TIP", zh: "提示")
    case .warning: Localized(en: "WARNING", zh: "注意")
    case .answer: Localized(en: "ANSWER", zh: "回答")
    case .errata: Localized(en: "CORRECTION TO THE NOTES", zh: "勘误")
    case .predict: Localized(en: "PREDICT FIRST", zh: "先猜一猜")
    }
  }
}
