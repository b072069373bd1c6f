import Course

/// The labs of a lesson and the headings that they follow.
struct LessonLabs: Sendable {
  private enum Mark: Sendable {
    case heading(String)
    case lab(LabRequest)
  }

  private var marks: [Mark] = []

  init(_ lesson: Lesson) {
    lesson.blocks.walk { block in
      switch block.content {
      case .heading(_, let anchor, _): marks.append(.heading(anchor))
      case .lab(let lab): marks.append(.lab(lab.request))
      default: break
      }
    }
  }

  /// The first lab from a heading on, or else the nearest one before it.
  func request(at anchor: String?) -> LabRequest? {
    let start =
      marks.firstIndex { mark in
        if case .heading(let name) = mark { name == anchor } else { false }
      } ?? 0
    func lab(_ mark: Mark) -> LabRequest? {
      if case .lab(let request) = mark { request } else { nil }
    }
    return marks[start...].lazy.compactMap(lab).first ?? marks[..<start].compactMap(lab).last
  }
}
