import Foundation

/// A lock that copies of the program hold in turn, and that dies with the process.
struct FileLock {
  /// Runs `body` while no other process runs one under the same path.
  /// - Parameter patience: seconds to wait for the one that runs
  /// - Throws: `ProgressError` where the file cannot be made, or is held for longer; what `body`
  ///   throws
  static func holding<Result>(
    _ path: String, patience: Double, _ body: () throws -> Result
  ) throws -> Result {
    let descriptor = open(path, O_CREAT | O_RDWR | O_CLOEXEC, 0o644)
    guard descriptor >= 0 else {
      throw ProgressError.cannotOpen(path: path, Obstacle(errno: errno))
    }
    defer { close(descriptor) }
    // A copy that is stopped with ^Z here must not stop the others for ever.
    let deadline = ContinuousClock.now + .seconds(patience)
    while flock(descriptor, LOCK_EX | LOCK_NB) != 0 {
      guard errno == EINTR || errno == EWOULDBLOCK, ContinuousClock.now < deadline else {
        throw ProgressError.cannotOpen(path: path, Obstacle(errno: errno))
      }
      usleep(1000)
    }
    return try body()
  }
}
