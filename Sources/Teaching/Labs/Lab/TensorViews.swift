import Figures
import Tensors

extension Tensor {
  /// A matrix as colours, zero in the middle of the scale.
  /// - Parameters: firstRow, firstColumn: where it begins in the tensor of that name
  func symmetricHeatmap(
    _ name: String, rows: [String], columns: [String], rowAxis: String = "",
    columnAxis: String = "", firstRow: Int = 0, firstColumn: Int = 0
  ) -> Figure {
    let largest = storage.lazy.filter(\.isFinite).map(\.magnitude).max() ?? 0
    let bound = largest > 0 ? largest : 1
    return heatmap(
      name, rows: rows, columns: columns, rowAxis: rowAxis, columnAxis: columnAxis,
      range: -bound...bound, firstRow: firstRow, firstColumn: firstColumn)
  }

  /// A matrix as colours, from 0 to 1 unless another range is given.
  /// - Parameters: firstRow, firstColumn: where it begins in the tensor of that name
  func heatmap(
    _ name: String, rows: [String], columns: [String], rowAxis: String = "",
    columnAxis: String = "", range: ClosedRange<Float> = 0...1, firstRow: Int = 0,
    firstColumn: Int = 0
  ) -> Figure {
    var map = Heatmap(
      tensor: name, rowLabels: rows, columnLabels: columns, rowAxis: rowAxis,
      columnAxis: columnAxis, values: storage, range: range)
    (map.firstRow, map.firstColumn) = (firstRow, firstColumn)
    return .heatmap(map)
  }
}
