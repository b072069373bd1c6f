extension Theme {
  /// Bright colours on a black that the theme sets itself, so that every text keeps a contrast of
  /// at least 7 : 1 (WCAG 2.2, level AAA) whatever the terminal's background is.
  public static let highContrast: Theme = {
    let black = Color(0x000000)
    func ink(_ rgb: UInt32, _ attributes: Style.Attributes = []) -> Style {
      Style(foreground: Color(rgb), background: black, attributes: attributes)
    }
    let white: UInt32 = 0xFFFFFF
    let blue: UInt32 = 0x87AFFF
    let cyan: UInt32 = 0x00FFFF
    let green: UInt32 = 0x5FFF5F
    let yellow: UInt32 = 0xFFFF00
    let orange: UInt32 = 0xFFAF00
    let red: UInt32 = 0xFF8787
    let violet: UInt32 = 0xFF87FF

    return Theme(
      name: "high-contrast", usesColor: true,
      text: ink(white),
      dimmed: ink(0xD0D0D0),
      heading: ink(yellow, .bold),
      emphasis: ink(violet, .italic),
      strong: ink(white, .bold),
      code: ink(green),
      link: ink(cyan, .underline),
      math: ink(yellow),
      accent: ink(orange, .bold),
      claims: Claims(theorem: ink(violet, .bold), run: ink(green, .bold), source: ink(cyan, .bold)),
      callouts: Callouts(
        note: ink(blue, .bold), tip: ink(green, .bold), warning: ink(yellow, .bold),
        answer: ink(cyan, .bold), errata: ink(red, .bold), predict: ink(violet, .bold)),
      correct: ink(green, .bold),
      partial: ink(yellow, .bold),
      wrong: ink(red, [.bold, .underline]),
      error: Style(foreground: black, background: Color(red), attributes: .bold),
      titleBar: Style(foreground: black, background: Color(white), attributes: .bold),
      statusBar: Style(foreground: black, background: Color(white)),
      key: ink(yellow, .bold),
      keyLabel: ink(white),
      border: ink(white),
      focus: ink(yellow, .bold),
      selection: Style(foreground: black, background: Color(yellow), attributes: .bold),
      bar: ink(yellow),
      track: ink(0x808080),
      crosshair: ink(orange, .bold),
      axis: ink(white),
      series: [yellow, cyan, violet, green, orange, white].map { ink($0) },
      scale: .cividis, signedScale: .diverging)
  }()
}
