import Canvas
import Course
import Figures
import Labs

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
  let description: LabDescription
  private(set) var settings: Settings
  private(set) var seed: UInt64
  var focus = Focus.figure {
    didSet { if focus != oldValue { editor = nil } }
  }
  /// The text of the control in focus while it is typed.
  var editor: TextField?
  /// The latest run that has come back; it stays on the screen while the next one is under way,
  /// and goes where that one fails.
  private(set) var findings: Findings?
  private(set) var failure: LabError?
  private(set) var step = 0
  /// The view that comes first; the others follow as far as there is room.
  private(set) var firstView = 0
  private(set) var isPlaying = false
  /// Seconds that a step stays while it plays.
  private(set) var pace = 1.0
  private(set) var crosshair = Crosshair(row: 0, column: 0)
  private var runCount = 0
  private var pending: LabTicket?

  /// - Throws: `LabError` where the lab or a setting is not there.
  init(id: String, request: LabRequest) throws(LabError) {
    let lab = try Laboratory().lab(named: request.lab)
    self.id = id
    description = lab.description
    settings = try Settings(lab.description, written: request.settings)
    seed = request.seed
  }

  var isRunning: Bool { pending != nil }
  var steps: [Step] { findings?.steps ?? [] }
  var currentStep: Step? { steps.indices.contains(step) ? steps[step] : nil }

  /// The request that gives what is on the screen; the command line takes the same.
  var request: LabRequest {
    LabRequest(lab: description.name, settings: settings.written(for: description), seed: seed)
  }

  /// Asks for a run of the present settings.
  mutating func run() -> Effect {
    runCount += 1
    let ticket = LabTicket(panel: id, run: runCount)
    pending = ticket
    return .runLab(ticket, request)
  }

  /// - Returns: false where the result belongs to another panel or an older run.
  mutating func receive(_ ticket: LabTicket, _ result: Result<Findings, LabError>) -> Bool {
    guard ticket == pending else { return false }
    pending = nil
    switch result {
    case .success(let findings):
      // A run that is the first, or that has other stages, opens where its lab says.
      let isFollowing = self.findings?.steps.count == findings.steps.count
      if !isFollowing { step = findings.openingStep }
      if self.findings == nil, let cell = findings.openingCell {
        crosshair = Crosshair(row: cell.row, column: cell.column)
      }
      self.findings = findings
      failure = nil
      clampCrosshair()
    case .failure(let error):
      // A picture of other settings than those beside it would mislead.
      findings = nil
      failure = error
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
    settings[control] = value
    return [run()]
  }

  mutating func reseed() -> [Effect] {
    seed = seed % 999 + 1
    return [run()]
  }

  // MARK: Steps

  mutating func showStep(_ index: Int) {
    step = min(max(0, index), max(0, steps.count - 1))
    clampCrosshair()
  }

  mutating func togglePlaying(_ allowsMotion: Bool) {
    guard allowsMotion else { return showStep(step + 1 < steps.count ? step + 1 : 0) }
    isPlaying.toggle()
    if isPlaying, step == steps.count - 1 { showStep(0) }
  }

  /// One step on; the last one ends the play.
  mutating func tick() {
    guard isPlaying else { return }
    showStep(step + 1)
    if step >= steps.count - 1 { isPlaying = false }
  }

  mutating func changePace(by factor: Double) { pace = min(4, max(0.125, pace * factor)) }

  var tickInterval: Duration? { isPlaying ? .seconds(pace) : nil }

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

  /// The views of the present step, the chosen one first.
  func views(_ language: Language) -> [View] {
    guard let views = currentStep?.views(language), !views.isEmpty else { return [] }
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
    guard case .heatmap(let part) = figure else {
      return CellReference(tensor, crosshair.row, crosshair.column)
    }
    return CellReference(
      tensor, part.firstRow + crosshair.row, part.firstColumn + crosshair.column)
  }

  func derivation(_ language: Language) -> Derivation? {
    reference.flatMap { findings?.derivation($0, language) }
  }
}
