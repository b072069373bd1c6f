/// The lines of an algorithm, those that run now lit, with the values of their symbols.
public struct Listing: Sendable, Equatable {
  public struct Line: Sendable, Equatable {
    /// Its number in the paper.
    public var number: String
    /// Plain text, indented by two spaces a level.
    public var text: String
    /// What its symbols stand for now: `m 1.72 → 2.31`; nil for lines that do not run now.
    public var values: String?
    /// What the engine's source is marked with where it does this: `FA-2:10`.
    public var marker: String?

    public init(_ number: String, _ text: String, values: String? = nil, marker: String? = nil) {
      self.number = number
      self.text = text
      self.values = values
      self.marker = marker
    }

    public var isLit: Bool { values != nil }
  }

  public var lines: [Line]

  public init(lines: [Line]) { self.lines = lines }
}
