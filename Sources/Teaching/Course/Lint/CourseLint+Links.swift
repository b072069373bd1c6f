extension CourseLint {
  func links() -> [Diagnostic] {
    var diagnostics: [Diagnostic] = []
    for lesson in course.lessons {
      lesson.blocks.walkInlines { inline in
        guard case .link(_, let destination, let place) = inline,
          let problem = course.problem(ofLink: destination, in: lesson)
        else { return }
        diagnostics.append(Diagnostic(at: place, problem))
      }
    }
    return diagnostics
  }
}
