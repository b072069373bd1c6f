import Canvas

/// A terminal: it shows frames and reports input. All of ncurses is behind this.
///
/// Every call comes from one thread, but `wake`, which any thread may call.
public protocol Driver: AnyObject {
  var size: Size { get }
  var colorDepth: ColorDepth { get }

  /// Makes `frame` the one that the terminal is to show, and sends what differs from what it shows.
  ///
  /// A terminal that reads slowly gets a part at a time, newest changes first; `input` sends the rest.
  /// - Throws: `TerminalError.gone`
  func show(_ frame: Frame) throws(TerminalError)

  /// True while the terminal has not yet read what was sent last: show no frame before it has.
  var isBusy: Bool { get }

  /// Waits for input, at most until `timeout` has passed (nil: for ever), until `wake`, or until the
  /// terminal is no longer busy.
  /// - Returns: all input that is there, in order; empty where the wait ended for another reason.
  func input(timeout: Duration?) -> [Input]

  /// Ends a waiting `input` call, or the next one. For any thread, at any time, even after `close`.
  var wake: @Sendable () -> Void { get }

  /// Gives the terminal back to the shell and stops the program, as `^Z` does, until it is continued.
  func suspend()

  /// Sends text to the clipboard of the learner's terminal (OSC 52).
  /// - Returns: false where the text is longer than terminals take; nothing has been sent then.
  @discardableResult
  func copy(_ text: String) -> Bool

  /// Restores the terminal. Of the other calls only `wake` may come after it.
  func close()
}

/// Why a terminal cannot be used.
public enum TerminalError: Error, Sendable, Equatable {
  /// There is none: the program has no controlling terminal.
  case notATerminal
  /// `TERM` is unset (nil) or names a type that the terminfo database does not hold.
  case unknownType(String?)
  /// `TERM` names a type that cannot place text, such as `dumb`.
  case cannotMoveCursor(String)
  /// It was there, but has been closed.
  case gone
}
