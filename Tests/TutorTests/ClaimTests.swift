import Canvas
import Course
import Labs
import Progress
import Testing

@testable import Tutor

/// A number of a lesson, tested by a key.
@Suite struct ClaimTests {
  /// A lesson, Tab pressed until the number with that name has the focus.
  private func opened(
    _ lesson: String, at claim: String, size: Size = Size(columns: 80, rows: 24)
  ) async throws -> Rehearsal {
    let rehearsal = try await Rehearsal(size: size, opening: .lesson(lesson))
    for _ in 0..<60 where focusedClaim(rehearsal) != claim { await rehearsal.press(.tab) }
    try #require(focusedClaim(rehearsal) == claim)
    return rehearsal
  }

  private func focusedClaim(_ rehearsal: Rehearsal) -> String? {
    guard let screen = rehearsal.front as? LessonScreen, case .target(let index) = screen.focus,
      case .claim(let id) = screen.page.targets[index]
    else { return nil }
    return id
  }

  private func tested(_ rehearsal: Rehearsal) throws -> ClaimScreen {
    try #require(rehearsal.front as? ClaimScreen)
  }

  /// The style of the first cell of the last row that has the text.
  private func style(of text: String, in frame: Frame) throws -> Style {
    for row in (0..<frame.size.rows).reversed() {
      let cells = (0..<frame.size.columns).map { frame[$0, row] }
      let line = cells.map(\.text).joined()
      guard let place = line.range(of: text) else { continue }
      return cells[line.distance(from: line.startIndex, to: place.lowerBound)].style
    }
    throw Missing(text: text)
  }

  private struct Missing: Error { var text: String }

  // MARK: In a lesson

  @Test func theValueLandsWhereItHasTo() async throws {
    let rehearsal = try await opened("attention/steps", at: "it")
    #expect(rehearsal.text.contains("Enter test it"))
    await rehearsal.press(.enter)
    let screen = try tested(rehearsal)
    #expect(screen.passage.link.text == "0.83")
    #expect(screen.test.trial?.outcome.holds == true)
    for part in ["“it” gives “cat”", "run · lab heatmap", "0.825", "0.835", "▸ lab heatmap"] {
      #expect(rehearsal.text.contains(part))
    }
    #expect(rehearsal.text.contains("Holds: 0.8257 is printed 0.83."))
    #expect(try style(of: "✔", in: rehearsal.frame).foreground == Theme.dark.correct.foreground)
    // It is tested once, and the lab shows that run.
    #expect(screen.exhibit?.panel.findings != nil && screen.exhibit?.panel.isRunning == false)
  }

  @Test func aBrokenEngineTurnsItRedAndTheTrueOneBackAgain() async throws {
    let rehearsal = try await opened("attention/steps", at: "it")
    await rehearsal.press(.enter, .character("B"))
    #expect(rehearsal.text.contains("Softmax runs down the queries"))
    await rehearsal.press(.character("3"))
    #expect(try tested(rehearsal).test.engine == .other("softmax-columns"))
    #expect(rehearsal.text.contains("Does not hold: the text says 0.83, the run gives 0.9439."))
    #expect(rehearsal.text.contains("So the test can fail"))
    #expect(try style(of: "✘", in: rehearsal.frame).foreground == Theme.dark.wrong.foreground)
    #expect(try tested(rehearsal).exhibit?.panel.mutant == "softmax-columns")
    // What the true engine said of the text stays.
    #expect(Array(try tested(rehearsal).verdicts.values) == [true])

    await rehearsal.press(.character("B"))
    #expect(rehearsal.text.contains("Holds: 0.8257 is printed 0.83."))
    #expect(try tested(rehearsal).exhibit?.panel.mutant == nil)
  }

  @Test func aDamageThatMissesTheNumberIsSaid() async throws {
    let rehearsal = try await opened("attention/steps", at: "it")
    await rehearsal.press(.enter, .character("B"), .character("6"))
    #expect(rehearsal.text.contains("Holds: 0.8257 is printed 0.83."))
    #expect(rehearsal.text.contains("The claim survives this damage"))
  }

