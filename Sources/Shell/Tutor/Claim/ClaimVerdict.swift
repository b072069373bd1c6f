import Canvas
import Course
import Labs

/// What became of a test, in words.
struct ClaimVerdict {
  let test: ClaimTest
  let context: Context

  /// nil while it is not known.
  var lines: [[Span]] {
    if let failure = test.failure {
      return [[Span(failure.message[context.language], style: context.theme.error)]]
    }
    guard let trial = test.trial, let claim = test.claim else { return [] }
    guard !test.isMoving else { return [] }
    if case .source = claim.basis { return [] }
    return [judgement(trial, claim)] + damage(trial)
  }

  private func judgement(_ trial: ClaimTrial, _ claim: Claim) -> [Span] {
    let theme = context.theme
    let holds = trial.outcome.holds
    let style = (holds ? theme.correct : theme.wrong).adding(.bold)
    let head = (holds ? Words.holds : Words.fails)[context.language]
    let reason = reason(trial, claim)[context.language]
    return [
      Span(head, style: style), Span(reason, style: theme.text),
    ]
  }

  private func reason(_ trial: ClaimTrial, _ claim: Claim) -> Localized<String> {
    if case .order = claim.basis {
      return trial.operands.contains { $0.value == nil }
        ? Localized(trial.outcome.found) : trial.outcome.holds ? Words.ascending : Words.disordered
    }
    let text = trial.outcome.text
    guard let printed = trial.printed else { return Words.noNumber(text) }
    if let unit = printed.unit, unit != claim.unit {
      return Words.wrongUnit(text, unit, claim.unit)
    }
    guard let value = trial.outcome.value else { return Localized(trial.outcome.found) }
    let numbers = ClaimNumbers(trial, unit: claim.unit)
    let found = numbers.found(value)
    let margin = claim.within.map { $0.replacing("%", with: " %") }
    guard case .theorem(_, _, let form) = claim.basis, let theory = trial.theory else {
      guard trial.outcome.holds else { return Words.differs(text, found) }
      if found == text { return Words.isSame(found) }
      return margin.map { Words.isNear(found, text, $0) } ?? Words.isPrinted(found, text)
    }
    let law = Double(form) == nil ? "\(form) = \(numbers.plain(theory))" : numbers.plain(theory)
    guard printed.stands(for: theory) else { return Words.contradicts(text, law) }
    guard trial.outcome.holds else { return Words.strays(law, found) }
    return margin.map { Words.obeys(law, found, $0) } ?? Words.obeysAsPrinted(law, found, text)
  }

  /// What was broken, and what it shows that the test failed, or did not.
  private func damage(_ trial: ClaimTrial) -> [[Span]] {
    guard case .other(let mutant) = test.engine else { return [] }
    let theme = context.theme
    let sentence = mutant.flatMap { name in
      test.requests.lazy.flatMap { request in
        Laboratory().sabotages(of: request.lab)
      }.first { $0.name == name }?.sentence
    }
    let moral = trial.outcome.holds ? Words.unharmed : Words.proof
    return [
      [
        Span((sentence ?? Words.whole)[context.language], style: theme.partial),
        Span(Words.gap[context.language]),
        Span((mutant == nil ? Words.otherwise : moral)[context.language], style: theme.dimmed),
      ]
    ]
  }

  private enum Words {
    static let gap = Localized(en: " ", zh: "")
    static let holds = Localized(en: "Holds: ", zh: "成立：")
    static let fails = Localized(en: "Does not hold: ", zh: "不成立：")
    static let ascending = Localized(
      en: "each value is greater than the one before.", zh: "每个值都比前一个大。")
    static let disordered = Localized(
      en: "the values do not ascend in this order.", zh: "这几个值并不按这个次序递增。")
    static let whole = Localized(en: "This is the true engine.", zh: "这是正常的引擎。")
    static let otherwise = Localized(
      en: "The claim speaks of a broken one; B brings it back.",
      zh: "论断说的是弄坏的引擎；按 B 换回去。")
    static let proof = Localized(
      en: "So the test can fail, and the true engine passes it.",
      zh: "可见这个检验不是摆设：引擎正常时才通得过。")
    static let unharmed = Localized(
      en: "The claim survives this damage; another one may hit it.",
      zh: "这种破坏推翻不了这条论断；换一种试试。")

    static func isPrinted(_ value: String, _ text: String) -> Localized<String> {
      Localized(en: "\(value) is printed \(text).", zh: "\(value) 四舍五入到正文的位数，就是 \(text)。")
    }

    static func isSame(_ value: String) -> Localized<String> {
      Localized(en: "the run gives \(value) as well.", zh: "实验得到的也是 \(value)。")
    }

    static func isNear(_ value: String, _ text: String, _ margin: String) -> Localized<String> {
      Localized(
        en: "\(value) lies within \(margin) of \(text).", zh: "\(value) 与 \(text) 相差不超过 \(margin)。")
    }

    static func differs(_ text: String, _ value: String) -> Localized<String> {
      Localized(
        en: "the text says \(text), the run gives \(value).", zh: "正文写的是 \(text)，实验得到 \(value)。")
    }

    static func obeys(_ law: String, _ value: String, _ margin: String) -> Localized<String> {
      Localized(
        en: "theory says \(law), the run gives \(value), within \(margin).",
        zh: "理论上 \(law)，实验得到 \(value)，相差不超过 \(margin)。")
    }

    static func obeysAsPrinted(
      _ law: String, _ value: String, _ text: String
    ) -> Localized<String> {
      Localized(
        en: "theory says \(law), the run gives \(value), both printed \(text).",
        zh: "理论上 \(law)，实验得到 \(value)，取到正文的位数都是 \(text)。")
    }

    static func contradicts(_ text: String, _ law: String) -> Localized<String> {
      Localized(en: "the text says \(text), theory \(law).", zh: "正文写的是 \(text)，理论上 \(law)。")
    }

    static func strays(_ law: String, _ value: String) -> Localized<String> {
      Localized(
        en: "theory says \(law), but the run gives \(value).", zh: "理论上 \(law)，实验却得到 \(value)。")
    }

    static func noNumber(_ text: String) -> Localized<String> {
      Localized(en: "there is no number in “\(text)”.", zh: "“\(text)”里没有数。")
    }

    static func wrongUnit(
      _ text: String, _ unit: String, _ expected: String?
    ) -> Localized<String> {
      Localized(
        en: "the text says \(text), but the claim is in \(expected ?? "no unit"), not in \(unit).",
        zh: "正文写的是 \(text)，而论断的单位是 \(expected ?? "（无）")，不是 \(unit)。")
    }
  }
}
