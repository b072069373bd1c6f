/// Blocks laid out as lines, with what stands where.
public struct Page: Sendable, Equatable {
  /// Room on the page that is drawn by somebody else, or can be activated.
  public struct Slot: Sendable, Equatable {
    public enum Content: Sendable, Hashable {
      /// The n-th lab, quiz item prediction or answer of the lesson, from 0.
      case lab(Int)
      case quiz(Int)
      case predict(Int)
      case answer(Int)
    }

    public var content: Content
    public var rows: Range<Int>
    /// Where the slot begins: it may stand inside a list or a callout.
    public var column: Int
  }

  /// What a link or a claim leads to.
  public enum Target: Sendable, Hashable {
    case link(String)
    case claim(String)

    public var isClaim: Bool { if case .claim = self { true } else { false } }
  }

  public internal(set) var lines: [TextLine] = []
  /// The number of the top-level block that each line belongs to.
  public internal(set) var blocks: [Int] = []
  public internal(set) var slots: [Slot] = []
  /// `Span.target` is an index into these.
  public internal(set) var targets: [Target] = []
  /// The line of each heading, by its anchor.
  public internal(set) var anchors: [String: Int] = [:]

  public init() {}

  /// The first line of a top-level block, or the last line where there is none.
  public func line(ofBlock block: Int) -> Int {
    blocks.firstIndex { $0 >= block } ?? max(0, lines.count - 1)
  }

  public func line(ofTarget target: Int) -> Int? {
    lines.firstIndex { $0.spans.contains { $0.target == target } }
  }

  public func slot(_ content: Slot.Content) -> Slot? { slots.first { $0.content == content } }
}
