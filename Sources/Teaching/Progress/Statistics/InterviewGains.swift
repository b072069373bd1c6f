import Quiz

/// Whether a point that was missed in an interview is met minutes later, when the question comes once
/// more in other words.
public struct InterviewGains: Sendable, Equatable {
  /// A question that was answered twice.
  public struct Pair: Sendable, Equatable {
    public var item: String
    public var first: RubricTally
    public var second: RubricTally
  }

  /// In the order of time.
  public private(set) var pairs: [Pair] = []
  /// Questions that were answered and not asked again.
  public private(set) var unrepeated = 0

  /// - Parameter attempts: in the order of time
  public init(_ attempts: [Attempt]) {
    var waiting: [String: RubricTally] = [:]
    for attempt in attempts {
      guard let tally = attempt.tally else { continue }
      switch attempt.mode {
      case .interview:
        if waiting.updateValue(tally, forKey: attempt.item) != nil { unrepeated += 1 }
      case .interviewAgain:
        guard let first = waiting.removeValue(forKey: attempt.item) else { continue }
        pairs.append(Pair(item: attempt.item, first: first, second: tally))
      case .practice, .review, .exam: break
      }
    }
    unrepeated += waiting.count
  }

  /// Points of the rubrics of `pairs`.
  public var points: Int { pairs.reduce(0) { $0 + $1.first.count } }
  public var metFirst: Int { pairs.reduce(0) { $0 + $1.first.met.count } }
  public var metSecond: Int { pairs.reduce(0) { $0 + $1.second.met.count } }
  /// Points that were missed, or contradicted, the first time and met the second.
  public var mended: Int {
    pairs.reduce(0) { sum, pair in
      sum + Set(pair.second.met).subtracting(pair.first.met).count
    }
  }

  /// Points that were met the first time and not the second.
  public var lost: Int {
    pairs.reduce(0) { sum, pair in
      sum + Set(pair.first.met).subtracting(pair.second.met).count
    }
  }
}

extension RubricTally {
  fileprivate var count: Int { met.count + missed.count + contradicted.count }
}
