import Course

/// Runs that have come back, for what is computed from several of them.
struct GatheredRuns: LabRunner {
  let catalogue: [LabDescription] = []
  var values: [LabRequest: LabValues] = [:]

  func values(_ request: LabRequest) throws -> LabValues {
    guard let values = values[request] else {
      throw LabError.impossible(Localized("the lab '\(request.lab)' has not been run"))
    }
    return values
  }

  func numbers(_ request: LabRequest) throws -> [String: Double] { try values(request).numbers }
}
