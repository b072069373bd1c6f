extension CourseLint {
  /// Duels without a source or a lesson that is there, or whose bet no lab decides.
  func duels() -> [Diagnostic] {
    course.duels.flatMap { duel in
      func place(_ key: String) -> Place { duel.places[key] ?? duel.place }
      var diagnostics: [Diagnostic] = []
      if duel.source == nil {
        diagnostics.append(unknownSource(duel.sourceID, at: place("source")))
      }
      for language in course.library.languages {
        if let lesson = duel.lesson, let problem = course.problem(ofPlace: lesson, in: language) {
          diagnostics.append(Diagnostic(at: place("lesson"), problem))
        }
        diagnostics += problems(of: duel.prediction[language], [:])
      }
      return diagnostics
    }
  }
}

extension ClaimChecker {
  /// Why a duel does not come out as its author says; nil where it does.
  public mutating func problem(of duel: Duel) -> Diagnostic? {
    let prediction = duel.prediction.english
    let place = duel.places["decided"] ?? duel.place
    do throws(ClaimError) {
      let outcome = try outcome(of: prediction, among: [:])
      let found = outcome.choice.map { prediction.choices[$0].key }
      if found == duel.decided {
        guard let choice = outcome.choice, prediction.choices[choice].isFar(from: outcome.value)
        else { return nil }
        let message = "the lab gives \(brief(outcome.value)), which is far from '\(duel.decided)'"
        return Diagnostic(at: place, "duel '\(duel.id)': \(message)")
      }
      let before = outcome.before.map { "from \(brief($0)) " } ?? ""
      let number = outcome.before == nil ? brief(outcome.value) : "to \(brief(outcome.value))"
      let choice = found.map { "'\($0)'" } ?? "no choice"
      return Diagnostic(
        at: place,
        "duel '\(duel.id)': the lab gives \(before)\(number), which is \(choice), not '\(duel.decided)'"
      )
    } catch {
      return Diagnostic(at: place, "duel '\(duel.id)': \(error.message)")
    }
  }
}

extension Prediction.Choice {
  /// The nearest number is right for the learner; what an author writes as the truth has to be closer.
  private static let room = 0.15

  fileprivate func isFar(from value: Double) -> Bool {
    guard case .number(let number, _) = meaning else { return false }
    return !((number - value).magnitude <= max(Self.room * number.magnitude, 1e-6))
  }
}
