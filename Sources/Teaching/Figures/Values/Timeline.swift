/// What happens when, a lane for each worker.
public struct Timeline: Sendable, Equatable {
  public struct Span: Sendable, Equatable {
    public var start: Double
    public var end: Double
    public var label: String

    public init(_ start: Double, _ end: Double, _ label: String) {
      self.start = start
      self.end = end
      self.label = label
    }
  }

  public struct Lane: Sendable, Equatable {
    public var name: String
    public var spans: [Span]

    public init(_ name: String, _ spans: [Span]) {
      self.name = name
      self.spans = spans
    }
  }

  public var lanes: [Lane]
  public var axis: Axis
  /// The moment that is spoken of.
  public var now: Double?

  public init(lanes: [Lane], axis: Axis, now: Double? = nil) {
    self.lanes = lanes
    self.axis = axis
    self.now = now
  }
}
