import Progress
import Quiz
import Testing

/// What a record holds after events, in memory and on the disk alike.
struct RecordTests {
  struct History: CustomTestStringConvertible {
    var testDescription: String
    var events: [ProgressEvent]
    var record: Record

    init(_ name: String, _ events: [ProgressEvent], _ record: Record) {
      testDescription = name
      self.events = events
      self.record = record
    }
  }

  static let histories = [
    History("nothing", [], Record()),
    History(
      "an answer of each kind",
      [
        .answered(.sample("a", .choice(2))), .answered(.sample("b", .choices([0, 3]))),
        .answered(.sample("c", .text("１２ 'KB\"; --"))),
      ],
      Record(latest: [
        "a": .sample("a", .choice(2)), "b": .sample("b", .choices([0, 3])),
        "c": .sample("c", .text("１２ 'KB\"; --")),
      ])),
    History(
      "the later of two attempts counts",
      [.answered(.sample("a", score: 1, time: 1)), .answered(.sample("a", score: 0.25, time: 2))],
      Record(latest: ["a": .sample("a", score: 0.25, time: 2)])),
    History(
      "of two at one moment the one saved last",
      [.answered(.sample("a", score: 1, time: 1)), .answered(.sample("a", score: 0, time: 1))],
      Record(latest: ["a": .sample("a", score: 0, time: 1)])),
    History(
      "what was read stays read",
      [
        .read(lesson: "x", share: 0.5), .read(lesson: "x", share: 0.25),
        .read(lesson: "y", share: 0), .read(lesson: "y", share: 1),
      ], Record(reading: ["x": 0.5, "y": 1])),
    History(
      "predictions in the order of time, decided once",
      [
        .guessed(.sample(at: 1)), .guessed(.sample(choice: "rises", at: 2)),
        .decided(prediction: "p", time: 1, Guess.Outcome(choice: "9", value: 9.04)),
        .decided(prediction: "p", time: 1, Guess.Outcome(choice: "50", value: 50)),
        .decided(prediction: "q", time: 2, Guess.Outcome(choice: "falls", value: 0)),
      ],
      Record(guesses: [
        .sample(at: 1, Guess.Outcome(choice: "9", value: 9.04)),
        .sample(choice: "rises", at: 2),
      ])),
    History(
      "a change that no choice names",
      [
        .guessed(.sample(choice: "rises", at: 3)),
        .decided(prediction: "p", time: 3, Guess.Outcome(choice: nil, value: 2, before: 2)),
      ],
      Record(guesses: [
        .sample(choice: "rises", at: 3, Guess.Outcome(choice: nil, value: 2, before: 2))
      ])),
    History(
      "one bookmark",
      [.left(Bookmark(lesson: "x", block: 3)), .left(Bookmark(lesson: "y", block: 0))],
      Record(bookmark: Bookmark(lesson: "y", block: 0))),
    History(
      "one value a setting",
      [
        .set(key: "theme", value: "dark"), .set(key: "language", value: "zh"),
        .set(key: "theme", value: ""),
      ], Record(settings: ["theme": "", "language": "zh"])),
  ]

  @Test(arguments: histories) func memoryKeeps(history: History) {
    let store = MemoryStore()
    for event in history.events { store.save(event) }
    #expect(store.record().withoutCards == history.record)
    #expect(store.events == history.events)
  }

  @Test(arguments: histories) func theDiskKeeps(history: History) throws {
    let folder = try RecordFolder()
    let store = try folder.store()
    for event in history.events { try store.save(event) }
    #expect(try store.record().withoutCards == history.record)
    #expect(try folder.store().record() == store.record(), "opened again")
    #expect(store.notice == nil)
  }

  @Test func memoryBeginsWithARecord() {
    let store = MemoryStore(record: Record(reading: ["x": 0.5]))
    store.save(.read(lesson: "x", share: 0.1))
    #expect(store.record() == Record(reading: ["x": 0.5]))
  }

  @Test(arguments: [(0.75, true), (0.5, false), (0, false)])
  func anAttemptWithAHintIsRightAtThreeQuarters(score: Double, isRight: Bool) {
    #expect(Attempt.sample("a", score: score).isRight == isRight)
  }

  @Test(arguments: [
    (["ATTN_TUTOR_DATA": "/a", "XDG_DATA_HOME": "/x", "HOME": "/h"], "/o" as String?, "/o"),
    (["ATTN_TUTOR_DATA": "/a", "HOME": "/h"], "", "/a"),
    (["ATTN_TUTOR_DATA": "/a", "XDG_DATA_HOME": "/x", "HOME": "/h"], nil, "/a"),
    (["ATTN_TUTOR_DATA": "", "XDG_DATA_HOME": "/x", "HOME": "/h"], nil, "/x/attn-tutor"),
    (["XDG_DATA_HOME": "", "HOME": "/h"], nil, "/h/.local/share/attn-tutor"),
    (["XDG_DATA_HOME": "x", "HOME": "/h"], nil, "/h/.local/share/attn-tutor"),
    (["HOME": "/h"], nil, "/h/.local/share/attn-tutor"),
  ])
  func theFolderIsTheFirstThatIsNamed(
    environment: [String: String], option: String?, path: String
  ) {
    #expect(DataFolder.path(option: option, environment: environment) == path)
  }
}

extension Record {
  /// Every item that was answered has one; `FoldTests` says which.
  fileprivate var withoutCards: Record {
    var record = self
    record.cards = [:]
    return record
  }
}
