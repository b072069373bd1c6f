/// What became of one number of a lesson when its claim was run again.
public struct ClaimOutcome: Sendable, Equatable {
  public var claim: String
  /// Where the text says it.
  public var place: Place
  /// What the text says.
  public var text: String
  /// What was found, as a sentence: `the run gives 0.4071`.
  public var found: String
  /// The value in the unit of the text; nil where there is none, as for an order.
  public var value: Double?
  public var holds: Bool

  /// An error for what does not hold.
  public var diagnostic: Diagnostic? {
    holds ? nil : Diagnostic(at: place, "claim '\(claim)': the text says '\(text)', \(found)")
  }
}

/// Checks the numbers that a lesson prints against what they rest on.
///
/// A checker remembers its runs: many claims of a lesson rest on one. It makes them when they are
/// needed, or beforehand and side by side:
///
/// ```swift
/// var checker = ClaimChecker(runner: Laboratory())
/// checker.prepare(lessons.flatMap(\.claimedNumbers))
/// let outcomes = lessons.flatMap { checker.check($0) }
/// ```
public struct ClaimChecker: Sendable {
  private let catalogue: [LabDescription]
  private var runs: RememberedRuns

  public init(runner: any LabRunner) {
    catalogue = runner.catalogue
    runs = RememberedRuns(of: runner)
  }

  /// Makes the runs of these numbers, each once, on the cores of the machine. What is checked then is
  /// the same as without.
  /// - Parameter threads: at most so many at a time
  public mutating func prepare(_ numbers: [RunNumber], threads: Int = .max) {
    runs.make(numbers, threads: threads)
  }

  mutating func value(of request: LabRequest, _ result: String) throws(ClaimError) -> Double {
    try runs.value(of: RunNumber(request, result))
  }

  /// Each number of the lesson that is a claim, in the order of reading.
  public mutating func check(_ lesson: Lesson) -> [ClaimOutcome] {
    lesson.claimLinks.map { check($0, among: lesson.claims) }
  }

  /// One printed number.
  public mutating func check(
    _ link: ClaimLink, among claims: [String: Claim]
  ) -> ClaimOutcome {
    do throws(ClaimError) {
      guard let claim = claims[link.id] else { throw ClaimError("there is no such claim") }
      let verdict =
        if case .order(let names) = claim.basis { try order(names, claims) } else {
          try number(link, claim, claims)
        }
      return ClaimOutcome(
        claim: link.id, place: link.place, text: link.text, found: verdict.found,
        value: verdict.value, holds: verdict.holds)
    } catch {
      return ClaimOutcome(
        claim: link.id, place: link.place, text: link.text, found: error.message, value: nil,
        holds: false)
    }
  }

  private typealias Verdict = (found: String, value: Double?, holds: Bool)

  private mutating func number(
    _ link: ClaimLink, _ claim: Claim, _ claims: [String: Claim]
  ) throws(ClaimError) -> Verdict {
    guard let printed = PrintedNumber(link.text) else {
      throw ClaimError("in which there is no number")
    }
    if let written = printed.unit, written != claim.unit {
      throw ClaimError("in \(written), but the claim is in \(claim.unit ?? "no unit")")
    }
    let size = claim.unitSize
    let value = try value(of: link.id, claims, path: []) / size
    switch claim.basis {
    case .theorem(let request, _, let theory):
      let expected = try evaluate(theory, request) / size
      let isClose = claim.bracket(around: printed, theory: expected).contains(value)
      let found = "theory gives \(brief(expected)), the run \(brief(value))"
      return (found, value, printed.stands(for: expected) && isClose)
    case .source(let id, let location, _):
      let found = "\(id) \(location) has \(brief(value))"
      return (found, value, printed.stands(for: value))
    case .run, .divide, .subtract, .order:
      let isClose = claim.bracket(around: printed, theory: nil).contains(value)
      return ("the run gives \(brief(value))", value, isClose)
    }
  }

  private mutating func order(
    _ names: [String], _ claims: [String: Claim]
  ) throws(ClaimError) -> Verdict {
    var values: [Double] = []
    for name in names { values.append(try value(of: name, claims, path: [])) }
    let pairs = zip(values, values.dropFirst())
    let words = zip(names, values).map { "\($0) \(brief($1))" }
    return ("the order is of " + words.joined(separator: ", "), nil, pairs.allSatisfy { $0 < $1 })
  }

  /// The value of a claim, without its unit.
  mutating func value(
    of id: String, _ claims: [String: Claim], path: [String]
  ) throws(ClaimError) -> Double {
    guard let claim = claims[id] else { throw ClaimError("there is no claim '\(id)'") }
    guard !path.contains(id) else { throw ClaimError("the claim '\(id)' rests on itself") }
    let path = path + [id]
    switch claim.basis {
    case .run(let request, let result), .theorem(let request, let result, _):
      return try value(of: request, result)
    case .source(_, _, let value):
      return value * claim.unitSize
    case .divide(let a, let b):
      let quotient = try value(of: a, claims, path: path) / value(of: b, claims, path: path)
      guard quotient.isFinite else { throw ClaimError("'\(a)' cannot be divided by '\(b)'") }
      return quotient
    case .subtract(let a, let b):
      return try value(of: a, claims, path: path) - value(of: b, claims, path: path)
    case .order: throw ClaimError("the claim '\(id)' is an order, not a number")
    }
  }

  func evaluate(
    _ theory: String, _ request: LabRequest
  ) throws(ClaimError) -> Double {
    let lab = catalogue.first { $0.name == request.lab }
    do {
      return try Expression(theory).value(lab?.numbers(of: request) ?? [:])
    } catch {
      throw ClaimError(error.message)
    }
  }
}

/// Why what is claimed or predicted has no value.
public struct ClaimError: Error, Sendable, Equatable {
  public var message: String

  init(_ message: String) { self.message = message }
}

extension LabDescription {
  /// The controls of a request as numbers, those that it leaves out as they are at the start; on
  /// and off are 1 and 0.
  func numbers(of request: LabRequest) -> [String: Double] {
    var numbers: [String: Double] = [:]
    for control in controls {
      switch control.initial {
      case .integer(let value): numbers[control.name] = Double(value)
      case .number(let value): numbers[control.name] = value
      case .toggle(let isOn): numbers[control.name] = isOn ? 1 : 0
      case .text: break
      }
      guard let text = request.settings[control.name] else { continue }
      switch text {
      case "true": numbers[control.name] = 1
      case "false": numbers[control.name] = 0
      default: numbers[control.name] = finiteNumber(text)
      }
    }
    return numbers
  }
}
