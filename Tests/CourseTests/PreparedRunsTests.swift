import Synchronization
import Testing

@testable import Course

/// Runs that are made beforehand and side by side say what they say one by one.
struct PreparedRunsTests {
  private static let claims = Claim.read(ClaimTests.claims, file: "a.claims.yaml").claims

  private static let links = ClaimTests.checks.enumerated().map { line, check in
    ClaimLink(id: check.0, text: check.1, place: Place(file: "a.md", line: line + 1, column: 1))
  }

  private static var numbers: [RunNumber] { links.flatMap { claims.numbers(of: $0.id) } }

  @Test(arguments: [1, 2, 3, 64, .max]) func anyNumberOfThreadsGivesTheSame(threads: Int) {
    var one = ClaimChecker(runner: DiceRunner())
    var other = ClaimChecker(runner: DiceRunner())
    other.prepare(Self.numbers, threads: threads)
    let expected = Self.links.map { one.check($0, among: Self.claims) }
    #expect(Self.links.map { other.check($0, among: Self.claims) } == expected)
  }

  @Test func everyRunIsMadeOnce() {
    let runner = CountingRunner()
    var checker = ClaimChecker(runner: runner)
    checker.prepare(Self.numbers)
    checker.prepare(Self.numbers)
    for link in Self.links { _ = checker.check(link, among: Self.claims) }
    let counts = runner.counts
    #expect(Set(counts.keys) == Set(Self.numbers.map(\.request)))
    #expect(counts.values.allSatisfy { $0 == 1 })
  }

  @Test func thereMayBeNothingToRun() {
    let runner = CountingRunner()
    var checker = ClaimChecker(runner: runner)
    checker.prepare([])
    #expect(runner.counts.isEmpty)
  }

  @Test func aLessonNeedsTheRunsOfItsClaimsAndPredictions() throws {
    let text = """
      ---
      id: first/b
      title: B
      ---
      ## End {#end}
      It is [1.71](claim:ratio), and [1.71](claim:ratio) again.

      > [!PREDICT]
      > Well?
      >
      > ```predict
      > id: p
      > claim: four
      > choices: [4, 5]
      > ```
      """
    let folder = try CourseFolder([
      "first/b.en.md": text,
      "first/b.claims.yaml": """
      eight: {lab: dice, set: {d: 8}, result: variance}
      four: {lab: dice, set: {d: 4}, result: variance}
      two: {lab: dice, set: {d: 2}, result: variance}
      ratio: {divide: [eight, two]}
      """,
    ])
    let lesson = try CourseLibrary(at: folder.root).lesson("first/b", in: .english)
    #expect(Set(lesson.claimedNumbers.map { $0.request.settings["d"] }) == ["8", "2"])
    #expect(lesson.predictedNumbers.map { $0.request.settings["d"] } == ["4"])
  }
}

/// Dice that count how often they are thrown.
private final class CountingRunner: LabRunner {
  private let throwsOf = Mutex<[LabRequest: Int]>([:])

  var counts: [LabRequest: Int] { throwsOf.withLock { $0 } }

  var catalogue: [LabDescription] { DiceRunner().catalogue }

  func numbers(_ request: LabRequest) throws -> [String: Double] { try values(request).numbers }

  func values(_ request: LabRequest) throws -> LabValues {
    throwsOf.withLock { $0[request, default: 0] += 1 }
    return try DiceRunner().values(request)
  }
}
