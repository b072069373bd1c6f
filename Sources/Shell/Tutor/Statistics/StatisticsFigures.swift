import Course
import Figures
import Labs
import Progress

/// Reviews, retention and interviews as pictures.
struct StatisticsFigures {
  private let language: Language

  init(_ language: Language) { self.language = language }

  /// The reviews of each of the next days, within the day's limit.
  func forecast(_ forecast: ReviewForecast) -> Figure {
    let bars = Bars(
      labels: forecast.days.enumerated().map { offset, day in
        let left = day.left > 0 ? " +\(day.left)" : ""
        return name(of: day.day, offset: offset) + left
      },
      values: forecast.days.map { Double($0.asked) },
      maximum: Double(max(1, forecast.days.map(\.asked).max() ?? 1)))
    return .bars(bars)
  }

  private func name(of day: Int, offset: Int) -> String {
    if offset == 0 { return Words.today[language] }
    let date = CalendarDate(day: day)
    let weekday = Words.weekdays[language][date.weekday]
    return language == .chinese ? "\(weekday) \(date.day) 日" : "\(weekday) \(date.day)"
  }

  /// What was remembered of each week's reviews, and what was expected, in percent.
  func retention(_ retention: Retention) -> Figure {
    let weeks = retention.weeks
    func series(_ name: String, _ value: (Retention.Count) -> Double?) -> Lines.Series {
      var (x, y): ([Double], [Double]) = ([], [])
      for (index, week) in weeks.enumerated() {
        // A week is as wide as seven days; one without reviews is a gap.
        let start = Double(index - weeks.count)
        guard let share = value(week) else {
          x.append(start)
          y.append(.nan)
          continue
        }
        x += [start, start + 1]
        y += [share * 100, share * 100]
      }
      return Lines.Series(name, x: x, y: y)
    }
    let lowest = weeks.compactMap(\.share).min() ?? 1
    let lines = Lines(
      series: [
        series(Words.remembered[language], \.share),
        series(Words.expected[language], \.expected),
      ],
      xAxis: Axis(Words.weeks[language], Double(-weeks.count)...0),
      yAxis: Axis("%", (lowest < 0.5 ? 0 : 50)...100))
    return .lines(lines)
  }

  func activity(_ activity: Activity) -> Figure {
    .histogram(
      Histogram(
        range: Double(-activity.days.count)...0, counts: activity.days, label: Words.days[language])
    )
  }

  /// The share of the points that were met, the first and the second time, in percent.
  func interviews(_ gains: InterviewGains) -> Figure {
    let points = Double(max(1, gains.points))
    return .bars(
      Bars(
        labels: [Words.first[language], Words.second[language]],
        values: [gains.metFirst, gains.metSecond].map {
          (Double($0) / points * 100).rounded()
        }, maximum: 100))
  }

  private enum Words {
    static let today = Localized(en: "today", zh: "今天")
    static let weekdays = Localized(
      en: ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"],
      zh: ["周一", "周二", "周三", "周四", "周五", "周六", "周日"])
    static let remembered = Localized(en: "remembered", zh: "记住")
    static let expected = Localized(en: "expected", zh: "预计")
    static let weeks = Localized(en: "weeks", zh: "周")
    static let days = Localized(en: "days", zh: "天")
    static let first = Localized(en: "first time, %", zh: "第一遍 %")
    static let second = Localized(en: "second time, %", zh: "第二遍 %")
  }
}
