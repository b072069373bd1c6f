import Course
import Progress

/// What a quiz asks.
public struct QuizPlan: Sendable, Equatable {
  public enum Selection: Sendable, Equatable {
    /// All items of the lessons, in their order.
    case all
    /// What is due of the lessons, in the order in which it is to be asked.
    case due
    /// These items, in this order.
    case items([String])
  }

  public var title: Localized<String>
  /// By their ids; where the items stand.
  public var lessons: [String]
  public var selection: Selection
  /// At most so many items.
  public var count: Int?
  public var seeds: QuestionSeeds

  public init(
    title: Localized<String>, lessons: [String], selection: Selection = .all, count: Int? = nil,
    seeds: QuestionSeeds = .fresh
  ) {
    self.title = title
    self.lessons = lessons
    self.selection = selection
    self.count = count
    self.seeds = seeds
  }

  var mode: Attempt.Mode { selection == .due ? .review : .practice }
}

/// Questions to be answered within a time, and not judged before the end.
public struct ExamPlan: Sendable, Equatable {
  public static let defaultCount = 10

  public var title: Localized<String>
  public var lessons: [String]
  public var count: Int
  public var minutes: Double
  public var seeds: QuestionSeeds

  /// - Parameter minutes: nil: one and a half for each question
  public init(
    title: Localized<String>, lessons: [String], count: Int = ExamPlan.defaultCount,
    minutes: Double? = nil, seeds: QuestionSeeds = .fresh
  ) {
    self.title = title
    self.lessons = lessons
    self.count = count
    self.minutes = minutes ?? 1.5 * Double(count)
    self.seeds = seeds
  }
}
