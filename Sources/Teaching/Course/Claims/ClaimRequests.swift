extension [String: Claim] {
  /// The runs that a claim rests on, in the order of its operands, each once.
  public func requests(of id: String) -> [LabRequest] {
    var requests: [LabRequest] = []
    var seen: Set<String> = []
    var open = [id]
    while let next = open.popLast() {
      guard seen.insert(next).inserted, let claim = self[next] else { continue }
      if let request = claim.request, !requests.contains(request) { requests.append(request) }
      open += claim.operands.reversed()
    }
    return requests
  }

  /// The first run that a claim rests on, and what of it; nil where nothing is run.
  public func firstRun(of id: String) -> (request: LabRequest, result: String)? {
    var seen: Set<String> = []
    var open = [id]
    while let next = open.popLast() {
      guard seen.insert(next).inserted, let claim = self[next] else { continue }
      switch claim.basis {
      case .run(let request, let result), .theorem(let request, let result, _):
        return (request, result)
      case .source, .divide, .subtract, .order: open += claim.operands.reversed()
      }
    }
    return nil
  }

  /// The same claims, their runs changed.
  public func mapRequests(_ change: (LabRequest) -> LabRequest) -> [String: Claim] {
    mapValues { claim in
      var claim = claim
      switch claim.basis {
      case .run(let request, let result): claim.basis = .run(change(request), result: result)
      case .theorem(let request, let result, let theory):
        claim.basis = .theorem(change(request), result: result, theory: theory)
      case .source, .divide, .subtract, .order: break
      }
      return claim
    }
  }
}
