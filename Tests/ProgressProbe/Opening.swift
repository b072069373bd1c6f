import Progress

/// How long it takes from the start of a program to the item that is due next.
enum Opening {
  static func time(_ folder: String, _ count: Int) throws {
    var spent: [Duration] = []
    for _ in 0..<max(1, count) {
      try spent.append(
        ContinuousClock().measure {
          let record = try SQLiteStore(folder: folder).record()
          let due = record.cards.min { ($0.value.due, $0.key) < ($1.value.due, $1.key) }
          if due == nil { print("nothing is due") }
        })
    }
    print(spent.sorted()[spent.count / 2] / .milliseconds(1))
  }
}
