import Testing

@testable import Course

/// `predict` blocks: what is read, what is refused, and what the engine says to them.
struct PredictionTests {
  private static let run = "lab: dice\nset: {d: 64}\nresult: variance"
  private static let change = "lab: dice\nto: {d: 64}\nresult: variance"
  private static let ways = "choices: {rises: up, falls: down, stays: same}"

  private static func read(_ yaml: String) -> (prediction: Prediction?, diagnostics: [Diagnostic]) {
    Prediction.read(yaml, at: Place(file: "a.md", line: 1, column: 3))
  }

  // MARK: Reading

  struct Refusal: CustomTestStringConvertible {
    var yaml: String
    var sentences: [String]
    var testDescription: String { yaml }

    init(_ yaml: String, _ sentences: String...) {
      self.yaml = yaml
      self.sentences = sentences
    }
  }

  static let refusals = [
    Refusal(
      "id: a\nchoices: [1, 2]",
      "a.md:1:3: error: a prediction rests on 'claim' or on 'lab'; found neither"),
    Refusal(
      "id: a\nclaim: c\nlab: dice\nchoices: [1, 2]",
      "a.md:1:3: error: a prediction rests on 'claim' or on 'lab'; found both",
      "a.md:3:3: error: unknown key 'lab'"),
    Refusal("claim: c\nchoices: [1, 2]", "a.md:1:3: error: missing key 'id'"),
    Refusal(
      "id: a\nclaim: c\nchoice: [1, 2]",
      "a.md:3:3: error: unknown key 'choice'; did you mean 'choices'?",
      "a.md:1:3: error: missing key 'choices'"),
    Refusal(
      "id: a\nclaim: c\nanswer: 1\nchoices: [1, 2]", "a.md:3:3: error: unknown key 'answer'"),
    Refusal(
      "id: a\nclaim: c\nchoices: [1]",
      "a.md:3:12: error: 'choices' must be two to six, found 1"),
    Refusal(
      "id: a\nclaim: c\nchoices: [none, 2]", "a.md:3:13: error: there is no number in 'none'"),
    Refusal(
      "id: a\nclaim: c\nchoices: [about 9 %, 0.5, 9.0 %]",
      "a.md:3:29: error: this choice cannot be told from choice 1"),
    Refusal(
      "id: a\n\(run)\nunit: miles\nchoices: [1, 2]",
      "a.md:5:9: error: unknown unit 'miles', expected %, KiB, MiB, GiB, TiB, KB, MB, GB, TB"),
    Refusal(
      "id: a\n\(run)\nfrom: {d: 1}\nchoices: [1, 2]",
      "a.md:5:3: error: 'from' needs 'to': what is changed"),
    Refusal(
      "id: a\n\(change)\nchoices: [1, 2]",
      "a.md:5:12: error: 'choices' of a change must be texts for rises, falls, stays",
      "a.md:1:3: error: choices"),
    Refusal(
      "id: a\n\(change)\nchoices: {rises: up, fall: down}",
      "a.md:5:24: error: a number does not 'fall'; did you mean 'falls'?"),
    Refusal(
      "id: a\n\(change)\nwithin: little\n\(ways)",
      "a.md:5:11: error: 'within' must be a number or a share as \"3%\", found 'little'"),
    Refusal(
      "id: a\nlab: dice\nset: {d: 4}\nto: {d: 4}\nresult: variance\n\(ways)",
      "a.md:4:7: error: 'to' changes nothing"),
  ]

  @Test(arguments: refusals) func says(_ refusal: Refusal) {
    let (prediction, diagnostics) = Self.read(refusal.yaml)
    #expect(prediction == nil)
    let expected = refusal.sentences.filter { !$0.hasSuffix("error: choices") }
    #expect(diagnostics.map(\.description) == expected)
  }

