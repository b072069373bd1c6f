extension [String: Claim] {
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
