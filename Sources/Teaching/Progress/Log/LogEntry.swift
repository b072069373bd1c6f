import Course
import Quiz
import Synchronization

/// One line of the log, as it is kept and exchanged. It is written once and never changed.
///
/// The order of the log is that of time, and of the ids where two entries have one time.
struct LogEntry: Sendable {
  /// A UUID; the same entry has the same id on every machine.
  var id: String
  /// Seconds since 1970.
  var time: Double
  var kind: String
  /// What it is about: an item, a prediction or an exam.
  var subject: String
  /// The rest, by kind (`CONTRIBUTING.md`, "The learner's record").
  var body: JSONNode

  /// The kinds that this version knows. The words are kept for ever.
  enum Kind: String, CaseIterable {
    case answered, rated, overruled, undone, skipped, unskipped, disputed
    case examBegan, examAnswered, examEnded
    case guessed, decided
  }

  /// Times outside of these are no times: the year 1970 to 5138.
  static let times = 0.0...1e11

  func precedes(_ other: LogEntry) -> Bool {
    (time, id) < (other.time, other.id)
  }
}

/// Ids that sort as they were drawn, by all that one process draws: UUIDs of version 7 (RFC 9562,
/// section 6.2, method 3), with the microsecond behind the millisecond.
enum EntryID {
  private static let last = Mutex<UInt64>(0)

  static func next(at time: Double) -> String {
    let units = UInt64(min(max(time, 0), 1e11) * 1e3 * 4096)
    let tick = last.withLock { last in
      last = max(units, last &+ 1)
      return last
    }
    let high = (tick >> 12) << 16 | 0x7000 | tick & 0xFFF
    let low = UInt64.random(in: 0...UInt64.max) & 0x3FFF_FFFF_FFFF_FFFF | 0x8000_0000_0000_0000
    func hex(_ value: UInt64, _ digits: Int) -> String {
      let text = String(value, radix: 16, uppercase: true)
      return String(repeating: "0", count: max(0, digits - text.count)) + text
    }
    return [
      hex(high >> 32, 8), hex(high >> 16 & 0xFFFF, 4), hex(high & 0xFFFF, 4),
      hex(low >> 48, 4), hex(low & 0xFFFF_FFFF_FFFF, 12),
    ].joined(separator: "-")
  }
}
