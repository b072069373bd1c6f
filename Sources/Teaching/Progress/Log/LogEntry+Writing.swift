import Quiz

extension LogEntry {
  /// What is kept of an event: nothing for one that is not of the log, and for the end of an exam its
  /// answers too, an entry each.
  /// - Parameter now: the time of an event that has none of its own
  static func entries(of event: ProgressEvent, now: Double) -> [LogEntry] {
    func entry(
      _ kind: Kind, _ subject: String, at time: Double? = nil, _ body: JSONNode = .object([:])
    ) -> LogEntry {
      LogEntry(
        id: EntryID.next(at: now), time: time ?? now, kind: kind.rawValue, subject: subject,
        body: body)
    }
    switch event {
    case .answered(let attempt):
      return [entry(.answered, attempt.item, at: attempt.time, attempt.json)]
    case .rated(let answer, let rating):
      return [
        entry(
          .rated, answer.item,
          .object(["answered": .number(answer.time), "rating": .number(rating.rawValue)]))
      ]
    case .overruled(let answer, let points, let score):
      return [
        entry(
          .overruled, answer.item,
          .object([
            "answered": .number(answer.time), "points": .list(points.map { .number($0) }),
            "score": .number(score),
          ]))
      ]
    case .undone(let answer):
      return [entry(.undone, answer.item, .object(["answered": .number(answer.time)]))]
    case .skipped(let item, let lesson, let time):
      return [entry(.skipped, item, at: time, .object(["lesson": .string(lesson)]))]
    case .unskipped(let item, let time): return [entry(.unskipped, item, at: time)]
    case .disputed(let answer, let lesson, let time):
      return [
        entry(
          .disputed, answer.item, at: time,
          .object(["answered": .number(answer.time), "lesson": .string(lesson)]))
      ]
    case .examBegan(let exam): return [entry(.examBegan, exam.name, at: exam.began, exam.json)]
    case .examAnswered(let exam, let question, let answer, let time):
      return [
        entry(
          .examAnswered, Exam.name(exam), at: time,
          .object(["question": .number(question), "answer": answer.json]))
      ]
    case .examEnded(let exam, let attempts, let time):
      return attempts.map { entry(.answered, $0.item, at: $0.time, $0.json) }
        + [entry(.examEnded, Exam.name(exam), at: time)]
    case .guessed(let guess):
      let guessed = entry(.guessed, guess.prediction, at: guess.time, guess.json)
      guard let outcome = guess.outcome else { return [guessed] }
      return [guessed, entry(.decided, guess.prediction, outcome.json(of: guess.time))]
    case .decided(let prediction, let time, let outcome):
      return [entry(.decided, prediction, outcome.json(of: time))]
    case .read, .left, .set: return []
    }
  }
}

extension Exam {
  /// What the log calls the exam that began at a time.
  static func name(_ began: Double) -> String { "exam-" + JSONNode.number(began).text }
  var name: String { Self.name(began) }

  var json: JSONNode {
    .object([
      "minutes": .number(minutes),
      "questions": .list(
        questions.map {
          .object([
            "item": .string($0.item), "lesson": .string($0.lesson), "seed": .string("\($0.seed)"),
          ])
        }),
      "answers": answers.isEmpty
        ? nil : .object(answers.sorted { $0.key < $1.key }.map { ("\($0.key)", $0.value.json) }),
    ])
  }
}

extension Attempt {
  var json: JSONNode {
    .object([
      "version": .number(version), "lesson": .string(lesson), "answer": answer.json,
      "score": .number(score), "points": .number(points), "hint": .bool(hintUsed),
      "mode": .string(mode.rawValue), "seed": seed == 0 ? nil : .string("\(seed)"),
      "seconds": seconds.map { .number($0) }, "rating": .number(rating.rawValue),
      "tally": tally.map {
        .object([
          "met": .list($0.met.map { .number($0) }), "missed": .list($0.missed.map { .number($0) }),
          "contradicted": .list($0.contradicted.map { .number($0) }),
        ])
      },
      "mutant": mutant.map { .string($0) },
    ])
  }
}

extension Answer {
  /// `{"choice": 1}`, `{"choices": [0, 2]}`, `{"truth": true}`, `{"order": [2, 0, 1]}`,
  /// `{"pairs": {"0": 2}}`, `{"text": "16"}`: what is kept for ever must not hang on how the compiler
  /// would write an enum.
  var json: JSONNode {
    switch self {
    case .choice(let index): .object(["choice": .number(index)])
    case .choices(let indices):
      .object(["choices": .list(indices.sorted().map { .number($0) })])
    case .truth(let isTrue): .object(["truth": .bool(isTrue)])
    case .order(let indices): .object(["order": .list(indices.map { .number($0) })])
    case .pairs(let pairs):
      .object([
        "pairs": .object(pairs.sorted { $0.key < $1.key }.map { ("\($0.key)", .number($0.value)) })
      ])
    case .text(let text): .object(["text": .string(text)])
    }
  }
}

extension Guess {
  var json: JSONNode {
    .object([
      "lesson": .string(lesson), "choice": .string(choice), "confidence": .number(confidence),
    ])
  }
}

extension Guess.Outcome {
  fileprivate func json(of guess: Double) -> JSONNode {
    .object([
      "guessed": .number(guess), "choice": choice.map { .string($0) }, "value": .number(value),
      "before": before.map { .number($0) },
    ])
  }
}
