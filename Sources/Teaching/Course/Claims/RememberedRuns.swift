import Dispatch
import Synchronization

/// The runs of labs that somebody has asked for, each made once.
struct RememberedRuns: Sendable {
  private typealias Outcome = Result<LabValues, ClaimError>

  private let runner: any LabRunner
  private var outcomes: [LabRequest: Outcome] = [:]

  init(of runner: any LabRunner) { self.runner = runner }

  mutating func values(of request: LabRequest) throws(ClaimError) -> LabValues {
    let outcome = outcomes[request] ?? Self.outcome(of: request, by: runner)
    outcomes[request] = outcome
    return try outcome.get()
  }

  /// Makes those that are not there yet side by side. A thread takes the next one when it is done with
  /// one, since some labs take a thousand times as long as others.
  mutating func make(_ requests: [LabRequest], threads: Int) {
    var known = Set(outcomes.keys)
    let requests = requests.filter { known.insert($0).inserted }
    let runner = runner
    let next = Atomic(0)
    let made = Mutex<[LabRequest: Outcome]>([:])
    DispatchQueue.concurrentPerform(iterations: min(threads, requests.count)) { _ in
      while true {
        let index = next.wrappingAdd(1, ordering: .relaxed).oldValue
        guard index < requests.count else { return }
        let outcome = Self.outcome(of: requests[index], by: runner)
        made.withLock { $0[requests[index]] = outcome }
      }
    }
    outcomes.merge(made.withLock { $0 }) { _, new in new }
  }

  private static func outcome(of request: LabRequest, by runner: any LabRunner) -> Outcome {
    do {
      return .success(try runner.values(request))
    } catch let error as LabError {
      return .failure(ClaimError(error.message.english))
    } catch {
      return .failure(ClaimError("the lab '\(request.lab)' cannot be run"))
    }
  }
}
