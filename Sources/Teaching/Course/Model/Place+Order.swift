extension Place: Comparable {
  /// By file, then line, then column.
  public static func < (left: Place, right: Place) -> Bool {
    (left.file, left.line, left.column) < (right.file, right.line, right.column)
  }
}

extension [Diagnostic] {
  /// In the order of reading; those of one place stay in the order in which they were found.
  public func sortedByPlace() -> [Diagnostic] {
    enumerated()
      .sorted { ($0.element.place, $0.offset) < ($1.element.place, $1.offset) }
      .map(\.element)
  }
}
