/// Where the learner's record is kept. What `save` has returned from survives `kill -9`.
public protocol ProgressStore: Sendable {
  func record() throws -> Record
  func save(_ event: ProgressEvent) throws
  /// Everything that was ever answered, guessed or amended, in the order of time; the answers of an
  /// exam come as answers, beside the end of the exam. `amended` is how they count.
  func history() throws -> [ProgressEvent]
}
