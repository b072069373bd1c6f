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
}
