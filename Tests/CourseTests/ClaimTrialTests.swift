import Testing

@testable import Course

/// What a test of a number has to show beside its judgement.
struct ClaimTrialTests {
  private func trial(_ id: String, _ text: String) -> ClaimTrial {
    let (claims, _) = Claim.read(ClaimTests.claims, file: "a.claims.yaml")
    var checker = ClaimChecker(runner: DiceRunner())
    let link = ClaimLink(id: id, text: text, place: Place(file: "a.md", line: 3, column: 4))
    return checker.trial(link, among: claims)
  }

  /// The scale of the screen and `verify` never disagree.
  @Test(arguments: ClaimTests.checks)
  func theBracketIsTheJudgement(id: String, text: String, holds: Bool, found: String) {
    let trial = trial(id, text)
    #expect(trial.outcome.holds == holds && trial.outcome.found == found)
    guard let bracket = trial.bracket, let value = trial.outcome.value, let printed = trial.printed
    else { return }
    let isTrueToTheory = trial.theory.map(printed.stands) ?? true
    #expect((bracket.contains(value) && isTrueToTheory) == holds)
  }

  static let brackets: [(String, String, Double, Double)] = [
    ("variance", "64.6", 64.55, 64.65), ("loose", "64", 62.72, 65.28), ("near", "64", 63.3, 64.7),
    // What theory gives is the middle, whatever is printed.
    ("theorem", "63", 62.08, 65.92), ("share", "85 %", 84.5, 85.5), ("ratio", "1.7", 1.65, 1.75),
    ("sram", "192 KB", 191.5, 192.5),
  ]

  @Test(arguments: brackets)
  func theBracketIsWhatThePrintedNumberStandsFor(
    id: String, text: String, lower: Double, upper: Double
  ) throws {
    let bracket = try #require(trial(id, text).bracket)
    #expect((bracket.lower - lower).magnitude < 1e-6 && (bracket.upper - upper).magnitude < 1e-6)
  }

  @Test func theoryIsInTheUnitOfTheText() {
    #expect(trial("theorem", "64").theory == 64)
    #expect(trial("variance", "64").theory == nil)
  }

  @Test func operandsComeInTheirOrderAndUnits() {
    let ratio = trial("ratio", "1.7").operands
    #expect(ratio.map(\.id) == ["kb", "sram"])
    #expect(ratio.map(\.value) == [327.68, 192])
    #expect(ratio.map(\.unit) == ["KB", "KB"])
    #expect(ratio.map(\.plainValue) == [327_680, 192_000])
    #expect(trial("grows", "more").operands.map(\.id) == ["share", "variance", "kb"])
    let dangling = trial("dangling", "1").operands.map { $0.value.map { ($0 * 100).rounded() } }
    #expect(dangling == [8463, nil])
  }

  @Test(arguments: ["grows", "missing", "variance"]) func wordsHaveNoBracket(id: String) {
    #expect(trial(id, "more").bracket == nil)
  }

  // MARK: Runs

  @Test func theRunsOfAClaimAreThoseOfItsOperandsEachOnce() {
    let (claims, _) = Claim.read(ClaimTests.claims, file: "a.claims.yaml")
    let plain = LabRequest(lab: "dice")
    let d64 = LabRequest(lab: "dice", settings: ["d": "64"])
    #expect(claims.numbers(of: "rest").requests == [d64, plain])
    #expect(claims.numbers(of: "ratio").requests == [plain])
    #expect(claims.numbers(of: "sram").requests == [])
    #expect(claims.numbers(of: "itself").requests == [plain])
  }

  @Test func otherEnginesRunTheSameClaims() {
    let (claims, _) = Claim.read(ClaimTests.claims, file: "a.claims.yaml")
    let broken = claims.mapRequests { request in
      var request = request
      request.mutant = "no-mask"
      return request
    }
    #expect(broken.keys == claims.keys)
    #expect(broken.numbers(of: "rest").requests.allSatisfy { $0.mutant == "no-mask" })
    #expect(broken["sram"] == claims["sram"] && broken["ratio"] == claims["ratio"])
  }
}

/// The sentence around a number.
struct ClaimPassageTests {
  private func lesson(_ markdown: String) throws -> Lesson {
    let text = "---\nid: first/a\ntitle: Why?\n---\n" + markdown
    let folder = try CourseFolder(["first/a.en.md": text, "first/a.zh.md": text])
    return try CourseLibrary(at: folder.root).lesson("first/a", in: .english)
  }

  private static let one = "[1](claim:variance)"

  static let sentences = [
    ("One. It is \(one). Two.", "It is 1."),
    ("It is \(one)", "It is 1"),
    ("Is it 2.5? It is **\(one), so.** Two", "It is 1, so."),
    ("As in e.g. \(one) or Kim et al. (2014) say. Two", "As in e.g. 1 or Kim et al. (2014) say."),
    ("第一句。它是 \(one)，如“此。”第二句。", "它是 1，如“此。”"),
    ("One.\nIt is\n\(one).\nTwo.", "It is 1."),
    ("$a.$ It is \(one)$.$ B", "a. It is 1. B"),
    ("- One. Two\n- It is \(one). Three", "It is 1."),
    ("> A. B \(one)!", "B 1!"),
    ("| d | best | all |\n|---|---|---|\n| 4 | x | \(one) |", "d 4 · all 1"),
    ("| d | best |\n|---|---|\n| \(one) | x |", "d 1"),
    ("| best \(one) | d |\n|---|---|\n| 4 | x |", "best 1"),
    ("## A. Then \(one)", "Then 1"),
  ]

  @Test(arguments: sentences)
  func isCutOutOfItsParagraph(markdown: String, sentence: String) throws {
    let passages = try lesson(markdown).claimPassages
    #expect(passages.map { $0.sentence.plainText } == [sentence])
    #expect(passages.map(\.link.text) == ["1"])
  }

  @Test func numbersOfOneSentenceShareItInTheOrderOfReading() throws {
    let passages = try lesson("From \(Self.one) to [2](claim:variance). B [3](claim:variance)")
      .claimPassages
    #expect(passages.map(\.link.text) == ["1", "2", "3"])
    #expect(passages[0].sentence == passages[1].sentence)
    #expect(Set(passages.map(\.link.place)).count == 3)
  }

  @Test func thoseInAnswersAreHiddenWithThem() throws {
    let lesson = try lesson("> [!ANSWER]\n> It is \(Self.one).\n\nB [2](claim:variance)")
    #expect(lesson.claimPassages.map(\.isInAnswer) == [true, false])
    #expect(lesson.claimPassages(withAnswers: false).map(\.link.text) == ["2"])
    #expect(lesson.claimPassages(withAnswers: true).count == 2)
  }
}
