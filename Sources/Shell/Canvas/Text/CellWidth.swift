extension Unicode.Scalar {
  /// How many cells a terminal gives this scalar: 0, 1 or 2. Control characters have none.
  ///
  /// Characters of ambiguous width (①, α, —) take one cell, as `wcwidth` has it in UTF-8 locales.
  public var cellWidth: Int {
    let value = self.value
    if value < 0x7F { return value < 0x20 ? 0 : 1 }
    if value < 0x300 { return value < 0xA0 || value == 0xAD ? 0 : 1 }
    if CellWidthTables.zero.holds(value) { return 0 }
    return value >= 0x1100 && CellWidthTables.wide.holds(value) ? 2 : 1
  }
}

extension [ClosedRange<UInt32>] {
  /// Binary search in ascending ranges.
  fileprivate func holds(_ value: UInt32) -> Bool {
    var low = 0
    var high = count
    while low < high {
      let middle = (low + high) / 2
      if self[middle].upperBound < value { low = middle + 1 } else { high = middle }
    }
    return low < count && self[low].contains(value)
  }
}

extension Unicode.Scalar {
  /// This sign so many times: a rule, a part of a bar.
  public func repeated(_ count: Int) -> String {
    String(repeating: Character(self), count: max(0, count))
  }
}
