import Canvas
import Course
import Labs

/// A number of a lesson, tested before the learner's eyes: the sentence that it stands in, the runs
/// that it rests on, and whether their value lands where it has to; below, the lab that gave it.
struct ClaimScreen: ScreenModel {
  /// The lesson's id.
  let lesson: String
  /// The numbers that can be gone through, in the order of reading.
  private(set) var passages: [ClaimPassage]
  private(set) var index: Int
  private(set) var test: ClaimTest
  /// The labs of what is tested, one a run.
  var exhibits: [ClaimExhibit] = []
  /// The operand that is looked at, where there are several.
  private(set) var operand = 0
  /// Whether the keys go to the lab.
  var isInLab = false
  var menu: (any LabMenu)?
  private(set) var sources: [Source] = []
  /// Whether the text is right, of what was tested so far, by where it says so.
  private(set) var verdicts: [Place: Bool] = [:]
  private let showsAnswers: Bool
  /// Tells the runs of this test from those of the ones before.
  private var testCount = 0
  private var hasBegun = false

  /// - Parameters:
  ///   - index: the number to begin with, among those that can be seen
  ///   - showsAnswers: whether those in the answers can be seen
  /// - Returns: nil where there is no such number
  init?(_ lesson: Lesson, number index: Int, showsAnswers: Bool) {
    passages = lesson.claimPassages(withAnswers: showsAnswers)
    guard passages.indices.contains(index) else { return nil }
    self.lesson = lesson.summary.id
    self.showsAnswers = showsAnswers
    self.index = index
    test = ClaimTest(id: "\(lesson.summary.id)!", passages[index], among: lesson.claims)
  }

  var passage: ClaimPassage { test.passage }
  var claim: Claim? { test.claim }

  /// The claim that the lab below is of: the tested one, or one of its operands.
  var shownClaim: String {
    let operands = claim?.operands ?? []
    return operands.indices.contains(operand) ? operands[operand] : passage.link.id
  }

  /// The run that the lab below is of, and the number of it that is meant.
  var shownRun: RunNumber? { test.claims.numbers(of: shownClaim).first }

  var shownExhibit: Int? {
    guard let shownRun else { return nil }
    return exhibits.firstIndex { $0.request == shownRun.request }
  }

  var exhibit: ClaimExhibit? { shownExhibit.map { exhibits[$0] } }

  var source: Source? {
    guard case .source(let id, _, _)? = test.claims[shownClaim]?.basis else { return nil }
    return sources.first { $0.id == id }
  }

  // MARK: Coming and going

  mutating func prepare(_ context: Context) -> [Action] {
    guard !hasBegun else { return [] }
    hasBegun = true
    return begin(among: test.written, context) + [.effect(.loadReferences)]
  }

  mutating func receive(_ message: Message, _ context: Context) -> [Action] {
    switch message {
    case .labFinished(let ticket, let result):
      for index in exhibits.indices where exhibits[index].panel.receive(ticket, result) {
        return []
      }
      take(ticket, result, context)
    case .labProgressed(let ticket, let advance):
      for index in exhibits.indices { exhibits[index].panel.receive(ticket, advance) }
      test.receive(ticket, advance)
    case .tick:
      if test.isMoving {
        test.tick()
        keepVerdict()
      } else {
        for index in exhibits.indices { exhibits[index].panel.tick() }
      }
    case .referencesLoaded(let sources): self.sources = sources
    case .lessonLoaded(let loaded) where loaded.lesson.summary.id == lesson:
      return translate(to: loaded.lesson, context)
    default: break
    }
    return []
  }

  private mutating func take(
    _ ticket: LabTicket, _ result: Result<Findings, LabError>, _ context: Context
  ) {
    guard let request = test.receive(ticket, result, allowsMotion: context.allowsMotion) else {
      return
    }
    let shown = shownRun
    for index in exhibits.indices where exhibits[index].request == request {
      exhibits[index].take(result, showing: shown?.request == request ? shown?.result : nil)
    }
    keepVerdict()
  }

  private mutating func keepVerdict() {
    if let verdict = test.verdict { verdicts[passage.link.place] = verdict }
  }

  /// The same number in another language.
  private mutating func translate(to lesson: Lesson, _ context: Context) -> [Action] {
    let translated = lesson.claimPassages(withAnswers: showsAnswers)
    let id = passage.link.id
    let ordinal = passages[..<index].count { $0.link.id == id }
    let same = translated.indices.filter { translated[$0].link.id == id }
    guard let place = same.indices.contains(ordinal) ? same[ordinal] : same.first else {
      return leave()
    }
    let stops = test.stop().map(Action.effect)
    passages = translated
    index = place
    return stops + begin(among: lesson.claims, context)
  }

  mutating func resume(after closed: any ScreenModel, _ context: Context) -> [Action] {
    guard let lab = closed as? LabScreen,
      let index = exhibits.firstIndex(where: { $0.panel.id == lab.panel.id })
    else { return [] }
    let mutant = exhibits[index].panel.mutant
    exhibits[index].panel = lab.panel
    exhibits[index].panel.focus = .figure
    // What was broken full screen is broken here as well.
    guard lab.panel.mutant != mutant else { return [] }
    return start(on: lab.panel.mutant, context)
  }

  var tickInterval: Duration? {
    test.isMoving ? .milliseconds(40) : exhibits.compactMap(\.panel.tickInterval).min()
  }

  var isTyping: Bool { menu != nil || isInLab && exhibit?.panel.editor != nil }

  // MARK: The test

  /// Tests the present number from the beginning.
  private mutating func begin(among claims: [String: Claim], _ context: Context) -> [Action] {
    testCount += 1
    test = ClaimTest(id: "\(lesson)!\(testCount)", passages[index], among: claims)
    isInLab = false
    operand = 0
    exhibits = []
    return start(on: .own, context)
  }

  /// Tests it again, on the engine of the claim or on another one.
  mutating func start(on engine: ClaimTest.Engine, _ context: Context) -> [Action] {
    let effects = test.start(on: engine, allowsMotion: context.allowsMotion)
    var last = exhibits
    exhibits = []
    for (index, request) in test.requests.enumerated() {
      if let kept = last.firstIndex(where: { $0.onEngine(of: request) != nil }),
        let exhibit = last.remove(at: kept).onEngine(of: request)
      {
        exhibits.append(exhibit)
      } else if let exhibit = ClaimExhibit(request, id: "\(lesson)!\(testCount)#\(index)") {
        exhibits.append(exhibit)
      }
    }
    keepVerdict()
    return effects.map(Action.effect)
  }

  /// - Parameter mutant: the broken engine; nil for the true one
  mutating func start(on mutant: String?, _ context: Context) -> [Action] {
    let own = test.written.numbers(of: shownClaim).first?.request.mutant
    return start(on: mutant == own ? .own : .other(mutant), context)
  }

  mutating func move(by step: Int, _ context: Context) -> [Action] {
    guard passages.indices.contains(index + step) else { return [] }
    index += step
    return test.stop().map(Action.effect) + begin(among: test.written, context)
  }

  mutating func look(atOperand index: Int) {
    operand = min(max(0, index), max(0, (claim?.operands.count ?? 0) - 1))
    if let shownExhibit, let result = shownRun?.result { exhibits[shownExhibit].show(result) }
  }

  /// Ends what nobody will look at any more.
  mutating func leave() -> [Action] {
    let runs = exhibits.compactMap { $0.panel.stop() } + test.stop()
    return runs.map(Action.effect) + [.back]
  }

  mutating func skipMotion() {
    test.skip()
    keepVerdict()
  }
}
