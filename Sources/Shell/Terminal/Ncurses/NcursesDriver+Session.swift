import CNcurses
import CTerminalGuard
import Canvas
import Glibc

extension NcursesDriver {
  public func suspend() {
    takeDown()
    terminal_guard_stop()
    bringUp()
  }

  @discardableResult
  public func copy(_ text: String) -> Bool {
    let insideTmux = getenv("TMUX") != nil
    guard let sequence = Clipboard.sequence(for: text, insideTmux: insideTmux) else { return false }
    return device.write(sequence)
  }

  /// Stopped and continued from outside, we do not know what the shell made of the terminal.
  func redrawAfterStop() {
    endwin()
    bringUp()
  }

  func takeDown() {
    awaitAnswers()
    device.write(ControlStrings.disableModes)
    endwin()
    terminal_guard_screen_down()
  }

  private func bringUp() {
    let restoration = Array(ControlStrings.restoration().utf8CString.dropLast())
    terminal_guard_screen_up(restoration, restoration.count)
    reset_prog_mode()
    device.write(ControlStrings.enableModes)
    curs_set(0)
    leaveok(window, true)
    shownCursor = nil
    isStale = true
    resize()
  }

  /// An answer that came later would be typed into the shell.
  private func awaitAnswers() {
    let patience = flow.hasAnswered ? Duration.milliseconds(300) : .milliseconds(50)
    let limit = ContinuousClock.now + patience
    while flow.expectsAnswer, ContinuousClock.now < limit {
      let readiness = device.wait(waking: -1, milliseconds: 20)
      if readiness.isGone { return }
      readTerminal()
    }
    terminal_guard_expect_answer(flow.expectsAnswer ? 1 : 0)
  }
}
