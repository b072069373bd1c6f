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
