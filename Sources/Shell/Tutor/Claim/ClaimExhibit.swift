import Course
import Labs

/// A lab that gives a number of a test, as it can be looked at below.
struct ClaimExhibit: Sendable {
  /// The run that is tested, as the claim writes it.
  private(set) var request: LabRequest
  var panel: LabPanel
  /// The same run as the panel writes it: another one there is the learner's own.
  private(set) var home: LabRequest

  /// - Returns: nil where there is no such lab
  init?(_ request: LabRequest, id: String) {
    guard let panel = try? LabPanel(id: id, request: request) else { return nil }
    self.request = request
    self.panel = panel
    home = panel.request
  }

  var isAtHome: Bool { panel.request == home }

  /// The same lab for a run on another engine, with its picture until that run is there.
  /// - Returns: nil where the runs differ in more, or the learner has changed this one
  func onEngine(of request: LabRequest) -> ClaimExhibit? {
    guard request.lab == self.request.lab, request.settings == self.request.settings,
      request.seed == panel.seed, panel.request.settings == home.settings
    else { return nil }
    var exhibit = self
    // The run is the test's, which hands it over.
    _ = exhibit.panel.run(on: request.mutant)
    exhibit.request = request
    exhibit.home = exhibit.panel.request
    return exhibit
  }

  /// Takes in the run that was tested, unless the learner has gone on to another one, and shows
  /// the number that the claim names.
  mutating func take(_ result: Result<Findings, LabError>, showing name: String?) {
    guard isAtHome else { return }
    panel.adopt(result)
    if let name { show(name) }
  }

  /// Turns to the number of that name where a picture has it.
  mutating func show(_ name: String) {
    guard let result = ResultName(name), let (row, column) = result.place else { return }
    panel.turn(to: CellReference(result.name, row, column))
  }
}

extension LabPanel {
  /// Takes in a run of its present settings that somebody else has asked for.
  mutating func adopt(_ result: Result<Findings, LabError>) {
    guard case .runLab(let ticket, _) = run() else { return }
    _ = receive(ticket, result)
  }

  /// Goes to the last step that shows a cell, where the present one does not, and marks it.
  mutating func turn(to cell: CellReference) {
    func shows(_ step: Step) -> Bool {
      step.views(.english).contains { $0.figure.tensor == cell.tensor }
    }
    if let currentStep, !shows(currentStep) {
      guard let index = steps.lastIndex(where: shows) else { return }
      showStep(index)
    }
    show(cell)
  }
}
