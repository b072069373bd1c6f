import Canvas
import Course

extension ClaimScale {
  /// The scale of a test as far as it has come.
  init(_ screen: ClaimScreen, _ context: Context) {
    self.context = context
    bracketStyle = context.theme.accent
    landmarks = []
    markers = []
    guard let claim = screen.claim, let expectation = screen.test.expectation else { return }
    bracket = expectation.bracket
    let numbers = ClaimNumbers(expectation, unit: claim.unit)
    addLandmarks(expectation, numbers)
    guard let trial = screen.test.trial else { return }
    if screen.test.judgement == true { bracketStyle = context.theme.correct }
    if let value = screen.probe {
      markers.append(
        Marker(
          value: value, sign: "\(context.glyphs.optionOff)", label: numbers.bare(value),
          style: context.theme.partial))
    }
    addMarkers(trial, numbers, of: screen)
  }

  private mutating func addLandmarks(_ trial: ClaimTrial, _ numbers: ClaimNumbers) {
    guard let bracket = trial.bracket, let printed = trial.printed else { return }
    let theme = context.theme
    landmarks.append(
      Landmark(value: printed.value, label: numbers.printed(printed), style: theme.strong))
    landmarks += [bracket.lower, bracket.upper].map {
      Landmark(value: $0, label: numbers.bare($0), style: theme.axis)
    }
    if let theory = trial.theory, theory != printed.value {
      landmarks.append(
        Landmark(value: theory, label: numbers.bare(theory), style: theme.claims.theorem))
    }
  }

  private mutating func addMarkers(
    _ trial: ClaimTrial, _ numbers: ClaimNumbers, of screen: ClaimScreen
  ) {
    let theme = context.theme
    let isDecided = !screen.test.isMoving
    let style = isDecided ? trial.outcome.holds ? theme.correct : theme.wrong : theme.accent
    if case .order? = screen.claim?.basis {
      for (index, operand) in trial.operands.enumerated() {
        guard let value = operand.plainValue else { continue }
        markers.append(
          Marker(
            value: value, sign: "\(index + 1)", label: ClaimNumbers.operand(operand),
            style: style.adding(.bold), arrival: screen.test.arrival(ofStage: index)))
      }
      return
    }
    guard let value = trial.outcome.value else { return }
    let glyphs = context.glyphs
    let sign = isDecided ? trial.outcome.holds ? glyphs.right : glyphs.wrong : glyphs.handle
    let last = screen.claim?.operands.count ?? 0
    markers.append(
      Marker(
        value: value, sign: "\(sign)", label: numbers.found(value), style: style.adding(.bold),
        arrival: screen.test.arrival(ofStage: last)))
  }
}

extension ClaimScreen {
  /// What the lab below gives at settings that the learner has chosen, in the unit of the text.
  var probe: Double? {
    guard let exhibit, !exhibit.isAtHome, let claim, claim.request != nil,
      let result = shownRun.flatMap({ ResultName($0.result) }),
      let value = exhibit.panel.findings?.values.value(result), value.isFinite
    else { return nil }
    return value / claim.unitSize
  }
}
