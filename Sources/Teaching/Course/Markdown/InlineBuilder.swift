/// Makes runs of text of what md4c finds inside a block.
struct InlineBuilder {
  enum Kind: Equatable {
    case emphasis, strong, strikethrough, code, image
    case link(to: String)
  }

  private struct Span {
    var kind: Kind?
    /// Where its first text stands.
    var offset: Int?
    var children: [Inline] = []
  }

  /// Deeper emphasis is shown as its text: drawing and destroying a tree recurses.
  private static let deepest = 12

  private var spans = [Span()]
  private var skipped = 0

  var isTopLevel: Bool { spans.count == 1 && skipped == 0 }
  var isCode: Bool { spans.last?.kind == .code }
  var offset: Int? { spans[0].offset }
  var spanOffset: Int? { spans.last?.offset }

  mutating func saw(_ offset: Int) {
    for index in spans.indices.reversed() {
      guard spans[index].offset == nil else { break }
      spans[index].offset = offset
    }
  }

  mutating func append(_ inline: Inline) {
    spans[spans.count - 1].children.append(inline)
  }

  mutating func enter(_ kind: Kind) {
    if skipped > 0 || spans.count >= InlineBuilder.deepest {
      skipped += 1
    } else {
      spans.append(Span(kind: kind))
    }
  }

  /// - Returns: what is wrong with the span
  mutating func leave(at place: Place) -> Diagnostic? {
    if skipped > 0 {
      skipped -= 1
      return nil
    }
    guard spans.count > 1, let span = spans.popLast(), let kind = span.kind else { return nil }
    let children = span.children.tidied()
    switch kind {
    case .emphasis: append(.emphasis(children))
    case .strong: append(.strong(children))
    case .strikethrough: append(.strikethrough(children))
    case .code: append(.code(children.plainText))
    case .image:
      guard !children.isEmpty else {
        return problem(at: place, "a picture needs a description: ![what it shows](…)")
      }
      append(.emphasis(children))
    case .link(let destination): return leaveLink(children, to: destination, at: place)
    }
    return nil
  }

  private mutating func leaveLink(
    _ children: [Inline], to destination: String, at place: Place
  ) -> Diagnostic? {
    let scheme = "claim:"
    guard destination.hasPrefix(scheme) else {
      guard !destination.isEmpty else { return problem(at: place, "a link needs a destination") }
      append(.link(children, to: destination, place))
      return nil
    }
    let id = String(destination.dropFirst(scheme.count))
    guard !id.isEmpty else { return problem(at: place, "a claim needs its id: [0.41](claim:id)") }
    append(.claim(children, id: id, place))
    return nil
  }

  private mutating func problem(at place: Place, _ message: String) -> Diagnostic {
    let diagnostic = Diagnostic(at: place, message)
    append(.problem(diagnostic))
    return diagnostic
  }

  /// The text so far, and a new beginning.
  mutating func finish() -> [Inline] {
    while spans.count > 1, let open = spans.popLast() {
      spans[spans.count - 1].children += open.children
    }
    let inlines = spans[0].children.tidied().trimmed()
    self = InlineBuilder()
    return inlines
  }
}
