import Canvas
import Terminal
import Tutor

/// The tutor as the main loop sees it.
final class TutorApplication: Application {
  private let session: Session

  init(session: Session) { self.session = session }

  func receive(_ input: Input) { session.receive(.input(input)) }
  func advance(to now: ContinuousClock.Instant) { session.advance(to: now) }
  func frame(size: Size) -> Frame? { session.frame() }
  var deadline: ContinuousClock.Instant? { session.deadline }
  var isFinished: Bool { session.isFinished }

  func nextRequest() -> TerminalRequest? {
    switch session.takeRequest() {
    case .suspend: .suspend
    case .copy(let text): .copy(text)
    case nil: nil
    }
  }
}
