import Quiz

extension Attempt {
  /// These points are met after all. What the answer says of the memory follows from the new score.
  mutating func overrule(_ points: [Int], score: Double) {
    self.score = score
    rating = Rating(share: share, hintTaken: hintUsed)
    guard var tally else { return }
    let granted = Set(points).intersection(tally.missed + tally.contradicted)
    tally.met = (tally.met + granted).sorted()
    tally.missed.removeAll(where: granted.contains)
    tally.contradicted.removeAll(where: granted.contains)
    self.tally = tally
  }

  /// How much of the answer was right, in 0...1, before what a hint costs.
  public var share: Double {
    let most = points * (hintUsed ? Item.hintShare : 1)
    return most > 0 ? min(max(0, score / most), 1) : 0
  }
}
