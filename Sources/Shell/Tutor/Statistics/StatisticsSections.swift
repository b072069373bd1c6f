import Canvas
import Course
import Figures
import Labs
import Progress

/// The parts of the statistics that there is something to say of, in order.
struct StatisticsSections {
  let report: StatisticsReport
  let context: Context

  private var language: Language { context.language }

  func all(width: Int) -> [StatisticsSection] {
    guard report.hasAnswers else { return calibration(width: width) }
    let figures = StatisticsFigures(language)
    let words = HistorySentences(report.history)
    func section(
      _ title: Localized<String>, _ sentence: Localized<String>, more: [TextLine] = [],
      _ figure: Figure? = nil
    ) -> StatisticsSection {
      StatisticsSection(
        title: title[language], lines: text(sentence, width: width) + more,
        figures: figure.map { [View("", $0)] } ?? [])
    }
    let isReviewed = report.history.retention.weeks.contains { $0.reviews > 0 }
    var sections = [
      section(
        StatisticsTitles.today, ReviewSentences(report.queue, at: context.now).today),
      section(
        StatisticsTitles.mastery, report.mastery.sentence,
        more: MasteryLines(mastery: report.mastery, context: context).lines(width: width)),
      section(
        StatisticsTitles.forecast, Words.limit(report.queue.limits.reviews),
        figures.forecast(report.forecast)),
      section(
        StatisticsTitles.retention, words.retention,
        isReviewed ? figures.retention(report.history.retention) : nil),
    ]
    sections += calibration(width: width)
    if !report.missed.isEmpty {
      sections.append(
        StatisticsSection(
          title: StatisticsTitles.missed[language], lines: missed(report.missed, width: width),
          figures: []))
    }
    if let sentence = words.interviews {
      sections.append(
        section(
          StatisticsTitles.interviews, sentence, figures.interviews(report.history.interviews)))
    }
    sections.append(
      section(
        StatisticsTitles.activity, words.activity, figures.activity(report.history.activity)))
    return sections
  }

  private func text(_ sentence: Localized<String>, width: Int) -> [TextLine] {
    LineBreaker(width: width).lines(sentence[language], style: context.theme.text)
  }

  /// Nothing where nothing was predicted.
  private func calibration(width: Int) -> [StatisticsSection] {
    guard report.calibration.count > 0 else { return [] }
    let words = CalibrationSentences(report.calibration)
    var lines = text(words.verdict, width: width)
    if let score = words.score {
      lines += text(score, width: width)
      lines += LineBreaker(width: width).lines(
        CalibrationSentences.rule[language], style: context.theme.dimmed)
    }
    let figures = CalibrationFigures(report.calibration, language)
    return [
      StatisticsSection(
        title: StatisticsTitles.calibration[language], lines: lines,
        figures: [figures.curve, figures.counts])
    ]
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
