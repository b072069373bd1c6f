import Canvas
import Course
import Figures
import Labs

/// All that a run depends on beside its lab.
struct LabConditions: Sendable {
  var settings: Settings
  var seed: UInt64
  /// The broken machine that runs, by name; nil for the true one.
  var mutant: String?
}

/// A lab as it stands on a screen: its controls, its latest run, and where the learner looks.
///
/// The same panel serves inside a lesson and full screen.
struct LabPanel: Sendable {
  enum Focus: Sendable, Equatable {
    case figure
    case control(Int)
  }

  /// Tells this panel's runs from those of others: `attention/steps#0`.
  let id: String
  let lab: any Lab
  /// What the next run is of: what the controls show.
  private(set) var conditions: LabConditions
  var focus = Focus.figure {
    didSet { if focus != oldValue { editor = nil } }
  }
  /// The text of the control in focus while it is typed.
  var editor: TextField?
  /// How far a long run is, where it has said so.
  private(set) var advance: LabAdvance?
  /// The latest run that has come back; it stays on the screen while the next one is under way,
  /// and goes where that one fails.
  private(set) var findings: Findings?
  private(set) var failure: LabError?
  private(set) var step = 0
  /// The views of the present step in the order of its lab. A lab builds them from whole tensors, and
  /// they are asked for many times a frame.
  private var viewsOfStep = Localized<[View]>([])
  /// The view that comes first; the others follow as far as there is room.
  private(set) var firstView = 0
  private(set) var isPlaying = false
  /// Seconds that a step stays while it plays.
  private(set) var pace = 1.0
  private(set) var crosshair = Crosshair(row: 0, column: 0)
  /// What the first run shows first, and each that has other stages than the one before it.
  private let opening: LabOpening
  private var runCount = 0
  private var pending: LabTicket?
  /// What the findings are of.
  private var shown: LabConditions?

  /// - Throws: `LabError` where the lab or a setting is not there.
  init(
    id: String, request: LabRequest, opening: LabOpening = LabOpening(),
    in laboratory: Laboratory = Laboratory()
  ) throws(LabError) {
    lab = try laboratory.lab(named: request.lab)
    self.id = id
    self.opening = opening
    conditions = LabConditions(
      settings: try Settings(lab.description, written: request.settings), seed: request.seed,
      mutant: request.mutant)
  }

  var description: LabDescription { lab.description }
  var settings: Settings { conditions.settings }
  var seed: UInt64 { conditions.seed }
  var mutant: String? { conditions.mutant }
  var isRunning: Bool { pending != nil }
  var steps: [Step] { findings?.steps ?? [] }
  var currentStep: Step? { steps.indices.contains(step) ? steps[step] : nil }

  /// The request that gives what is on the screen; the command line takes the same.
  var request: LabRequest {
    LabRequest(
      lab: description.name, settings: settings.written(for: description), seed: seed,
      mutant: mutant)
  }

  /// Asks for a run of the present settings.
  mutating func run() -> Effect {
    runCount += 1
    let ticket = LabTicket(panel: id, run: runCount)
    pending = ticket
    advance = nil
    return .runLab(ticket, request)
  }

  /// Asks for the end of the run that is under way; nil where none is.
  func stop() -> Effect? { pending.map(Effect.stopLab) }

  mutating func receive(_ ticket: LabTicket, _ advance: LabAdvance) {
    if ticket == pending { self.advance = advance }
  }

  /// - Returns: false where the result belongs to another panel or an older run.
  mutating func receive(_ ticket: LabTicket, _ result: Result<Findings, LabError>) -> Bool {
    guard ticket == pending else { return false }
    pending = nil
    advance = nil
    switch result {
    case .success(let findings):
      // A run that is the first, or that has other stages, opens where its author or its lab says; one
      // that was just broken where it leaves the truth.
      let isJustBroken = conditions.mutant != nil && conditions.mutant != shown?.mutant
      let isFollowing = self.findings?.steps.count == findings.steps.count
      if isJustBroken {
        step = findings.openingStep
      } else if !isFollowing {
        step = findings.step(at: opening)
      }
      if self.findings == nil, let view = opening.view { firstView = view - 1 }
      if self.findings == nil || isJustBroken, let cell = findings.openingCell {
        crosshair = Crosshair(row: cell.row, column: cell.column)
      }
      shown = conditions
      self.findings = findings
      failure = nil
      buildViews()
      if isJustBroken, let cell = findings.openingCell { show(cell) }
      clampCrosshair()
    case .failure(.stopped) where shown != nil:
      // The controls go back to what the picture is of.
      conditions = shown ?? conditions
    case .failure(let error):
      // A picture of other settings than those beside it would mislead.
      findings = nil
      shown = nil
      failure = error
      buildViews()
    }
    return true
  }

  // MARK: Controls

