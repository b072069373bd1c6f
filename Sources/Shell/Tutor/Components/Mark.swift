import Canvas
import Progress

/// How the learner stands with something: not tried, partly, done.
enum Mark: Sendable, Equatable {
  case open, partial, wrong, done

  /// The mark of an item by its latest attempt; an attempt at an earlier version does not count.
  init(_ attempt: Attempt?, version: Int) {
    guard let attempt, attempt.version == version else {
      self = .open
      return
    }
    self = attempt.isRight ? .done : attempt.score > 0 ? .partial : .wrong
  }

  func glyph(_ glyphs: Glyphs) -> Unicode.Scalar {
    switch self {
    case .open: glyphs.untouched
    case .partial: glyphs.begun
    case .wrong: glyphs.wrong
    case .done: glyphs.done
    }
  }

  func style(_ theme: Theme) -> Style {
    switch self {
    case .open: theme.dimmed
    case .partial: theme.partial
    case .wrong: theme.wrong
    case .done: theme.correct
    }
  }
}
