/// How sure the learner was against how right.
public struct Calibration: Sendable, Equatable {
  /// The guesses of one confidence.
  public struct Level: Sendable, Equatable {
    /// In percent.
    public var confidence: Int
    public var count = 0
    public var right = 0

    /// nil where nothing was guessed.
    public var share: Double? { count == 0 ? nil : Double(right) / Double(count) }
  }

  /// What the guesses say of the learner.
  public enum Verdict: Sendable, Equatable {
    case nothingYet
    /// As far from the confidence as chance alone takes somebody who is calibrated.
    case withinChance
    case overconfident
    case underconfident
  }

  /// What a learner may be sure of, in percent.
  public static let confidences = [50, 60, 70, 80, 90, 100]

  /// One for each of `confidences`.
  public private(set) var levels = confidences.map { Level(confidence: $0) }
  public private(set) var count = 0
  public private(set) var right = 0
  /// The sums over the guesses of the confidence c, of (c − o)² with o = 1 where the guess was right
  /// and else 0, and of c(1 − c).
  private var sums = (confidence: 0.0, error: 0.0, variance: 0.0)

  /// - Parameter guesses: those that count, `Record.firstGuesses`; one that is not decided yet, or
  ///   that has a confidence of another program, is passed over
  public init(_ guesses: [Guess]) {
    for guess in guesses {
      guard let isRight = guess.isRight,
        let index = levels.firstIndex(where: { $0.confidence == guess.confidence })
      else { continue }
      levels[index].count += 1
      count += 1
      if isRight {
        levels[index].right += 1
        right += 1
      }
      let confidence = Double(guess.confidence) / 100
      let miss = confidence - (isRight ? 1 : 0)
      sums.confidence += confidence
      sums.error += miss * miss
      sums.variance += confidence * (1 - confidence)
    }
  }

  public static func == (left: Self, right: Self) -> Bool {
    left.levels == right.levels
  }

  /// The mean confidence, from 0 to 1; nil where there are no guesses, as for the others below.
  public var meanConfidence: Double? { mean(sums.confidence) }

  /// The share that was right.
  public var share: Double? { mean(Double(right)) }

  /// The mean of (c − o)², from 0, sure and right, to 1, sure and wrong (Brier, Monthly Weather
  /// Review 78, 1950); 0.25 is what always saying 50 % gets.
  public var brier: Double? { mean(sums.error) }

  /// How much more sure than right: positive for too sure.
  public var gap: Double? {
    guard let meanConfidence, let share else { return nil }
    return meanConfidence - share
  }

  /// Two standard deviations of the share right of somebody who is as right as sure:
  /// 2√Σc(1 − c) / n.
  public var chance: Double? {
    count == 0 ? nil : 2 * sums.variance.squareRoot() / Double(count)
  }

  public var verdict: Verdict {
    guard let gap, let chance else { return .nothingYet }
    // The gap is a difference of sums that rounding may keep from 0.
    if gap.magnitude <= chance + 1e-9 { return .withinChance }
    return gap > 0 ? .overconfident : .underconfident
  }

  private func mean(_ sum: Double) -> Double? { count == 0 ? nil : sum / Double(count) }
}
