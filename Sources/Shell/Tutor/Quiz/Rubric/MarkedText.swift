import Canvas
import Quiz

/// A learner's text with the words marked by which the points of a rubric were met or contradicted.
struct MarkedText {
  private static let maximumRows = 10

  private enum Mark { case met, contradicted }

  private let text: String
  /// Without overlaps, in the order of the text.
  private var marks: [(range: Range<String.Index>, mark: Mark)] = []

  init(_ text: String, _ reading: RubricReading) {
    self.text = text
    var found: [(range: Range<String.Index>, mark: Mark)] = []
    for finding in reading.findings {
      let (words, mark): (String, Mark)
      switch finding {
      case .missed: continue
      case .met(let quoted): (words, mark) = (quoted, .met)
      case .contradicted(let quoted): (words, mark) = (quoted, .contradicted)
      }
      guard !words.isEmpty, let range = text.firstRange(of: words) else { continue }
      found.append((range, mark))
    }
    var end = text.startIndex
    for entry in found.sorted(by: { $0.range.lowerBound < $1.range.lowerBound }) {
      let start = max(end, entry.range.lowerBound)
      guard start < entry.range.upperBound else { continue }
      marks.append((start..<entry.range.upperBound, entry.mark))
      end = entry.range.upperBound
    }
  }

  /// The text's beginning, where it is long.
  func lines(width: Int, _ theme: Theme) -> [TextLine] {
    var spans: [Span] = []
    var place = text.startIndex
    for (range, mark) in marks {
      spans.append(Span(String(text[place..<range.lowerBound]), style: theme.text))
      let style = mark == .met ? theme.correct : theme.wrong
      spans.append(Span(String(text[range]), style: style.adding(.underline)))
      place = range.upperBound
    }
    spans.append(Span(String(text[place...]), style: theme.text))
    let lines = LineBreaker(width: width).lines(spans)
    guard lines.count > Self.maximumRows else { return lines }
    return lines.prefix(Self.maximumRows - 1) + [TextLine("…", style: theme.dimmed)]
  }
}
