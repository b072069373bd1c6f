extension Record {
  /// A guess with at least so much confidence was given with confidence, in percent.
  public static let confident = 80

  /// Predictions whose latest guess was wrong and given with confidence, the surest first and among
  /// equals the longest ago: what somebody is sure of and wrong about has to come back first.
  public var confidentMistakes: [Guess] {
    var latest: [String: Guess] = [:]
    for guess in guesses where guess.isRight != nil { latest[guess.prediction] = guess }
    return latest.values.filter { $0.isRight == false && $0.confidence >= Self.confident }
      .sorted { ($1.confidence, $0.time, $0.prediction) < ($0.confidence, $1.time, $1.prediction) }
  }
}
