import Canvas
import Course
import Labs
import Progress
import Quiz

/// The tutor while it runs: a state, and the effects that it asks for.
///
/// Answers are saved before the next frame is drawn, so what a learner has seen judged is kept,
/// whatever happens next. Labs run in the background; of one panel only the newest run is wanted.
public final class Session {
  public private(set) var state: State
  public private(set) var isFinished = false
  /// What the learner asked of the terminal and who owns it has not yet taken.
  public private(set) var requests: [Request] = []

  public enum Request: Sendable, Equatable {
    /// To the shell, as `^Z` does.
    case suspend
    case copy(String)
  }

  private let services: Services
  private let mailbox = Mailbox()
  private var runs: [String: Task<Void, Never>] = [:]
  private var hasChanged = true
  /// When something moves next; nil while nothing does.
  public private(set) var deadline: ContinuousClock.Instant?

  public init(state: State, services: Services) {
    self.state = state
    self.services = services
  }

  /// - Parameter wake: ends the main thread's wait, from any thread.
  public func start(wake: @escaping @Sendable () -> Void) {
    mailbox.onPost(wake)
    perform(state.start(now: services.now()))
  }

  public func receive(_ message: Message) {
    hasChanged = true
    perform(state.update(message, now: services.now()))
    if let interval = state.tickInterval {
      if deadline == nil { deadline = .now + interval }
    } else {
      deadline = nil
    }
  }

  /// Takes in what work in the background has brought, and the tick that is due.
  public func advance(to now: ContinuousClock.Instant = .now) {
    for message in mailbox.takeAll() { receive(message) }
    if let due = deadline, due <= now {
      deadline = nil
      receive(.tick)
    }
  }

  public func takeRequest() -> Request? { requests.isEmpty ? nil : requests.removeFirst() }

  /// The screen, or nil where nothing has happened since the last one.
  public func frame() -> Frame? {
    guard hasChanged else { return nil }
    hasChanged = false
    return state.view(now: services.now())
  }

  private func perform(_ effects: [Effect]) {
    for effect in effects { perform(effect) }
  }

  private func perform(_ effect: Effect) {
    switch effect {
    case .loadLesson(let id, let language):
      do {
        receive(.lessonLoaded(try services.loadLesson(id, language)))
      } catch {
        receive(.lessonFailed(id: id, error))
      }
    case .runLab(let ticket, let request):
      run(ticket, request)
    case .stopLab(let ticket):
      runs[ticket.panel]?.cancel()
    case .ask(let ticket, let item, let seed):
      ask(ticket, item, seed: seed)
    case .loadHistory:
      do { receive(.historyLoaded(try services.store.history())) } catch {
        receive(.saveFailed(Strings.notRead(error)))
      }
    case .save(let event):
      do { try services.store.save(event) } catch {
        receive(.saveFailed(Strings.notSaved(error)))
      }
    case .loadGlossary:
      receive(.glossaryLoaded(services.loadGlossary()))
    case .loadDuels:
      receive(.duelsLoaded(services.loadDuels()))
    case .loadReferences:
      receive(.referencesLoaded(services.loadReferences()))
    case .loadSource(let marks):
      receive(.sourceLoaded(services.loadSource(marks)))
    case .copy(let text):
      requests.append(.copy(text))
    case .writeFile(let name, let contents):
      do {
        receive(.fileWritten(path: try services.writeFile(name, contents)))
      } catch {
        receive(.fileFailed(Strings.notWritten(name)))
      }
    case .suspend:
      requests.append(.suspend)
    case .quit:
      for run in runs.values { run.cancel() }
      isFinished = true
    }
  }

  private func ask(_ ticket: QuestionTicket, _ item: Item, seed: UInt64) {
    let name = "question/\(ticket.screen)"
    runs[name]?.cancel()
    let ask = services.ask
    let mailbox = mailbox
    runs[name] = Task.detached(priority: .userInitiated) {
      mailbox.post(.asked(ticket, ask(item, seed)))
    }
  }

  private func run(_ ticket: LabTicket, _ request: LabRequest) {
    runs[ticket.panel]?.cancel()
    let runLab = services.runLab
    let mailbox = mailbox
    runs[ticket.panel] = Task.detached(priority: .userInitiated) {
      // A run that was replaced ends as well; its panel knows the ticket no more.
      let outcome = LabProgress.reporting(to: mailbox.reports(of: ticket)) { runLab(request) }
      mailbox.post(.labFinished(ticket, outcome))
    }
  }

  /// Waits until no lab is running any more; for tests and for printing a screen.
  public func settle() async {
    repeat {
      let running = runs
      runs = [:]
      for run in running.values { await run.value }
      advance()
    } while !runs.isEmpty
  }
}
