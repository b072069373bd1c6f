import Canvas
import Course
import Progress

/// How the paths are drawn: their names at the left, the lessons of one of them at the right.
struct PathsLayout {
  private let screen: PathsScreen
  private let context: Context
  private let area: Rect
  private let panes: Panes
  private let routes: [Route]
  private let window: ListWindow
  let sheet: Sheet

  init(screen: PathsScreen, area: Rect, context: Context) {
    self.screen = screen
    self.context = context
    self.area = area
    panes = Panes(area: area, share: 0.425)
    routes = context.course.routes
    window = ListWindow(chosen: screen.cursor.line, area: panes.list)
    sheet =
      routes.indices.contains(screen.cursor.line)
      ? PathSheet(
        route: routes[screen.cursor.line], duels: screen.duels, width: panes.detail.columns,
        context: context
      ).sheet
      : Sheet(width: panes.detail.columns)
  }

  func draw(of frame: inout Frame) {
    ScreenTitle(Strings.paths[context.language]).draw(in: area, of: &frame, context)
    panes.drawBorder(of: &frame, context)
    for index in window.indices(of: routes.count) {
      Panes.drawLine(
        routes[index].path.title[context.language], detail: progress(of: routes[index]),
        isChosen: index == screen.cursor.line, hasKeys: !screen.cursor.isInside,
        in: window.row(index),
        of: &frame, context)
    }
    sheet.draw(
      chosen: screen.cursor.chosenRow, top: top, in: panes.detail, of: &frame, context)
  }

  private var top: Int {
    sheet.top(around: screen.cursor.chosenRow, rows: panes.detail.rows)
  }

  private func progress(of route: Route) -> String {
    if route.content == .duels {
      guard let duels = screen.duels, !duels.isEmpty else { return "" }
      return "\(DuelScore(duels, context.record).won)/\(duels.count)"
    }
    return "\(route.path.readCount(context.record))/\(route.path.lessons.count)"
  }

  // MARK: The mouse

  func route(atColumn column: Int, row: Int) -> Int? {
    window.index(atColumn: column, row: row, of: routes.count)
  }

  func entry(atColumn column: Int, row: Int) -> Int? {
    sheet.entry(atColumn: column, row: row, top: top, in: panes.detail)
  }
}
