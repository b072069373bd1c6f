import Labs
import Synchronization

/// Messages on their way from work in the background to the one thread that updates.
final class Mailbox: Sendable {
  private let messages = Mutex<[Message]>([])
  private let wake: Mutex<@Sendable () -> Void>

  init() { wake = Mutex({}) }

  /// What ends the main thread's wait for input.
  func onPost(_ wake: @escaping @Sendable () -> Void) { self.wake.withLock { $0 = wake } }

  func post(_ message: Message) {
    messages.withLock { $0.append(message) }
    wake.withLock { $0 }()
  }

  /// Passes on what a lab reports, a few times a second at most.
  func reports(of ticket: LabTicket) -> LabProgress.Listener {
    let latest = Mutex<ContinuousClock.Instant?>(nil)
    return { [self] fraction, what in
      let isDue = latest.withLock { latest in
        let now = ContinuousClock.now
        if let latest, now - latest < .milliseconds(60) { return false }
        latest = now
        return true
      }
      if isDue { post(.labProgressed(ticket, LabAdvance(fraction: fraction, what: what))) }
    }
  }

  func takeAll() -> [Message] {
    messages.withLock { messages in
      defer { messages = [] }
      return messages
    }
  }
}
