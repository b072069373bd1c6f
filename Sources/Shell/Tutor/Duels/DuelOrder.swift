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
      let guess = latest[duel.prediction.english.id]
      return switch Standing(guess) {
      case .lost: (0, -Double(guess?.confidence ?? 0))
      case .open: (1, 0)
      case .settled: (2, guess?.time ?? 0)
      }
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
      Standing(record.latestGuess(at: duel.prediction.english.id)) != .settled
    }
  }

  private enum Standing {
    /// Bet on with confidence, and wrong.
    case lost
    /// Never asked; or bet on, and its run never seen, which is as good as none.
    case open
    case settled

    init(_ guess: Guess?) {
      switch guess?.isRight {
      case nil: self = .open
      case false? where (guess?.confidence ?? 0) >= DuelOrder.confident: self = .lost
      case _?: self = .settled
      }
    }
  }
}
