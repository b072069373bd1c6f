import Course
import Progress

/// What is to be reviewed, in words: on the screen, and as `progress` prints it.
public struct ReviewSentences {
  private let queue: ReviewQueue
  private let now: Double

  /// - Parameter now: seconds since 1970
  public init(_ queue: ReviewQueue, at now: Double) {
    self.queue = queue
    self.now = now
  }

  /// What was answered today, and what is still to be asked.
  public var today: Localized<String> {
    let sentences = [done, due, left].compactMap(\.self)
    return Localized(
      en: sentences.map(\.english).joined(separator: " "),
      zh: sentences.map(\.chinese).joined())
  }

  private var done: Localized<String>? {
    guard queue.done > 0 else { return nil }
    let fresh = queue.doneNew
    guard fresh > 0 else {
      return Localized(
        en: "Today you have answered \(queue.done.counted("item")).", zh: "今天已答 \(queue.done) 题。")
    }
    return Localized(
      en: "Today you have answered \(queue.done.counted("item")), \(fresh) for the first time.",
      zh: "今天已答 \(queue.done) 题，其中 \(fresh) 题是第一次答。")
  }

  private var due: Localized<String> {
    if queue.due.count > 0 {
      return Localized(
        en: "\(queue.due.count.counted("review")) due now.", zh: "现在有 \(queue.due.count) 题该复习。")
    }
    guard let next = queue.nextDue, queue.left == 0 else {
      return queue.left > 0
        ? Localized(en: "Today's reviews are done.", zh: "今天的复习做完了。")
        : Localized(en: "There is nothing to review.", zh: "没有要复习的题。")
    }
    let wait = TimeSpan(seconds: next - now).text
    return Localized(
      en: "Nothing is due; the next review comes in \(wait.english).",
      zh: "现在没有到期的题，下一题在\(wait.chinese)后。")
  }

  private var left: Localized<String>? {
    guard queue.left > 0 else { return nil }
    let limit = queue.limits.reviews
    return Localized(
      en: "\(queue.left) more wait for later days: the limit is \(limit) a day.",
      zh: "另有 \(queue.left) 题留到以后：每天最多复习 \(limit) 题。")
  }
}

extension Int {
  /// `1 item`, `2 items`.
  func counted(_ noun: String) -> String { "\(self) \(noun)\(self == 1 ? "" : "s")" }
}

extension Double {
  /// A share as whole percent: `86`.
  var percent: Int { isFinite ? Int((.minimum(.maximum(self, -1e6), 1e6) * 100).rounded()) : 0 }
}