  @Test(arguments: [Size(columns: 80, rows: 24), Size(columns: 120, rows: 36)])
  func escapeLeadsBackToTheSameLine(size: Size) async throws {
    let rehearsal = try await opened("attention/steps", at: "entropyUnscaled", size: size)
    // In the middle of a paragraph, where no block begins.
    await rehearsal.press(.down)
    let before = try #require(rehearsal.front as? LessonScreen)
    let (top, focus) = (before.top, before.focus)
    await rehearsal.press(.enter)
    var texts = [try tested(rehearsal).passage.link.text]
    await rehearsal.press(.character("p"))
    texts.append(try tested(rehearsal).passage.link.text)
    await rehearsal.press(.character("n"), .escape)
    let after = try #require(rehearsal.front as? LessonScreen)
    #expect(after.top == top && after.focus == focus)
    #expect(after.page.lines.count == before.page.lines.count)
    for text in texts { #expect(after.page.lines.contains { $0.text.contains(text + "✔") }) }
    #expect(after.page.lines.contains { $0.text.contains("↻") })
  }

  @Test func aClickTestsAsWell() async throws {
    let rehearsal = try await opened("attention/steps", at: "it")
    let lines = rehearsal.text.split(separator: "\n", omittingEmptySubsequences: false)
    let row = try #require(lines.firstIndex { $0.contains("0.83↻") })
    let line = lines[row]
    let place = try #require(line.range(of: "0.83↻"))
    let column = String(line[..<place.lowerBound]).cellWidth + 1
    await rehearsal.press(.escape)
    await rehearsal.receive(.mouse(Mouse(.press, column: column, row: row)))
    #expect(try tested(rehearsal).passage.link.id == "it")
  }

  @Test func nAndPGoThroughTheNumbersOfTheLesson() {
    var bench = ClaimBench(
      claims: "n: {source: sutskever2014, where: x, value: 1}",
      [("n", "1"), ("n", "2"), ("n", "3")])
    func text(after key: Key) -> String? {
      bench.press(key)
      return bench.screen?.passage.link.text
    }
    #expect((0..<3).map { _ in text(after: .character("n")) } == ["2", "3", "3"])
    #expect((0..<3).map { _ in text(after: .character("p")) } == ["2", "1", "1"])
  }

  @Test func theSameNumberIsTestedInTheOtherLanguage() async throws {
    let rehearsal = try await opened("attention/steps", at: "entropy")
    await rehearsal.press(.enter, .character("L"))
    #expect(try tested(rehearsal).passage.link.id == "entropy")
    #expect(rehearsal.text.contains("成立："))
    #expect(rehearsal.text.contains("实验"))
    await rehearsal.press(.escape)
    let page = try #require(rehearsal.front as? LessonScreen).page
    #expect(page.lines.contains { $0.text.contains("✔") })
  }

  @Test func theLabOpensFullScreenAndWhatIsBrokenThereIsBrokenHere() async throws {
    let rehearsal = try await opened("attention/steps", at: "it")
    await rehearsal.press(.enter, .enter)
    let lab = try #require(rehearsal.front as? LabScreen)
    #expect(lab.panel.request == (try opened(rehearsal)).exhibit?.panel.request)
    await rehearsal.press(.character("B"), .character("3"), .escape)
    #expect(try tested(rehearsal).test.engine == .other("softmax-columns"))
    #expect(rehearsal.text.contains("Does not hold"))
  }

  private func opened(_ rehearsal: Rehearsal) throws -> ClaimScreen {
    try #require(rehearsal.session.state.screens.lazy.compactMap { $0 as? ClaimScreen }.first)
  }

  // MARK: The kinds

  @Test func aTheoremIsHeldToItsFormula() async throws {
    let rehearsal = try await opened("transformer/scaling", at: "var64")
    await rehearsal.press(.enter)
    for part in [
      "theorem · lab scaling d=64", "in theory d", "60.8", "67.2",
      "Holds: theory says d = 64, the run gives 64.77, within 5 %.",
    ] {
      #expect(rehearsal.text.contains(part))
    }
  }

  @Test func ofASourceNothingIsRun() {
    var bench = ClaimBench(
      claims: #"state: {source: sutskever2014, where: "§3.4", value: 8000}"#,
      [("state", "8000"), ("state", "9000")])
    #expect(bench.asked == [])
    for part in [
      "Nothing is run here", "Sequence to Sequence Learning", "§3.4: 8000",
      "https://arxiv.org/abs/1409.3215",
    ] {
      #expect(bench.text.contains(part))
    }
    bench.press(.enter, .character("y"), .character("B"), .tab)
    #expect(bench.copied == Array(repeating: "https://arxiv.org/abs/1409.3215", count: 2))
    #expect(bench.screen?.verdicts == [:] && bench.screen?.tickInterval == nil)
    bench.press(.character("n"))
    #expect(bench.text.contains("Yet the text says 9000."))
  }

  /// Two runs of a lab and what is computed from them.
  static let computed = """
    scaled: {lab: heatmap, result: entropy}
    plain: {lab: heatmap, set: {scale: false}, result: entropy}
    ratio: {divide: [scaled, plain]}
    fall: {subtract: [scaled, plain], unit: "%", within: 1}
    rise: {order: [plain, scaled]}
    fallen: {order: [scaled, plain]}
    """

  static let computations = [
    ("ratio", "1.9", "ratio · scaled ÷ plain", "Holds: 1.907 is printed 1.9."),
    ("ratio", "2.5", "ratio · scaled ÷ plain", "Does not hold: the text says 2.5"),
    ("fall", "91 %", "difference · scaled − plain", "Holds: 90.85 % lies within 1 of 91 %."),
    ("rise", "grows", "order · plain < scaled", "Holds: each value is greater than the one"),
    ("fallen", "falls", "order · scaled < plain", "Does not hold: the values do not ascend"),
  ]

  @Test(arguments: computations)
  func whatIsComputedShowsItsOperands(
    id: String, text: String, kind: String, verdict: String
  ) throws {
    var bench = ClaimBench(claims: Self.computed, [(id, text)])
    #expect(bench.text.contains(kind))
    #expect(bench.text.contains(verdict))
    let operands = try #require(bench.screen?.claim?.operands)
    let trial = try #require(bench.screen?.test.trial)
    for operand in trial.operands {
      #expect(bench.text.contains(try #require(operand.value).compact()))
    }
    for (index, operand) in operands.enumerated() {
      #expect(bench.screen?.shownClaim == operand)
      let isPlain = operand == "plain"
      #expect(bench.screen?.exhibit?.panel.settings.toggle("scale") == !isPlain)
      bench.press(.down)
      #expect(bench.screen?.operand == min(index + 1, operands.count - 1))
    }
    bench.press(.character("y"))
    #expect(bench.copied.first?.contains(" && ") == true)
  }

  // MARK: Engines of its own, cells

  static let cells = """
    it: {lab: heatmap, result: "weights[8,2]"}
    down: {lab: heatmap, result: "weights[8,2]", mutant: softmax-columns}
    """

  @Test func theLabTurnsToTheCellThatIsClaimed() throws {
    let bench = ClaimBench(claims: Self.cells, [("it", "0.80")])
    let panel = try #require(bench.screen?.exhibit?.panel)
    #expect(panel.reference == CellReference("weights", 7, 1))
    #expect(bench.text.contains("Holds: 0.7987 is printed 0.80."))
  }

  @Test func aClaimOnABrokenEngineFailsOnTheTrueOne() {
    var bench = ClaimBench(claims: Self.cells, [("down", "0.92")])
    #expect(bench.text.contains("mutant=softmax-columns"))
    #expect(bench.asked.map(\.mutant) == ["softmax-columns"])
    let own = bench.screen?.test.trial?.outcome.value
    bench.press(.character("B"), .character("0"))
    #expect(bench.text.contains("This is the true engine."))
    #expect(bench.text.contains("the run gives 0.7987"))
    bench.press(.character("B"))
    #expect(bench.screen?.test.engine == .own)
    #expect(bench.screen?.test.trial?.outcome.value == own)
  }

  @Test func aLabWithoutMutantsSaysSo() {
    var bench = ClaimBench(
      claims: "v: {lab: scaling, set: {draws: 10}, result: variance}", [("v", "64")])
    #expect(!bench.text.contains("break the engine"))
    bench.press(.character("B"))
    #expect(bench.text.contains("Nothing in this lab can be broken"))
    #expect(bench.screen?.menu == nil)
  }

  // MARK: The lab below

  @Test func theLearnersOwnSettingsAreASecondMark() {
    var bench = ClaimBench(
      claims: "e: {lab: heatmap, set: {scale: false}, result: entropy}", [("e", "1.0")])
    let verdict = bench.screen?.test.trial
    #expect(!bench.text.contains("○"))
    bench.press(.tab, .tab)
    bench.press(.character("s"))
    #expect(bench.screen?.exhibit?.isAtHome == false)
    #expect(bench.text.contains("○ With the lab's present settings it is 1.91."))
    #expect(bench.screen?.test.trial == verdict)
    bench.press(.escape, .character("r"))
    #expect(bench.screen?.exhibit?.isAtHome == true)
    #expect(!bench.text.contains("○"))
  }

  @Test func tabGoesToTheLabToItsControlsAndBack() {
    var bench = ClaimBench(claims: Self.cells, [("it", "0.80")])
    bench.press(.tab)
    #expect(bench.screen?.isInLab == true && bench.screen?.exhibit?.panel.focus == .figure)
    bench.press(.tab)
    #expect(bench.screen?.exhibit?.panel.focus == .control(0))
    bench.press(.tab)
    #expect(bench.screen?.isInLab == false)
  }

  @Test func theCommandReproducesTheRun() {
    var bench = ClaimBench(
      claims: "e: {lab: heatmap, set: {scale: false, text: a cat}, seed: 3, result: entropy}",
      [("e", "1")])
    bench.press(.character("y"))
    #expect(
      bench.copied == ["attn-tutor lab run heatmap --set scale=false --set text='a cat' --seed 3"])
  }

