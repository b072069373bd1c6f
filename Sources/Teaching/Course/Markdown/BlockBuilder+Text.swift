/// The text of blocks, and the math that is hidden in it.
extension BlockBuilder {
  func enter(_ span: InlineBuilder.Kind) {
    guard skipped == 0 else { return }
    inlines.enter(span)
  }

  func leaveSpan() {
    guard skipped == 0 else { return }
    let offset = inlines.spanOffset.map { source.linkStart(before: $0) } ?? lastOffset
    if let diagnostic = inlines.leave(at: source.place(at: offset)) {
      diagnostics.append(diagnostic)
    }
  }

  func append(_ inline: Inline) {
    guard skipped == 0 else { return }
    inlines.append(inline)
  }

  /// Text that is not as in the file: an entity, a line end or indentation of code.
  func append(text: String) {
    guard skipped == 0 else { return }
    if case .code = frames[frames.count - 1].kind {
      frames[frames.count - 1].code.append(text)
    } else {
      inlines.append(.text(text))
    }
  }

  /// Text as it stands in the file, with math hidden in it.
  func append(source range: Range<Int>) {
    defer { lastOffset = max(lastOffset, range.upperBound) }
    guard skipped == 0, !range.isEmpty else { return }
    saw(range.lowerBound)
    if case .code = frames[frames.count - 1].kind {
      frames[frames.count - 1].code.append(original(range), at: range.lowerBound)
      return
    }
    guard !inlines.isCode else {
      append(text: range)
      return
    }
    var start = range.lowerBound
    var index = math.firstSpan(endingAfter: start)
    while index < math.spans.count, math.spans[index].range.lowerBound < range.upperBound {
      let span = math.spans[index]
      if start < span.range.lowerBound { append(text: start..<span.range.lowerBound) }
      append(span)
      start = max(start, span.range.upperBound)
      index += 1
    }
    if start < range.upperBound { append(text: start..<range.upperBound) }
  }

  private func append(text range: Range<Int>) {
    inlines.saw(range.lowerBound)
    let text = original(range)
    inlines.append(.text(text.contains(where: \.isNewline) ? text.replacingLineEnds() : text))
  }

  private func append(_ span: MathScan.Span) {
    switch read(span) {
    case .success(let formula):
      append(.math(formula), inline: .math(formula), of: span)
    case .failure(let diagnostic):
      diagnostics.append(diagnostic)
      append(.problem(diagnostic), inline: .problem(diagnostic), of: span)
    }
  }

  private func read(_ span: MathScan.Span) -> Result<Formula, Diagnostic> {
    let start = source.place(at: span.range.lowerBound)
    guard span.kind != .unclosed else {
      return .failure(Diagnostic(at: start, "the '$$' that opens here is not closed"))
    }
    let latex = LatexText(span.lines, in: source.bytes)
    guard !latex.text.isEmpty else {
      return .failure(Diagnostic(at: start, "there is no math between the dollar signs"))
    }
    do throws(FormulaError) {
      return .success(try Formula(latex: latex.text))
    } catch {
      let place = source.place(at: latex.offset(ofCharacter: error.offset))
      return .failure(Diagnostic(at: place, error.message))
    }
  }

  /// Display math is a block of its own wherever a paragraph can be parted for it.
  private func append(_ block: Block.Content, inline: Inline, of span: MathScan.Span) {
    guard span.kind != .inline, inlines.isTopLevel else {
      inlines.saw(span.range.lowerBound)
      inlines.append(inline)
      return
    }
    let last = frames.count - 1
    switch frames[last].kind {
    case .item:
      flushParagraph()
      add(block, at: span.range.lowerBound, insteadOf: nil)
    case .paragraph:
      let paragraph = frames.removeLast()
      flushParagraph()
      add(block, at: span.range.lowerBound, insteadOf: nil)
      frames.append(paragraph)
    default: inlines.append(inline)
    }
  }
}

extension String {
  /// Each line end as a space.
  fileprivate func replacingLineEnds() -> String { String(map { $0.isNewline ? " " : $0 }) }
}
