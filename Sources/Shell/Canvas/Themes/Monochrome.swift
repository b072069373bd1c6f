extension Theme {
  /// Attributes only, for `NO_COLOR`, terminals without colours, and paper.
  public static let monochrome: Theme = {
    let bold = Style(attributes: .bold)
    let reverse = Style(attributes: .reverse)

    return Theme(
      name: "monochrome", usesColor: false,
      text: .plain,
      dimmed: Style(attributes: .dim),
      heading: Style(attributes: [.bold, .underline]),
      emphasis: Style(attributes: .underline),
      strong: bold,
      code: bold,
      link: Style(attributes: .underline),
      math: .plain,
      accent: bold,
      claims: Claims(theorem: bold, run: .plain, source: Style(attributes: .underline)),
      callouts: Callouts(
        note: bold, tip: bold, warning: Style(attributes: [.bold, .reverse]), answer: bold,
        errata: Style(attributes: [.bold, .underline]), predict: bold),
      correct: bold,
      partial: Style(attributes: .underline),
      wrong: reverse,
      error: Style(attributes: [.bold, .reverse]),
      titleBar: Style(attributes: [.bold, .reverse]),
      statusBar: reverse,
      key: bold,
      keyLabel: .plain,
      border: Style(attributes: .dim),
      focus: bold,
      selection: reverse,
      bar: bold,
      track: Style(attributes: .dim),
      crosshair: Style(attributes: [.bold, .reverse]),
      axis: Style(attributes: .dim),
      series: [.plain, bold],
      scale: nil, signedScale: nil)
  }()
}
