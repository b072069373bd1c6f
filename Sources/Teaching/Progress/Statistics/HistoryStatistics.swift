/// What only the whole history tells.
public struct HistoryStatistics: Sendable, Equatable {
  public var activity: Activity
  public var retention: Retention
  /// The most often missed first.
  public var missed: [MissedItem]
  public var interviews: InterviewGains

  /// - Parameters:
  ///   - events: `ProgressStore.history()`
  ///   - now: seconds since 1970
  public init(_ events: [ProgressEvent], days: StudyDays, at now: Double) {
    let history = AnswerHistory(events)
    activity = Activity(history.attempts, days: days, at: now)
    retention = Retention(history.reviews, days: days, at: now)
    missed = MissedItem.all(in: history.attempts)
    interviews = InterviewGains(history.attempts)
  }
}
