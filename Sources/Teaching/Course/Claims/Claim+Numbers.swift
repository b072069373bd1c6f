extension Claim {
  /// The claims that this one is computed from.
  public var operands: [String] {
    switch basis {
    case .divide(let a, let b), .subtract(let a, let b): [a, b]
    case .order(let names): names
    case .run, .theorem, .source: []
    }
  }

  /// The number of a run that it rests on.
  public var number: RunNumber? {
    switch basis {
    case .run(let request, let result), .theorem(let request, let result, _):
      RunNumber(request, result)
    case .source, .divide, .subtract, .order: nil
    }
  }

  /// The run that it rests on.
  public var request: LabRequest? { number?.request }

  /// What one of its unit is worth.
  public var unitSize: Double { unit.flatMap(Unit.init)?.size ?? 1 }
}

extension [String: Claim] {
  /// The numbers that a claim rests on, also by way of others, each once.
  public func numbers(of name: String) -> [RunNumber] {
    var numbers: [RunNumber] = []
    var seen: Set<String> = []
    var open = [name]
    while let next = open.popLast() {
      guard seen.insert(next).inserted, let claim = self[next] else { continue }
      if let number = claim.number, !numbers.contains(number) { numbers.append(number) }
      open += claim.operands.reversed()
    }
    return numbers
  }
}

extension Lesson {
  /// The numbers of runs that its text rests on.
  public var claimedNumbers: [RunNumber] { claimLinks.flatMap { claims.numbers(of: $0.id) } }

  /// Those that decide its predictions.
  public var predictedNumbers: [RunNumber] { predictions.flatMap { $0.numbers(among: claims) } }
}

extension Duel {
  /// The numbers of runs that decide it.
  public var numbers: [RunNumber] { prediction.english.numbers(among: [:]) }
}
