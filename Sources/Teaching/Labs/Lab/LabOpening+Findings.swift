import Course

extension Findings {
  /// The index of the step to show first: the lab's own where the opening names none.
  public func step(at opening: LabOpening) -> Int {
    let last = max(0, steps.count - 1)
    return switch opening.step {
    case nil: openingStep
    case .last: last
    case .number(let number): min(number - 1, last)
    }
  }

  /// What the run does not have of an opening; nil where it has all.
  func problem(of opening: LabOpening) -> String? {
    if case .number(let number) = opening.step, number > steps.count {
      return "there is no step \(number); the run has \(steps.count)"
    }
    let index = step(at: opening)
    guard let view = opening.view, steps.indices.contains(index) else { return nil }
    let count = steps[index].views(.english).count
    return view > count ? "there is no view \(view); step \(index + 1) has \(count)" : nil
  }
}

extension Laboratory {
  /// The labs of a lesson that are to open where their runs have nothing. Those that cannot run at all
  /// are left to lint.
  public func misplacedOpenings(in lesson: Lesson) -> [Diagnostic] {
    lesson.labs.compactMap { lab, place in
      guard lab.opening != LabOpening(), case .success(let findings) = outcome(of: lab.request)
      else { return nil }
      return findings.problem(of: lab.opening).map { Diagnostic(at: place, $0) }
    }
  }
}
