/// Which number of a run is meant: a scalar or one cell of a tensor, as `entropy`, `l[2]` or
/// `weights[3,2]`, counted from 1.
public struct ResultName: Sendable, Hashable {
  public var name: String
  /// Row and column, or the column alone of a tensor of one axis; empty for a scalar.
  public var cell: [Int]

  /// Row and column from 0, in the only row where there is one axis; nil for a scalar.
  public var place: (row: Int, column: Int)? {
    cell.last.map { (row: cell.count == 2 ? cell[0] - 1 : 0, column: $0 - 1) }
  }

  /// - Returns: nil where the text names no such thing
  public init?(_ text: String) {
    let parts = text.split(separator: "[", maxSplits: 1, omittingEmptySubsequences: false)
    name = String(parts[0])
    cell = []
    guard !name.isEmpty else { return nil }
    guard parts.count == 2 else { return }
    guard parts[1].hasSuffix("]") else { return nil }
    let indices = parts[1].dropLast().split(separator: ",", omittingEmptySubsequences: false)
    cell = indices.compactMap { Int($0.filter { $0 != " " }) }.filter { $0 >= 1 }
    guard cell.count == indices.count, cell.count <= 2 else { return nil }
  }
}

extension LabValues {
  /// The number of that name; nil where there is none.
  public func value(_ result: ResultName) -> Double? {
    guard let (row, column) = result.place else { return numbers[result.name] }
    guard let matrix = matrices[result.name], row < matrix.rows, column < matrix.columns
    else { return nil }
    return matrix[row, column]
  }
}

extension LabDescription {
  /// Why a run has no number of that name; nil where it has one.
  func problem(ofResult text: String) -> String? {
    guard let result = ResultName(text) else {
      return "'\(text)' is no result; expected a name, or a cell of a tensor as \"weights[3,2]\""
    }
    guard let description = results.first(where: { $0.name == result.name }) else {
      return problem(ofUnknownResult: result.name)
    }
    let axes = description.axisNames
    if axes.count == result.cell.count { return nil }
    return axes.isEmpty
      ? "'\(result.name)' is a number and has no cells"
      : "'\(result.name)' is a tensor [\(axes.joined(separator: ", "))], not a number; name one "
        + "number of it, as '\(result.name)[\(axes.map { _ in "1" }.joined(separator: ","))]'"
  }

  /// That there is no result of a name, and which one may be meant.
  public func problem(ofUnknownResult result: String) -> String {
    let hint =
      nearest(to: result, among: results.map(\.name)).map { "; did you mean '\($0)'?" } ?? ""
    return "lab '\(name)' has no result '\(result)'\(hint)"
  }
}
