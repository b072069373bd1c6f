/// The candidate that `name` was probably meant to be, for "did you mean …?"; nil where none is
/// close: more than a third of the letters would have to change.
///
/// Letter case does not count. Of equally close candidates the first one is given.
public func nearest(to name: String, among candidates: some Sequence<String>) -> String? {
  let written = Array(name.lowercased())
  var best: (name: String, distance: Int)?
  for candidate in candidates {
    let letters = Array(candidate.lowercased())
    let allowed = max(1, max(written.count, letters.count) / 3)
    let distance = editDistance(written, letters)
    if distance <= allowed, distance < best?.distance ?? .max { best = (candidate, distance) }
  }
  return best?.name
}

/// The least number of letters inserted, deleted, replaced or swapped with their neighbour (optimal
/// string alignment).
private func editDistance(_ first: [Character], _ second: [Character]) -> Int {
  var beforeLast: [Int] = []
  var last = Array(0...second.count)
  for row in 0..<first.count {
    var current = [row + 1]
    for column in 0..<second.count {
      var distance = min(
        last[column] + (first[row] == second[column] ? 0 : 1), last[column + 1] + 1,
        current[column] + 1)
      if row > 0, column > 0, first[row] == second[column - 1], first[row - 1] == second[column] {
        distance = min(distance, beforeLast[column - 1] + 1)
      }
      current.append(distance)
    }
    (beforeLast, last) = (last, current)
  }
  return last[second.count]
}
