import Testing

@testable import Terminal

@Suite struct FlowControlTests {
  private let start = ContinuousClock.now

  /// A terminal that is `distance` away and reads `rate` bytes in a second.
  private func budget(rate: Int, distance: Duration, afterUpdates count: Int) -> Int {
    var flow = FlowControl()
    var now = start
    for update in 0..<count {
      // The first is the question alone that is asked at the start.
      let bytes = update == 0 ? 0 : min(flow.budget, 100_000)
      flow.sent(bytes, at: now)
      now += distance + .microseconds(bytes * 1_000_000 / rate)
      flow.answered(at: now)
    }
    return flow.budget
  }

  @Test(arguments: [Duration.milliseconds(1), .milliseconds(200)])
  func aSlowReaderGetsWhatItReadsInTime(distance: Duration) {
    let budget = budget(rate: 20_000, distance: distance, afterUpdates: 10)
    #expect((400...1600).contains(budget))
  }

  @Test func aFastReaderFarAwayIsNotTakenForASlowOne() {
    #expect(budget(rate: 10_000_000, distance: .milliseconds(300), afterUpdates: 10) >= 100_000)
  }

  @Test func aTerminalThatHasNeverAnsweredIsSentEverything() {
    var flow = FlowControl()
    for _ in 0..<200 { flow.sent(10_000, at: start) }
    #expect(!flow.isBusy)
    #expect(flow.deadline == nil)
    #expect(flow.budget == .max)
    #expect(flow.expectsAnswer)
  }

  @Test func busyFromSendingToTheAnswer() {
    var flow = FlowControl()
    flow.sent(0, at: start)
    flow.answered(at: start + .milliseconds(1))
    #expect(!flow.isBusy)
    flow.sent(100, at: start + .seconds(1))
    #expect(flow.isBusy)
    #expect(flow.deadline == start + .seconds(2))
    flow.answered(at: start + .milliseconds(1010))
    #expect(!flow.isBusy)
    #expect(!flow.expectsAnswer)
  }

  @Test func anAnswerAfterGivingUpTeachesNothing() {
    var flow = FlowControl()
    flow.sent(0, at: start)
    flow.answered(at: start + .milliseconds(100))
    flow.sent(100, at: start + .seconds(1))
    flow.giveUp()
    #expect(!flow.isBusy)
    #expect(flow.budget == FlowControl.minimumBudget)
    // The answer to the lost update comes right after the next one is sent.
    flow.sent(512, at: start + .seconds(3))
    flow.answered(at: start + .seconds(3))
    #expect(flow.budget == FlowControl.minimumBudget)
    #expect(!flow.isBusy)
  }

  @Test func answersNobodyAskedForAreIgnored() {
    var flow = FlowControl()
    flow.answered(at: start)
    #expect(!flow.hasAnswered)
    #expect(flow.budget == .max)
  }
}