  @Test func standsInItsCallout() throws {
    let text = """
      > [!PREDICT]
      > How much?
      >
      > ```predict
      > id: a
      > claim: c
      > choices: ["$x = 1$ %", 2 %]
      > ```
      """
    let (blocks, diagnostics) = Markdown.blocks(text, file: "a.md")
    #expect(diagnostics == [])
    #expect(
      outline(blocks)
        == """
        1:3 predict
          2:3 p How much?
          4:3 predict a ["1", "2"]
        """.replacing("1:3 predict\n", with: outline(blocks).prefix { $0 != "\n" } + "\n"))
    let wrong = text.replacing("claim", with: "clam")
    #expect(
      Markdown.blocks(wrong, file: "a.md").diagnostics.map(\.description).contains(
        "a.md:6:3: error: unknown key 'clam'"))
  }

  // MARK: Deciding

  struct Decision: CustomTestStringConvertible {
    var yaml: String
    var outcome: PredictionOutcome
    var testDescription: String { yaml }

    init(_ yaml: String, _ choice: Int?, _ value: Double, from before: Double? = nil) {
      self.yaml = yaml
      outcome = PredictionOutcome(choice: choice, value: value, before: before)
    }
  }

  /// The dice give d·1.01 as variance, 0.8463 as share and 327,680 as bytes.
  static let decisions = [
    Decision("id: a\n\(run)\nchoices: [1, 60, 1024]", 1, 64.64),
    Decision(
      "id: a\nlab: dice\nresult: share\nunit: \"%\"\nchoices: [80 %, 85 %, none (0 %)]", 1, 84.63),
    Decision("id: a\nlab: dice\nresult: bytes\nunit: KiB\nchoices: [300 KiB, 330 KiB]", 1, 320),
    Decision("id: a\nclaim: ratio\nchoices: [2, 3, 4]", 2, 4),
    Decision("id: a\nlab: dice\nresult: 'faces[2,3]'\nchoices: [3, 6]", 1, 6),
    Decision(
      "id: a\nlab: dice\nmutant: loaded\nresult: 'faces[2,3]'\nchoices: [6, 12]", 1, 12),
    Decision("id: a\n\(change)\n\(ways)", 0, 64.64, from: 16.16),
    Decision("id: a\nlab: dice\nto: {d: 8}\nresult: variance\n\(ways)", 1, 8.08, from: 16.16),
    Decision("id: a\nlab: dice\nto: {d: 8}\nresult: share\n\(ways)", 2, 0.8463, from: 0.8463),
    Decision(
      "id: a\nlab: dice\nset: {d: 200}\nto: {d: 201}\nresult: variance\n\(ways)", 2, 203.01,
      from: 202),
    Decision(
      "id: a\nlab: dice\nset: {d: 200}\nto: {d: 201}\nresult: variance\nwithin: 0.5\n\(ways)", 0,
      203.01, from: 202),
    Decision(
      "id: a\nlab: dice\nto: {d: 8}\nresult: variance\nchoices: {rises: up, stays: same}", nil,
      8.08, from: 16.16),
  ]

  private static let claims = Claim.read(
    """
    sixteen: {lab: dice, set: {d: 16}, result: variance}
    four: {lab: dice, set: {d: 4}, result: variance}
    ratio: {divide: [sixteen, four]}
    """, file: "claims.yaml"
  ).claims

  @Test(arguments: decisions) func isDecided(_ decision: Decision) throws {
    let (prediction, diagnostics) = Self.read(decision.yaml)
    #expect(diagnostics == [])
    var checker = ClaimChecker(runner: DiceRunner())
    let outcome = try checker.outcome(of: try #require(prediction), among: Self.claims)
    #expect(outcome.choice == decision.outcome.choice)
    #expect(abs(outcome.value - decision.outcome.value) < 1e-9)
    #expect(abs((outcome.before ?? 0) - (decision.outcome.before ?? 0)) < 1e-9)
  }

  @Test func aClaimNeedsTheRunsOfItsOperands() throws {
    let prediction = try #require(Self.read("id: a\nclaim: ratio\nchoices: [1, 2]").prediction)
    let requests = prediction.requests(among: Self.claims)
    #expect(requests.map { $0.settings["d"] } == ["16", "4"])
  }

  @Test(arguments: [
    ("id: a\nlab: dice\nresult: infinite\nchoices: [1, 2]", "the run gives inf"),
    (
      "id: a\nlab: dice\nset: {d: 100}\nresult: variance\nchoices: [100, 102]",
      "101 lies midway between choices 1 and 2"
    ),
  ])
  func whatCannotBeDecidedIsSaid(yaml: String, reason: String) throws {
    let prediction = try #require(Self.read(yaml).prediction)
    var checker = ClaimChecker(runner: DiceRunner())
    #expect(throws: ClaimError(reason)) { try checker.outcome(of: prediction, among: [:]) }
  }

  // MARK: Linting

  private static func callout(_ yaml: String) -> String {
    let lines = yaml.split(separator: "\n").map { "> \($0)\n" }.joined()
    return "> [!PREDICT]\n> Well?\n>\n> ```predict\n\(lines)> ```\n"
  }

  /// - Parameter chinese: the block of the translation where it is another one
  static let faults: [(String, String?, [String])] = [
    ("id: p\n\(run)\nchoices: [1, 64]", nil, []),
    (
      "id: p\nclaim: variants\nchoices: [1, 64]", nil,
      ["there is no claim 'variants'; did you mean 'variance'?"]
    ),
    (
      "id: p\nlab: dise\nresult: variance\nchoices: [1, 2]", nil,
      ["unknown lab 'dise'; did you mean 'dice'?"]
    ),
    (
      "id: p\nlab: dice\nset: {e: 3}\nresult: varianze\nchoices: [1, 2]", nil,
      [
        "lab 'dice' has no control 'e'; did you mean 'd'?",
        "lab 'dice' has no result 'varianze'; did you mean 'variance'?",
      ]
    ),
    (
      "id: p\nlab: dice\nto: {d: 5000}\nresult: weights\n\(ways)", nil,
      [
        "'5000' is no value of 'd', expected a whole number from 1 to 1024",
        "'weights' is a tensor [key], not a number; name one number of it, as 'weights[1]'",
      ]
    ),
    ("id: p\nlab: dice\nmutant: loaded\nresult: 'faces[1,2]'\nchoices: [1, 2]", nil, []),
    (
      "id: p\nlab: dice\nmutant: loded\nresult: 'faces[2]'\nchoices: [1, 2]", nil,
      [
        "lab 'dice' has no mutant 'loded'; did you mean 'loaded'?",
        "'faces' is a tensor [query, key], not a number; name one number of it, as 'faces[1,1]'",
      ]
    ),
    (
      "id: p\n\(run)\nchoices: [1 %, 64]", nil,
      ["this choice is in %, but the number is in no unit"]
    ),
  ]

  @Test(arguments: faults)
  func lintSays(yaml: String, chinese: String?, messages: [String]) throws {
    let folder = try CourseFolder([
      "first/b.en.md": (CourseFolder.small["first/b.en.md"] ?? "")! + "\n" + Self.callout(yaml),
      "first/b.zh.md": (CourseFolder.small["first/b.zh.md"] ?? "")! + "\n" + Self.callout(yaml),
      "first/b.claims.yaml": "variance: {lab: dice, result: variance}",
    ])
    let course = WholeCourse(try CourseLibrary(at: folder.root))
    let found = CourseLint(course, runner: DiceRunner()).diagnostics
      .filter { $0.place.file.hasSuffix("b.en.md") }
    #expect(found.map(\.message) == messages)
    #expect(found.allSatisfy { $0.place.line > 8 && $0.place.column > 2 })
  }

  @Test func lintComparesLessonsAndLanguages() throws {
    func lesson(_ name: String, _ blocks: String) -> String {
      ((CourseFolder.small["first/\(name).md"] ?? "") ?? "") + "\n" + blocks
    }
    let one = "id: p\n\(Self.run)\nchoices: [1, 64]"
    let folder = try CourseFolder([
      "first/a.en.md": lesson("a.en", Self.callout(one)),
      "first/a.zh.md": lesson("a.zh", Self.callout(one.replacing("64]", with: "65]"))),
      "first/b.en.md": lesson(
        "b.en", Self.callout(one) + "\n```predict\nid: q\n\(Self.run)\nchoices: [1, 2]\n```\n"),
      "first/b.zh.md": lesson("b.zh", Self.callout(one.replacing("d: 64", with: "d: 32"))),
    ])
    let course = WholeCourse(try CourseLibrary(at: folder.root))
    let found = CourseLint(course, runner: DiceRunner()).diagnostics
    let messages = found.map { $0.message.replacing(folder.root + "/", with: "") }
    for expected in [
      "prediction 'p': its choices differ from the one at first/a.en.md:25:3",
      "prediction 'p': what decides it differs from the one at first/b.en.md:12:3",
      "duplicate prediction id 'p', first at first/a.en.md:25:7",
      "duplicate prediction id 'p', first at first/a.zh.md:23:7",
      "the prediction 'q' is not in the text in 'zh'",
      "a 'predict' block belongs into a callout '[!PREDICT]'",
    ] { #expect(messages.contains(expected), "\(expected) in \(messages)") }
    #expect(messages.count == 6)
  }
}
