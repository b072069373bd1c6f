import Course
import Labs

extension Shelf.Row {
  /// Opens what the row stands for.
  func open() -> [Action] {
    switch content {
    case .lesson(let id): [.open(LessonScreen(id: id))]
    case .planned(let section): [.open(SectionScreen(section))]
    case .lab(let name): LabScreen(lab: name).map { [.open($0)] } ?? []
    }
  }
}
