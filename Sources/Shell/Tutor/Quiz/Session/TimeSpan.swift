import Course

/// A time from now, as one says it: 10 min, 3 h, 5 days.
struct TimeSpan: Sendable {
  private static let minute = 60.0
  private static let hour = 3600.0
  private static let day = 86400.0

  private let seconds: Double

  init(seconds: Double) { self.seconds = seconds.isFinite ? max(0, seconds) : 0 }

  var text: Localized<String> {
    let minutes = max(1, Int((min(seconds, Self.day) / Self.minute).rounded()))
    let hours = Int((min(seconds, Self.day) / Self.hour).rounded())
    // What is rounded up to the next unit is said in it: no 60 min, no 24 h.
    if minutes < 60 {
      return Localized(en: "\(minutes) min", zh: " \(minutes) 分钟")
    }
    if hours < 24 {
      return Localized(en: "\(hours) h", zh: " \(hours) 小时")
    }
    let days = Int(min(seconds / Self.day, 99999).rounded())
    return Localized(en: days == 1 ? "1 day" : "\(days) days", zh: " \(days) 天")
  }

  /// `4:05` or `1:04:05`, as a clock has it.
  var clock: String {
    let whole = Int(min(seconds.rounded(.up), 359_999))
    let (hours, minutes, rest) = (whole / 3600, whole / 60 % 60, whole % 60)
    let tail = "\(rest < 10 ? "0" : "")\(rest)"
    guard hours > 0 else { return "\(minutes):\(tail)" }
    return "\(hours):\(minutes < 10 ? "0" : "")\(minutes):\(tail)"
  }
}

extension String {
  /// Without the blank that sets a number off from Chinese text before it.
  var withoutLeadingBlanks: Substring { drop { $0 == " " } }
}
