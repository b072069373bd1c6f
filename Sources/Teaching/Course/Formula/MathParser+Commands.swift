extension MathParser {
  /// What the command `name` stands for, with the arguments that follow it.
  mutating func command(_ name: String, at start: Int) throws(FormulaError) -> MathNode {
    if let entry = MathSymbols.commands[name] { return .symbol(entry.text, entry.kind) }
    if let cells = MathCommands.spaces[name] { return .space(cells) }
    if let accent = MathCommands.accents[name] {
      return .accent(accent, try argument(of: "\\" + name))
    }
    if MathCommands.text.contains(name) { return .text(try scanner.textGroup(of: "\\" + name)) }
    if MathCommands.fonts.contains(name) { return try argument(of: "\\" + name).words }
    if MathCommands.sizedBrackets.contains(name) { return try sizedBracket(after: "\\" + name) }
    switch name {
    case "frac", "dfrac", "tfrac", "cfrac":
      let numerator = try argument(of: "\\" + name)
      return .fraction(numerator: numerator, denominator: try argument(of: "\\" + name))
    case "binom":
      let rows = [[try argument(of: #"\binom"#)], [try argument(of: #"\binom"#)]]
      let grid = MathGrid(kind: .matrix, rows: rows, columns: [.center])
      return .fenced(left: "(", .grid(grid), right: ")", grows: true)
    case "sqrt": return try root()
    case "operatorname": return try operatorName()
    case "mathbb": return try argument(of: #"\mathbb"#).blackboard
    case "overset", "stackrel":
      let over = try argument(of: "\\" + name)
      return .stack(try argument(of: "\\" + name).bare, under: nil, over: over)
    case "underset":
      let under = try argument(of: #"\underset"#)
      return .stack(try argument(of: #"\underset"#).bare, under: under, over: nil)
    case "substack": return try substack()
    case "not": return try negation()
    case "left": return try fenced(from: start)
    case "begin": return try environment(from: start)
    case "limits", "nolimits":
      throw FormulaError(reason: .misplacedLimits("\\" + name), offset: start)
    // Every formula here has one size of letters.
    case "displaystyle", "textstyle": return .space(0)
    default:
      let nearest = Spelling.nearest(to: name, among: MathCommands.all)
      throw FormulaError(reason: .unknownCommand(name, nearest: nearest), offset: start)
    }
  }

  private mutating func root() throws(FormulaError) -> MathNode {
    var degree: MathNode?
    let start = scanner.offset
    if scanner.take("[") {
      degree = try row(endsAtBracket: true)
      try close(.character("]"), of: "[", from: start)
    }
    return .root(try argument(of: #"\sqrt"#), degree: degree)
  }

  private mutating func operatorName() throws(FormulaError) -> MathNode {
    let limits = scanner.take("*")
    let start = scanner.offset
    guard let name = try argument(of: #"\operatorname"#).plainText, !name.isEmpty else {
      throw FormulaError(reason: .notAName(of: #"\operatorname"#), offset: start)
    }
    return .symbol(name, limits ? .limitFunction : .function)
  }

  private mutating func substack() throws(FormulaError) -> MathNode {
    let start = scanner.offset
    guard scanner.take("{") else {
      throw FormulaError(reason: .missingBraces(after: #"\substack"#), offset: start)
    }
    let lines = try self.lines()
    try close(.closeBrace, of: "{", from: start)
    guard case .grid(var grid) = lines else { return lines }
    grid.columns = [.center]
    return .grid(grid)
  }

  private mutating func negation() throws(FormulaError) -> MathNode {
    let argument = try self.argument(of: #"\not"#)
    guard let sign = argument.plainText else { return argument }
    return .symbol(MathSymbols.negated[sign] ?? sign + "\u{338}", .relation)
  }

  private mutating func fenced(from start: Int) throws(FormulaError) -> MathNode {
    let left = try bracket(after: #"\left"#)
    let content = try row()
    try close(.command("right"), of: #"\left"#, from: start)
    let right = try bracket(after: #"\right"#)
    return .fenced(left: left, content, right: right, grows: true)
  }

  /// `\bigl(`: brackets find their size by themselves.
  private mutating func sizedBracket(after command: String) throws(FormulaError) -> MathNode {
    let bracket = try bracket(after: command)
    if MathSymbols.closing[bracket] != nil { return .symbol(bracket, .open) }
    let closes = MathSymbols.closing.values.contains(bracket)
    return .symbol(bracket, closes ? .close : .ordinary)
  }

  /// A bracket after `\left` and `\right`; empty for `.`.
  private mutating func bracket(after command: String) throws(FormulaError) -> String {
    let start = scanner.offset
    switch try scanner.next() {
    case .character("."): return ""
    case .character("<"): return "⟨"
    case .character(">"): return "⟩"
    case .character(let sign) where "()[]|/‖⌊⌋⌈⌉⟨⟩".contains(sign): return String(sign)
    case .command(let name):
      if let entry = MathSymbols.commands[name],
        "{}[]|‖⌊⌋⌈⌉⟨⟩".contains(entry.text)
      {
        return entry.text
      }
    default: break
    }
    throw FormulaError(reason: .missingBracket(after: command), offset: start)
  }
}

/// The names of commands that take arguments, by what they do.
enum MathCommands {
  static let spaces = [
    ",": 1, ":": 1, ">": 1, ";": 1, " ": 1, "!": 0, "quad": 2, "qquad": 4, "enspace": 1,
    "thinspace": 1,
  ]

  static let accents: [String: MathAccent] = [
    "hat": .hat, "widehat": .hat, "bar": .bar, "tilde": .tilde, "widetilde": .tilde,
    "vec": .vector, "dot": .dot, "ddot": .doubleDot, "overline": .overline,
    "underline": .underline, "overbrace": .overbrace, "underbrace": .underbrace,
  ]

  static let text: Set<String> = ["text", "textrm", "textit", "textbf", "texttt", "mbox"]

  /// Typefaces that a terminal does not have; the letters are what they are.
  static let fonts: Set<String> = [
    "mathrm", "mathit", "mathbf", "mathsf", "mathtt", "mathcal", "mathscr", "mathfrak",
    "boldsymbol", "bm",
  ]

  static let sizedBrackets: Set<String> = [
    "big", "Big", "bigg", "Bigg", "bigl", "Bigl", "biggl", "Biggl", "bigr", "Bigr", "biggr",
    "Biggr",
  ]

  private static let others = [
    "frac", "dfrac", "tfrac", "cfrac", "binom", "sqrt", "operatorname", "mathbb", "overset",
    "stackrel", "underset", "substack", "not", "left", "right", "begin", "end", "limits",
    "nolimits", "displaystyle", "textstyle",
  ]

  static var all: [String] {
    others + MathSymbols.commands.keys + spaces.keys + accents.keys + text + fonts + sizedBrackets
  }
}
