import Quiz

extension Question {
  /// The broken engine that gives this wrong answer; nil where none does.
  func xray(of answer: Answer) -> XRay? { nil }
}

extension Rating {
  /// What an answer says of the memory.
  init(of grade: Grade, hintTaken: Bool, seconds: Double?) {
    self = grade.isRight ? (hintTaken ? .hard : .good) : .again
  }
}

extension Item {
  /// The type cannot judge alone how well something was remembered.
  var isSelfRated: Bool { false }
}

extension Judgement {
  /// When the item would come back with another rating, in seconds since 1970.
  func due(rated rating: Rating) -> Double? {
    let card = card ?? MemoryCard(due: attempt.time)
    return FSRS().reviewed(card, rating, at: attempt.time).due
  }
}
