extension Theme {
  /// For terminals with a dark background, which is left as it is.
  public static let dark: Theme = {
    let white = Color(0xE8ECF4)
    let grey = Color(0x9AA2B3)
    let slate = Color(0x5F687C)
    let blue = Color(0x82AAFF)
    let cyan = Color(0x63D2DC)
    let green = Color(0x95D982)
    let yellow = Color(0xF5D06B)
    let orange = Color(0xFFA560)
    let red = Color(0xFF7F87)
    let violet = Color(0xC6A0FF)
    let pink = Color(0xF59BD3)
    let bar = Color(0x262C3A)

    return Theme(
      name: "dark", usesColor: true,
      text: .plain,
      dimmed: Style(foreground: grey),
      heading: Style(foreground: blue, attributes: .bold),
      emphasis: Style(foreground: violet, attributes: .italic),
      strong: Style(foreground: white, attributes: .bold),
      code: Style(foreground: green),
      link: Style(foreground: cyan, attributes: .underline),
      math: Style(foreground: yellow),
      accent: Style(foreground: orange, attributes: .bold),
      claims: Claims(
        theorem: Style(foreground: violet), run: Style(foreground: green),
        source: Style(foreground: cyan)),
      callouts: Callouts(
        note: Style(foreground: blue, attributes: .bold),
        tip: Style(foreground: green, attributes: .bold),
        warning: Style(foreground: yellow, attributes: .bold),
        answer: Style(foreground: cyan, attributes: .bold),
        errata: Style(foreground: red, attributes: .bold),
        predict: Style(foreground: violet, attributes: .bold)),
      correct: Style(foreground: green, attributes: .bold),
      partial: Style(foreground: yellow, attributes: .bold),
      wrong: Style(foreground: red, attributes: .bold),
      error: Style(foreground: Color(0xFFFFFF), background: Color(0xA8323E), attributes: .bold),
      titleBar: Style(foreground: white, background: bar, attributes: .bold),
      statusBar: Style(foreground: Color(0xBCC3D2), background: bar),
      key: Style(foreground: orange, attributes: .bold),
      keyLabel: Style(foreground: Color(0xBCC3D2)),
      border: Style(foreground: slate),
      focus: Style(foreground: blue, attributes: .bold),
      selection: Style(foreground: Color(0xFFFFFF), background: Color(0x2F4A80), attributes: .bold),
      bar: Style(foreground: blue),
      track: Style(foreground: Color(0x444B5C)),
      crosshair: Style(foreground: orange, attributes: .bold),
      axis: Style(foreground: grey),
      series: [blue, orange, green, pink, yellow, cyan].map { Style(foreground: $0) },
      scale: .viridis, signedScale: .diverging)
  }()
}
