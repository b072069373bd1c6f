#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// The days of a learner. They begin at four in the morning: who studies past midnight is still at
/// the same day's work.
public struct StudyDays: Sendable {
  private static let secondsOfDay = 86_400.0
  private static let beginning = 4 * 3600.0
  /// The seconds by which clocks are ahead of UTC, at a time in seconds since 1970.
  private let offset: @Sendable (Double) -> Double

  public init(offset: @escaping @Sendable (Double) -> Double) { self.offset = offset }

  public static let utc = StudyDays { _ in 0 }

  /// By the clock of this machine, as it was or will be at each time.
  public static let local = StudyDays { time in
    guard let seconds = time_t(exactly: time.rounded(.down)) else { return 0 }
    var (seconds_, parts) = (seconds, tm())
    return localtime_r(&seconds_, &parts) == nil ? 0 : Double(parts.tm_gmtoff)
  }

  /// The number of the day to which a time belongs; that of 1 January 1970 is 0.
  public func day(of time: Double) -> Int {
    let day = ((time + offset(time) - Self.beginning) / Self.secondsOfDay).rounded(.down)
    return day.isNaN ? 0 : Int(max(-1e9, min(day, 1e9)))
  }

  /// Seconds since 1970.
  public func start(of day: Int) -> Double {
    let start = Double(day) * Self.secondsOfDay + Self.beginning
    return start - offset(start)
  }
}

/// A date of the Gregorian calendar.
public struct CalendarDate: Sendable, Equatable {
  public var year: Int
  /// From 1.
  public var month: Int
  public var day: Int
  /// From 0, Monday.
  public var weekday: Int

  /// - Parameter day: days since 1 January 1970
  public init(day: Int) {
    weekday = (day % 7 + 10) % 7
    // In years that begin in March a leap day comes last; 400 of them have 146,097 days (Howard
    // Hinnant, "chrono-compatible low-level date algorithms", civil_from_days).
    let sinceMarch = day + 719_468
    let era = (sinceMarch >= 0 ? sinceMarch : sinceMarch - 146_096) / 146_097
    let dayOfEra = sinceMarch - era * 146_097
    let yearOfEra = (dayOfEra - dayOfEra / 1460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
    let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
    let monthFromMarch = (5 * dayOfYear + 2) / 153
    self.day = dayOfYear - (153 * monthFromMarch + 2) / 5 + 1
    month = monthFromMarch < 10 ? monthFromMarch + 3 : monthFromMarch - 9
    year = yearOfEra + era * 400 + (month <= 2 ? 1 : 0)
  }

  /// `2026-11-24`
  public var text: String {
    func digits(_ number: Int) -> String { number < 10 ? "0\(number)" : "\(number)" }
    return "\(year)-\(digits(month))-\(digits(day))"
  }
}
