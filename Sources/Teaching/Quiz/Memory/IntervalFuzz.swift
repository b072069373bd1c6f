/// Spreads reviews that would all come due on one day.
///
/// The range is that of py-fsrs 6.3.2 (`_get_fuzz_range`): a day each way, and a share of the interval
/// that shrinks as the interval grows. Which of its days it is follows from a seed, each as likely as
/// the others.
struct IntervalFuzz: Sendable, Equatable {
  /// Days from, days to, and the share of the days between them that is added each way.
  private static let bands = [(2.5, 7.0, 0.15), (7, 20, 0.1), (20, Double.infinity, 0.05)]

  private let least: Double
  private let most: Double

  /// - Parameter days: a whole number of them, at least 1; fewer than 2.5 stay as they are
  init(days: Double) {
    guard days >= 2.5 else {
      (least, most) = (days, days)
      return
    }
    let reach = Self.bands.reduce(1) { sum, band in
      sum + band.2 * max(0, min(days, band.1) - band.0)
    }
    most = min((days + reach).rounded(.toNearestOrEven), FSRS.longestInterval)
    least = min(max(2, (days - reach).rounded(.toNearestOrEven)), most)
  }

  var range: ClosedRange<Double> { least...most }

  func days(seed: UInt64) -> Double {
    var words = SplitMix(state: seed)
    let count = UInt64(most - least) + 1
    return least + Double(words.next() % count)
  }
}

extension FSRS {
  /// What the fuzz of one review is drawn from: the same on every machine that has the answer.
  public static func seed(item: String, time: Double) -> UInt64 {
    var words = SplitMix(state: time.bitPattern)
    return words.next() ^ UInt64(hashing: item)
  }
}
