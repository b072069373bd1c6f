import Course
import Labs

/// Runs that were asked for and come back one by one, for what is computed from several of them.
struct GatheredRuns: LabRunner {
  /// Needed where controls have values that no request sets.
  var catalogue: [LabDescription] = []
  private var values: [LabRequest: LabValues] = [:]
  /// Why a run has no values.
  private var failures: [LabRequest: LabError] = [:]
  private var awaited: [LabTicket: LabRequest] = [:]
  private var askingCount = 0

  init(catalogue: [LabDescription] = []) { self.catalogue = catalogue }

  var areAwaited: Bool { !awaited.isEmpty }

  func isAwaited(_ ticket: LabTicket) -> Bool { awaited[ticket] != nil }

  /// Forgets what was asked for before, and what came of it.
  mutating func clear() {
    (values, failures, awaited) = ([:], [:], [:])
  }

  /// Asks for other runs than before; what comes back of those is no longer known.
  /// - Parameter panel: tells them from the runs of others
  mutating func ask(for requests: [LabRequest], as panel: String) -> [Effect] {
    clear()
    askingCount += 1
    return requests.enumerated().map { index, request in
      let ticket = LabTicket(panel: "\(panel)/\(index)", run: askingCount)
      awaited[ticket] = request
      return .runLab(ticket, request)
    }
  }

  /// Ends those that have not come back.
  mutating func stop() -> [Effect] {
    defer { awaited = [:] }
    return awaited.keys.sorted { $0.panel < $1.panel }.map(Effect.stopLab)
  }

  /// - Returns: which run it is of; nil where it is none that is awaited
  mutating func receive(
    _ ticket: LabTicket, _ result: Result<Findings, LabError>
  ) -> LabRequest? {
    guard let request = awaited.removeValue(forKey: ticket) else { return nil }
    keep(result, of: request)
    return request
  }

  mutating func keep(_ result: Result<Findings, LabError>, of request: LabRequest) {
    switch result {
    case .success(let findings): values[request] = findings.values
    case .failure(let error): failures[request] = error
    }
  }

  func values(_ request: LabRequest) throws -> LabValues {
    if let failure = failures[request] { throw failure }
    guard let values = values[request] else {
      throw LabError.impossible(Localized("the lab '\(request.lab)' has not been run"))
    }
    return values
  }

  func numbers(_ request: LabRequest) throws -> [String: Double] { try values(request).numbers }
}