  var control: Control? {
    guard case .control(let index) = focus, description.controls.indices.contains(index) else {
      return nil
    }
    return description.controls[index]
  }

  mutating func set(_ control: Control, to value: ControlValue) -> [Effect] {
    guard settings[control] != value else { return [] }
    conditions.settings[control] = value
    return [run()]
  }

  mutating func reseed() -> [Effect] {
    conditions.seed = seed % 999 + 1
    return [run()]
  }

  /// Breaks the machine, or mends it.
  mutating func run(on mutant: String?) -> [Effect] {
    conditions.mutant = mutant
    return [run()]
  }

  /// Sets all controls.
  /// - Returns: the run of them; nil where nothing changes
  mutating func set(_ settings: Settings) -> Effect? {
    guard settings != self.settings else { return nil }
    conditions.settings = settings
    return run()
  }

  /// Sets several controls at once.
  /// - Throws: `LabError` where a control does not take its value
  mutating func set(_ written: [String: String]) throws(LabError) -> [Effect] {
    for control in description.controls {
      guard let text = written[control.name] else { continue }
      conditions.settings[control] = try control.value(parsing: text)
    }
    return [run()]
  }

  // MARK: Steps

  mutating func showStep(_ index: Int) {
    step = min(max(0, index), max(0, steps.count - 1))
    buildViews()
    clampCrosshair()
  }

  mutating func togglePlaying(_ allowsMotion: Bool) {
    guard allowsMotion else { return showStep(step + 1 < steps.count ? step + 1 : 0) }
    isPlaying.toggle()
    if isPlaying, step == steps.count - 1 { showStep(0) }
  }

  /// On by the steps that are due; the last one ends the play.
  mutating func tick() {
    guard isPlaying else { return }
    showStep(step + max(1, Int((Self.frame / pace).rounded())))
    if step >= steps.count - 1 { isPlaying = false }
  }

  mutating func changePace(by factor: Double) { pace = min(4, max(1.0 / 256, pace * factor)) }

  /// A pace that is faster than pictures can follow leaves steps out.
  var tickInterval: Duration? { isPlaying ? .seconds(max(pace, Self.frame)) : nil }

  /// Seconds from one picture of an animation to the next.
  private static let frame = 0.04

  // MARK: Crosshair

  mutating func moveCrosshair(rows: Int, columns: Int) {
    crosshair.row += rows
    crosshair.column += columns
    clampCrosshair()
  }

  mutating func place(_ crosshair: Crosshair) {
    self.crosshair = crosshair
    clampCrosshair()
  }

  private mutating func clampCrosshair() {
    guard let bounds = primaryFigure?.crosshairBounds else { return }
    crosshair.row = min(max(0, crosshair.row), max(0, bounds.rows - 1))
    crosshair.column = min(max(0, crosshair.column), max(0, bounds.columns - 1))
  }

  private mutating func buildViews() {
    viewsOfStep = Localized(
      en: currentStep?.views(.english) ?? [], zh: currentStep?.views(.chinese) ?? [])
  }

  /// The views of the present step, the chosen one first.
  func views(_ language: Language) -> [View] {
    let views = viewsOfStep[language]
    guard !views.isEmpty else { return [] }
    let first = firstView % views.count
    return Array(views[first...] + views[..<first])
  }

  mutating func showNextView() {
    firstView += 1
    clampCrosshair()
  }

  /// The figure in which the crosshair moves.
  var primaryFigure: Figure? { views(.english).first?.figure }

  /// The number under the crosshair.
  var reference: CellReference? {
    guard let figure = primaryFigure, let tensor = figure.tensor else { return nil }
    let (row, column) = figure.origin
    return CellReference(tensor, row + crosshair.row, column + crosshair.column)
  }

  /// Brings the view that has the cell to the front, where the step has one, and marks the cell.
  mutating func show(_ cell: CellReference) {
    let views = viewsOfStep.english
    guard let index = views.firstIndex(where: { $0.figure.tensor == cell.tensor }) else { return }
    let (row, column) = views[index].figure.origin
    firstView = index
    crosshair = Crosshair(row: cell.row - row, column: cell.column - column)
  }

  /// Where the engine's source does what the step shows.
  var kernelMarks: [String] {
    var marks: [String] = []
    for case .listing(let listing) in views(.english).map(\.figure) {
      for mark in listing.lines.filter(\.isLit).compactMap(\.marker) where !marks.contains(mark) {
        marks.append(mark)
      }
    }
    return marks
  }

  func derivation(_ language: Language) -> Derivation? {
    reference.flatMap { findings?.derivation($0, language) }
  }
}

extension Figure {
  /// Where in its tensor the part that it shows begins.
  fileprivate var origin: (row: Int, column: Int) {
    switch self {
    case .heatmap(let part): (part.firstRow, part.firstColumn)
    case .matrix(let part): (part.firstRow, 0)
    default: (0, 0)
    }
  }
}