  // MARK: Motion

  @Test func theValueComesToRestAndThenNothingMoves() {
    var bench = ClaimBench(claims: Self.cells, [("it", "0.80")], allowsMotion: true)
    #expect(bench.screen?.tickInterval != nil)
    #expect(!bench.text.contains("Holds"))
    #expect(bench.text.contains("It has to land between 0.795 and 0.805."))
    #expect(bench.screen?.verdicts == [:])
    var arrivals: [Double] = []
    for _ in 0..<100 {
      guard bench.screen?.tickInterval != nil else { break }
      arrivals.append(bench.screen?.test.arrival(ofStage: 0) ?? -1)
      bench.send(.tick)
    }
    #expect(arrivals == arrivals.sorted() && arrivals.first == 0 && arrivals.count < 50)
    #expect(bench.screen?.test.arrival(ofStage: 0) == 1)
    #expect(bench.text.contains("Holds"))
    #expect(bench.state.tickInterval == nil)
    #expect(bench.screen?.verdicts.count == 1)
  }

  @Test func spaceDoesNotWait() {
    var bench = ClaimBench(claims: Self.computed, [("ratio", "1.9")], allowsMotion: true)
    bench.press(.character(" "))
    #expect(bench.text.contains("Holds") && bench.state.tickInterval == nil)
  }

