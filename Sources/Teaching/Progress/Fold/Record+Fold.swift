extension Record {
  /// Makes the record what it is once `event` has been saved.
  ///
  /// Of an item that was read from a file the latest answer can be amended or undone; an amendment
  /// of an earlier one is seen when the record is read again.
  public mutating func apply(_ event: ProgressEvent) {
    switch event {
    case .answered(let attempt): change(attempt.item, event)
    case .rated(let answer, _), .overruled(let answer, _, _), .undone(let answer):
      change(answer.item, event)
    case .skipped(let item, _, _), .unskipped(let item, _): change(item, event)
    case .disputed(let answer, _, _):
      if !disputes.contains(answer) { disputes.append(answer) }
    case .examBegan(let new): if new.began >= exam?.began ?? 0 { exam = new }
    case .examAnswered(let began, let question, let answer, _):
      if exam?.began == began { exam?.answers[question] = answer }
    case .examEnded(let began, let attempts, _):
      if exam?.began == began { exam = nil }
      for attempt in attempts { apply(.answered(attempt)) }
    case .guessed(let guess):
      let index = guesses.lastIndex { $0.time <= guess.time }
      guesses.insert(guess, at: index.map { $0 + 1 } ?? 0)
    case .decided(let prediction, let time, let outcome):
      for index in guesses.indices
      where guesses[index].prediction == prediction && guesses[index].time == time {
        guesses[index].outcome = guesses[index].outcome ?? outcome
      }
    case .read(let lesson, let share): reading[lesson] = max(share, reading[lesson] ?? 0)
    case .left(let place): bookmark = place
    case .set(let key, let value): settings[key] = value
    }
  }

  private mutating func change(_ id: String, _ event: ProgressEvent) {
    var item = items[id] ?? ItemRecord(folding: latest[id].map { [.answered($0)] } ?? [])
    item.apply(event)
    set(item, of: id)
    awaitingRepeat.sort { $0.time < $1.time }
  }

  /// Items are set in any order; who sets them has `awaitingRepeat` sorted.
  mutating func set(_ item: ItemRecord, of id: String) {
    items[id] = item
    latest[id] = item.latest
    cards[id] = item.card
    if item.isSkipped { skipped.insert(id) } else { skipped.remove(id) }
    awaitingRepeat.removeAll { $0.item == id }
    if let attempt = item.awaiting { awaitingRepeat.append(attempt) }
  }
}

extension Record {
  /// Folds a whole log, in any order of its entries.
  init(folding log: some Sequence<LogEntry>) {
    self.init()
    // What cannot be read, or is of a later version, is passed over.
    let events = log.sorted { $0.precedes($1) }
      .compactMap { entry in (try? entry.event()).map { (event: $0, entry: entry) } }
    var items: [String: [ProgressEvent]] = [:]
    var outcomes: [Prediction: Guess.Outcome] = [:]
    for (event, entry) in events {
      switch event {
      case .answered, .rated, .overruled, .undone, .skipped, .unskipped:
        items[entry.subject, default: []].append(event)
      case .decided(let prediction, let time, let outcome):
        let key = Prediction(id: prediction, time: time)
        outcomes[key] = outcomes[key] ?? outcome
      default: apply(event)
      }
    }
    for index in guesses.indices {
      let guess = guesses[index]
      guesses[index].outcome = outcomes[Prediction(id: guess.prediction, time: guess.time)]
    }
    for (id, events) in items { set(ItemRecord(folding: events), of: id) }
    awaitingRepeat.sort { $0.time < $1.time }
  }

  private struct Prediction: Hashable {
    var id: String
    var time: Double
  }
}
