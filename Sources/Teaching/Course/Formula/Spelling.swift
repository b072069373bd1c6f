/// "Did you mean": the known name that is the fewest slips of the finger away.
enum Spelling {
  static func nearest(to name: String, among known: some Sequence<String>) -> String? {
    let length = name.count
    guard length <= 30 else { return nil }
    let allowed = length <= 3 ? 1 : length <= 8 ? 2 : 3
    return
      known
      .lazy.map { (distance: distance(name, $0), name: $0) }
      .filter { $0.distance <= allowed && $0.distance < length }
      .min { ($0.distance, $0.name) < ($1.distance, $1.name) }?
      .name
  }

  /// Letters to insert, delete, replace or swap with a neighbour (Damerau 1964).
  private static func distance(_ first: String, _ second: String) -> Int {
    let a = Array(first)
    let b = Array(second)
    if a.isEmpty || b.isEmpty { return max(a.count, b.count) }
    var beforeLast: [Int] = []
    var last = Array(0...b.count)
    for i in 1...a.count {
      var row = [i] + Array(repeating: 0, count: b.count)
      for j in 1...b.count {
        let same = a[i - 1] == b[j - 1]
        row[j] = min(last[j] + 1, row[j - 1] + 1, last[j - 1] + (same ? 0 : 1))
        if i > 1, j > 1, a[i - 1] == b[j - 2], a[i - 2] == b[j - 1] {
          row[j] = min(row[j], beforeLast[j - 2] + 1)
        }
      }
      beforeLast = last
      last = row
    }
    return last[b.count]
  }
}
