import Canvas
import Course
import Progress

/// What belongs to no chapter, below the labs: the key that opens each, and how the learner stands
/// with it. First what is looked up, then what is done.
struct HomeWays {
  private struct Way {
    var key: Character
    var title: Localized<String>
    /// Where there is room for a word only.
    var word: Localized<String>
    var detail = ""
  }

  /// Where two columns are needed, details are left out.
  private enum Form {
    case apart, together, twoColumns
  }

  private let area: Rect
  private let context: Context
  private let groups: [[Way]]
  private let form: Form

  /// - Parameter area: all that is left below the labs
  init(now: Double, area: Rect, context: Context) {
    self.area = area
    self.context = context
    groups = Self.groups(now: now, context)
    let count = groups.joined().count
    form = count < area.rows ? .apart : count <= area.rows ? .together : .twoColumns
  }

  private static func groups(now: Double, _ context: Context) -> [[Way]] {
    let guesses = context.record.firstGuesses
    let calibration = Calibration(guesses)
    let bets = guesses.filter { $0.prediction.hasPrefix(Duel.predictionPrefix) }
    return [
      [
        Way(key: "p", title: Strings.paths, word: Strings.paths, detail: path(context)),
        Way(key: "w", title: Strings.glossary, word: Strings.glossary),
        Way(key: "b", title: Strings.references, word: Words.sources),
      ],
      [
        Way(
          key: "s", title: Strings.statistics, word: Words.standing,
          detail: fraction(calibration.right, calibration.count)),
        Way(
          key: "d", title: Strings.duels, word: Words.bets,
          detail: fraction(bets.count { $0.isRight == true }, bets.count)
        ),
        Way(
          key: "i", title: Strings.interview, word: Strings.interview,
          detail: repeats(now: now, context)),
      ],
    ]
  }

  /// How much of the path that the learner is on was read.
  private static func path(_ context: Context) -> String {
    context.course.followedPath(context.record).map {
      fraction($0.readCount(context.record), $0.lessons.count)
    } ?? ""
  }

  private static func fraction(_ right: Int, _ count: Int) -> String {
    count > 0 ? "\(right)/\(count)" : ""
  }

  /// Whether a question of an interview comes back.
  private static func repeats(now: Double, _ context: Context) -> String {
    let due = Repeats.due(context.record, at: now).count
    if due > 0 { return Words.comeBack(due)[context.language] }
    return Repeats.wait(context.record, at: now).map {
      TimeSpan(seconds: $0).text[context.language].drop { $0 == " " }
    }.map(String.init) ?? ""
  }

  // MARK: Places

  private var placed: [(way: Way, rect: Rect)] {
    let all = groups.flatMap(\.self)
    guard form != .twoColumns else {
      let columns = area.columns / 2
      return all.enumerated().map { index, way in
        let rect = Rect(
          column: area.column + index % 2 * columns, row: area.row + index / 2, columns: columns,
          rows: 1)
        return (way, rect)
      }
    }
    var row = area.row
    return groups.enumerated().flatMap { index, group in
      if index > 0, form == .apart { row += 1 }
      defer { row += group.count }
      return group.enumerated().map { offset, way in
        (way, Rect(column: area.column, row: row + offset, columns: area.columns, rows: 1))
      }
    }
  }

  /// The row below the last of them.
  var maxRow: Int { placed.map(\.rect.maxRow).max() ?? area.row }

  /// The key of what is under the mouse.
  func key(atColumn column: Int, row: Int) -> Character? {
    placed.first { $0.rect.contains(column: column, row: row) && $0.rect.row < area.maxRow }?.way
      .key
  }

  // MARK: View

  func draw(of frame: inout Frame) {
    let theme = context.theme
    for (way, rect) in placed where rect.row < area.maxRow {
      let isBrief = form == .twoColumns
      let detail = isBrief ? "" : way.detail
      let title = isBrief ? way.word : way.title
      frame.draw("\(way.key)", column: rect.column + 2, row: rect.row, style: theme.key, in: rect)
      let room = rect.columns - (detail.isEmpty ? 0 : detail.cellWidth + 1) - 4
      frame.draw(
        title[context.language].truncated(to: room), column: rect.column + 4, row: rect.row,
        style: theme.text, in: rect)
      frame.draw(
        detail, column: rect.maxColumn - detail.cellWidth, row: rect.row, style: theme.dimmed,
        in: rect)
    }
  }

  private enum Words {
    static let sources = Localized(en: "Sources", zh: "参考文献")
    static let standing = Localized(en: "Standing", zh: "成绩")
    static let bets = Localized(en: "Duels", zh: "打赌")

    static func comeBack(_ count: Int) -> Localized<String> {
      Localized(en: "\(count) again now", zh: "重问 \(count) 题")
    }
  }
}
