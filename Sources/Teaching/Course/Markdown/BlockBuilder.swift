/// Makes blocks of what md4c finds, in the order in which it finds it. The text inside of them is in
/// `BlockBuilder+Text.swift`.
final class BlockBuilder {
  enum Kind {
    case document
    case quote
    case list(start: Int?)
    case item
    case paragraph
    case heading(level: Int)
    case code(language: String)
    case rule
    case table
    case row
    case cell(Table.Alignment)
  }

  /// A block that is open.
  struct Frame {
    var kind: Kind
    /// Where its first text, or its fence, stands.
    var offset: Int?
    var blocks: [Block] = []
    var items: [[Block]] = []
    var rows: [[[Inline]]] = []
    var cells: [[Inline]] = []
    var alignments: [Table.Alignment] = []
    var code = CodeText()
  }

  /// Deeper blocks are shown as a problem: drawing and destroying a tree recurses.
  private static let deepest = 24

  var source: SourceText
  let math: MathScan
  var frames = [Frame(kind: .document)]
  var inlines = InlineBuilder()
  var diagnostics: [Diagnostic] = []
  private var anchors = AnchorNames()
  /// How many blocks are open below the deepest one that is kept.
  private(set) var skipped = 0
  /// Behind the last text; a rule comes somewhere after it.
  var lastOffset = 0

  init(source: SourceText, math: MathScan) {
    self.source = source
    self.math = math
  }

  func original(_ range: Range<Int>) -> String {
    String(decoding: source.bytes[range.clamped(to: 0..<source.bytes.count)], as: UTF8.self)
  }

  /// Leaves a problem where reading ended before the text did.
  func stop() {
    while frames.count > 1 { leave() }
    addProblem(at: source.place(at: lastOffset), "the text is too involved to be read to its end")
  }

  func finish() -> (blocks: [Block], diagnostics: [Diagnostic]) {
    for offset in math.loneDollars {
      report(at: source.place(at: offset), "this '$' opens no math; write '\\$' for the sign")
    }
    if let fence = math.openFence {
      report(at: source.place(at: fence), "the fence that opens here is not closed")
    }
    return (frames[0].blocks, diagnostics.sortedByPlace())
  }

  // MARK: Blocks

  func enter(_ kind: Kind, at offset: Int? = nil) {
    guard skipped == 0, frames.count < BlockBuilder.deepest else {
      if skipped == 0 {
        addProblem(at: source.place(at: lastOffset), "nested too deeply")
      }
      skipped += 1
      return
    }
    flushItemText()
    if let offset { saw(offset) }
    frames.append(Frame(kind: kind, offset: offset))
  }

  func leave() {
    guard skipped == 0 else {
      skipped -= 1
      return
    }
    guard frames.count > 1 else { return }
    flushItemText()
    let frame = frames.removeLast()
    switch frame.kind {
    case .document: break
    case .paragraph: flushParagraph()
    case .heading(let level): leaveHeading(level, frame)
    case .rule: add(.rule, at: ruleOffset(), insteadOf: nil)
    case .code(let language): leaveCode(language, frame)
    case .item: frames[frames.count - 1].items.append(frame.blocks)
    case .list(let start):
      let offset = frame.offset ?? lastOffset
      add(
        .list(start: start, items: frame.items), at: source.listMarker(before: offset),
        insteadOf: frame.offset)
    case .quote: leaveQuote(frame)
    case .cell(let alignment):
      frames[frames.count - 1].cells.append(inlines.finish())
      frames[frames.count - 1].alignments.append(alignment)
    case .row:
      frames[frames.count - 1].rows.append(frame.cells)
      if frames[frames.count - 1].rows.count == 1 {
        frames[frames.count - 1].alignments = frame.alignments
      }
    case .table:
      let table = Table(
        alignments: frame.alignments, header: frame.rows.first ?? [],
        rows: Array(frame.rows.dropFirst()))
      let offset = source.back(from: frame.offset ?? lastOffset, over: SourceText.inlineOpeners)
      let cell = source.back(from: offset, over: " \t")
      add(
        .table(table), at: source.back(from: cell, over: "|"), insteadOf: frame.offset)
    }
  }

  /// Adds a block that begins at `start` and whose first text stands at `offset`. What is open and
  /// begins with that text begins with this block.
  func add(_ content: Block.Content, at start: Int, insteadOf offset: Int?) {
    frames[frames.count - 1].blocks.append(Block(content, at: source.place(at: start)))
    guard let offset else { return }
    for index in frames.indices where frames[index].offset == offset {
      frames[index].offset = start
    }
  }

