import Dispatch
import Synchronization

/// The runs of labs that somebody has asked for, each made once.
struct RememberedRuns: Sendable {
  private let runner: any LabRunner
  private var runs: [LabRequest: Outcome] = [:]
  /// Those of runs that were made beforehand. Their tensors are not kept: of a course they may take
  /// some hundred megabytes.
  private var numbers: [RunNumber: Result<Double, ClaimError>] = [:]

  init(of runner: any LabRunner) { self.runner = runner }

  mutating func value(of number: RunNumber) throws(ClaimError) -> Double {
    if let made = numbers[number] { return try made.get() }
    let outcome = runs[number.request] ?? Outcome(of: number.request, by: runner)
    runs[number.request] = outcome
    return try outcome.value(of: number).get()
  }

  /// Makes the runs that are missing side by side. A thread takes the next one when it is done with
  /// one, since some labs take a thousand times as long as others.
  mutating func make(_ wanted: [RunNumber], threads: Int) {
    let missing = wanted.filter { numbers[$0] == nil && runs[$0.request] == nil }
    let results = Dictionary(grouping: missing, by: \.request)
    let requests = missing.requests
    let runner = runner
    let next = Atomic(0)
    let made = Mutex<[RunNumber: Result<Double, ClaimError>]>([:])
    DispatchQueue.concurrentPerform(iterations: min(threads, requests.count)) { _ in
      while true {
        let index = next.wrappingAdd(1, ordering: .relaxed).oldValue
        guard index < requests.count else { return }
        let outcome = Outcome(of: requests[index], by: runner)
        let values = (results[requests[index]] ?? []).map { ($0, outcome.value(of: $0)) }
        made.withLock { $0.merge(values) { _, new in new } }
      }
    }
    numbers.merge(made.withLock { $0 }) { _, new in new }
  }
}

/// What became of a run.
private struct Outcome: Sendable {
  private let values: Result<LabValues, ClaimError>

  init(of request: LabRequest, by runner: any LabRunner) {
    do {
      values = .success(try runner.values(request))
    } catch let error as LabError {
      values = .failure(ClaimError(error.message.english))
    } catch {
      values = .failure(ClaimError("the lab '\(request.lab)' cannot be run"))
    }
  }

  func value(of number: RunNumber) -> Result<Double, ClaimError> {
    values.flatMap { values in
      guard let value = ResultName(number.result).flatMap(values.value) else {
        let lab = number.request.lab
        return .failure(ClaimError("lab '\(lab)' has no result '\(number.result)'"))
      }
      return value.isFinite ? .success(value) : .failure(ClaimError("the run gives \(value)"))
    }
  }
}
