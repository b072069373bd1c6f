/// How much is asked on one day, so that a heap of overdue reviews does not drive anybody away.
public struct ReviewLimits: Sendable, Equatable {
  /// Items that were learned before.
  public var reviews: Int
  /// Items that were never answered.
  public var new: Int

  public init(reviews: Int = 20, new: Int = 10) {
    self.reviews = reviews
    self.new = new
  }

  public static let reviewsKey = "reviewsPerDay"
  public static let newKey = "newPerDay"
  /// What may be chosen.
  public static let range = 0...500

  /// As the learner has set them.
  public init(settings: [String: String]) {
    self.init()
    func limit(_ key: String) -> Int? {
      settings[key].flatMap { Int($0) }.flatMap { Self.range.contains($0) ? $0 : nil }
    }
    reviews = limit(Self.reviewsKey) ?? reviews
    new = limit(Self.newKey) ?? new
  }
}
