import Foundation

/// What happens when a command without a screen is asked to end: it cleans up and exits with 128 and
/// the signal's number, 130 after Ctrl-C.
enum Interruption {
  /// Must be called before the first thread starts: signals are blocked in this one and those that it
  /// makes, so that they reach one that waits for them, in which more is allowed than in a handler.
  static func watch(cleaningUp: @escaping @Sendable () -> Void = {}) {
    var signals = sigset_t()
    sigemptyset(&signals)
    for signal in [SIGINT, SIGTERM, SIGHUP] where !isIgnored(signal) { sigaddset(&signals, signal) }
    pthread_sigmask(SIG_BLOCK, &signals, nil)
    let awaited = signals
    Thread.detachNewThread {
      var awaited = awaited
      var signal: Int32 = 0
      guard sigwait(&awaited, &signal) == 0 else { return }
      cleaningUp()
      _exit(128 + signal)
    }
  }

  /// As `nohup` asks for.
  private static func isIgnored(_ signal: Int32) -> Bool {
    var action = sigaction()
    guard sigaction(signal, nil, &action) == 0 else { return false }
    return unsafeBitCast(action.__sigaction_handler.sa_handler, to: Int.self)
      == unsafeBitCast(SIG_IGN, to: Int.self)
  }
}
