import Progress
import Quiz

/// An answer that was judged and kept.
struct Judgement: Sendable {
  var attempt: Attempt
  var grade: Grade
  /// The broken engine that gives this wrong answer.
  var xray: XRay?
  /// What the scheduler knew of the item before.
  var card: MemoryCard?
  /// The learner's own word on how well it was remembered.
  var ownRating: Rating?
  var isDisputed = false
  /// Points of the rubric that the learner holds to be met after all, from 1.
  var overruled: Set<Int> = []

  var rating: Rating { ownRating ?? attempt.rating }
  var reference: AnswerReference { attempt.reference }
}
