import Progress
import Quiz

extension Grade {
  /// Of the points, before what a hint has cost.
  func share(hintTaken: Bool) -> Double {
    let possible = points * (hintTaken ? Item.hintShare : 1)
    return possible > 0 ? min(1, score / possible) : 0
  }
}

extension Item {
  /// The type cannot judge alone how well something was remembered.
  var isSelfRated: Bool { if case .short = self { true } else { false } }
}

extension Judgement {
  /// When the item comes back with another rating, in seconds since 1970.
  func due(rated rating: Rating) -> Double {
    var attempt = attempt
    attempt.rating = rating
    return (card ?? MemoryCard(due: attempt.time)).reviewed(by: attempt).due
  }
}
