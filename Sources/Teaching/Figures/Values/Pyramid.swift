#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// Levels of a hierarchy, the smallest and fastest on top.
public struct Pyramid: Sendable, Equatable {
  public struct Level: Sendable, Equatable {
    public var name: String
    /// What its width stands for, on a logarithmic scale: bytes.
    public var size: Double
    /// What is written beside it, a column each: `192 KiB`, `19 TB/s`.
    public var notes: [String]

    public init(_ name: String, size: Double, notes: [String]) {
      self.name = name
      self.size = size
      self.notes = notes
    }
  }

  public var levels: [Level]
  /// The heads of the columns of notes.
  public var headings: [String]
  /// The level that is spoken of.
  public var current: Int?

  public init(levels: [Level], headings: [String], current: Int? = nil) {
    self.levels = levels
    self.headings = headings
    self.current = current
  }

  /// How wide a level is drawn between the smallest one, 0, and the largest, 1: by the logarithm of
  /// its size. 0 where its size is no positive number, and where all are of one size.
  public func share(of level: Level) -> Double {
    let logs = levels.map { log($0.size) }.filter(\.isFinite)
    guard let low = logs.min(), let high = logs.max(), low < high else { return 0 }
    let share = (log(level.size) - low) / (high - low)
    return share.isFinite ? min(max(share, 0), 1) : 0
  }
}
