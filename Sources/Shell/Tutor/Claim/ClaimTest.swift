import Course
import Labs

/// One number of a lesson while it is tested: the runs that it waits for, then the judgement, which
/// comes into sight step by step.
struct ClaimTest: Sendable {
  /// The engine that the runs are made on.
  enum Engine: Sendable, Equatable {
    /// As the claim says, which may be a broken one.
    case own
    /// Another one by the learner's wish: broken, or the true one where it is nil.
    case other(String?)
  }

  /// Tells its runs from those of others.
  let id: String
  let passage: ClaimPassage
  /// Those of the lesson, on the engine that is tested.
  private(set) var claims: [String: Claim]
  /// Those of the lesson as they are written.
  let written: [String: Claim]
  private(set) var engine = Engine.own
  private(set) var trial: ClaimTrial?
  /// What is known before the runs are there: where the value has to land.
  private(set) var expectation: ClaimTrial?
  /// Why a run has no numbers.
  private(set) var failure: LabError?
  /// How far a long run is, where it has said so.
  private(set) var advance: LabAdvance?
  /// Pictures since all runs were there.
  private var pictures = 0
  private var runs = GatheredRuns(catalogue: Laboratory().catalogue)

  init(id: String, _ passage: ClaimPassage, among claims: [String: Claim]) {
    self.id = id
    self.passage = passage
    self.claims = claims
    written = claims
  }

  var claim: Claim? { claims[passage.link.id] }
  var requests: [LabRequest] { claims.numbers(of: passage.link.id).requests }
  var isRunning: Bool { runs.areAwaited }

  /// Whether the claim holds on the engine that is tested; nil while that is not known, and where
  /// nothing is run.
  var judgement: Bool? {
    guard !isMoving, failure == nil, !requests.isEmpty else { return nil }
    return trial?.outcome.holds
  }

  /// Whether the text is right: the judgement on the claim's own engine.
  var verdict: Bool? { engine == .own ? judgement : nil }

  // MARK: Runs

  /// Tests it anew.
  mutating func start(on engine: Engine, allowsMotion: Bool) -> [Effect] {
    let stops = stop()
    self.engine = engine
    claims = written
    if case .other(let mutant) = engine {
      claims = written.mapRequests { $0.on(mutant) }
    }
    trial = nil
    failure = nil
    advance = nil
    pictures = 0
    runs.clear()
    expectation = judgedTrial
    let asked = runs.ask(for: requests, as: id)
    if !isRunning { judge(allowsMotion) }
    return stops + asked
  }

  /// Ends the runs that nobody waits for any more.
  mutating func stop() -> [Effect] { runs.stop() }

  mutating func receive(_ ticket: LabTicket, _ advance: LabAdvance) {
    if runs.isAwaited(ticket) { self.advance = advance }
  }

  /// - Returns: what the result is of; nil where it is none of this test's.
  mutating func receive(
    _ ticket: LabTicket, _ result: Result<Findings, LabError>, allowsMotion: Bool
  ) -> LabRequest? {
    guard let request = runs.receive(ticket, result) else { return nil }
    advance = nil
    if case .failure(let error) = result { failure = failure ?? error }
    if !isRunning { judge(allowsMotion) }
    return request
  }

  private var judgedTrial: ClaimTrial {
    var checker = ClaimChecker(runner: runs)
    return checker.trial(passage.link, among: claims)
  }

  private mutating func judge(_ allowsMotion: Bool) {
    trial = judgedTrial
    pictures = allowsMotion && failure == nil ? 0 : stages * Self.picturesPerStage
  }

  // MARK: Motion

  private static let picturesPerStage = 14

  /// What comes into sight one after the other: the operands, then what is computed from them.
  private var stages: Int {
    guard let claim else { return 0 }
    switch claim.basis {
    case .source: return 0
    case .run, .theorem: return 1
    case .divide, .subtract: return claim.operands.count + 1
    case .order(let names): return names.count
    }
  }

  /// How far a stage has come, in 0...1; slower towards its end, as what is thrown comes to rest.
  func arrival(ofStage stage: Int) -> Double {
    guard trial != nil else { return 0 }
    let share = Double(pictures - stage * Self.picturesPerStage) / Double(Self.picturesPerStage)
    let rest = 1 - min(max(0, share), 1)
    return 1 - rest * rest * rest
  }

  var isMoving: Bool { trial != nil && pictures < stages * Self.picturesPerStage }

  mutating func tick() { if isMoving { pictures += 1 } }

  /// All of it in sight at once.
  mutating func skip() { pictures = stages * Self.picturesPerStage }
}

extension LabRequest {
  /// The same run on another engine, where its lab has that one.
  fileprivate func on(_ mutant: String?) -> LabRequest {
    var request = self
    if let mutant {
      guard Laboratory().sabotages(of: lab).contains(where: { $0.name == mutant }) else {
        return request
      }
    }
    request.mutant = mutant
    return request
  }
}
