import Canvas
import Course
import Figures
import Progress

/// The statistics apart from a screen, as `progress` prints them.
public struct StatisticsReport {
  public let queue: ReviewQueue
  public let forecast: ReviewForecast
  public let mastery: Mastery
  public let history: HistoryStatistics
  public let calibration: Calibration
  /// What was missed of the course as it is now, the most often missed first.
  public let missed: [MissedItem]
  private let course: CourseOverview
  private let now: Double

  /// - Parameter now: seconds since 1970
  public init(
    record: Record, history: HistoryStatistics, course: CourseOverview, days: StudyDays,
    at now: Double
  ) {
    let lessons = course.lessons
    queue = ReviewQueue(record, lessons: lessons, days: days, at: now)
    forecast = ReviewForecast(record, lessons: lessons, days: days, at: now)
    mastery = Mastery(record, chapters: course.chapters, at: now)
    calibration = Calibration(record.firstGuesses)
    let items = Set(lessons.flatMap(\.items))
    missed = history.missed.filter { items.contains($0.item) }
    self.history = history
    self.course = course
    self.now = now
  }

  /// Something was answered.
  var hasAnswers: Bool { history.activity.answers > 0 }

  /// Paragraphs with a title each; of predictions alone, without one.
  public func text(in language: Language) -> String {
    guard hasAnswers else {
      let lines = calibrationLines(language)
      return (calibration.count > 0 ? lines : nothing(language)).map { $0 + "\n" }.joined()
    }
    let words = HistorySentences(history)
    var parts: [(title: Localized<String>, lines: [String])] = [
      (StatisticsTitles.today, [ReviewSentences(queue, at: now).today[language]]),
      (StatisticsTitles.mastery, masteryLines(language)),
      (StatisticsTitles.forecast, forecastLines),
      (StatisticsTitles.retention, [words.retention[language]]),
    ]
    if calibration.count > 0 {
      parts.append((StatisticsTitles.calibration, calibrationLines(language)))
    }
    if !missed.isEmpty {
      parts.append((StatisticsTitles.missed, missedLines(language)))
    }
    if let sentence = words.interviews {
      parts.append((StatisticsTitles.interviews, [sentence[language]]))
    }
    parts.append((StatisticsTitles.activity, [words.activity[language]]))
    return parts.map { part in
      ([part.title[language]] + part.lines.map { "  " + $0 }).map { $0 + "\n" }.joined()
    }.joined(separator: "\n")
  }

  private func nothing(_ language: Language) -> [String] {
    [HistorySentences.nothingYet[language], CalibrationSentences.nothingYet[language]]
  }

  private func masteryLines(_ language: Language) -> [String] {
    let titles = mastery.chapters.map { $0.title[language] }
    let width = titles.map(\.cellWidth).max() ?? 0
    return [mastery.sentence[language]]
      + zip(mastery.chapters, titles).map { chapter, title in
        title.padded(to: width) + "  \(chapter.known)·\(chapter.shaky)·\(chapter.untried)"
      }
  }

  private var forecastLines: [String] {
    forecast.days.map { day in
      CalendarDate(day: day.day).text + "  \(day.asked)" + (day.left > 0 ? " (+\(day.left))" : "")
    }
  }

  private func calibrationLines(_ language: Language) -> [String] {
    let sentences = CalibrationSentences(calibration)
    guard let score = sentences.score else { return [sentences.verdict[language]] }
    return [sentences.verdict[language], score[language], CalibrationSentences.rule[language]]
      + calibration.levels.filter { $0.count > 0 }
      .map { "\($0.confidence) %: \($0.right)/\($0.count)" }
  }

  private func missedLines(_ language: Language) -> [String] {
    missed.prefix(10).map { item in
      let lesson = course.lesson(item.lesson)?.title[language] ?? item.lesson
      return "\(item.missed)/\(item.answers)  \(item.item)  (\(lesson))"
    }
  }
}

/// What the parts of the statistics are called.
enum StatisticsTitles {
  static let today = Localized(en: "Today", zh: "今天")
  static let mastery = Localized(en: "What you know, by chapter", zh: "各章掌握了多少")
  static let forecast = Localized(en: "Reviews of the next 14 days", zh: "今后 14 天的复习")
  static let retention = Localized(en: "What you remember", zh: "记住了多少")
  static let calibration = Localized(en: "How sure, and how right?", zh: "有多大把握，又对了多少？")
  static let missed = Localized(en: "Missed most", zh: "错得最多的题")
  static let interviews = Localized(en: "Interviews, asked twice", zh: "面试：问两遍")
  static let activity = Localized(en: "Answers of the last 28 days", zh: "最近 28 天的答题")
}
