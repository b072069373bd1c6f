import Course
import Progress

/// What a history says, in words: on the screen, and as `progress` prints it.
public struct HistorySentences {
  private let history: HistoryStatistics

  public init(_ history: HistoryStatistics) { self.history = history }

  public static let nothingYet = Localized(
    en:
      "Nothing yet. Test yourself on a lesson or a chapter (t, at home): what you answer comes back "
      + "when you are about to forget it, and here you then see how well you remember.",
    zh: "还没有答题记录。在首页按 t 做一课或一章的题：答过的题会在快要忘记时再来问你，这里就能看到你记得怎么样。")

  public var activity: Localized<String> {
    let activity = history.activity
    let share =
      activity.answers > 0 ? (Double(activity.right) / Double(activity.answers)).percent : 0
    let streak = activity.streak
    return Localized(
      en: "\(activity.answers.counted("answer")), \(share) % of them right"
        + (streak > 0 ? "; \(streak.counted("day")) in a row." : "."),
      zh: "共答 \(activity.answers) 次，答对 \(share) %"
        + (streak > 0 ? "；已连续 \(streak) 天。" : "。"))
  }

  /// How much was remembered, and whether that is what was expected.
  public var retention: Localized<String> {
    let total = history.retention.total
    guard let share = total.share, let expected = total.expected else {
      return Localized(
        en: "No review of a later day yet. What you have learned comes back after a day or more.",
        zh: "还没有隔天的复习。学会的题一天或几天后会再来问你。")
    }
    let facts = Localized(
      en:
        "\(total.remembered) of \(total.reviews.counted("review")) remembered: \(share.percent) %; "
        + "expected were \(expected.percent) %.",
      zh:
        "\(total.reviews) 次复习记住了 \(total.remembered) 次，即 \(share.percent) %；预计是 \(expected.percent) %。"
    )
    let meaning: Localized<String> =
      switch total.surprise {
      case .withinChance?, nil: Localized("")
      case .forgetsMore?:
        Localized(
          en: " That is less than chance explains: you forget faster than planned for.",
          zh: "这个差距不像是偶然：你忘得比预计快。")
      case .forgetsLess?:
        Localized(
          en: " That is more than chance explains: you remember longer than planned for.",
          zh: "好得不像是偶然：你记得比预计久。")
      }
    return Localized(en: facts.english + meaning.english, zh: facts.chinese + meaning.chinese)
  }

  /// nil where nothing was asked twice.
  public var interviews: Localized<String>? {
    let gains = history.interviews
    guard !gains.pairs.isEmpty else { return nil }
    let missed = gains.points - gains.metFirst
    let lost = gains.lost
    return Localized(
      en: "\(gains.pairs.count.counted("question")) asked twice, \(gains.points.counted("point")): "
        + "\(gains.metFirst) met the first time, \(gains.metSecond) the second. Of the \(missed) that "
        + "were missed, \(gains.mended) came the second time"
        + (lost > 0 ? "; \(lost) had been there the first time and were left out." : "."),
      zh: "\(gains.pairs.count) 个问题问过两遍，共 \(gains.points) 个要点：第一遍答到 \(gains.metFirst) 个，"
        + "第二遍 \(gains.metSecond) 个。漏掉的 \(missed) 个里，第二遍补上了 \(gains.mended) 个"
        + (lost > 0 ? "；另有 \(lost) 个第一遍答到，第二遍漏了。" : "。"))
  }
}

extension Mastery {
  /// How much is known, and what that means.
  public var sentence: Localized<String> {
    Localized(
      en:
        "\(known) of \(items.counted("item")) known, \(shaky) shaky. Known is what you last got right "
        + "and still remember with a chance of 90 % or more.",
      zh: "\(items) 题里掌握 \(known) 题，不牢 \(shaky) 题。上次答对、而且现在还有九成以上把握记得，才算掌握。")
  }
}
