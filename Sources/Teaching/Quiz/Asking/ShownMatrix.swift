import Course

/// A matrix of a run as a small table, its rows and columns named and counted from 1.
struct ShownMatrix {
  /// What can be read at a glance, and fits on a screen beside the prompt.
  private static let mostNumbers = 144

  private let name: String
  private let matrix: LabValues.Matrix
  private let axes: [String]
  private let place: Place

  init(
    _ name: String, of values: LabValues, _ lab: LabDescription?, in language: Language,
    at place: Place
  ) throws(LabError) {
    guard let matrix = values.matrices[name] else {
      throw .impossible(
        Localized(
          en: "the lab gives no matrix '\(name)' to be shown", zh: "实验没有给出要显示的矩阵 '\(name)'"))
    }
    guard matrix.values.count <= Self.mostNumbers else {
      throw .impossible(
        Localized(
          en: "'\(name)' has \(matrix.rows) × \(matrix.columns) numbers, too many to be shown in a "
            + "question; at most \(Self.mostNumbers)",
          zh: "'\(name)' 有 \(matrix.rows) × \(matrix.columns) 个数，放进题目里太多了，最多 \(Self.mostNumbers) 个")
      )
    }
    self.matrix = matrix
    self.place = place
    let described = lab?.results.first { $0.name == name }
    (self.name, axes) = described?.tableNames(language) ?? (name, [])
  }

  var blocks: [Block] {
    let columns = axes.last ?? ""
    let rows = axes.count > 1 ? axes[axes.count - 2] : ""
    let largest = matrix.values.lazy.filter(\.isFinite).map(abs).max() ?? 0
    let areWhole = matrix.values.allSatisfy { !$0.isFinite || $0 == $0.rounded() }
    // Three digits of the greatest number, and two decimals where there are any.
    let decimals = areWhole ? 0 : largest < 1 ? 3 : 2
    let header =
      [[Inline.strong([.text(name)])]]
      + (1...max(1, matrix.columns)).map { [Inline.text(label(columns, $0))] }
    let body = (0..<matrix.rows).map { row in
      [[Inline.text(axes.count > 1 ? label(rows, row + 1) : "")]]
        + (0..<matrix.columns).map { column in
          [Inline.text(PrintedValue.fixed(matrix[row, column], decimals: decimals))]
        }
    }
    let alignments =
      [Table.Alignment.leading] + (0..<matrix.columns).map { _ in Table.Alignment.trailing }
    return [
      Block(.table(Table(alignments: alignments, header: header, rows: body)), at: place)
    ]
  }

  private func label(_ axis: String, _ number: Int) -> String {
    axis.isEmpty ? "\(number)" : "\(axis) \(number)"
  }
}
