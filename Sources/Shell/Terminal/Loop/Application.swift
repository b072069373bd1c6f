import Canvas

/// What the main loop needs of a program: it takes input and gives frames.
public protocol Application: AnyObject {
  /// Takes in what the learner did. After `Input.ended` the loop ends.
  func receive(_ input: Input)

  /// Takes in what background work has finished, and the time, since the last call.
  func advance(to now: ContinuousClock.Instant)

  /// What the terminal is to do now, once; nil when there is nothing more.
  func nextRequest() -> TerminalRequest?

  /// The frame to show, or nil where nothing has changed since the last one that was asked for. Called
  /// only when the terminal can take it, so a program may draw as slowly as the terminal reads.
  func frame(size: Size) -> Frame?

  /// When `advance` is to be called though nothing happens: the next step of an animation. nil when
  /// there is none; then the loop sleeps until there is input or a wake.
  var deadline: ContinuousClock.Instant? { get }

  var isFinished: Bool { get }
}

/// What a program asks of the terminal apart from showing frames.
public enum TerminalRequest: Sendable, Equatable {
  case suspend
  case copy(String)
}

extension Application {
  public func nextRequest() -> TerminalRequest? { nil }
  public var deadline: ContinuousClock.Instant? { nil }
}
