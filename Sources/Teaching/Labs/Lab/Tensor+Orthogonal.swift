import Tensors

extension Tensor {
  /// A random matrix with orthonormal rows, `[size, size]`: normal numbers, each row freed of those
  /// before it (Gram–Schmidt, twice, which makes up for rounding). It keeps the length of every vector.
  static func orthogonal(_ size: Int, from stream: inout RandomStream) -> Tensor {
    var rows: [[Double]] = []
    while rows.count < size {
      var row = (0..<size).map { _ in Double(stream.normal()) }
      for _ in 0..<2 {
        for other in rows {
          var product = 0.0
          for index in 0..<size { product += row[index] * other[index] }
          for index in 0..<size { row[index] -= product * other[index] }
        }
      }
      let norm = row.reduce(0) { $0 + $1 * $1 }.squareRoot()
      // A row that lies within the others is drawn again.
      if norm > 1e-6 { rows.append(row.map { $0 / norm }) }
    }
    return Tensor(rows: size, columns: size) { Float(rows[$0][$1]) }
  }
}
