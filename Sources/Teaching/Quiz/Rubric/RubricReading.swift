/// What a free text says to the points of a rubric, in their order.
public struct RubricReading: Sendable, Equatable {
  public enum Finding: Sendable, Equatable {
    case missed
    /// By these words of the learner, as they were written.
    case met(words: String)
    /// The text says the opposite, by these words.
    case contradicted(words: String)
  }

  public var findings: [Finding]

  public init(_ findings: [Finding]) { self.findings = findings }

  /// The numbers of the points, from 1.
  public var tally: RubricTally {
    var tally = RubricTally()
    for (index, finding) in findings.enumerated() {
      switch finding {
      case .missed: tally.missed.append(index + 1)
      case .met: tally.met.append(index + 1)
      case .contradicted: tally.contradicted.append(index + 1)
      }
    }
    return tally
  }
}

/// The points of a rubric, from 1, by what became of them: what is kept of a free answer.
public struct RubricTally: Sendable, Equatable {
  public var met: [Int]
  public var missed: [Int]
  public var contradicted: [Int]

  public init(met: [Int] = [], missed: [Int] = [], contradicted: [Int] = []) {
    self.met = met
    self.missed = missed
    self.contradicted = contradicted
  }
}
