import Figures

/// The bins of a histogram as columns of cells: each bin a few columns, or each column a few bins
/// added up.
struct HistogramBins {
  /// How many columns are used.
  let columns: Int
  /// The greatest height, in counts of a column.
  let peak: Double
  private let columnsPerBin: Int
  private let binsPerColumn: Int
  private let counts: [Int]
  private let expected: [Double]
  private let originals: Int

  init(_ histogram: Histogram, columns room: Int) {
    let room = max(1, room)
    originals = histogram.counts.count
    let group = max(1, (originals + room - 1) / room)
    binsPerColumn = group
    let counts = histogram.counts
    self.counts = stride(from: 0, to: counts.count, by: group).map { start in
      counts[start..<min(counts.count, start + group)].reduce(0, &+)
    }
    let density = histogram.expected ?? []
    expected = stride(from: 0, to: density.count, by: group).map { start in
      density[start..<min(density.count, start + group)].reduce(0, +)
    }
    columnsPerBin = max(1, room / max(1, self.counts.count))
    columns = self.counts.count * columnsPerBin
    peak = max(
      1, Double(self.counts.max() ?? 0), expected.filter(\.isFinite).max() ?? 0)
  }

  /// The first bin that a column shows.
  func bin(atColumn column: Int) -> Int? {
    guard column >= 0, column < columns else { return nil }
    return min(originals - 1, column / columnsPerBin * binsPerColumn)
  }

  func covers(_ bin: Int, column: Int) -> Bool {
    bin / binsPerColumn == column / columnsPerBin
  }

  /// What was counted in the column of a bin.
  func count(_ bin: Int) -> Double { Double(counts[bin / binsPerColumn]) }

  /// How much of a cell a bar fills, in steps from 0 to `steps − 1`; row 0 is the top.
  func parts(of count: Double, inRow row: Int, of rows: Int, steps: Int) -> Int {
    let parts = steps - 1
    let height = Int((max(0, count) / peak * Double(rows * parts)).rounded())
    return min(max(0, height - (rows - 1 - row) * parts), parts)
  }

  /// The expected counts at the middle of each column's bins, x in 0...1.
  var expectedLine: [(x: Double, y: Double)] {
    expected.enumerated().map { ((Double($0) + 0.5) / Double(counts.count), $1) }
  }
}
