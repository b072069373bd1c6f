/// A unit that numbers are converted from and to: bytes, seconds, operations, and one over another.
///
/// KB, MB and GB are powers of 1000, KiB, MiB and GiB of 1024. Large and small letters are one, as
/// learners type them; so a small `b` is a byte, and bits are written out.
struct MeasuringUnit: Equatable {
  enum Quantity: Equatable {
    case bytes, seconds, operations
  }

  private var above: Quantity?
  private var below: Quantity?
  /// How many of the plain unit it is.
  private var factor: Double
  /// `FLOPS` is a number of operations to one author and a rate to another.
  private var mayBeRate = false

  init?(_ text: String) {
    let name = text.lowercased().filter { $0 != " " }
    for rate in ["/sec", "/second", "persecond", "/秒", "每秒"] where name.hasSuffix(rate) {
      self.init(above: String(name.dropLast(rate.count)), below: "s")
      return
    }
    let parts = name.split(separator: "/", omittingEmptySubsequences: false)
    switch parts.count {
    case 1: self.init(above: name, below: nil)
    case 2: self.init(above: String(parts[0]), below: String(parts[1]))
    default: return nil
    }
  }

  private init?(above: String, below: String?) {
    guard let (quantity, factor) = Self.simple(above) else { return nil }
    self.above = quantity
    self.factor = factor
    if let below {
      guard let (quantity, factor) = Self.simple(below) else { return nil }
      self.below = quantity
      self.factor /= factor
    } else {
      mayBeRate = quantity == .operations && above.hasSuffix("flops")
    }
  }

  /// What to multiply a number of this unit with for one of another; nil where they measure
  /// different things.
  func factor(to other: MeasuringUnit) -> Double? {
    let rate: (MeasuringUnit) -> Bool = { $0.above == .operations && $0.below == .seconds }
    let isSame =
      (above == other.above && below == other.below)
      || (mayBeRate && rate(other)) || (other.mayBeRate && rate(self))
    return isSame ? factor / other.factor : nil
  }

  private static func simple(_ name: String) -> (Quantity, Double)? {
    if let seconds = seconds[name] { return (.seconds, seconds) }
    for (suffixes, quantity, size) in kinds {
      for suffix in suffixes where name.hasSuffix(suffix) {
        let prefix = String(name.dropLast(suffix.count))
        if let factor = prefixes[prefix] { return (quantity, factor * size) }
      }
    }
    return nil
  }

  /// Longer endings first.
  private static let kinds: [([String], Quantity, Double)] = [
    (["flops", "flop"], .operations, 1), (["bytes", "byte", "字节"], .bytes, 1),
    (["bits", "bit", "比特"], .bytes, 0.125), (["b"], .bytes, 1),
  ]

  private static let prefixes = [
    "": 1.0, "k": 1e3, "m": 1e6, "g": 1e9, "t": 1e12, "p": 1e15, "e": 1e18, "kilo": 1e3,
    "mega": 1e6, "giga": 1e9, "tera": 1e12, "ki": 0x1p10, "mi": 0x1p20, "gi": 0x1p30,
    "ti": 0x1p40, "pi": 0x1p50, "千": 1e3, "兆": 1e6, "吉": 1e9,
  ]

  private static let seconds = [
    "s": 1, "sec": 1, "secs": 1, "second": 1, "seconds": 1, "秒": 1, "ms": 1e-3,
    "millisecond": 1e-3, "milliseconds": 1e-3, "毫秒": 1e-3, "us": 1e-6, "μs": 1e-6, "µs": 1e-6,
    "microsecond": 1e-6, "microseconds": 1e-6, "微秒": 1e-6, "ns": 1e-9, "nanosecond": 1e-9,
    "nanoseconds": 1e-9, "纳秒": 1e-9, "min": 60, "minute": 60, "minutes": 60, "分钟": 60,
    "h": 3600, "hour": 3600, "hours": 3600, "小时": 3600,
  ]
}
