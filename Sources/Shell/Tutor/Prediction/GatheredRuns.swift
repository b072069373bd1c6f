import Course

/// Runs that have come back, for what is computed from several of them.
struct GatheredRuns: LabRunner {
  let catalogue: [LabDescription] = []
  var numbers: [LabRequest: [String: Double]] = [:]

  func numbers(_ request: LabRequest) throws -> [String: Double] {
    guard let numbers = numbers[request] else {
      throw LabError.impossible(Localized("the lab '\(request.lab)' has not been run"))
    }
    return numbers
  }
}
