/// How well something was remembered, as FSRS takes it.
public enum Rating: Int, Sendable, CaseIterable {
  case again = 1
  case hard, good, easy
}