  @Test func operandsComeOneAfterTheOther() {
    var bench = ClaimBench(claims: Self.computed, [("ratio", "1.9")], allowsMotion: true)
    var seen: [Int] = []
    while bench.state.tickInterval != nil {
      let stages = (0..<3).count { (bench.screen?.test.arrival(ofStage: $0) ?? 0) > 0 }
      if seen.last != stages { seen.append(stages) }
      bench.send(.tick)
    }
    #expect(seen == [0, 1, 2, 3])
  }

  // MARK: Runs that fail, end or come late

  @Test func whileARunIsUnderWayNothingMoves() {
    var bench = ClaimBench(claims: Self.cells, [("it", "0.80")], allowsMotion: true)
    bench.holdsRuns = true
    bench.press(.character("r"))
    #expect(bench.text.contains("Running…"))
    #expect(bench.state.tickInterval == nil)
    let ticket = LabTicket(panel: "other", run: 1)
    bench.send(.labProgressed(ticket, LabAdvance(fraction: 0.3, what: Localized("N = 8"))))
    #expect(!bench.text.contains("30 %"))
    bench.finishRuns()
    #expect(bench.screen?.test.trial != nil)
  }

  @Test func leavingEndsTheRuns() throws {
    var bench = ClaimBench(claims: Self.computed, [("ratio", "1.9")])
    bench.holdsRuns = true
    bench.press(.character("r"), .escape)
    #expect(bench.screen == nil && bench.stopped.count == 2)
    bench.finishRuns()
  }

