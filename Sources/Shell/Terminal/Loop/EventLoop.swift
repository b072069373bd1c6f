import Canvas

/// Runs a program at a terminal until it has finished or is told to end.
///
/// All input that is there is handled before one frame is drawn, and none is drawn while the terminal
/// still reads the last: frames are dropped and never queued.
public enum EventLoop {
  public static func run(_ application: some Application, on driver: some Driver) {
    while true {
      application.advance(to: .now)
      while let request = application.nextRequest() {
        switch request {
        case .suspend: driver.suspend()
        case .copy(let text): driver.copy(text)
        }
      }
      if application.isFinished { return }
      guard show(application, on: driver) else { return application.receive(.ended) }

      for input in driver.input(timeout: timeout(application, driver)) {
        application.receive(input)
        if input == .ended || application.isFinished { return }
      }
    }
  }

  /// - Returns: false when the terminal is gone.
  private static func show(_ application: some Application, on driver: some Driver) -> Bool {
    guard !driver.isBusy, let frame = application.frame(size: driver.size) else { return true }
    do {
      try driver.show(frame)
      return true
    } catch {
      return false
    }
  }

  /// Steps of an animation that could not be shown need no waking up for.
  private static func timeout(_ application: some Application, _ driver: some Driver) -> Duration? {
    guard !driver.isBusy, let deadline = application.deadline else { return nil }
    return max(deadline - .now, .zero)
  }
}
