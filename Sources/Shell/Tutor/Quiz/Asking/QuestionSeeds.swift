import Quiz

/// What the numbers of questions are drawn from.
public enum QuestionSeeds: Sendable, Equatable {
  /// Other numbers each time, by the clock.
  case fresh
  /// The same numbers each time.
  case fixed(UInt64)

  /// - Parameter now: seconds since 1970
  func seed(of item: String, at now: Double) -> UInt64 {
    switch self {
    case .fresh: Self.mixed(item, now.bitPattern)
    case .fixed(let seed): Self.mixed(item, seed)
    }
  }

  /// The seeds of the next round of the same quiz.
  var next: QuestionSeeds {
    switch self {
    case .fresh: .fresh
    case .fixed(let seed): .fixed(seed &+ 1)
    }
  }

  private static func mixed(_ item: String, _ number: UInt64) -> UInt64 {
    var words = SplitMix(state: UInt64(hashing: item) ^ number)
    return words.next()
  }
}
