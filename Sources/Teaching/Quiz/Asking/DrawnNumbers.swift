import Course

/// The numbers that a draw's texts may speak of.
struct DrawnNumbers: Sendable {
  var computation: Computation
  var request: LabRequest
  var values: LabValues
  /// The matrices of more than one axis, be there one row
  var matricesOfRows: Set<String>
  /// From 0
  var row: Int?
  var column: Int?
  var key: String

  func value(_ placeholder: Placeholder) -> DrawnValue? {
    let name = placeholder.name
    guard placeholder.indices.isEmpty else { return cells(placeholder) }
    if name == "row", computation.drawsRow, let row { return .number(Double(row + 1)) }
    if name == "column", computation.drawsColumn, let column { return .number(Double(column + 1)) }
    if computation.controls.contains(name) { return request.settings[name].map { .setting($0) } }
    if name == "answer" { return .key(key) }
    return values.numbers[name].map { .number($0) }
  }

  private func cells(_ placeholder: Placeholder) -> DrawnValue? {
    guard let matrix = values.matrices[placeholder.name] else { return nil }
    func position(_ index: Computation.Index, below count: Int) -> Int? {
      let position =
        switch index {
        case .fixed(let number): number - 1
        case .row: row
        case .column: column
        }
      return position.flatMap { (0..<count).contains($0) ? $0 : nil }
    }
    let indices = placeholder.indices
    // A tensor of one axis is a single row, whose cells have one number.
    if indices.count == 1, matrix.rows == 1, !matricesOfRows.contains(placeholder.name) {
      return position(indices[0], below: matrix.columns).map { .number(matrix[0, $0]) }
    }
    guard let row = position(indices[0], below: matrix.rows) else { return nil }
    guard indices.count == 2 else {
      return .numbers((0..<matrix.columns).map { matrix[row, $0] })
    }
    return position(indices[1], below: matrix.columns).map { .number(matrix[row, $0]) }
  }
}
