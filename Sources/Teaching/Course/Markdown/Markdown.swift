/// Reads Markdown (CommonMark, GFM tables, math, callouts, `lab`, `predict` and `quiz` fences) into blocks.
///
/// Nothing is refused: what cannot be read is a `problem` in its place and a diagnostic, and the
/// rest is as it should be.
public enum Markdown {
  /// The body of a lesson.
  /// - Parameter firstLine: the line of the file that `source` begins with
  public static func blocks(
    _ source: String, file: String, firstLine: Int = 1
  ) -> (blocks: [Block], diagnostics: [Diagnostic]) {
    blocks(source, at: Place(file: file, line: firstLine))
  }

  /// Markdown inside of something else, as the prompt of a quiz item.
  /// - Parameter place: where the first character stands; further lines begin in its column
  public static func blocks(
    _ text: String, at place: Place
  ) -> (blocks: [Block], diagnostics: [Diagnostic]) {
    let source = SourceText(text, at: place)
    let math = MathScan(source.bytes)
    return MarkdownParser(source: source, math: math, input: math.masked, shift: 0).parse()
  }

  /// One run of text, as a choice of a quiz item: "1. x" or "# x" are text here, not a list or a
  /// heading, and a line end is a space.
  public static func inlines(
    _ text: String, at place: Place
  ) -> (inlines: [Inline], diagnostics: [Diagnostic]) {
    let source = SourceText(text, at: place)
    let math = MathScan(source.bytes, isInline: true)
    // No block begins with a full stop, and emphasis may follow one.
    let line = math.masked.map { Ascii.isLineEnd($0) ? Ascii.space : $0 }
    let parser = MarkdownParser(
      source: source, math: math, input: [UInt8(ascii: ".")] + line, shift: 1)
    let (blocks, diagnostics) = parser.parse()
    let inlines = blocks.flatMap { block -> [Inline] in
      switch block.content {
      case .paragraph(let inlines): inlines
      case .math(let formula): [.math(formula)]
      case .problem(let diagnostic): [.problem(diagnostic)]
      default: []
      }
    }
    return (inlines, diagnostics)
  }
}
