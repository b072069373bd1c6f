import Course

/// The keys that every item has, whatever its type.
public struct ItemCommon: Sendable, Equatable {
  public var id: String
  /// Raised when the answer changes: earlier answers count as answers to an earlier item.
  public var version: Int
  public var prompt: [Block]
  public var hint: [Block]?
  /// 1 to 5.
  public var difficulty: Int?
  /// `#anchor` or `lesson#anchor`.
  public var review: String?
  public var points: Double
  /// Where the item begins.
  public var place: Place
  /// Where the value of each key stands, for diagnostics.
  public var places: [String: Place]
}

/// Why an answer is right or wrong: one text, or a reason for each choice.
public enum Explanation: Sendable, Equatable {
  case text([Block])
  /// By the number of the choice, from 1.
  case choices([Int: [Block]])

  /// All of its blocks, reasons in the order of their choices.
  var blocks: [Block] {
    switch self {
    case .text(let blocks): blocks
    case .choices(let reasons): reasons.sorted { $0.key < $1.key }.flatMap(\.value)
    }
  }
}
