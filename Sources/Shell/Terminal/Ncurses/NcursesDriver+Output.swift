import CNcurses
import CTerminalGuard
import Canvas

extension NcursesDriver {
  public func show(_ frame: Frame) throws(TerminalError) {
    absorb()
    contents.want(frame)
    cursor = frame.cursor
    if !isBusy { try sendUpdate() }
  }

  public var isBusy: Bool { flow.isBusy }

  /// Sends as much of what is wanted as the terminal should get at once.
  func sendUpdate() throws(TerminalError) {
    if renderer.isExhausted { redrawFromScratch() }
    let bytes = contents.update(budget: flow.budget) { run, cells in
      renderer.draw(cells, column: run.columns.lowerBound, row: run.row)
    }
    guard bytes > 0 || isStale || !isCursorRight else { return }
    placeCursor()

    // ncurses writes through no buffer that we share, so the brackets go out before and after.
    guard device.write(ControlStrings.beginUpdate) else { throw .gone }
    if isStale { clearok(ncurses_shown(), true) }
    isStale = false
    wrefresh(window)
    guard device.write(ControlStrings.endUpdate + ControlStrings.askStatus) else { throw .gone }
    noteSent(bytes)
  }

  func noteSent(_ bytes: Int) {
    flow.sent(bytes, at: .now)
    terminal_guard_expect_answer(1)
  }

  /// Forgets what is on the screen and the colours that were set up for it.
  func redrawFromScratch() {
    renderer.reset()
    eraseContents()
  }

  func eraseContents() {
    werase(window)
    contents.erased()
    isStale = true
  }

  private var isCursorRight: Bool {
    cursor?.column == shownCursor?.column && cursor?.row == shownCursor?.row
  }

  private func placeCursor() {
    let isVisible = cursor != nil
    if isVisible != (shownCursor != nil) {
      curs_set(isVisible ? 1 : 0)
      // A hidden cursor may stay wherever drawing leaves it, which saves a movement.
      leaveok(window, !isVisible)
    }
    if let cursor {
      wmove(
        window, Int32(clamping: max(0, min(cursor.row, size.rows - 1))),
        Int32(clamping: max(0, min(cursor.column, size.columns - 1))))
    }
    shownCursor = cursor
  }
}
