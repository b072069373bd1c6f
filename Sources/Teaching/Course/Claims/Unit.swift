/// How a value is scaled when it is printed.
public struct Unit: Sendable, Equatable {
  public let name: String
  /// What one of it is worth: 1024 for KiB, 0.01 for %.
  public let size: Double

  private static let all: [Unit] = [
    Unit(name: "%", size: 0.01),
    Unit(name: "KiB", size: 0x1p10), Unit(name: "MiB", size: 0x1p20),
    Unit(name: "GiB", size: 0x1p30), Unit(name: "TiB", size: 0x1p40),
    Unit(name: "KB", size: 1e3), Unit(name: "MB", size: 1e6), Unit(name: "GB", size: 1e9),
    Unit(name: "TB", size: 1e12),
  ]

  static var names: [String] { all.map(\.name) }

  private init(name: String, size: Double) {
    self.name = name
    self.size = size
  }

  /// - Returns: nil where it is not one that claims know
  public init?(_ name: String) {
    guard let unit = Unit.all.first(where: { $0.name == name }) else { return nil }
    self = unit
  }
}

/// How far a run may be from what is printed.
enum Margin: Equatable {
  /// In the unit of the printed number.
  case absolute(Double)
  /// A share of the expected value: 0.03 is three percent.
  case relative(Double)

  /// Reads "0.01" and "3%".
  init?(_ text: String) {
    if text.hasSuffix("%") {
      let number = text.dropLast().filter { $0 != " " }
      guard let percent = finiteNumber(String(number)), percent >= 0 else { return nil }
      self = .relative(percent / 100)
    } else {
      guard let number = finiteNumber(text), number >= 0 else { return nil }
      self = .absolute(number)
    }
  }

  /// The distance from `expected` that is allowed.
  func width(at expected: Double) -> Double {
    switch self {
    case .absolute(let width): width
    case .relative(let share): share * expected.magnitude
    }
  }
}
