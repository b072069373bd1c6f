import Canvas

/// How many colours a terminal shows.
public enum ColorDepth: Int, Sendable, Comparable {
  case none = 0
  case eight = 8
  case sixteen = 16
  case indexed = 256
  case direct = 16_777_216

  public static func < (left: ColorDepth, right: ColorDepth) -> Bool {
    left.rawValue < right.rawValue
  }
}

/// A terminal: it shows frames and reports input. All of ncurses is behind this.
///
/// Every call comes from one thread, but `wake`, which any thread may call.
public protocol Driver: AnyObject {
  var size: Size { get }
  var colorDepth: ColorDepth { get }

  /// Sends what differs from the frame that was shown before.
  func show(_ frame: Frame) throws(TerminalError)

  /// True while the terminal has not yet read the last frame: show no other before it has.
  var isBusy: Bool { get }

  /// Waits for input, at most until `timeout` has passed (nil: for ever), or until `wake`.
  /// - Returns: all input that is there, in order; empty after a time-out or `wake`.
  func input(timeout: Duration?) -> [Input]

  /// Ends a waiting `input` call from another thread.
  func wake()

  /// Gives the terminal back to the shell and stops the program, as `^Z` does, until it is continued.
  func suspend()

  /// Sends text to the clipboard of the learner's terminal (OSC 52).
  func copy(_ text: String)

  /// Restores the terminal. Nothing may be called after it.
  func close()
}

/// Why a terminal cannot be used, as a sentence for a person.
public enum TerminalError: Error, Sendable, Equatable {
  case notATerminal
  case unknownType(String?)
  case cannotMoveCursor(String)
  case gone
}
