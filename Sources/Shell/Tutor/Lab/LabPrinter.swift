import Canvas
import Course
import Labs

/// A run of a lab as text: its sentence, its numbers, and its views drawn as on a screen.
public struct LabPrinter {
  private static let width = 100

  private let report: LabReport
  private let language: Language

  public init(_ report: LabReport, _ language: Language) {
    self.report = report
    self.language = language
  }

  /// Without styles; values in heatmaps are numbers and shades.
  public var text: String { printed(.monochrome) { $0.plainText } }

  /// With colours, as escape sequences.
  public var ansi: String { printed(.dark) { $0.ansiText } }

  private func printed(_ theme: Theme, _ print: (Frame) -> String) -> String {
    let step = report.findings.steps[report.step]
    let head = LineBreaker(width: Self.width).lines(step.sentence[language]).map(\.text)
    let views = step.views(language).map { view in
      let rows = view.figure.preferredRows(forColumns: Self.width).ideal
      var frame = Frame(Size(columns: Self.width, rows: rows))
      view.figure.draw(
        in: frame.area, of: &frame, context: DrawingContext(theme: theme))
      return "\(view.title)\n" + print(frame)
    }
    return (head + [""] + results + [""] + views).joined(separator: "\n")
  }

  private var results: [String] {
    let width = report.findings.results.map(\.name.count).max() ?? 0
    return report.findings.results.map { scalar in
      scalar.name + String(repeating: " ", count: width - scalar.name.count + 2)
        + scalar.value.compact()
    }
  }
}
