import CNcurses
import CTerminalGuard
import Canvas
import Glibc

extension NcursesDriver {
  private typealias Instant = ContinuousClock.Instant

  public func input(timeout: Duration?) -> [Input] {
    let limit = timeout.map { Instant.now + $0 }
    let wasBusyBefore = isBusy
    absorb()
    // The caller may have waited with a newer frame, which goes before the rest of the last.
    var isDone = wasBusyBefore && !isBusy
    if !isDone, !isBusy, decoder.inputs.isEmpty { sendRest() }
    let wasBusy = isBusy

    while !isDone, decoder.inputs.isEmpty {
      let readiness = device.wait(
        waking: terminal_guard_wake_descriptor(),
        milliseconds: Self.milliseconds(until: earliest(limit, flow.deadline, pasteLimit)))
      if readiness.isWoken { clearWake() }
      absorb()
      endWaits(at: .now)
      if readiness.isGone { decoder.inputs.append(.ended) }
      isDone = readiness.isWoken || (wasBusy && !isBusy) || limit.map { $0 <= .now } ?? false
    }
    defer { decoder.inputs = [] }
    return decoder.inputs
  }

  private func clearWake() {
    var count: UInt64 = 0
    read(terminal_guard_wake_descriptor(), &count, MemoryLayout.size(ofValue: count))
  }

  /// Reads everything that is there: signals, keys, and the terminal's answers.
  func absorb() {
    absorbEvents()
    readTerminal()
  }

  func readTerminal() {
    var failures = 0
    while failures < 2 {
      var character: wint_t = 0
      switch wget_wch(keys, &character) {
      case KEY_CODE_YES:
        if let key = Key(terminfo: Int32(bitPattern: character)) { decoder.take(key) }
        noteRead()
        failures = 0
      case OK:
        if let scalar = Unicode.Scalar(character) { decoder.take(scalar) }
        noteRead()
        failures = 0
      default:
        // Bytes that are no UTF-8 fail too, and there may be more behind them.
        failures += 1
      }
    }
    decoder.endOfBatch()
    absorbAnswers()
  }

  private func noteRead() {
    if decoder.isPasting { lastPasted = .now }
  }

  private func absorbAnswers() {
    guard decoder.statusReports > 0 else { return }
    for _ in 0..<decoder.statusReports { flow.answered(at: .now) }
    decoder.statusReports = 0
    terminal_guard_expect_answer(flow.expectsAnswer ? 1 : 0)
  }

  private func absorbEvents() {
    let events = Int(terminal_guard_take_events())
    if events & TERMINAL_GUARD_STOPPED != 0 { suspend() }
    if events & TERMINAL_GUARD_CONTINUED != 0 { redrawAfterStop() }
    if events & TERMINAL_GUARD_RESIZED != 0 { resize() }
    if events & TERMINAL_GUARD_ENDED != 0 {
      terminal_guard_allow_seconds(Self.secondsToEnd)
      decoder.inputs.append(.ended)
    }
  }

  /// Saving what the learner did should take milliseconds; a program that hangs is killed.
  private static let secondsToEnd: UInt32 = 5

  func resize() {
    guard let newSize = device.windowSize, newSize != size else { return }
    size = newSize
    resize_term(Int32(newSize.rows), Int32(newSize.columns))
    contents = ScreenContents(size: newSize)
    eraseContents()
    decoder.inputs.append(.resized(newSize))
  }

  private func sendRest() {
    do {
      try sendUpdate()
    } catch {
      decoder.inputs.append(.ended)
    }
  }

  // MARK: Waiting

  private static let pastePatience = Duration.seconds(1)

  private var pasteLimit: Instant? {
    guard decoder.isPasting, let lastPasted else { return nil }
    return lastPasted + Self.pastePatience
  }

  private func endWaits(at now: Instant) {
    if let pasteLimit, pasteLimit <= now { decoder.endPaste() }
    guard let deadline = flow.deadline, deadline <= now else { return }
    if device.isWritable { flow.giveUp() } else { flow.wait(from: now) }
  }

  private func earliest(_ instants: Instant?...) -> Instant? { instants.compactMap { $0 }.min() }

  /// Rounded up, so that waiting ends after the instant and not just before it; -1 is for ever.
  private static func milliseconds(until instant: Instant?) -> Int32 {
    guard let instant else { return -1 }
    let (seconds, attoseconds) = max(instant - .now, .zero).components
    let milliseconds =
      min(seconds, 86_400) * 1000 + (attoseconds + 999_999_999_999_999) / 1_000_000_000_000_000
    return Int32(clamping: milliseconds)
  }
}
