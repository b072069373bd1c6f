import Course
import Labs

extension Shelf.Row {
  /// Opens what the row stands for.
  func open() -> [Action] {
    switch content {
    case .lesson(let id): return [.open(LessonScreen(id: id))]
    case .planned(let section): return [.open(SectionScreen(section))]
    case .lab(let name):
      let panel = try? LabPanel(id: "lab/\(name)", request: LabRequest(lab: name))
      return panel.map { [.open(LabScreen(panel: $0))] } ?? []
    }
  }
}
