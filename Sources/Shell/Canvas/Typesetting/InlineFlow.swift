import Course

/// Inline elements as styled runs, which the line breaker then cuts.
struct InlineFlow {
  private let theme: Theme
  private let glyphs: Glyphs
  private let claims: [String: Claim]
  private let verdicts: [Place: Bool]
  private let measure: Int
  private var style: Style
  private var target: Int?
  private(set) var spans: [Span] = []
  private(set) var targets: [Page.Target]

  init(galley: Galley, style: Style, targets: [Page.Target]) {
    theme = galley.theme
    glyphs = galley.glyphs
    claims = galley.typesetter.claims
    verdicts = galley.typesetter.verdicts
    measure = galley.measure
    self.targets = targets
    self.style = style
  }

  mutating func add(_ inlines: [Inline]) {
    for inline in inlines { add(inline) }
  }

  private mutating func add(_ inline: Inline) {
    switch inline {
    case .text(let text): spans.append(Span(text, style: style, target: target))
    case .emphasis(let inner): add(inner, in: theme.emphasis.over(style))
    case .strong(let inner): add(inner, in: theme.strong.over(style))
    case .strikethrough(let inner): add(inner, in: theme.dimmed.over(style))
    case .code(let text): addUnbroken(text, in: theme.code.over(style))
    case .math(let formula): addUnbroken(formula.inlineText, in: theme.math.over(style))
    case .link(let inner, let destination, _):
      add(inner, in: theme.link.over(style), to: .link(destination))
    case .claim(let inner, let id, let place):
      add(inner, in: theme.claims.run.over(style), to: .claim(id))
      addMark(of: claims[id], verdict: verdicts[place])
    case .softBreak: spans.append(Span(" ", style: style, target: target))
    case .lineBreak: spans.append(Span("\n", style: style))
    case .problem(let diagnostic):
      spans.append(Span(diagnostic.description, style: theme.error))
    }
  }

  private mutating func add(_ inner: [Inline], in style: Style, to target: Page.Target? = nil) {
    let outer = (self.style, self.target)
    self.style = style
    if let target {
      self.target = targets.count
      targets.append(target)
    }
    add(inner)
    (self.style, self.target) = outer
  }

  /// Short formulas and pieces of code stay on one line; long ones break at their spaces.
  private mutating func addUnbroken(_ text: String, in style: Style) {
    spans.append(
      Span(text, style: style, target: target, mayBreak: text.cellWidth > measure / 2))
  }

  /// What was tested has the mark of its verdict in place of that of its kind.
  private mutating func addMark(of claim: Claim?, verdict: Bool?) {
    guard let claim else { return }
    let (mark, style) =
      switch verdict {
      case true: (glyphs.right, theme.correct)
      case false: (glyphs.wrong, theme.wrong)
      case nil: (glyphs.mark(of: claim), theme.claims.style(of: claim))
      }
    spans.append(
      Span("\(mark)", style: style.over(self.style), target: targets.count - 1, mayBreak: false))
  }
}

extension Glyphs {
  /// What a claim rests on: a closed form, a run or a source.
  public func mark(of claim: Claim) -> Unicode.Scalar {
    switch claim.basis {
    case .theorem: claimTheorem
    case .source: claimSource
    case .run, .divide, .subtract, .order: claimRun
    }
  }
}

extension Theme.Claims {
  /// That of the mark of a claim's kind.
  public func style(of claim: Claim) -> Style {
    switch claim.basis {
    case .theorem: theorem
    case .source: source
    case .run, .divide, .subtract, .order: run
    }
  }
}
