import Course

/// Root signs: `√` with a bar above, or strokes that climb to the height of what is under the root.
enum MathRoots {
  static func box(_ radicand: MathBox, degree: MathNode?, bar: Bool) -> MathBox {
    guard bar else { return .beside([MathBox(sign(degree)), radicand]) }
    let overline = MathBox(String(repeating: "_", count: radicand.width))
    let barred = MathBox.stacked([overline, radicand], .left, anchor: 1)
    if radicand.isOneRow { return .beside([MathBox(sign(degree)), barred]) }

    let height = radicand.height
    let stroke = MathBox.column(besides: radicand) { row in
      let climb = String(repeating: " ", count: height - 1 - row) + "╱"
      let rest = String(repeating: " ", count: row)
      return (row == height - 1 ? "╲" : " ") + climb + rest
    }
    guard let degree else { return .beside([stroke, barred]) }
    let small = MathBox(InlineMath(tight: true).text(degree))
    return .beside([small.standing(at: radicand.descent - 1), stroke, barred])
  }

  /// `∛` for what has a sign of its own, else the degree before the root: `ⁿ√`.
  static func sign(_ degree: MathNode?) -> String {
    guard let degree else { return "√" }
    switch degree {
    case .symbol("3", _): return "∛"
    case .symbol("4", _): return "∜"
    default: return (ScriptCharacters.raised(degree) ?? InlineMath(tight: true).text(degree)) + "√"
    }
  }
}
