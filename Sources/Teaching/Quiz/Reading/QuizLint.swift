import Course

/// The whole lint of a course: what `Course` finds, and what is wrong with the items.
public struct QuizLint {
  private let course: WholeCourse
  let labs: [LabDescription]
  let lint: CourseLint
  /// The ids of all items.
  private let items: Set<String>

  /// - Parameter runner: the labs that there are; none is run
  public init(_ course: WholeCourse, runner: any LabRunner) {
    self.course = course
    labs = runner.catalogue
    lint = CourseLint(course, runner: runner)
    items = Set(course.library.lessons.flatMap(\.items))
  }

  /// Everything that is wrong, by place, each once.
  public func diagnostics() -> [Diagnostic] {
    var originals: [String: Item] = [:]
    var found = lint.diagnostics
    for lesson in course.lessons {
      for block in lesson.quizzes {
        let (item, diagnostics) = Item.read(block)
        found += diagnostics
        guard let item else { continue }
        found += problems(item, in: lesson)
        if let original = originals[item.id] {
          found += difference(item, original)
        } else {
          originals[item.id] = item
        }
      }
    }
    var seen: Set<Diagnostic> = []
    return found.filter { seen.insert($0).inserted }.sortedByPlace()
  }

  private func problems(_ item: Item, in lesson: Lesson) -> [Diagnostic] {
    var problems: [Diagnostic] = []
    let common = item.common
    if let review = common.review, let problem = course.problem(ofLink: review, in: lesson) {
      problems.append(Diagnostic(at: common.places["review"] ?? common.place, problem))
    }
    if common.hint == nil {
      problems.append(Diagnostic(.warning, at: common.place, "item '\(item.id)' has no hint"))
    }
    switch item {
    case .short(let freeText): problems += self.problems(freeText)
    case .numeric(let numeric):
      if let computation = numeric.computation {
        problems += self.problems(of: numeric, computation)
      }
    default: break
    }
    item.walkInlines { inline in
      switch inline {
      case .link(_, let destination, let place):
        if let problem = course.problem(ofLink: destination, in: lesson) {
          problems.append(Diagnostic(at: place, problem))
        }
      case .claim(_, let id, let place):
        problems.append(
          Diagnostic(at: place, "the claim '\(id)' stands in a quiz item, where none is proven"))
      default: break
      }
    }
    return problems
  }

  /// What the rubric of a free text makes of the course's own answers, and follow-ups that lead nowhere.
  private func problems(_ item: FreeText) -> [Diagnostic] {
    var problems: [Diagnostic] = []
    for (point, id) in item.followups.sorted(by: { $0.key < $1.key }) where !items.contains(id) {
      let hint = nearest(to: id, among: items.sorted()).map { "; did you mean '\($0)'?" } ?? ""
      problems.append(
        Diagnostic(
          at: item.common.places["followups"] ?? item.common.place,
          "the follow-up to point \(point): there is no item '\(id)'\(hint)"))
    }
    for language in Language.allCases where language == item.language || !item.hasOneModel {
      let tally = item.rubric.reading(of: item.models[language].plainText).tally
      for point in (tally.missed + tally.contradicted).sorted() {
        problems.append(
          Diagnostic(
            at: item.common.places["model"] ?? item.common.place,
            "the model answer\(item.hasOneModel ? "" : " in '\(language.rawValue)'") does not meet "
              + "point \(point)"))
      }
    }
    for example in item.examples {
      let met = item.rubric.reading(of: example.text).tally.met
      if Set(met) != example.points {
        problems.append(
          Diagnostic(
            at: example.place,
            "this example meets \(written(met)), not \(written(example.points.sorted()))"))
      }
    }
    return problems
  }

  private func written(_ points: [Int]) -> String {
    let numbers = points.map { "\($0)" }.joined(separator: ", ")
    return switch points.count {
    case 0: "no point"
    case 1: "point \(numbers)"
    default: "points \(numbers)"
    }
  }

  /// An item is one in every language: the first key that is not the same.
  private func difference(_ item: Item, _ original: Item) -> [Diagnostic] {
    for (here, there) in zip(item.key, original.key) where here != there {
      let place = item.common.places[here.name] ?? item.common.place
      let message =
        "item '\(item.id)': \(here.name) is \(here.value) here and \(there.value) at "
        + "\(original.common.places[here.name] ?? original.common.place)"
      return [Diagnostic(at: place, message)]
    }
    return []
  }
}

extension Item {
  /// What must be the same in every language. `type` comes first, as what follows depends on it.
  fileprivate var key: [(name: String, value: String)] {
    [
      ("type", type(of: content).name), ("version", "\(common.version)"),
      ("points", "\(common.points)"),
      ("difficulty", common.difficulty.map { "\($0)" } ?? "none"),
    ] + content.key
  }

  fileprivate func walkInlines(_ visit: (Inline) -> Void) {
    (common.prompt + (common.hint ?? []) + explanation.blocks).walkInlines(visit)
    for text in content.texts { text.walk(visit) }
  }
}
