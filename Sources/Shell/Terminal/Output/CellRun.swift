import Canvas

/// Neighbouring cells of one row that have to be sent.
struct CellRun: Equatable {
  var row: Int
  var columns: Range<Int>

  /// Runs are cut at this length, so that a budget of bytes can be kept.
  static let maximumLength = 16

  /// The runs in which two grids of the same size differ, from top to bottom.
  ///
  /// A run never ends inside a wide cell, old or new: whoever sees only its half would show a stale one.
  static func differences(from old: [Cell], to new: [Cell], columns: Int) -> [CellRun] {
    guard columns > 0, old.count == new.count else { return [] }
    var runs: [CellRun] = []
    old.withUnsafeBufferPointer { old in
      new.withUnsafeBufferPointer { new in
        for row in 0..<new.count / columns {
          let range = row * columns..<(row + 1) * columns
          appendDifferences(
            from: Slice(base: old, bounds: range), to: Slice(base: new, bounds: range), row: row,
            into: &runs)
        }
      }
    }
    return runs
  }

  private typealias Row = Slice<UnsafeBufferPointer<Cell>>

  private static func appendDifferences(
    from old: Row, to new: Row, row: Int, into runs: inout [CellRun]
  ) {
    let start = new.startIndex
    func isInsideWide(_ index: Int) -> Bool {
      index > start && (old[index].isContinuation || new[index].isContinuation)
    }

    var index = start
    var sentUpTo = start
    while index < new.endIndex {
      guard old[index] != new[index] else {
        index += 1
        continue
      }
      var first = index
      while first > sentUpTo, isInsideWide(first) { first -= 1 }
      var end = index + 1
      while end < new.endIndex,
        isInsideWide(end) || (old[end] != new[end] && end - first < maximumLength)
      {
        end += 1
      }
      runs.append(CellRun(row: row, columns: first - start..<end - start))
      sentUpTo = end
      index = end
    }
  }
}
