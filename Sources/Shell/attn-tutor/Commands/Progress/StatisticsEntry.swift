import Progress
import Tutor

/// The record as `progress --format json` prints it. Confidences and shares go from 0 to 1, times are
/// seconds since 1970, and a day begins at four in the morning.
struct StatisticsEntry: Encodable {
  var predictions: Predictions
  var reviews: Reviews
  var mastery: [Chapter]
  var retention: Retention
  var forecast: [Day]
  var missed: [Missed]
  var interviews: Interviews
  var answers: Answers

  init(_ report: StatisticsReport) {
    predictions = Predictions(report.calibration)
    reviews = Reviews(report.queue)
    mastery = report.mastery.chapters.map(Chapter.init)
    retention = Retention(report.history.retention)
    forecast = report.forecast.days.map(Day.init)
    missed = report.missed.map(Missed.init)
    interviews = Interviews(report.history.interviews)
    answers = Answers(report.history.activity)
  }
}

extension StatisticsEntry {
  struct Predictions: Encodable {
    struct Level: Encodable {
      var confidence: Double
      var count: Int
      var right: Int
    }

    var count: Int
    var right: Int
    var meanConfidence: Double?
    var brier: Double?
    var calibration: [Level]

    init(_ calibration: Calibration) {
      count = calibration.count
      right = calibration.right
      meanConfidence = calibration.meanConfidence
      brier = calibration.brier
      self.calibration = calibration.levels.map {
        Level(confidence: Double($0.confidence) / 100, count: $0.count, right: $0.right)
      }
    }
  }

  struct Reviews: Encodable {
    var due: Int
    var new: Int
    /// Due, and more than the day's limit.
    var left: Int
    var doneToday: Int
    var newToday: Int
    var limit: Int
    var newLimit: Int
    var nextDue: Double?

    init(_ queue: ReviewQueue) {
      due = queue.due.count
      new = queue.new.count
      left = queue.left
      doneToday = queue.done
      newToday = queue.doneNew
      limit = queue.limits.reviews
      newLimit = queue.limits.new
      nextDue = queue.nextDue
    }
  }

  struct Chapter: Encodable {
    var chapter: String
    var items: Int
    var known: Int
    var shaky: Int
    var untried: Int

    init(_ part: Mastery.Part) {
      (chapter, items) = (part.id, part.items)
      (known, shaky, untried) = (part.known, part.shaky, part.untried)
    }
  }

  struct Retention: Encodable {
    struct Count: Encodable {
      var reviews: Int
      var remembered: Int
      var share: Double?
      var expected: Double?

      init(_ count: Progress.Retention.Count) {
        (reviews, remembered) = (count.reviews, count.remembered)
        (share, expected) = (count.share, count.expected)
      }
    }

    var total: Count
    /// Seven days each; the last ends with today.
    var weeks: [Count]

    init(_ retention: Progress.Retention) {
      total = Count(retention.total)
      weeks = retention.weeks.map(Count.init)
    }
  }

  struct Day: Encodable {
    /// `2026-11-24`
    var date: String
    var due: Int
    var asked: Int
    var left: Int

    init(_ day: ReviewForecast.Day) {
      date = CalendarDate(day: day.day).text
      (due, asked, left) = (day.due, day.asked, day.left)
    }
  }

  struct Missed: Encodable {
    var item: String
    var lesson: String
    var answers: Int
    var missed: Int
    var share: Double

    init(_ item: MissedItem) {
      (self.item, lesson) = (item.item, item.lesson)
      (answers, missed, share) = (item.answers, item.missed, item.share)
    }
  }

  struct Interviews: Encodable {
    /// Asked twice.
    var questions: Int
    var points: Int
    var metFirst: Int
    var metSecond: Int
    var mended: Int
    var lost: Int
    var unrepeated: Int

    init(_ gains: InterviewGains) {
      (questions, points) = (gains.pairs.count, gains.points)
      (metFirst, metSecond) = (gains.metFirst, gains.metSecond)
      (mended, lost, unrepeated) = (gains.mended, gains.lost, gains.unrepeated)
    }
  }

  struct Answers: Encodable {
    var count: Int
    var right: Int
    /// Days in a row.
    var streak: Int
    /// Of each of the last days; the last is today.
    var days: [Int]

    init(_ activity: Activity) {
      (count, right) = (activity.answers, activity.right)
      (streak, days) = (activity.streak, activity.days)
    }
  }
}
