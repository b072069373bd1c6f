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

  /// What spans are of one kind, in the order in which kinds occur: they share a colour.
  public var kinds: [String] {
    var kinds: [String] = []
    for span in lanes.flatMap(\.spans) where !kinds.contains(span.kind) { kinds.append(span.kind) }
    return kinds
  }

  /// The places at which a span begins and ends on the axis, 0...1; nil where none of it is there.
  public func fractions(of span: Span) -> ClosedRange<Double>? {
    guard let start = axis.fraction(of: span.start), let end = axis.fraction(of: span.end),
      start <= end, end >= 0, start <= 1
    else { return nil }
    return max(0, start)...min(1, end)
  }

  /// Whether a span goes on at the moment that is spoken of.
  public func isUnderWay(_ span: Span) -> Bool {
    now.map { span.start <= $0 && $0 < span.end } ?? false
  }
}

extension Timeline.Span {
  /// The word that the label begins with, without its number: `softmax 3` is of the kind `softmax`.
  public var kind: String {
    let word = label.prefix { $0.isLetter }
    return word.isEmpty ? label : String(word)
  }
}
