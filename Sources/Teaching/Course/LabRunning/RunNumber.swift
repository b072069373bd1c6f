/// A number that a run gives.
public struct RunNumber: Sendable, Hashable {
  public var request: LabRequest
  /// As a claim names it: `entropy`, `weights[3,2]`.
  public var result: String

  public init(_ request: LabRequest, _ result: String) {
    self.request = request
    self.result = result
  }
}

extension [RunNumber] {
  /// The runs, each once.
  public var requests: [LabRequest] {
    var seen: Set<LabRequest> = []
    return map(\.request).filter { seen.insert($0).inserted }
  }
}
