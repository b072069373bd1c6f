import Course

/// The numbers of a draw put into texts that were read before: what is put in is never read as Markdown,
/// and every place stays that of the file.
struct Template {
  /// What a placeholder stands for; nil leaves it as it is.
  var value: (Placeholder) -> DrawnValue?

  func filled(_ blocks: [Block]) -> [Block] {
    blocks.map { block in
      var block = block
      block.content = filled(block.content)
      return block
    }
  }

  private func filled(_ content: Block.Content) -> Block.Content {
    switch content {
    case .heading(let level, let anchor, let inlines):
      .heading(level: level, anchor: anchor, filled(inlines))
    case .paragraph(let inlines): .paragraph(filled(inlines))
    case .list(let start, let items): .list(start: start, items: items.map(filled))
    case .table(let table):
      .table(
        Table(
          alignments: table.alignments, header: table.header.map(filled),
          rows: table.rows.map { $0.map(filled) }))
    case .code(let language, let text): .code(language: language, text: filled(text))
    case .quote(let blocks): .quote(filled(blocks))
    case .callout(let callout, let blocks): .callout(callout, filled(blocks))
    case .math(let formula): .math(filled(formula))
    case .rule, .lab, .quiz, .predict, .problem: content
    }
  }

  private func filled(_ inlines: [Inline]) -> [Inline] { inlines.map(filled) }

  private func filled(_ inline: Inline) -> Inline {
    switch inline {
    case .text(let text): .text(filled(text))
    case .code(let text): .code(filled(text))
    case .emphasis(let inlines): .emphasis(filled(inlines))
    case .strong(let inlines): .strong(filled(inlines))
    case .strikethrough(let inlines): .strikethrough(filled(inlines))
    case .link(let inlines, let destination, let place):
      .link(filled(inlines), to: destination, place)
    case .claim(let inlines, let id, let place): .claim(filled(inlines), id: id, place)
    case .math(let formula): .math(filled(formula))
    case .softBreak, .lineBreak, .problem: inline
    }
  }

  private func filled(_ text: String) -> String {
    TemplatePiece.pieces(of: text, isMath: false).map { piece in
      switch piece {
      case .text(let text): text
      case .placeholder(let placeholder): value(placeholder)?.text ?? "{\(placeholder.text)}"
      }
    }
    .joined()
  }

  /// A formula that its numbers make unreadable stays as it was written.
  private func filled(_ formula: Formula) -> Formula {
    let pieces = TemplatePiece.pieces(of: formula.latex, isMath: true)
    let latex = pieces.map { piece in
      switch piece {
      case .text(let text): text
      case .placeholder(let placeholder): value(placeholder)?.latex ?? "{{\(placeholder.text)}}"
      }
    }
    .joined()
    return latex == formula.latex ? formula : (try? Formula(latex: latex)) ?? formula
  }
}

/// What is put into a text.
enum DrawnValue: Equatable {
  case number(Double)
  case numbers([Double])
  /// A setting, as written.
  case setting(String)
  /// The key, in the digits that it takes.
  case key(String)
  /// What is not drawn yet.
  case open

  var text: String {
    switch self {
    case .number(let number): PrintedValue.text(number)
    case .numbers(let numbers): numbers.map(PrintedValue.text).joined(separator: ", ")
    case .setting(let text), .key(let text):
      Double(text) == nil ? text : text.replacing("-", with: "\u{2212}")
    case .open: "…"
    }
  }

  /// nil where it is no number.
  var latex: String? {
    switch self {
    case .number(let number): PrintedValue.latex(number)
    case .numbers(let numbers): numbers.map(PrintedValue.latex).joined(separator: ", ")
    case .setting(let text), .key(let text): Double(text).map { _ in PrintedValue.latex(text) }
    case .open: "\\ldots"
    }
  }
}
