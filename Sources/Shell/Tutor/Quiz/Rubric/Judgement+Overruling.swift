import Progress
import Quiz

extension Judgement {
  /// The learner says that a point was met after all, or takes that back. The reading stays as it
  /// was; the score is that of the points as the learner has them.
  /// - Parameter point: from 1
  /// - Returns: what is to be kept; nil where the point was met anyway, or is none
  mutating func overrule(_ point: Int, of item: Item) -> ProgressEvent? {
    guard case .short(let item) = item, case .rubric(let reading) = grade.detail,
      reading.findings.indices.contains(point - 1)
    else { return nil }
    if case .met = reading.findings[point - 1] { return nil }
    overruled.formSymmetricDifference([point])
    score(reading, of: item)
    return .overruled(reference, points: overruled.sorted(), score: grade.score)
  }

  /// The same answer as an item in another language judges it; the learner's word on it stays.
  mutating func regrade(_ grade: Grade, of item: Item) {
    self.grade = grade
    guard !overruled.isEmpty, case .short(let item) = item, case .rubric(let reading) = grade.detail
    else { return }
    score(reading, of: item)
  }

  private mutating func score(_ reading: RubricReading, of item: FreeText) {
    let share = item.share(of: reading.tally(overruled: overruled))
    grade.score = share * grade.points * (attempt.hintUsed ? Item.hintShare : 1)
    grade.isRight = share == 1
    attempt.rating = Rating(share: share, hintTaken: attempt.hintUsed)
  }

  /// The points as they stand now.
  var tally: RubricTally? {
    guard case .rubric(let reading) = grade.detail else { return nil }
    return reading.tally(overruled: overruled)
  }
}

extension RubricReading {
  func tally(overruled: Set<Int>) -> RubricTally {
    let tally = tally
    return RubricTally(
      met: overruled.union(tally.met).sorted(),
      missed: tally.missed.filter { !overruled.contains($0) },
      contradicted: tally.contradicted.filter { !overruled.contains($0) })
  }
}
