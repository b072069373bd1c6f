import Course
import Figures
import Labs
import Progress

/// A calibration as pictures, in percent.
struct CalibrationFigures {
  private let calibration: Calibration
  private let language: Language

  init(_ calibration: Calibration, _ language: Language) {
    self.calibration = calibration
    self.language = language
  }

  /// The share right at each confidence, against the diagonal of those who are as right as sure.
  var curve: View {
    let used = calibration.levels.filter { $0.count > 0 }
    var you = Lines.Series(
      Words.you[language], x: used.map { Double($0.confidence) },
      y: used.map { ($0.share ?? 0) * 100 })
    // A point alone is too small to be seen: each gets a cross, apart from the line.
    for (x, y) in Array(zip(you.x, you.y)) {
      you.x += [x, max(50, x - 1), min(100, x + 1), x, x, x]
      you.y += [.nan, y, y, .nan, max(0, y - 8), min(100, y + 8)]
    }
    let lines = Lines(
      series: [you, Lines.Series(Words.diagonal[language], x: [50, 100], y: [50, 100])],
      xAxis: Axis(Words.sure[language], 50...100), yAxis: Axis(Words.right[language], 0...100))
    return View(Words.curve[language], .lines(lines))
  }

  /// How many predictions each point of the curve rests on.
  var counts: View {
    let levels = calibration.levels
    let bars = Bars(
      labels: levels.map { level in
        let share = level.count == 0 ? "" : " \(level.right)/\(level.count)"
        return "\(level.confidence)%\(share)"
      },
      values: levels.map { Double($0.count) },
      maximum: Double(max(1, levels.map(\.count).max() ?? 1)))
    return View(Words.counts[language], .bars(bars))
  }

  private enum Words {
    static let curve = Localized(en: "Right, % of predictions", zh: "对了多少（%）")
    static let counts = Localized(en: "Sure, right, how many", zh: "把握、答对、次数")
    static let you = Localized(en: "you", zh: "你")
    static let diagonal = Localized(en: "as right as sure", zh: "把握多大就对多少")
    static let sure = Localized(en: "sure, %", zh: "把握 %")
    static let right = Localized(en: "right, %", zh: "答对 %")
  }
}