  @Test func ofTwoTestsTheLaterOneCounts() {
    var bench = ClaimBench(claims: Self.cells, [("it", "0.80"), ("it", "0.90")])
    bench.holdsRuns = true
    bench.press(.character("r"), .character("n"))
    bench.finishRuns()
    #expect(bench.screen?.index == 1)
    #expect(bench.text.contains("Does not hold: the text says 0.90"))
  }

  @Test func aLabThatFailsIsSaid() {
    let reason = Localized(en: "out of memory", zh: "内存不足")
    var bench = ClaimBench(claims: Self.cells, [("it", "0.80")]) { _ in
      .failure(.impossible(reason))
    }
    #expect(bench.text.contains("out of memory"))
    #expect(bench.screen?.verdicts == [:] && bench.state.tickInterval == nil)
    bench.press(.character("B"), .character("3"), .character("y"), .character("r"), .enter, .escape)
    #expect(bench.text.contains("out of memory"))
  }

  static let hostile: [(String, String, String)] = [
    ("it", "many", "there is no number in “many”."),
    ("it", "80 %", "the text says 80 %, but the claim is in no unit, not in %."),
    ("gone", "1", "There is no claim “gone”."),
    ("noLab", "1", "unknown lab 'cards'"),
    ("noResult", "1", "has no result 'nothing'"),
    ("noCell", "1", "has no result 'weights[99,99]'"),
    ("itself", "1", "rests on itself"),
    ("dangling", "1", "there is no claim 'gone'"),
  ]

  @Test(arguments: hostile)
  func whatCannotBeTestedSaysWhy(id: String, text: String, reason: String) {
    let claims =
      Self.cells + """

        noLab: {lab: cards, result: x}
        noResult: {lab: heatmap, result: nothing}
        noCell: {lab: heatmap, result: "weights[99,99]"}
        itself: {divide: [itself, itself]}
        dangling: {subtract: [it, gone]}
        """
    var bench = ClaimBench(claims: claims, [(id, text)])
    let words = bench.text.split(whereSeparator: \.isWhitespace).joined(separator: " ")
    #expect(words.contains(reason))
    bench.press(
      .tab, .up, .down, .character("B"), .character("3"), .character("y"), .character("r"),
      .character("x"), .enter)
    #expect(!bench.text.isEmpty)
  }

  @Test(arguments: [Glyphs.unicode, .ascii], Language.allCases)
  func everyWindowIsDrawn(glyphs: Glyphs, language: Language) {
    var bench = ClaimBench(
      claims: Self.computed + Self.cells.replacing("it:", with: "\nit:"),
      [("ratio", "1.9"), ("rise", "grows"), ("it", "0.80"), ("it", "words")],
      language: language, glyphs: glyphs, allowsMotion: true)
    let sizes = [(1, 1), (2, 30), (59, 16), (60, 16), (61, 17), (119, 20), (120, 16), (300, 90)]
    for _ in 0..<4 {
      for (columns, rows) in sizes {
        bench.send(.input(.resized(Size(columns: columns, rows: rows))))
        #expect(bench.state.view().size == Size(columns: columns, rows: rows))
        bench.send(.tick)
      }
      bench.press(.character(" "), .character("n"))
    }
  }
}
