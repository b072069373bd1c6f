import Testing

@testable import Course

/// `errata.yaml`: what is read of an entry, and what is said of one that is wrong.
struct DuelTests {
  static let duel = """
    E01:
      notes: ['1.2', '2.3']
      claim: {en: It *grows*., zh: 会变大。}
      question: {en: Where to?, zh: 往哪走？}
      truth: {en: It shrinks., zh: 会变小。}
      source: paper
      where: {en: section 3, zh: 第 3 节}
      lesson: first/a#spread
      bet:
        lab: dice
        from: {d: 4}
        to: {d: 16}
        result: variance
        choices: {rises: {en: up, zh: 上}, falls: {en: down, zh: 下}}
      claimed: falls
      decided: rises
    """

  private func course(_ text: String) throws -> (folder: CourseFolder, course: WholeCourse) {
    let folder = try CourseFolder(["errata.yaml": text])
    return (folder, WholeCourse(try CourseLibrary(at: folder.root)))
  }

  @Test func anEntryIsRead() throws {
    let (_, course) = try course(Self.duel)
    let duel = try #require(course.duels.first)
    #expect(duel.id == "E01")
    #expect(duel.notes == ["1.2", "2.3"])
    #expect(duel.source?.title == "A paper")
    #expect(duel.whereInSource == Localized(en: "section 3", zh: "第 3 节"))
    #expect(duel.prediction.english.id == "duel/E01")
    #expect(duel.prediction.chinese.id == "duel/E01")
    #expect(duel.prediction.english.choices.map(\.text.plainText) == ["up", "down"])
    #expect(duel.prediction.chinese.choices.map(\.text.plainText) == ["上", "下"])
    #expect(!duel.isClaimRight)
    var checker = ClaimChecker(runner: DiceRunner())
    #expect(checker.problem(of: duel) == nil)
  }

  @Test(
    arguments: [
      ("decided: rises", "decided: falls", "from 4.04 to 16.16, which is 'rises', not 'falls'"),
      ("to: {d: 16}", "to: {d: 4}", nil),
      (", falls: {en: down, zh: 下}", ", stays: {en: no, zh: 不}", nil),
      (
        "from: {d: 4}\n    to: {d: 16}", "from: {d: 16}\n    to: {d: 4}",
        "which is 'falls', not 'rises'"
      ),
    ] as [(String, String, String?)])
  func theEngineHasTheLastWord(old: String, new: String, sentence: String?) throws {
    let (_, course) = try course(Self.duel.replacing(old, with: new))
    var checker = ClaimChecker(runner: DiceRunner())
    let problems = course.duels.compactMap { checker.problem(of: $0)?.message }
    if let sentence {
      #expect(problems.count == 1 && problems.first?.contains(sentence) == true)
    } else {
      // Such an entry is not read at all.
      #expect(course.duels.isEmpty && !course.diagnostics.isEmpty)
    }
  }

  @Test(arguments: [("16", nil), ("20", "which is far from '20'")] as [(String, String?)])
  func numbersAreBetOnAsWell(number: String, sentence: String?) throws {
    let text = Self.duel
      .replacing("    from: {d: 4}\n    to: {d: 16}\n", with: "    set: {d: 16}\n")
      .replacing(
        "{rises: {en: up, zh: 上}, falls: {en: down, zh: 下}}",
        with: "[{en: 'about 4', zh: 约 4}, {en: 'about NUMBER', zh: 约 NUMBER}]"
      )
      .replacing("claimed: falls", with: "claimed: 'NUMBER'").replacing(
        "decided: rises", with: "decided: 'NUMBER'"
      ).replacing("NUMBER", with: number)
    let (folder, course) = try course(text)
    #expect(folder.sentences(course.diagnostics) == [])
    let duel = try #require(course.duels.first)
    #expect(duel.isClaimRight)
    var checker = ClaimChecker(runner: DiceRunner())
    let problem = checker.problem(of: duel)?.message
    if let sentence {
      #expect(problem?.contains(sentence) == true)
    } else {
      #expect(problem == nil)
    }
  }

  static let faults: [(old: String, new: String, sentence: String)] = [
    ("", "", ""),
    (
      "source: paper", "source: papr",
      "6:11: error: sources.yaml has no 'papr'; did you mean 'paper'?"
    ),
    (
      "first/a#spread", "first/a#spred",
      "8:11: error: lesson 'first/a' has no heading '#spred'; did you mean '#spread'?"
    ),
    (
      "first/a#spread", "first/x",
      "8:11: error: there is no lesson 'first/x'; did you mean 'first/a'?"
    ),
    ("claim: {en", "clam: {en", "3:3: error: unknown key 'clam'; did you mean 'claim'?"),
    (", zh: 会变小。", "", "5:10: error: missing key 'zh'"),
    (
      "claimed: falls", "claimed: stays",
      "15:12: error: 'claimed' is no choice of the bet; expected rises, falls"
    ),
    ("lab: dice", "lab: dise", "10:10: error: unknown lab 'dise'; did you mean 'dice'?"),
    ("{d: 4}", "{e: 4}", "11:15: error: lab 'dice' has no control 'e'; did you mean 'd'?"),
    (
      "result: variance", "result: weights",
      "13:13: error: 'weights' is a tensor [key], not a number; name one number of it, as 'weights[1]'"
    ),
    ("result: variance", "result: 'weights[2]'", ""),
    ("result: variance", "mutant: loaded\n    result: variance", ""),
    (
      "result: variance", "mutant: loded\n    result: variance",
      "13:13: error: lab 'dice' has no mutant 'loded'; did you mean 'loaded'?"
    ),
    (", zh: 上", "", "14:22: error: missing key 'zh'"),
    ("lab: dice", "claim: x", "10:5: error: a bet rests on 'lab': a duel has no claims file"),
    ("lab: dice", "id: x\n    lab: dice", "10:5: error: unknown key 'id'"),
  ]

  @Test(arguments: faults)
  func lintSaysWhatIsWrong(fault: (old: String, new: String, sentence: String)) throws {
    let (folder, course) = try course(Self.duel.replacing(fault.old, with: fault.new))
    let lint = CourseLint(course, runner: DiceRunner())
    let found = folder.sentences(lint.diagnostics).filter { $0.hasPrefix("errata.yaml") }
    if fault.sentence.isEmpty {
      #expect(found == [])
    } else {
      #expect(found.contains("errata.yaml:" + fault.sentence), "\(found)")
    }
  }
}
