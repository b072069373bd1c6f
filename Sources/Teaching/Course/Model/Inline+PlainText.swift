extension Inline {
  /// The text alone; math as its LaTeX, a line end as a space.
  public var plainText: String {
    switch self {
    case .text(let text), .code(let text): text
    case .emphasis(let inlines), .strong(let inlines), .strikethrough(let inlines),
      .link(let inlines, _, _), .claim(let inlines, _, _):
      inlines.plainText
    case .math(let formula): formula.latex
    case .softBreak, .lineBreak: " "
    case .problem: ""
    }
  }

  /// The runs of text inside this one.
  public var children: [Inline] {
    switch self {
    case .emphasis(let inlines), .strong(let inlines), .strikethrough(let inlines),
      .link(let inlines, _, _), .claim(let inlines, _, _):
      inlines
    case .text, .code, .math, .softBreak, .lineBreak, .problem: []
    }
  }
}

extension [Inline] {
  public var plainText: String { map(\.plainText).joined() }
}
