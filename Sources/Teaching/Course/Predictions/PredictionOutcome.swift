/// What the runs say to a prediction.
public struct PredictionOutcome: Sendable, Equatable {
  /// The choice that is right, from 0; nil where the number goes a way that no choice names.
  public var choice: Int?
  /// The number, in the unit of the prediction; after the change where there is one.
  public var value: Double
  /// The number before the change.
  public var before: Double?

  public init(choice: Int?, value: Double, before: Double? = nil) {
    self.choice = choice
    self.value = value
    self.before = before
  }
}

extension ClaimChecker {
  /// Runs what decides a prediction.
  /// - Throws: `ClaimError` where there is no number, or two choices are equally near to it
  public mutating func outcome(
    of prediction: Prediction, among claims: [String: Claim]
  ) throws(ClaimError) -> PredictionOutcome {
    let size = prediction.unit(among: claims).flatMap(Unit.init)?.size ?? 1
    switch prediction.basis {
    case .claim(let name):
      let value = try value(of: name, claims, path: []) / size
      return PredictionOutcome(choice: try prediction.choice(nearestTo: value), value: value)
    case .run(let request, let result):
      let value = try value(of: request, result) / size
      return PredictionOutcome(choice: try prediction.choice(nearestTo: value), value: value)
    case .change(let from, let to, let result, let within):
      let before = try value(of: from, result) / size
      let after = try value(of: to, result) / size
      let room = (Margin(within) ?? .absolute(0)).width(at: before)
      let direction: Prediction.Direction =
        (after - before).magnitude <= room ? .stays : after > before ? .rises : .falls
      let choice = prediction.choices.firstIndex { $0.meaning == .direction(direction) }
      return PredictionOutcome(choice: choice, value: after, before: before)
    }
  }

  /// The predictions of a lesson to which the engine has no answer, or none among the choices.
  public mutating func undecided(in lesson: Lesson) -> [Diagnostic] {
    var diagnostics: [Diagnostic] = []
    for prediction in lesson.predictions {
      do throws(ClaimError) {
        let outcome = try outcome(of: prediction, among: lesson.claims)
        guard outcome.choice == nil, let before = outcome.before else { continue }
        let found = "from \(brief(before)) to \(brief(outcome.value))"
        let message = "prediction '\(prediction.id)': the number goes \(found), which is no choice"
        diagnostics.append(Diagnostic(at: prediction.place, message))
      } catch {
        let message = "prediction '\(prediction.id)': \(error.message)"
        diagnostics.append(Diagnostic(at: prediction.place, message))
      }
    }
    return diagnostics
  }
}

extension Prediction {
  fileprivate func choice(nearestTo value: Double) throws(ClaimError) -> Int {
    var best: (index: Int, distance: Double)?
    for (index, choice) in choices.enumerated() {
      guard case .number(let number, _) = choice.meaning else { continue }
      let distance = (number - value).magnitude
      guard let last = best else {
        best = (index, distance)
        continue
      }
      if (distance - last.distance).magnitude <= 1e-9 * max(distance, last.distance) {
        let pair = "choices \(last.index + 1) and \(index + 1)"
        throw ClaimError("\(brief(value)) lies midway between \(pair)")
      }
      if distance < last.distance { best = (index, distance) }
    }
    guard let best else { throw ClaimError("there is no number among the choices") }
    return best.index
  }
}
