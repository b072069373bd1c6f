/// What a learner answers.
public enum Answer: Sendable, Equatable {
  /// From 0.
  case choice(Int)
  case choices(Set<Int>)
  case truth(Bool)
  /// The choices from first to last, each by its number in the file, from 0.
  case order([Int])
  /// From the number of a left side to that of the right side it was paired with, from 0; a left side
  /// that was not paired is missing.
  case pairs([Int: Int])
  case text(String)
}

/// `{"choice": 1}`, `{"choices": [0, 2]}`, `{"truth": true}`, `{"order": [2, 0, 1]}`,
/// `{"pairs": {"0": 2}}`, `{"text": "16"}`: what is kept for ever must not hang on how the compiler
/// would write an enum.
extension Answer: Codable {
  private enum Key: String, CodingKey { case choice, choices, truth, order, pairs, text }

  public init(from decoder: any Decoder) throws {
    let container = try decoder.container(keyedBy: Key.self)
    switch container.allKeys.first {
    case .choice?: self = .choice(try container.decode(Int.self, forKey: .choice))
    case .choices?: self = .choices(Set(try container.decode([Int].self, forKey: .choices)))
    case .truth?: self = .truth(try container.decode(Bool.self, forKey: .truth))
    case .order?: self = .order(try container.decode([Int].self, forKey: .order))
    case .pairs?: self = .pairs(try container.decode([Int: Int].self, forKey: .pairs))
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
    case .truth(let isTrue): try container.encode(isTrue, forKey: .truth)
    case .order(let indices): try container.encode(indices, forKey: .order)
    case .pairs(let pairs): try container.encode(pairs, forKey: .pairs)
    case .text(let text): try container.encode(text, forKey: .text)
    }
  }
}
