extension Claim {
  /// The claims that this one is computed from.
  public var operands: [String] {
    switch basis {
    case .divide(let a, let b), .subtract(let a, let b): [a, b]
    case .order(let names): names
    case .run, .theorem, .source: []
    }
  }

  /// The run that it rests on.
  public var request: LabRequest? {
    switch basis {
    case .run(let request, _), .theorem(let request, _, _): request
    case .source, .divide, .subtract, .order: nil
    }
  }
}

extension [String: Claim] {
  /// The runs that a claim rests on, also by way of others, each once.
  func requests(of name: String) -> [LabRequest] {
    var requests: [LabRequest] = []
    var seen: Set<String> = []
    var open = [name]
    while let next = open.popLast() {
      guard seen.insert(next).inserted, let claim = self[next] else { continue }
      if let request = claim.request, !requests.contains(request) { requests.append(request) }
      open += claim.operands.reversed()
    }
    return requests
  }
}

extension Lesson {
  /// The runs that its printed numbers rest on.
  public var claimRequests: [LabRequest] { claimLinks.flatMap { claims.requests(of: $0.id) } }

  /// The runs that decide its predictions.
  public var predictionRequests: [LabRequest] {
    predictions.flatMap { $0.requests(among: claims) }
  }
}

extension Duel {
  /// The runs that decide it.
  public var requests: [LabRequest] { prediction.english.requests(among: [:]) }
}
