extension CourseLint {
  /// Predictions that nothing decides, that stand where none is asked, or that differ by language.
  func predictions() -> [Diagnostic] {
    duplicatePredictions() + course.lessons.flatMap { strays($0.blocks, isAsked: false) }
      + course.lessons.flatMap { lesson in
        lesson.predictions.flatMap { problems(of: $0, lesson.claims) }
      }
      + otherPredictions()
  }

  private func duplicatePredictions() -> [Diagnostic] {
    var first: [Language: [String: Place]] = [:]
    return course.lessons.flatMap { lesson in
      lesson.predictions.compactMap { prediction in
        let place = prediction.places["id"] ?? prediction.place
        if let other = first[lesson.language]?[prediction.id] {
          let message = "duplicate prediction id '\(prediction.id)', first at \(other)"
          return Diagnostic(at: place, message)
        }
        first[lesson.language, default: [:]][prediction.id] = place
        return nil
      }
    }
  }

  /// Blocks outside of a callout that asks.
  private func strays(_ blocks: [Block], isAsked: Bool) -> [Diagnostic] {
    blocks.flatMap { block -> [Diagnostic] in
      switch block.content {
      case .predict where !isAsked:
        [Diagnostic(at: block.place, "a 'predict' block belongs into a callout '[!PREDICT]'")]
      case .callout(let kind, let inner): strays(inner, isAsked: isAsked || kind == .predict)
      default: strays(block.children, isAsked: isAsked)
      }
    }
  }

  func problems(
    of prediction: Prediction, _ claims: [String: Claim]
  ) -> [Diagnostic] {
    func place(_ key: String) -> Place { prediction.places[key] ?? prediction.place }
    var diagnostics: [Diagnostic] = []
    switch prediction.basis {
    case .claim(let name):
      if let problem = problem(ofDecider: name, claims) {
        diagnostics.append(Diagnostic(at: place("claim"), problem))
      }
    case .run(let request, let result):
      diagnostics += problems(of: request, result: result, place: place) { place("set.\($0)") }
      diagnostics += problems(ofTimed: result, of: request, at: place("result"))
    case .change(let from, let to, let result, _):
      for (name, request) in [("from", from), ("to", to)] {
        diagnostics += problems(of: request, result: result, place: place) {
          prediction.places["\(name).\($0)"] ?? place("set.\($0)")
        }
      }
      diagnostics += problems(ofTimed: result, of: to, at: place("result"))
    }
    let unit = prediction.unit(among: claims)
    for choice in prediction.choices {
      guard case .number(_, let written?) = choice.meaning, written != unit else { continue }
      let message = "this choice is in \(written), but the number is in \(unit ?? "no unit")"
      diagnostics.append(Diagnostic(at: choice.place, message))
    }
    return diagnostics
  }

  private func problem(ofDecider name: String, _ claims: [String: Claim]) -> String? {
    guard let claim = claims[name] else {
      let hint =
        nearest(to: name, among: claims.keys.sorted()).map { "; did you mean '\($0)'?" } ?? ""
      return "there is no claim '\(name)'\(hint)"
    }
    switch claim.basis {
    case .run, .theorem, .divide, .subtract: return nil
    case .source: return "no lab gives the number of the claim '\(name)'"
    case .order: return "the claim '\(name)' is an order, not a number"
    }
  }

  private func problems(
    ofTimed result: String, of request: LabRequest, at place: Place
  ) -> [Diagnostic] {
    let results = labs.first { $0.name == request.lab }?.results ?? []
    guard let name = ResultName(result)?.name,
      results.first(where: { $0.name == name })?.isMeasured == true
    else { return [] }
    return [Diagnostic(at: place, "'\(result)' is timed and differs from run to run")]
  }

  /// A prediction is one in every language: its id, what decides it, and what may be chosen.
  private func otherPredictions() -> [Diagnostic] {
    course.library.lessons.flatMap { summary in
      let lessons = course.lessons.filter { $0.summary.id == summary.id }
      guard let original = lessons.first else { return [Diagnostic]() }
      return lessons.dropFirst().flatMap { lesson in
        differences(of: lesson.predictions, in: lesson, from: original.predictions, in: original)
      }
    }
  }

  private func differences(
    of found: [Prediction], in lesson: Lesson, from expected: [Prediction], in original: Lesson
  ) -> [Diagnostic] {
    func only(_ some: [Prediction], without others: [Prediction], _ language: Language)
      -> [Diagnostic]
    {
      let known = Set(others.map(\.id))
      return some.filter { !known.contains($0.id) }.map {
        Diagnostic(
          at: $0.places["id"] ?? $0.place,
          "the prediction '\($0.id)' is not in the text in '\(language.rawValue)'")
      }
    }
    let pairs = found.compactMap { here in
      expected.first { $0.id == here.id }.map { (here, $0) }
    }
    return only(expected, without: found, lesson.language)
      + only(found, without: expected, original.language)
      + pairs.flatMap { here, there in
        var wrong: [String] = []
        if here.basis != there.basis || here.unit != there.unit {
          wrong.append("what decides it differs")
        }
        if here.choices.map(\.key) != there.choices.map(\.key) {
          wrong.append("its choices differ")
        }
        return wrong.map {
          Diagnostic(
            at: here.place, "prediction '\(here.id)': \($0) from the one at \(there.place)")
        }
      }
  }
}
