import Canvas
import Course
import Progress

/// What a path shows of itself: its lessons, what was done of them, and the one to go on with.
struct PathSheet {
  let route: Route
  let duels: [Duel]?
  let width: Int
  let context: Context

  private var theme: Theme { context.theme }
  private var language: Language { context.language }

  var sheet: Sheet {
    var sheet = Sheet(width: width)
    let summary = route.summary[language]
    if !summary.isEmpty {
      sheet.add(summary, style: theme.dimmed)
      sheet.add()
    }
    switch route.content {
    case .lessons, .notes: addLessons(to: &sheet)
    case .levels(let levels): add(levels, to: &sheet)
    case .duels: addDuels(to: &sheet)
    }
    return sheet
  }

  private func addLessons(to sheet: inout Sheet) {
    let next = context.course.next(on: route.path, context.record)
    for (index, id) in route.path.lessons.enumerated() {
      guard var row = context.course.row(of: id) else { continue }
      if route.content == .lessons { row.number = "\(index + 1)" }
      sheet.add(Sheet.Entry(row: row, isNext: id == next?.id))
    }
    let toCome = route.path.lessons.count { context.course.lesson($0) == nil }
    guard next == nil, toCome < route.path.lessons.count else { return }
    sheet.add()
    sheet.add((toCome == 0 ? Words.allDone : Words.doneSoFar)[language], style: theme.correct)
  }

  private func add(_ levels: [[String]], to sheet: inout Sheet) {
    let next = context.course.next(on: route.path, context.record)
    for (index, level) in levels.enumerated() {
      if index > 0 { sheet.add() }
      sheet.add(Words.level(index)[language], style: theme.strong)
      for lesson in level.compactMap(context.course.lesson) {
        sheet.add(
          Sheet.Entry(row: Shelf.Row(lesson), isNext: lesson.id == next?.id, note: note(on: lesson))
        )
      }
    }
    let toCome = context.course.chapters.reduce(0) { $0 + $1.planned.count }
    guard toCome > 0 else { return }
    sheet.add()
    sheet.add(Words.toCome(toCome)[language], style: theme.dimmed)
  }

  /// Whether a lesson was read, can be read now, or needs others first.
  private func note(on lesson: LessonSummary) -> TextLine? {
    let row = Shelf.Row(lesson)
    guard !context.record.hasRead(lesson.id) else { return nil }
    let missing = context.course.missing(before: lesson, context.record)
    let mark = row.mark(context.record)
    var line = TextLine()
    if missing.isEmpty {
      line.append(Words.ready[language] + " ", style: theme.accent)
    } else {
      let names = missing.map { before in
        before.notes.first ?? before.title[language].truncated(to: 12)
      }
      line.append(Words.after(names)[language] + " ", style: theme.dimmed)
    }
    line.append("\(mark.glyph(context.glyphs))", style: mark.style(theme))
    return line
  }

  private func addDuels(to sheet: inout Sheet) {
    let duels = duels ?? []
    if !duels.isEmpty {
      let score = DuelScore(duels, context.record)
      sheet.add(Words.score(score)[language], style: theme.text)
      sheet.add()
    }
    var line = TextLine("Enter ", style: theme.key)
    line.append(Words.bet[language], style: theme.text)
    sheet.add([line])
    let named = Set(duels.compactMap(\.lesson).map { String($0.prefix { $0 != "#" }) })
    let lessons = context.course.lessons.filter { !$0.errata.isEmpty || named.contains($0.id) }
    guard !lessons.isEmpty else { return }
    sheet.add()
    sheet.add(Words.lessons[language], style: theme.strong)
    for lesson in lessons { sheet.add(Sheet.Entry(row: Shelf.Row(lesson))) }
  }

  private enum Words {
    static let ready = Localized(en: "ready", zh: "可以学")
    static let bet = Localized(en: "bets on the next claim", zh: "对下一条说法下注")
    static let lessons = Localized(en: "Lessons that put it right", zh: "讲清楚这些问题的课")
    static let allDone = Localized(en: "All of it is done.", zh: "全部完成。")
    static let doneSoFar = Localized(
      en: "All that is written is done; the rest is to come.", zh: "已写好的都完成了，其余待写。")

    static func after(_ names: [String]) -> Localized<String> {
      Localized(
        en: "after " + names.joined(separator: ", "), zh: "先学 " + names.joined(separator: "、"))
    }

    static func level(_ index: Int) -> Localized<String> {
      index == 0
        ? Localized(en: "To begin with", zh: "起点")
        : Localized(en: "Level \(index + 1)", zh: "第 \(index + 1) 层")
    }

    static func toCome(_ count: Int) -> Localized<String> {
      Localized(
        en: "\(count) more \(count == 1 ? "lesson is" : "lessons are") still to be written.",
        zh: "另有 \(count) 课待写。")
    }

    static func score(_ score: DuelScore) -> Localized<String> {
      Localized(
        en:
          "\(score.count.counted("claim")): \(score.won.counted("bet")) won, \(score.lost) lost, \(score.open) to be made.",
        zh: "共 \(score.count) 条说法：赢 \(score.won)，输 \(score.lost)，还有 \(score.open) 条没押。")
    }
  }
}

/// What came of the first bet on each duel.
struct DuelScore {
  let count: Int
  private(set) var won = 0
  private(set) var lost = 0
  var open: Int { count - won - lost }

  init(_ duels: [Duel], _ record: Record) {
    count = duels.count
    let ids = Set(duels.map(\.prediction.english.id))
    for guess in record.firstGuesses where ids.contains(guess.prediction) {
      switch guess.isRight {
      case true?: won += 1
      case false?: lost += 1
      case nil: break
      }
    }
  }
}
