import Canvas
import Terminal
import Testing

/// Counts what it is asked and shows how many inputs it has had.
private final class Counter: Application {
  var received: [Input] = []
  var requests: [TerminalRequest] = []
  var deadline: ContinuousClock.Instant?
  var advances = 0
  var framesDrawn = 0
  var isFinished = false
  private var hasChanged = true

  func receive(_ input: Input) {
    received.append(input)
    hasChanged = true
    switch input {
    case .key(.character("q")): isFinished = true
    case .key(.control("z")): requests.append(.suspend)
    case .key(.character("y")): requests.append(.copy("copied"))
    default: break
    }
  }

  func advance(to now: ContinuousClock.Instant) { advances += 1 }

  func nextRequest() -> TerminalRequest? { requests.isEmpty ? nil : requests.removeFirst() }

  func frame(size: Size) -> Frame? {
    guard hasChanged else { return nil }
    hasChanged = false
    framesDrawn += 1
    var frame = Frame(size)
    frame.draw("\(received.count)", column: 0, row: 0)
    return frame
  }
}

private func run(_ steps: MemoryDriver.Step...) -> (Counter, MemoryDriver) {
  let counter = Counter()
  let driver = MemoryDriver(size: Size(columns: 10, rows: 2), steps: steps)
  EventLoop.run(counter, on: driver)
  return (counter, driver)
}

private func shown(_ driver: MemoryDriver) -> [String] {
  driver.frames.map { frame in frame.cells.prefix(2).map(\.text).joined() }
}

@Suite struct EventLoopTests {
  @Test func allInputThatIsThereComesBeforeOneFrame() {
    let (counter, driver) = run(.text("abc"), .keys(.up), .text("q"))
    #expect(shown(driver) == ["0 ", "3 ", "4 "])
    #expect(counter.received.count == 5)
  }

  @Test func nothingIsShownWhereNothingChanged() {
    let (_, driver) = run(.nothing, .nothing, .text("q"))
    #expect(shown(driver) == ["0 "])
  }

  @Test func framesAreDroppedAndNotQueuedWhileTheTerminalIsBusy() {
    let (counter, driver) = run(
      .busy(true), .text("a"), .text("b"), .text("c"), .busy(false), .text("q"))
    #expect(shown(driver) == ["0 ", "3 "])
    #expect(counter.framesDrawn == 2, "what is not shown is not drawn")
  }

  @Test func whatComesAfterTheEndIsNotReceived() {
    let (counter, _) = run(.text("aqb"), .text("c"))
    #expect(counter.received == [.key(.character("a")), .key(.character("q"))])
  }

  @Test func endedEndsWhateverTheProgramThinks() {
    let (counter, _) = run(.input(.ended, .key(.up)), .text("c"))
    #expect(counter.received == [.ended])
    #expect(!counter.isFinished)
  }

  @Test func theLoopSleepsUntilThereIsSomethingToDo() {
    let (_, driver) = run(.nothing, .text("q"))
    #expect(driver.timeouts == [nil, nil])
  }

  @Test func aDeadlineLimitsTheWait() throws {
    let counter = Counter()
    counter.deadline = .now + .seconds(3600)
    let driver = MemoryDriver(
      size: Size(columns: 10, rows: 2), steps: [.nothing, .busy(true), .busy(false), .text("q")])
    EventLoop.run(counter, on: driver)
    let first = try #require(driver.timeouts[0])
    #expect(first > .seconds(3500) && first <= .seconds(3600))
    #expect(driver.timeouts[2] == nil, "a step that cannot be shown is not waited for")
    #expect(counter.advances == 4)
  }

  @Test func aDeadlineInThePastDoesNotWait() {
    let counter = Counter()
    counter.deadline = .now - .seconds(1)
    let driver = MemoryDriver(size: Size(columns: 10, rows: 2), steps: [.text("q")])
    EventLoop.run(counter, on: driver)
    #expect(driver.timeouts == [.zero])
  }

  @Test func requestsAreCarriedOutOnce() {
    let (_, driver) = run(.keys(.control("z")), .text("yy"), .text("q"))
    #expect(driver.suspensions == 1)
    #expect(driver.copied == ["copied", "copied"])
  }

  @Test func aNewSizeReachesTheFrame() {
    let (_, driver) = run(.input(.resized(Size(columns: 30, rows: 9))), .text("q"))
    #expect(driver.frames.last?.size == Size(columns: 30, rows: 9))
  }

  @Test func anotherThreadEndsTheWait() async {
    let driver = MemoryDriver(size: Size(columns: 10, rows: 2), steps: [.wake, .text("q")])
    let wake = driver.wake
    async let woken: Void = Task.detached { wake() }.value
    let counter = Counter()
    EventLoop.run(counter, on: driver)
    await woken
    #expect(counter.received == [.key(.character("q"))])
  }
}
