/// Where the lines of a text that is being edited begin and end: every character has its place, the
/// blanks at a line's end too.
///
/// The rules are those of `LineBreaker`; blanks hang over the end of a line, so that no line begins
/// with the one that ended the line before.
public struct WrappedText: Sendable, Equatable {
  /// The characters of each line, without the "\n" that ends it. Never empty.
  public private(set) var lines: [Range<Int>] = []
  /// Whether the line ends because it is full, and not with a "\n" or the text: where the next one
  /// begins, this one ends.
  public private(set) var isBroken: [Bool] = []

  /// - Parameter width: in cells
  public init(_ characters: [Character], width: Int) {
    let width = max(1, width)
    var start = 0
    var used = 0
    /// The last place where this line may end, and how much of it stands before.
    var chance: (index: Int, used: Int)?
    for (index, character) in characters.enumerated() {
      if character == "\n" {
        lines.append(start..<index)
        isBroken.append(false)
        (start, used, chance) = (index + 1, 0, nil)
        continue
      }
      let size = character.cellWidth
      if index > start, characters[index - 1].mayBreak(before: character) {
        chance = (index, used)
      }
      while used + size > width, index > start, character != " " {
        let end = chance ?? (index, used)
        lines.append(start..<end.index)
        isBroken.append(true)
        start = end.index
        used -= end.used
        chance = nil
      }
      used += size
    }
    lines.append(start..<characters.count)
    isBroken.append(false)
  }

  /// The line that holds a place between characters.
  /// - Parameter leansBack: where one line ends and the next begins, the one that ends
  public func line(of place: Int, leansBack: Bool = false) -> Int {
    var low = 0
    var high = lines.count - 1
    while low < high {
      let middle = (low + high + 1) / 2
      if lines[middle].lowerBound <= place { low = middle } else { high = middle - 1 }
    }
    let isBoundary = low > 0 && lines[low].lowerBound == place && isBroken[low - 1]
    return leansBack && isBoundary ? low - 1 : low
  }
}

extension Character {
  /// In cells, as `CellSequence` cuts it.
  public var cellWidth: Int { unicodeScalars.reduce(0) { $0 + $1.cellWidth } }

  fileprivate func mayBreak(before next: Character) -> Bool {
    if next == " " { return false }
    if self == " " { return true }
    guard let last = unicodeScalars.last(where: { $0.cellWidth > 0 }),
      let first = next.unicodeScalars.first(where: { $0.cellWidth > 0 })
    else { return false }
    return last.mayBreak(before: first)
  }
}
