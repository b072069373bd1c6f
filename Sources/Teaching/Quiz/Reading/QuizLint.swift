import Course

/// The whole lint of a course: what `Course` finds, and what is wrong with the items.
public struct QuizLint {
  private let course: WholeCourse
  private let lint: CourseLint

  public init(_ course: WholeCourse, labs: [LabDescription]) {
    self.course = course
    lint = CourseLint(course, labs: labs)
  }

  /// Everything that is wrong, by place.
  public func diagnostics() -> [Diagnostic] {
    (lint.diagnostics + course.lessons.flatMap(itemDiagnostics) + differences).sortedByPlace()
  }

  private func itemDiagnostics(_ lesson: Lesson) -> [Diagnostic] {
    lesson.quizzes.flatMap { block in
      let (item, diagnostics) = Item.read(block)
      guard let item else { return diagnostics }
      return diagnostics + problems(item, in: lesson)
    }
  }

  private func problems(_ item: Item, in lesson: Lesson) -> [Diagnostic] {
    var problems: [Diagnostic] = []
    if let review = item.common.review,
      let problem = course.problem(ofLink: review, in: lesson)
    {
      problems.append(Diagnostic(at: item.common.place, "item '\(item.id)': \(problem)"))
    }
    if item.common.hint == nil {
      problems.append(
        Diagnostic(.warning, at: item.common.place, "item '\(item.id)' has no hint"))
    }
    return problems
  }

  /// Items whose key is not the same in every language.
  private var differences: [Diagnostic] {
    var first: [String: Item] = [:]
    var problems: [Diagnostic] = []
    for lesson in course.lessons {
      for case .success(let item) in lesson.items {
        guard let other = first[item.id] else {
          first[item.id] = item
          continue
        }
        if item.key != other.key {
          problems.append(
            Diagnostic(
              at: item.common.place,
              "item '\(item.id)' has another type, answer or value than at \(other.common.place)"))
        }
      }
    }
    return problems
  }
}

extension Item {
  /// What must be the same in every language.
  fileprivate var key: [String] {
    let common = ["\(common.version)", "\(common.points)", "\(common.difficulty ?? 0)"]
    switch self {
    case .single(let item): return common + ["single", "\(item.choices.count)", "\(item.answer)"]
    case .multiple(let item):
      return common + ["multiple", "\(item.choices.count)", "\(item.answer.sorted())"]
    case .numeric(let item):
      return common + ["numeric", "\(item.answer)", "\(item.tolerance)", item.unit ?? ""]
    }
  }
}
