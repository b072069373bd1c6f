/// What a learner answers.
public enum Answer: Sendable, Equatable {
  /// From 0.
  case choice(Int)
  case choices(Set<Int>)
  case text(String)
}

/// `{"choice": 1}`, `{"choices": [0, 2]}`, `{"text": "16"}`: what is kept for ever must not hang on
/// how the compiler would write an enum.
extension Answer: Codable {
  private enum Key: String, CodingKey { case choice, choices, text }

  public init(from decoder: any Decoder) throws {
    let container = try decoder.container(keyedBy: Key.self)
    switch container.allKeys.first {
    case .choice?: self = .choice(try container.decode(Int.self, forKey: .choice))
    case .choices?: self = .choices(Set(try container.decode([Int].self, forKey: .choices)))
    case .text?: self = .text(try container.decode(String.self, forKey: .text))
    case nil:
      throw DecodingError.dataCorrupted(
        DecodingError.Context(
          codingPath: decoder.codingPath, debugDescription: "an answer of an unknown kind"))
    }
  }

  public func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: Key.self)
    switch self {
    case .choice(let index): try container.encode(index, forKey: .choice)
    case .choices(let indices): try container.encode(indices.sorted(), forKey: .choices)
    case .text(let text): try container.encode(text, forKey: .text)
    }
  }
}
