import Course

extension Item {
  /// Seconds that reading the question, thinking and answering take somebody who has to work it out:
  /// the time to read the prompt and the choices, and 10 seconds for each degree of difficulty (of
  /// one that is not told: 2).
  public var expectedSeconds: Double {
    let place = common.place
    let choices = content.texts.map { Block(.paragraph($0), at: place) }
    let reading = ReadingTime(common.prompt + choices).minutes * 60
    return reading + 10 * Double(common.difficulty ?? 2)
  }
}
