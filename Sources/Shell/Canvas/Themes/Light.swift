extension Theme {
  /// For terminals with a light background, which is left as it is.
  public static let light: Theme = {
    let black = Color(0x1B1F27)
    let grey = Color(0x5C6370)
    let silver = Color(0x9AA1AE)
    let blue = Color(0x1F52B5)
    let cyan = Color(0x00688B)
    let green = Color(0x1F6B2C)
    let brown = Color(0x7A5300)
    let orange = Color(0xA84300)
    let red = Color(0xB3182B)
    let violet = Color(0x6A35B0)
    let pink = Color(0xA12577)
    let bar = Color(0xE3E7EF)

    return Theme(
      name: "light", usesColor: true,
      text: .plain,
      dimmed: Style(foreground: grey),
      heading: Style(foreground: blue, attributes: .bold),
      emphasis: Style(foreground: violet, attributes: .italic),
      strong: Style(foreground: black, attributes: .bold),
      code: Style(foreground: green),
      link: Style(foreground: cyan, attributes: .underline),
      math: Style(foreground: brown),
      accent: Style(foreground: orange, attributes: .bold),
      claims: Claims(
        theorem: Style(foreground: violet), run: Style(foreground: green),
        source: Style(foreground: cyan)),
      callouts: Callouts(
        note: Style(foreground: blue, attributes: .bold),
        tip: Style(foreground: green, attributes: .bold),
        warning: Style(foreground: brown, attributes: .bold),
        answer: Style(foreground: cyan, attributes: .bold),
        errata: Style(foreground: red, attributes: .bold),
        predict: Style(foreground: violet, attributes: .bold)),
      correct: Style(foreground: green, attributes: .bold),
      partial: Style(foreground: brown, attributes: .bold),
      wrong: Style(foreground: red, attributes: .bold),
      error: Style(foreground: Color(0xFFFFFF), background: red, attributes: .bold),
      titleBar: Style(foreground: black, background: bar, attributes: .bold),
      statusBar: Style(foreground: Color(0x3C4350), background: bar),
      key: Style(foreground: orange, attributes: .bold),
      keyLabel: Style(foreground: Color(0x3C4350)),
      border: Style(foreground: silver),
      focus: Style(foreground: blue, attributes: .bold),
      selection: Style(foreground: black, background: Color(0xBFD3FA), attributes: .bold),
      bar: Style(foreground: blue),
      track: Style(foreground: Color(0xC6CCD7)),
      crosshair: Style(foreground: orange, attributes: .bold),
      axis: Style(foreground: grey),
      series: [blue, orange, green, pink, brown, cyan].map { Style(foreground: $0) },
      scale: .viridis, signedScale: .diverging)
  }()
}
