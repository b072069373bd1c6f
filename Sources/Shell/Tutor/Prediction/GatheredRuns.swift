import Course

/// Runs that have come back, for what is computed from several of them.
struct GatheredRuns: LabRunner {
  /// Needed where controls have values that no request sets.
  var catalogue: [LabDescription] = []
  var values: [LabRequest: LabValues] = [:]
  /// Why a run has no values.
  var failures: [LabRequest: LabError] = [:]

  func values(_ request: LabRequest) throws -> LabValues {
    if let failure = failures[request] { throw failure }
    guard let values = values[request] else {
      throw LabError.impossible(Localized("the lab '\(request.lab)' has not been run"))
    }
    return values
  }

  func numbers(_ request: LabRequest) throws -> [String: Double] { try values(request).numbers }
}
