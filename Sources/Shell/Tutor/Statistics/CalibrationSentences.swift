import Course
import Figures
import Progress

/// What a calibration says, in words with its numbers: on the screen, and as `progress` prints it.
public struct CalibrationSentences {
  private let calibration: Calibration

  public init(_ calibration: Calibration) { self.calibration = calibration }

  /// How sure and how right, and what follows from it.
  public var verdict: Localized<String> {
    guard let sure = calibration.meanConfidence, let gap = calibration.gap,
      let chance = calibration.chance
    else { return Self.nothingYet }
    let (right, count) = (calibration.right, calibration.count)
    let share = percent(calibration.share ?? 0)
    let points = percent(gap.magnitude)
    let room = percent(chance)
    let facts = Localized(
      en: "On average you were \(percent(sure)) % sure, and \(right) of \(count) were right: "
        + "\(share) %.",
      zh: "平均把握 \(percent(sure)) %，\(count) 次里对了 \(right) 次，即 \(share) %。")
    let meaning: Localized<String> =
      switch calibration.verdict {
      case .nothingYet: Localized("")
      case .withinChance:
        Localized(
          en: " That is \(points) points apart, and chance alone makes up to \(room) of that: no "
            + "sign of too much or too little confidence.",
          zh: "相差 \(points) 个百分点，而光凭运气就能差到 \(room) 个，看不出过于自信或过于谨慎。")
      case .overconfident:
        Localized(
          en: " You are overconfident: \(points) points too sure, more than chance explains "
            + "(\(room)).",
          zh: "你过于自信：把握高出 \(points) 个百分点，超过了运气能解释的 \(room) 个。")
      case .underconfident:
        Localized(
          en: " You are underconfident: \(points) points less sure than right, more than chance "
            + "explains (\(room)). Trust yourself more.",
          zh: "你过于谨慎：把握低了 \(points) 个百分点，超过了运气能解释的 \(room) 个。不妨更相信自己。")
      }
    return Localized(en: facts.english + meaning.english, zh: facts.chinese + meaning.chinese)
  }

  /// The Brier score, and what to compare it with; nil where there is none.
  public var score: Localized<String>? {
    calibration.brier.map { brier in
      let text = brier.fixed(3)
      return Localized(
        en: "Brier score \(text); sure and right every time is 0, always 50 % is 0.25.",
        zh: "Brier 分 \(text)：每次都有十足把握、又都猜对，是 0；永远只说 50 %，是 0.25。")
    }
  }

  public static let nothingYet = Localized(
    en: "Nothing yet. Where a lesson says “predict first”, choose before the lab shows what "
      + "happens, and say how sure you are. Here you then see whether you can trust that feeling.",
    zh: "还没有记录。课文里写着“先猜一猜”的地方，在实验揭晓之前先选一个，再说说有多大把握。之后就能在这里看到，这种把握靠不靠得住。")

  public static let rule = Localized(
    en: "Of each question the first prediction counts.", zh: "每个问题只计第一次预测。")

  private func percent(_ share: Double) -> Int { Int((share * 100).rounded()) }
}
