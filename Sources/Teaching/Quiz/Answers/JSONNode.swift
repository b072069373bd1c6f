import Course

/// A JSON value and where it stands in its file.
struct JSONNode: Sendable {
  indirect enum Value: Sendable {
    case null
    case bool(Bool)
    /// As it is written.
    case number(String)
    case string(String)
    case list([JSONNode])
    case object([Member])
  }

  struct Member: Sendable {
    var key: String
    var keyPlace: Place
    var value: JSONNode
  }

  var value: Value
  var place: Place

  /// What it is, in the words of error messages.
  var kind: String {
    switch value {
    case .null: "null"
    case .bool(let value): "\(value)"
    case .number(let text): text
    case .string(let text): "'\(text)'"
    case .list: "a list"
    case .object: "an object"
    }
  }
}
