@testable import Course

/// Blocks as text, a line each with its place, for tables of Markdown and what it is read as.
func outline(_ blocks: [Block], indent: String = "") -> String {
  blocks.map { block in
    let head = "\(indent)\(block.place.line):\(block.place.column) "
    let deeper = indent + "  "
    switch block.content {
    case .heading(let level, let anchor, let inlines):
      return head + "h\(level) #\(anchor) \(outline(inlines))"
    case .paragraph(let inlines): return head + "p \(outline(inlines))"
    case .list(let start, let items):
      let lines = items.map { "\(indent)-\n" + outline($0, indent: deeper) }
      return head + (start.map { "ol \($0)" } ?? "ul") + "\n" + lines.joined(separator: "\n")
    case .table(let table):
      let rows = ([table.header] + table.rows).map { row in
        deeper + row.map { outline($0) }.joined(separator: " | ")
      }
      let alignments = table.alignments.map { "\($0)".prefix(1) }.joined()
      return head + "table \(alignments)\n" + rows.joined(separator: "\n")
    case .code(let language, let text):
      return head + "code \(language)\n" + quoted(text, deeper)
    case .quote(let blocks): return head + "quote\n" + outline(blocks, indent: deeper)
    case .callout(let callout, let blocks):
      return head + "\(callout)\n" + outline(blocks, indent: deeper)
    case .math(let formula): return head + "math \(formula.latex)"
    case .rule: return head + "rule"
    case .lab(let lab):
      let set = lab.request.settings.sorted { $0.key < $1.key }.map {
        let place = lab.places[$0.key].map { " \($0.line):\($0.column)" } ?? ""
        return " \($0.key)=\($0.value)\(place)"
      }
      let step = lab.opening.step.map { " step \($0)" } ?? ""
      let view = lab.opening.view.map { " view \($0)" } ?? ""
      return head + "lab \(lab.request.lab) seed \(lab.request.seed)" + set.joined() + step + view
    case .predict(let prediction):
      return head + "predict \(prediction.id) \(prediction.choices.map(\.key))"
    case .quiz(let quiz):
      return head + "quiz \(quiz.place.line):\(quiz.place.column)\n" + quoted(quiz.yaml, deeper)
    case .problem(let diagnostic): return head + "problem \(diagnostic)"
    }
  }.joined(separator: "\n")
}

func outline(_ inlines: [Inline]) -> String {
  inlines.map { inline in
    switch inline {
    case .text(let text): text
    case .emphasis(let inlines): "*\(outline(inlines))*"
    case .strong(let inlines): "**\(outline(inlines))**"
    case .strikethrough(let inlines): "~~\(outline(inlines))~~"
    case .code(let text): "`\(text)`"
    case .math(let formula): "$\(formula.latex)$"
    case .link(let inlines, let destination, let place):
      "[\(outline(inlines))](\(destination) @\(place.line):\(place.column))"
    case .claim(let inlines, let id, let place):
      "[\(outline(inlines))](claim \(id) @\(place.line):\(place.column))"
    case .softBreak: "⏎"
    case .lineBreak: "↵"
    case .problem(let diagnostic): "«\(diagnostic)»"
    }
  }.joined()
}

private func quoted(_ text: String, _ indent: String) -> String {
  text.split(separator: "\n", omittingEmptySubsequences: false).dropLast()
    .map { indent + "│" + $0 }.joined(separator: "\n")
}
