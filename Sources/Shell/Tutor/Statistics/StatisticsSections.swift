import Canvas
import Course
import Figures
import Labs
import Progress

/// The parts of the statistics that there is something to say of, in order.
struct StatisticsSections {
  let history: HistoryStatistics?
  let context: Context

  private var language: Language { context.language }

  func all(width: Int) -> [StatisticsSection] {
    let texts = LineBreaker(width: width)
    func text(_ sentence: Localized<String>) -> [TextLine] {
      texts.lines(sentence[language], style: context.theme.text)
    }
    var sections: [StatisticsSection] = []
    func add(
      _ title: Localized<String>, _ lines: [TextLine], _ figures: [View] = []
    ) {
      sections.append(StatisticsSection(title: title[language], lines: lines, figures: figures))
    }
    let figures = StatisticsFigures(language)
    let lessons = context.course.lessons
    if !context.record.cards.isEmpty || history.map({ $0.activity.answers > 0 }) ?? false {
      let queue = ReviewQueue(
        context.record, lessons: lessons, days: context.days, at: context.now)
      add(StatisticsTitles.today, text(ReviewSentences(queue, at: context.now).today))
      let mastery = Mastery(context.record, chapters: context.course.chapters, at: context.now)
      add(
        StatisticsTitles.mastery,
        text(mastery.sentence)
          + MasteryLines(mastery: mastery, context: context).lines(width: width))
      let forecast = ReviewForecast(
        context.record, lessons: lessons, days: context.days, at: context.now)
      add(
        StatisticsTitles.forecast, text(Words.limit(queue.limits.reviews)),
        [View("", figures.forecast(forecast))])
    }
    if let history, history.activity.answers > 0 {
      let words = HistorySentences(history)
      let isReviewed = history.retention.weeks.contains { $0.reviews > 0 }
      add(
        StatisticsTitles.retention, text(words.retention),
        isReviewed ? [View("", figures.retention(history.retention))] : [])
      addCalibration()
      if !history.missed.isEmpty {
        add(StatisticsTitles.missed, missed(history.missed, width: width))
      }
      if let sentence = words.interviews {
        add(
          StatisticsTitles.interviews, text(sentence),
          [View("", figures.interviews(history.interviews))])
      }
      add(
        StatisticsTitles.activity, text(words.activity),
        [View("", figures.activity(history.activity))])
    } else {
      addCalibration()
    }
    func addCalibration() {
      let calibration = Calibration(context.record.firstGuesses)
      guard calibration.count > 0 else { return }
      let words = CalibrationSentences(calibration)
      var lines = text(words.verdict)
      if let score = words.score {
        lines += text(score)
        lines += texts.lines(
          CalibrationSentences.rule[language], style: context.theme.dimmed)
      }
      let figures = CalibrationFigures(calibration, language)
      add(StatisticsTitles.calibration, lines, [figures.curve, figures.counts])
    }
    return sections
  }

  /// The ten that were missed most, with the lesson that each belongs to.
  private func missed(_ items: [MissedItem], width: Int) -> [TextLine] {
    let shown = items.prefix(10)
    let counts = shown.map { "\($0.missed)/\($0.answers)" }
    let countWidth = counts.map(\.cellWidth).max() ?? 0
    let nameWidth = min(shown.map(\.item.cellWidth).max() ?? 0, width / 2)
    return zip(shown, counts).map { item, count in
      var line = TextLine("\(context.glyphs.wrong) ", style: context.theme.wrong)
      line.append(count.leftPadded(to: countWidth) + "  ", style: context.theme.text)
      line.append(
        item.item.truncated(to: nameWidth).padded(to: nameWidth) + "  ",
        style: context.theme.code)
      let lesson = context.course.lesson(item.lesson)?.title[language] ?? item.lesson
      line.append(
        lesson.truncated(to: max(0, width - line.width)), style: context.theme.dimmed)
      return line
    }
  }

  private enum Words {
    static func limit(_ count: Int) -> Localized<String> {
      Localized(
        en: "At most \(count) a day (+ and − change that); “+5” are left for the day after.",
        zh: "每天最多 \(count) 题（按 + − 调整）；“+5”表示有 5 题留到第二天。")
    }
  }
}
