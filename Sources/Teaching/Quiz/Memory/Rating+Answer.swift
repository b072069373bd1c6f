extension Rating {
  /// Below this share of the points the question counts as forgotten, although part of it was right:
  /// FSRS takes `hard` for something that was remembered.
  static let rememberedShare = 0.5
  /// An answer is quick within this share of the time that it was expected to take.
  static let quickShare = 0.5

  /// What an answer says of the memory.
  ///
  /// - less than half right: `again`
  /// - partly right, or right with a hint: `hard`
  /// - right: `good`
  /// - right within half of the expected time: `easy`
  /// - Parameters:
  ///   - share: of the points, in 0...1, before what a hint costs
  ///   - seconds: how long the learner took; nil where it was not measured
  ///   - expectedSeconds: `Item.expectedSeconds`
  public init(
    share: Double, hintTaken: Bool = false, seconds: Double? = nil, expectedSeconds: Double? = nil
  ) {
    guard share >= Self.rememberedShare else {
      self = .again
      return
    }
    guard share >= 1, !hintTaken else {
      self = .hard
      return
    }
    let isQuick =
      if let seconds, let expectedSeconds {
        seconds <= Self.quickShare * expectedSeconds
      } else {
        false
      }
    self = isQuick ? .easy : .good
  }
}
