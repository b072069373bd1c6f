/// How the lessons hang together: ids, sources, what requires what.
extension CourseLint {
  func structure() -> [Diagnostic] {
    duplicateItems() + requirements() + cycles() + unknownSources() + otherLists()
  }

  private var library: CourseLibrary { course.library }

  /// An item is one across languages, so its id may come once a language.
  private func duplicateItems() -> [Diagnostic] {
    var diagnostics: [Diagnostic] = []
    var first: [Language: [String: Place]] = [:]
    for summary in library.lessons {
      for file in library.files[summary.id] ?? [] {
        for item in file.items {
          if let place = first[file.language]?[item.text] {
            let message = "duplicate item id '\(item.text)', first at \(place)"
            diagnostics.append(Diagnostic(at: item.place, message))
          } else {
            first[file.language, default: [:]][item.text] = item.place
          }
        }
      }
    }
    return diagnostics
  }

  private func requirements() -> [Diagnostic] {
    library.files.values.joined().flatMap(\.requires).compactMap { required in
      course.problem(ofLesson: required.text).map { Diagnostic(at: required.place, $0) }
    }
  }

  /// Lessons that require one another, and those behind them, which nobody can come to in order.
  private func cycles() -> [Diagnostic] {
    var requires: [String: [String]] = [:]
    for summary in library.lessons { requires[summary.id] = summary.requires }
    var diagnostics: [Diagnostic] = []
    var inCycle: Set<String> = []
    for summary in library.lessons where !inCycle.contains(summary.id) {
      guard let cycle = path(from: summary.id, to: summary.id, requires) else { continue }
      inCycle.formUnion(cycle)
      let words = cycle.map { "'\($0)'" }.joined(separator: " requires ")
      diagnostics.append(Diagnostic(at: placeOfRequires(summary.id), "a cycle: \(words)"))
    }
    guard !inCycle.isEmpty else { return diagnostics }
    for summary in library.lessons where !inCycle.contains(summary.id) {
      for target in inCycle.sorted() {
        guard path(from: summary.id, to: target, requires) != nil else { continue }
        let message = "lesson '\(summary.id)' cannot be reached: '\(target)' is part of a cycle"
        diagnostics.append(Diagnostic(.warning, at: placeOfRequires(summary.id), message))
        break
      }
    }
    return diagnostics
  }

  /// The shortest way along `requires`, both ends included.
  private func path(
    from start: String, to end: String, _ requires: [String: [String]]
  ) -> [String]? {
    var cameFrom: [String: String] = [:]
    var queue = [start]
    var next = 0
    while next < queue.count {
      let id = queue[next]
      next += 1
      for required in requires[id] ?? [] {
        if required == end {
          var path = [end, id]
          while let last = path.last, last != start, let before = cameFrom[last] {
            path.append(before)
          }
          return path.reversed()
        }
        if required != start, cameFrom[required] == nil {
          cameFrom[required] = id
          queue.append(required)
        }
      }
    }
    return nil
  }

  private func placeOfRequires(_ id: String) -> Place {
    let files = library.files[id] ?? []
    return files.lazy.compactMap { $0.requires.first?.place }.first
      ?? Place(file: files.first?.path ?? library.root)
  }

  private func unknownSources() -> [Diagnostic] {
    var diagnostics: [Diagnostic] = []
    let known = Set(course.sources.map(\.id))
    for summary in library.lessons {
      let files = (library.files[summary.id] ?? []).filter { $0.problem == nil }
      for source in files.flatMap(\.sources) where !known.contains(source.text) {
        diagnostics.append(unknownSource(source.text, at: source.place))
      }
      if summary.sources.isEmpty, let first = files.first {
        diagnostics.append(Diagnostic(.warning, at: Place(file: first.path), "no sources"))
      }
    }
    return diagnostics
  }

  func unknownSource(_ id: String, at place: Place) -> Diagnostic {
    let hint =
      nearest(to: id, among: course.sources.map(\.id)).map { "; did you mean '\($0)'?" } ?? ""
    return Diagnostic(at: place, "sources.yaml has no '\(id)'\(hint)")
  }

  /// Lessons that paths and the glossary name; those may still be to be written.
  private func otherLists() -> [Diagnostic] {
    let planned = Set(library.chapters.flatMap(\.planned).compactMap(\.id))
    let terms = course.terms.compactMap { term in
      term.lesson.map { PlacedText(text: $0, place: term.place) }
    }
    return (library.pathSteps + terms).compactMap { step in
      if planned.contains(step.text) { return nil }
      return course.problem(ofLesson: step.text).map { Diagnostic(at: step.place, $0) }
    }
  }
}
