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

  func takeAll() -> [Message] {
    messages.withLock { messages in
      defer { messages = [] }
      return messages
    }
  }
}
