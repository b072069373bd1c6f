/// Brackets as tall as what they enclose.
enum MathBrackets {
  /// - Parameter bracket: one character, or none.
  static func box(_ bracket: String, enclosing content: MathBox) -> MathBox {
    guard let pieces = pieces[bracket] else { return MathBox(bracket) }
    return .column(besides: content) { row in
      switch row {
      case 0: pieces.top
      case content.height - 1: pieces.bottom
      case content.height / 2: pieces.middle
      default: pieces.extension
      }
    }
  }

  private struct Pieces {
    var top: String
    var middle: String
    var bottom: String
    var `extension`: String

    init(_ top: String, _ middle: String, _ bottom: String, extension: String? = nil) {
      self.top = top
      self.middle = middle
      self.bottom = bottom
      self.extension = `extension` ?? middle
    }
  }

  private static let pieces: [String: Pieces] = [
    "(": Pieces("⎛", "⎜", "⎝"), ")": Pieces("⎞", "⎟", "⎠"),
    "[": Pieces("⎡", "⎢", "⎣"), "]": Pieces("⎤", "⎥", "⎦"),
    "{": Pieces("⎧", "⎨", "⎩", extension: "⎪"), "}": Pieces("⎫", "⎬", "⎭", extension: "⎪"),
    "|": Pieces("│", "│", "│"), "‖": Pieces("║", "║", "║"),
    "⌊": Pieces("⎢", "⎢", "⎣"), "⌋": Pieces("⎥", "⎥", "⎦"),
    "⌈": Pieces("⎡", "⎢", "⎢"), "⌉": Pieces("⎤", "⎥", "⎥"),
    "⟨": Pieces("╱", "│", "╲"), "⟩": Pieces("╲", "│", "╱"),
  ]
}
