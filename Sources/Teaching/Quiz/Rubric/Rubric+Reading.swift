extension Rubric {
  /// What a text says to each point.
  public func reading(of text: String) -> RubricReading {
    RubricReading(
      points.map { point in
        if let words = point.contraryPhrasings.first(where: { Phrasing($0).isFound(in: text) }) {
          return .contradicted(words: words)
        }
        if let words = point.acceptedPhrasings.first(where: { Phrasing($0).isFound(in: text) }) {
          return .met(words: words)
        }
        return .missed
      })
  }
}
