import Canvas
import Course
import Labs

/// The numbers of a lesson: tested one by one on a screen of their own, or all at once.
extension LessonScreen {
  static let claimHints = [
    KeyHelp("Enter", en: "test it", zh: "检验它"),
    KeyHelp("V", en: "test all numbers", zh: "检验所有的数"),
    KeyHelp("Tab", en: "on", zh: "往下"), KeyHelp("Esc", en: "text", zh: "正文"),
  ]

  var isAtClaim: Bool {
    guard case .target(let index) = focus, page.targets.indices.contains(index) else {
      return false
    }
    return page.targets[index].isClaim
  }

  /// The test of a number on the page; nil where the target is none.
  func test(ofTarget index: Int) -> ClaimScreen? {
    guard let lesson = content?.lesson, case .claim(let id) = page.targets[index] else {
      return nil
    }
    let ordinal = page.targets[..<index].count { $0 == .claim(id) }
    let passages = lesson.claimPassages(withAnswers: showsAnswers)
    let same = passages.indices.filter { passages[$0].link.id == id }
    guard same.indices.contains(ordinal) else { return nil }
    return ClaimScreen(lesson, number: same[ordinal], showsAnswers: showsAnswers)
  }

  /// Shows on the page what became of numbers.
  mutating func mark(_ verdicts: [Place: Bool], _ context: Context) {
    self.verdicts.merge(verdicts) { $1 }
    setMarks(context)
  }

  mutating func startSurvey(_ context: Context) -> [Action] {
    guard survey == nil, let lesson = content?.lesson else { return [] }
    let count = lesson.claimPassages.count
    guard count > 0 else { return [] }
    return [.notify(ClaimSurvey.announcement(count))]
      + goOn(with: ClaimSurvey(of: lesson), context)
  }

  /// Asks for the next run; once there is none, says what became of the numbers.
  private mutating func goOn(with survey: ClaimSurvey, _ context: Context) -> [Action] {
    var survey = survey
    if let run = survey.next() {
      self.survey = survey
      return [.effect(run)]
    }
    self.survey = nil
    guard let lesson = content?.lesson else { return [] }
    let outcomes = survey.outcomes(of: lesson)
    mark(ClaimSurvey.verdicts(outcomes, among: lesson.claims), context)
    return [.notify(ClaimSurvey.report(outcomes))]
  }

  mutating func endSurvey() -> [Action] {
    defer { survey = nil }
    return survey.map { [.effect(.stopLab($0.ticket))] } ?? []
  }

  /// - Returns: nil where the run is none of the survey's.
  mutating func takeForSurvey(
    _ ticket: LabTicket, _ result: Result<Findings, LabError>, _ context: Context
  ) -> [Action]? {
    guard var survey, survey.receive(ticket, result) else { return nil }
    return goOn(with: survey, context)
  }
}
