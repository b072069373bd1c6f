import Course

/// A JSON value and where it stands in its file.
public struct JSONNode: Sendable {
  public indirect enum Value: Sendable {
    case null
    case bool(Bool)
    /// As it is written.
    case number(String)
    case string(String)
    case list([JSONNode])
    case object([Member])
  }

  public struct Member: Sendable {
    public var key: String
    public var keyPlace: Place
    public var value: JSONNode
  }

  public var value: Value
  public var place: Place

  /// What it is, in the words of error messages.
  public var kind: String {
    switch value {
    case .null: "null"
    case .bool(let value): "\(value)"
    case .number(let text): text
    case .string(let text): "'\(text.prefix(40))\(text.count > 40 ? "…" : "")'"
    case .list: "a list"
    case .object: "an object"
    }
  }
}
