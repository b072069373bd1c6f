import Course

/// How far a long run is. A lab reports; who started the run listens.
public enum LabProgress {
  public typealias Listener = @Sendable (_ fraction: Double, _ what: Localized<String>) -> Void

  @TaskLocal private static var listener: Listener?

  /// - Parameters:
  ///   - fraction: of the whole run, in 0...1
  ///   - what: what is being done now: `N = 4096`
  public static func report(_ fraction: Double, _ what: Localized<String>) {
    listener?(fraction, what)
  }

  /// Runs `body`, whose reports go to `listener`.
  public static func reporting<Value>(
    to listener: @escaping Listener, _ body: () throws -> Value
  ) rethrows -> Value {
    try $listener.withValue(listener, operation: body)
  }
}
