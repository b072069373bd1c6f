import Course
import Quiz

extension LogEntry {
  /// What the entry says; nil for a kind of a later version.
  /// - Throws: what of it cannot be read, with its place
  func event() throws(Diagnostic) -> ProgressEvent? {
    guard let kind = Kind(rawValue: kind) else { return nil }
    switch kind {
    case .answered: return .answered(try Attempt(body, item: subject, time: time))
    case .rated:
      return .rated(try reference(), try Rating(try body.required("rating")))
    case .overruled:
      return .overruled(
        try reference(), points: try body.required("points").integers(),
        score: try body.required("score").number(in: JSONNode.scores))
    case .undone: return .undone(try reference())
    case .skipped:
      return .skipped(item: subject, lesson: try body.required("lesson").string(), time: time)
    case .unskipped: return .unskipped(item: subject, time: time)
    case .disputed:
      return .disputed(
        try reference(), lesson: try body.required("lesson").string(), time: time)
    case .examBegan: return .examBegan(try Exam(body, began: time))
    case .examAnswered:
      return .examAnswered(
        exam: try examBegan(), question: try body.required("question").integer(),
        try Answer(try body.required("answer")), time: time)
    case .examEnded: return .examEnded(exam: try examBegan(), [], time: time)
    case .guessed: return .guessed(try Guess(body, prediction: subject, time: time))
    case .decided:
      return .decided(
        prediction: subject, time: try body.required("guessed").number(in: Self.times),
        try Guess.Outcome(body))
    }
  }

  private func reference() throws(Diagnostic) -> AnswerReference {
    AnswerReference(
      item: subject, time: try body.required("answered").number(in: Self.times))
  }

  private func examBegan() throws(Diagnostic) -> Double {
    guard subject.hasPrefix("exam-"), let began = Double(subject.dropFirst(5)),
      Self.times.contains(began)
    else { throw Diagnostic(at: body.place, "'\(subject)' names no exam") }
    return began
  }
}

extension JSONNode {
  static let scores = 0.0...1e6

  func integers() throws(Diagnostic) -> [Int] {
    var numbers: [Int] = []
    for node in try list() { numbers.append(try node.integer()) }
    return numbers
  }

  /// 64 bits, which JSON's numbers do not hold everywhere, stand in quotes.
  fileprivate func seed() throws(Diagnostic) -> UInt64 {
    guard let seed = UInt64(try string()) else { throw mismatch("a whole number in quotes") }
    return seed
  }
}

extension Rating {
  init(_ node: JSONNode) throws(Diagnostic) {
    guard let rating = Rating(rawValue: try node.integer()) else {
      throw node.mismatch("a rating from 1 to 4")
    }
    self = rating
  }
}

extension Attempt {
  init(_ body: JSONNode, item: String, time: Double) throws(Diagnostic) {
    let points = try body.required("points").number(in: JSONNode.scores)
    var mode = Mode.practice
    if let node = body["mode"] {
      // A mode of a later version is practice of some kind.
      mode = Mode(rawValue: try node.string()) ?? .practice
    }
    self.init(
      item: item, version: try body.required("version").integer(),
      lesson: try body.required("lesson").string(), answer: try Answer(try body.required("answer")),
      score: try body.required("score").number(in: 0...points), points: points,
      hintUsed: try body.required("hint").bool(), time: time, mode: mode,
      seed: try body["seed"]?.seed() ?? 0, seconds: try body["seconds"]?.number(in: 0...1e9),
      rating: try body["rating"].map { (node) throws(Diagnostic) in try Rating(node) },
      tally: try body["tally"].map { (node) throws(Diagnostic) in try RubricTally(node) },
      mutant: try body["mutant"]?.string())
  }
}

extension RubricTally {
  fileprivate init(_ node: JSONNode) throws(Diagnostic) {
    self.init(
      met: try node.required("met").integers(), missed: try node.required("missed").integers(),
      contradicted: try node.required("contradicted").integers())
  }
}

extension Answer {
  init(_ node: JSONNode) throws(Diagnostic) {
    guard let member = try node.members().first else { throw node.mismatch("an answer") }
    switch member.key {
    case "choice": self = .choice(try member.value.integer())
    case "choices": self = .choices(Set(try member.value.integers()))
    case "truth": self = .truth(try member.value.bool())
    case "order": self = .order(try member.value.integers())
    case "pairs":
      var pairs: [Int: Int] = [:]
      for pair in try member.value.members() {
        guard let left = Int(pair.key) else {
          throw Diagnostic(at: pair.keyPlace, "expected the number of a left side")
        }
        pairs[left] = try pair.value.integer()
      }
      self = .pairs(pairs)
    case "text": self = .text(try member.value.string())
    default:
      throw Diagnostic(at: member.keyPlace, "there is no kind of answer '\(member.key)'")
    }
  }
}

extension Exam {
  fileprivate init(_ body: JSONNode, began: Double) throws(Diagnostic) {
    var questions: [Question] = []
    for node in try body.required("questions").list() {
      questions.append(
        Question(
          item: try node.required("item").string(), lesson: try node.required("lesson").string(),
          seed: try node.required("seed").seed()))
    }
    var answers: [Int: Answer] = [:]
    for member in try body["answers"]?.members() ?? [] {
      guard let number = Int(member.key) else {
        throw Diagnostic(at: member.keyPlace, "expected the number of a question")
      }
      answers[number] = try Answer(member.value)
    }
    self.init(
      began: began, minutes: try body.required("minutes").number(in: 0...1e6),
      questions: questions, answers: answers)
  }
}

extension Guess {
  fileprivate init(_ body: JSONNode, prediction: String, time: Double) throws(Diagnostic) {
    self.init(
      prediction: prediction, lesson: try body.required("lesson").string(),
      choice: try body.required("choice").string(),
      confidence: try body.required("confidence").integer(in: 0...100), time: time)
  }
}

extension Guess.Outcome {
  fileprivate init(_ body: JSONNode) throws(Diagnostic) {
    self.init(
      choice: try body["choice"]?.string(), value: try body.required("value").number(),
      before: try body["before"]?.number())
  }
}
