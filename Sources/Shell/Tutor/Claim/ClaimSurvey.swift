import Course
import Labs

/// All numbers of a lesson, tested in the background: one run after the other, so that the learner's
/// own runs do not wait for them.
struct ClaimSurvey: Sendable {
  private let id: String
  /// Those still to be run; the last one is next.
  private var open: [LabRequest] = []
  private var present: LabRequest?
  private var runCount = 0
  private var runs = GatheredRuns(catalogue: Laboratory().catalogue)

  init(of lesson: Lesson) {
    id = "\(lesson.summary.id)!all"
    let numbers = lesson.claimPassages.flatMap { lesson.claims.numbers(of: $0.link.id) }
    open = numbers.requests.reversed()
  }

  var ticket: LabTicket { LabTicket(panel: id, run: runCount) }

  /// The run that comes next; nil once all have been.
  mutating func next() -> Effect? {
    present = open.popLast()
    runCount += 1
    return present.map { .runLab(ticket, $0) }
  }

  /// - Returns: false where the result is none of this survey's.
  mutating func receive(_ ticket: LabTicket, _ result: Result<Findings, LabError>) -> Bool {
    guard let present, ticket == self.ticket else { return false }
    runs.keep(result, of: present)
    return true
  }

  /// Once all runs are there.
  /// - Parameter lesson: in the language that is read by now
  func outcomes(of lesson: Lesson) -> [ClaimOutcome] {
    var checker = ClaimChecker(runner: runs)
    return lesson.claimPassages.map { checker.check($0.link, among: lesson.claims) }
  }

  /// Whether each number that was run holds, by where it stands.
  static func verdicts(
    _ outcomes: [ClaimOutcome], among claims: [String: Claim]
  ) -> [Place: Bool] {
    let run = outcomes.filter { !claims.numbers(of: $0.claim).isEmpty }
    return Dictionary(run.map { ($0.place, $0.holds) }) { $1 }
  }

  static func announcement(_ count: Int) -> Localized<String> {
    Localized(en: "Testing \(count.counted("number"))…", zh: "正在检验 \(count) 个数…")
  }

  static func report(_ outcomes: [ClaimOutcome]) -> Localized<String> {
    let right = outcomes.count { $0.holds }
    guard let wrong = outcomes.first(where: { !$0.holds }) else {
      return Localized(
        en: "\(right) of \(outcomes.count) hold.", zh: "\(outcomes.count) 个数全部成立。")
    }
    return Localized(
      en: "\(right) of \(outcomes.count) hold; “\(wrong.text)” does not: \(wrong.found).",
      zh: "\(outcomes.count) 个数中 \(right) 个成立；“\(wrong.text)”不成立：\(wrong.found)。")
  }
}
