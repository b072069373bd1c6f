import Course
import Quiz

/// The columns of `cards`. The table is made anew when `Schema.derivation` is raised, so their form may
/// change.
extension ItemRecord.Step {
  var json: JSONNode {
    .object([
      "time": .number(given.time), "given": given.json, "version": .number(version),
      "rated": rated.map { .number($0.rawValue) },
      "points": overruled.map { .list($0.points.map { .number($0) }) },
      "score": overruled.map { .number($0.score) },
      "before": before?.json, "after": after.json,
    ])
  }

  init(_ node: JSONNode, item: String) throws(Diagnostic) {
    let time = try node.required("time").number()
    self.init(try Attempt(try node.required("given"), item: item, time: time))
    version = try node.required("version").integer()
    after = try MemoryCard(try node.required("after"))
    before = try node["before"].map { (card) throws(Diagnostic) in try MemoryCard(card) }
    rated = try node["rated"].map { (rating) throws(Diagnostic) in try Rating(rating) }
    if let points = node["points"], let score = node["score"] {
      overruled = ItemRecord.Overruling(
        points: try points.integers(), score: try score.number())
    }
  }
}

extension MemoryCard {
  fileprivate var json: JSONNode {
    .object([
      "phase": .number(phase.rawValue), "step": step.map { .number($0) },
      "stability": stability.map { .number($0) }, "difficulty": difficulty.map { .number($0) },
      "due": .number(due), "lastReview": lastReview.map { .number($0) },
      "firstReview": firstReview.map { .number($0) },
    ])
  }

  fileprivate init(_ node: JSONNode) throws(Diagnostic) {
    self.init(due: try node.required("due").number())
    let phase = try node.required("phase")
    guard let known = Phase(rawValue: try phase.integer()) else {
      throw phase.mismatch("a phase from 1 to 3")
    }
    self.phase = known
    step = try node["step"]?.integer()
    stability = try node["stability"]?.number()
    difficulty = try node["difficulty"]?.number()
    lastReview = try node["lastReview"]?.number()
    firstReview = try node["firstReview"]?.number()
  }
}
