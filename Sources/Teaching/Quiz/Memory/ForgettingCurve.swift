#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// The equations of FSRS-6 with its default parameters.
///
/// A memory has a stability S, the days after which the chance R to remember has fallen to 90 %, and
/// a difficulty D from 1 to 10. Powers of e are written as in py-fsrs, so that the numbers agree to
/// the last bit where both use the same `pow`.
struct ForgettingCurve: Sendable {
  /// w₀ to w₂₀ of the algorithm's description.
  private static let defaults = [
    0.212, 1.2931, 2.3065, 8.2956, 6.4133, 0.8334, 3.0194, 0.001, 1.8722, 0.1666, 0.796, 1.4835,
    0.0614, 0.2629, 1.6483, 0.6014, 1.8729, 0.5425, 0.0912, 0.0658, 0.1542,
  ]

  private let w = Self.defaults
  private let decay: Double
  /// Makes R = 90 % after S days.
  private let factor: Double

  init() {
    decay = -Self.defaults[20]
    factor = pow(0.9, 1 / decay) - 1
  }

  /// R after some days.
  func retrievability(days: Double, stability: Double) -> Double {
    pow(1 + factor * days / stability, decay)
  }

  /// The days after which R has fallen to `retention`.
  func days(stability: Double, retention: Double) -> Double {
    stability / factor * (pow(retention, 1 / decay) - 1)
  }

  // MARK: Stability

  func firstStability(_ rating: Rating) -> Double { atLeastLeast(w[rating.rawValue - 1]) }

  /// S after a second review on the same day.
  func sameDayStability(_ stability: Double, _ rating: Rating) -> Double {
    var growth = e(w[17] * (Double(rating.rawValue) - 3 + w[18])) * pow(stability, -w[19])
    if rating != .again { growth = max(growth, 1) }
    return atLeastLeast(stability * growth)
  }

  /// S after a review on a later day.
  func stability(
    _ stability: Double, difficulty: Double, retrievability: Double, _ rating: Rating
  ) -> Double {
    guard rating != .again else {
      let forgotten =
        w[11] * pow(difficulty, -w[12]) * (pow(stability + 1, w[13]) - 1)
        * e((1 - retrievability) * w[14])
      return atLeastLeast(min(forgotten, stability / e(w[17] * w[18])))
    }
    let penalty = rating == .hard ? w[15] : 1
    let bonus = rating == .easy ? w[16] : 1
    let growth =
      e(w[8]) * (11 - difficulty) * pow(stability, -w[9])
      * (e((1 - retrievability) * w[10]) - 1) * penalty * bonus
    return atLeastLeast(stability * (1 + growth))
  }

  private func atLeastLeast(_ stability: Double) -> Double { .maximum(stability, 0.001) }

  // MARK: Difficulty

  func firstDifficulty(_ rating: Rating) -> Double { clamped(startingDifficulty(rating)) }

  func difficulty(_ difficulty: Double, _ rating: Rating) -> Double {
    let change = -(w[6] * (Double(rating.rawValue) - 3))
    let damped = difficulty + (10 - difficulty) * change / 9
    // Drawn a little towards the difficulty of something easy.
    return clamped(w[7] * startingDifficulty(.easy) + (1 - w[7]) * damped)
  }

  private func startingDifficulty(_ rating: Rating) -> Double {
    w[4] - e(w[5] * Double(rating.rawValue - 1)) + 1
  }

  private func clamped(_ difficulty: Double) -> Double {
    .minimum(.maximum(difficulty, 1), 10)
  }

  private func e(_ exponent: Double) -> Double { pow(M_E, exponent) }
}
