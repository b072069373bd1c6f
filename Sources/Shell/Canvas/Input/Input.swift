/// What a learner does at the terminal.
public enum Input: Sendable, Hashable {
  case key(Key)
  case mouse(Mouse)
  /// Text that was pasted in one piece (bracketed paste).
  case paste(String)
  case resized(Size)
  /// Somebody wants the program to end: `SIGTERM`, `SIGHUP`, `SIGINT`, or the terminal is gone.
  case ended
}

/// A key, whatever bytes the terminal sends for it.
public enum Key: Sendable, Hashable {
  case character(Character)
  case enter, escape, tab, backTab, backspace, delete
  case up, down, left, right, home, end, pageUp, pageDown
  /// An arrow with Control or Alt, which is a plain one where no text is typed.
  case wordLeft, wordRight
  case control(Character)
  case function(Int)
}

extension Input {
  /// The same where words make no difference.
  public var withoutWords: Input {
    switch self {
    case .key(.wordLeft): .key(.left)
    case .key(.wordRight): .key(.right)
    default: self
    }
  }
}

/// A click or a turn of the wheel, at a cell counted from 0.
public struct Mouse: Sendable, Hashable {
  public enum Action: Sendable, Hashable { case press, wheelUp, wheelDown }

  public var action: Action
  public var column: Int
  public var row: Int

  public init(_ action: Action, column: Int, row: Int) {
    self.action = action
    self.column = column
    self.row = row
  }
}
