import Course
import Progress

/// In which order duels are asked.
enum DuelOrder {
  /// From how sure on a wrong bet comes back before what was never asked, in percent.
  static let confident = 70

  /// Wrong bets that were given with confidence first, the surest of them before the others; then
  /// what was never asked, in the order of the course; then the rest, the longest ago first.
  static func ordered(_ duels: [Duel], by record: Record) -> [Duel] {
    var latest: [String: Guess] = [:]
    for guess in record.guesses where guess.prediction.hasPrefix(Duel.predictionPrefix) {
      latest[guess.prediction] = guess
    }
    func key(_ duel: Duel) -> (rank: Int, place: Double) {
      guard let guess = latest[duel.prediction.english.id] else { return (1, 0) }
      if guess.isRight == false, guess.confidence >= confident {
        return (0, -Double(guess.confidence))
      }
      // A bet whose run was never seen is as good as none.
      return guess.isRight == nil ? (1, 0) : (2, guess.time)
    }
    return duels.enumerated().map { (offset: $0, duel: $1, key: key($1)) }
      .sorted {
        ($0.key.rank, $0.key.place, Double($0.offset)) < (
          $1.key.rank, $1.key.place, Double($1.offset)
        )
      }
      .map(\.duel)
  }

  /// How many of the duels wait: never decided, or lost with confidence.
  static func waiting(among duels: [Duel], by record: Record) -> Int {
    duels.count { duel in
      guard let guess = record.latestGuess(at: duel.prediction.english.id) else { return true }
      return guess.isRight.map { !$0 && guess.confidence >= confident } ?? true
    }
  }
}