  private func addProblem(at place: Place, _ message: String) {
    let diagnostic = report(at: place, message)
    frames[frames.count - 1].blocks.append(Block(.problem(diagnostic), at: place))
  }

  @discardableResult
  private func report(at place: Place, _ message: String) -> Diagnostic {
    let diagnostic = Diagnostic(at: place, message)
    diagnostics.append(diagnostic)
    return diagnostic
  }

  func saw(_ offset: Int) {
    lastOffset = max(lastOffset, offset)
    var index = frames.count - 1
    while index > 0, frames[index].offset == nil {
      frames[index].offset = offset
      index -= 1
    }
  }

  /// The text of an item of a tight list comes without a paragraph around it.
  private func flushItemText() {
    guard case .item = frames[frames.count - 1].kind else { return }
    flushParagraph()
  }

  func flushParagraph() {
    let offset = inlines.offset
    let content = inlines.finish()
    guard !content.isEmpty else { return }
    let text = source.skipBlanks(from: offset ?? lastOffset)
    let start = source.back(from: text, over: SourceText.inlineOpeners)
    add(.paragraph(content), at: start, insteadOf: offset)
  }

  private func leaveHeading(_ level: Int, _ frame: Frame) {
    var content = inlines.finish()
    let text = source.back(from: frame.offset ?? lastOffset, over: SourceText.inlineOpeners)
    let start = source.back(from: source.back(from: text, over: " \t"), over: "#")
    let offset = source.bytes.indices.contains(start) ? source.skipBlanks(from: start) : start
    let anchor: String
    if let name = AnchorNames.removeExplicit(from: &content) {
      if !AnchorNames.isValid(name) {
        let message = "'{#\(name)}' is no anchor; use letters, digits, '-' and '_'"
        report(at: source.place(at: offset), message)
      } else if !anchors.claim(name) {
        report(at: source.place(at: offset), "duplicate anchor '#\(name)'")
      }
      anchor = name
    } else {
      anchor = anchors.name(for: content.plainText)
    }
    add(.heading(level: level, anchor: anchor, content), at: offset, insteadOf: frame.offset)
  }

  private func leaveCode(_ language: String, _ frame: Frame) {
    let place = codePlace(frame)
    let content: Block.Content
    switch language {
    case "lab":
      let (lab, found) = LabBlock.read(frame.code.text, at: place)
      diagnostics += found
      content = found.first.map { .problem($0) } ?? .lab(lab)
    case "predict":
      let (prediction, found) = Prediction.read(frame.code.text, at: place)
      diagnostics += found
      let fallback = Diagnostic(at: place, "this asks nothing")
      content = prediction.map { .predict($0) } ?? .problem(found.first ?? fallback)
    case "quiz": content = .quiz(QuizBlock(yaml: frame.code.text, place: place))
    default: content = .code(language: language, text: frame.code.text)
    }
    let start = source.fence(before: frame.offset ?? lastOffset)
    add(content, at: start, insteadOf: frame.offset)
  }

  /// Where the first line inside a fence stands, indentation that belongs to the text excluded.
  private func codePlace(_ frame: Frame) -> Place {
    guard let first = frame.code.firstOffset else {
      return source.place(at: frame.offset ?? lastOffset)
    }
    var place = source.place(at: first)
    place.line -= frame.code.linesBeforeFirst
    place.column = max(place.column - frame.code.indentation, 1)
    return place
  }

  private func leaveQuote(_ frame: Frame) {
    let text = source.back(from: frame.offset ?? lastOffset, over: " \t")
    let start = text > 0 && source.bytes[text - 1] == Ascii.greater ? text - 1 : text
    let content: Block.Content
    switch CalloutMarker(removingFrom: frame.blocks) {
    case .none: content = .quote(frame.blocks)
    case .known(let callout, let rest): content = .callout(callout, rest)
    case .unknown(let name, let rest):
      let names = Callout.allCases.map(\.rawValue)
      let hint =
        nearest(to: name, among: names).map { "did you mean '[!\($0)]'?" }
        ?? "expected " + names.map { "[!\($0)]" }.joined(separator: ", ")
      let place = frame.blocks.first?.place ?? source.place(at: start)
      let diagnostic = report(at: place, "unknown callout '[!\(name)]'; \(hint)")
      content = .quote([Block(.problem(diagnostic), at: place)] + rest)
    }
    add(content, at: start, insteadOf: frame.offset)
  }

  private func ruleOffset() -> Int {
    let offset = source.rule(after: lastOffset) ?? lastOffset
    lastOffset = max(lastOffset, offset + 3)
    return offset
  }
}
