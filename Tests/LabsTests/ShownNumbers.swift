import Figures
import Tensors

@testable import Labs

/// The numbers that a run prints, which those on the screen are to be found among.
struct PrintedNumbers {
  private let tensors: [NamedTensor]
  /// Each finite number once, least first.
  private let sorted: [Double]

  /// Microseconds of seconds, milliseconds, millions, kibibytes and mebibytes of bytes.
  private static let units = [1, 1e6, 1e3, 1e-6, 1.0 / 1024, 1.0 / 1_048_576]

  init(_ findings: Findings, at step: Step) {
    tensors = findings.tensors + step.tensors(beside: findings.tensors)
    let numbers = findings.results.map { Float($0.value) } + tensors.flatMap(\.tensor.storage)
    sorted = Set(numbers.filter(\.isFinite)).map(Double.init).sorted()
  }

  /// What of the numbers that a figure prints one by one is not among those of the tensor that it names;
  /// nil where all are. Cells may be left out as NaN, such as those not computed yet; `weights3` may
  /// stand for the third matrix of `weights`.
  func cellsMissing(from figure: Figure) -> String? {
    switch figure {
    case .heatmap(let map):
      missing(
        map.tensor, rows: map.firstRow..<map.firstRow + map.rows,
        columns: map.firstColumn..<map.firstColumn + map.columns
      ) { map[$0 - map.firstRow, $1 - map.firstColumn] }
    case .matrix(let matrix):
      matrix.tensor.flatMap { tensor in
        missing(
          tensor, rows: matrix.firstRow..<matrix.firstRow + matrix.rows, columns: 0..<matrix.columns
        ) { matrix[$0 - matrix.firstRow, $1] }
      }
    default: nil
    }
  }

  /// A number of bars, curves, counts, or of a matrix without a tensor, that is in no result, in no unit.
  func numberMissing(from figure: Figure) -> Double? {
    let numbers =
      switch figure {
      case .matrix(let matrix) where matrix.tensor == nil: matrix.values.map(Double.init)
      case .bars(let bars): bars.values
      case .lines(let lines): lines.series.flatMap(\.y)
      case .histogram(let histogram): histogram.counts.map(Double.init)
      default: [Double]()
      }
    return numbers.first { $0.isFinite && $0 != 0 && !isPrinted($0) }
  }

  private func isPrinted(_ number: Double) -> Bool {
    PrintedNumbers.units.contains { unit in
      let value = number / unit
      let slack = abs(value) * 1e-6
      let index = firstIndex(from: value - slack)
      return index < sorted.count && sorted[index] <= value + slack
    }
  }

  private func firstIndex(from number: Double) -> Int {
    var (low, high) = (0, sorted.count)
    while low < high {
      let middle = low + (high - low) / 2
      if sorted[middle] >= number { high = middle } else { low = middle + 1 }
    }
    return low
  }

  private func missing(
    _ name: String, rows: Range<Int>, columns: Range<Int>, _ shown: (Int, Int) -> Float
  ) -> String? {
    guard let matrix = matrix(named: name) else { return "there is no tensor \(name)" }
    guard rows.upperBound <= matrix.rows, columns.upperBound <= matrix.columns else {
      return "\(name) is \(matrix.rows) × \(matrix.columns), and shown are \(rows) and \(columns)"
    }
    for row in rows {
      for column in columns {
        let shown = shown(row, column)
        let printed = matrix.values[matrix.start + row * matrix.columns + column]
        guard shown.isNaN || shown == printed else {
          return "\(name)[\(row), \(column)] is shown as \(shown), and printed as \(printed)"
        }
      }
    }
    return nil
  }

  private func matrix(
    named name: String
  ) -> (values: [Float], start: Int, rows: Int, columns: Int)? {
    if let tensor = tensors.first(where: { $0.name == name })?.tensor {
      let columns = tensor.shape.width
      return (tensor.storage, 0, columns > 0 ? tensor.count / columns : 0, columns)
    }
    let stem = String(name.reversed().drop(while: \.isNumber).reversed())
    guard let number = Int(name.dropFirst(stem.count)),
      let stack = tensors.first(where: { $0.name == stem })?.tensor, stack.shape.rank == 3,
      (1...stack.shape[0]).contains(number)
    else { return nil }
    let (rows, columns) = (stack.shape[1], stack.shape[2])
    return (stack.storage, (number - 1) * rows * columns, rows, columns)
  }
}
