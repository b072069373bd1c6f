import Canvas
import Course
import Figures
import Progress

/// A prediction as lines: its choices, how sure the learner is, and what came out.
struct PredictionLines {
  let panel: PredictionPanel
  let isFocused: Bool
  let width: Int
  let context: Context

  private(set) var lines: [TextLine] = []
  /// The number of the choice that each line belongs to; nil for the other lines.
  private(set) var choices: [Int?] = []

  init(_ panel: PredictionPanel, isFocused: Bool, width: Int, _ context: Context) {
    self.panel = panel
    self.isFocused = isFocused
    self.width = width
    self.context = context
    for (index, choice) in panel.prediction.choices.enumerated() { add(choice, index) }
    addState()
  }

  private var theme: Theme { context.theme }

  private mutating func add(_ line: TextLine, choice: Int? = nil) {
    lines.append(line)
    choices.append(choice)
  }

  private mutating func add(_ text: String, style: Style) {
    for line in LineBreaker(width: width).lines(text, style: style) { add(line) }
  }

  // MARK: Choices

  private mutating func add(_ choice: Prediction.Choice, _ index: Int) {
    let lead = 6
    let isHere = isFocused && isOpen && index == panel.cursor
    let base = isHere ? theme.selection : .plain
    let typesetter = Typesetter(
      width: width - lead, theme: theme, glyphs: context.glyphs, language: context.language)
    let (sign, style) = sign(index)
    let text = typesetter.lines([Block(.paragraph(choice.text), at: choice.place)])
    for (row, line) in text.enumerated() {
      var prefix = TextLine(row == 0 && isHere ? "\(context.glyphs.pointer) " : "  ", style: base)
      prefix.append(row == 0 ? "\(index + 1) \(sign) " : "    ", style: style.over(base))
      add(line.prefixed(by: prefix), choice: index)
    }
  }

  private var isOpen: Bool { panel.phase == .asking || panel.phase == .weighing }

  private func sign(_ index: Int) -> (String, Style) {
    let glyphs = context.glyphs
    let isMarked = index == panel.cursor
    switch panel.phase {
    case .asking: return ("\(glyphs.optionOff)", theme.dimmed)
    case .weighing, .running:
      return isMarked ? ("\(glyphs.optionOn)", theme.accent) : ("\(glyphs.optionOff)", theme.dimmed)
    case .decided(let guess):
      if index == panel.index(of: guess.outcome?.choice) {
        return ("\(isMarked ? glyphs.right : glyphs.arrowLeft)", theme.correct)
      }
      return isMarked ? ("\(glyphs.wrong)", theme.wrong) : (" ", theme.dimmed)
    }
  }

  // MARK: What follows

  private mutating func addState() {
    switch panel.phase {
    case .asking:
      let words = isFocused ? Words.choose : Words.reach(panel.prediction.choices.count)
      add(words[context.language], style: theme.dimmed)
    case .weighing: addScale()
    case .running(let guess):
      add(Words.said(said(guess), guess.confidence)[context.language] + ending, style: theme.text)
      if let failure = panel.failure {
        add(failure[context.language], style: theme.error)
      } else {
        add(Words.running[context.language], style: theme.dimmed)
      }
    case .decided(let guess): addVerdict(guess)
    }
  }

  private var ending: String { Words.fullStop[context.language] }

  private mutating func addScale() {
    var line = TextLine(Words.howSure[context.language] + "  ", style: theme.text)
    for confidence in Calibration.confidences {
      let isChosen = confidence == panel.confidence
      let style = isChosen ? theme.selection.over(theme.strong) : theme.dimmed
      line.append(" \(confidence) ", style: style)
    }
    line.append("%", style: theme.dimmed)
    add(line)
    add(Words.meaning(panel.confidence)[context.language], style: theme.dimmed)
  }

  private mutating func addVerdict(_ guess: Guess) {
    guard let isRight = guess.isRight, let outcome = guess.outcome else { return }
    let verdict = (isRight ? Words.right : Words.wrong)[context.language]
    var spans = [Span(verdict, style: (isRight ? theme.correct : theme.wrong).adding(.bold))]
    var sentence = Words.said(said(guess), guess.confidence)[context.language]
    sentence += found(outcome, isRight: isRight)[context.language] + ending
    spans.append(Span(Words.gap[context.language] + sentence, style: theme.text))
    for line in LineBreaker(width: width).lines(spans) { add(line) }
    let first = context.record.firstGuesses.first { $0.prediction == guess.prediction }
    if let first, first.time != guess.time || first.choice != guess.choice {
      add(Words.first(said(first), first.confidence)[context.language], style: theme.dimmed)
    }
  }

  private func found(_ outcome: Guess.Outcome, isRight: Bool) -> Localized<String> {
    let value = printed(outcome.value)
    if let before = outcome.before {
      return Words.went(from: printed(before), to: value)
    }
    let right = panel.index(of: outcome.choice).map(quotable)
    return isRight ? Words.gives(value) : Words.is(right ?? value, value)
  }

  private func printed(_ value: Double) -> String {
    let unit = panel.prediction.unit(among: panel.claims).map { " " + $0 } ?? ""
    // Counts are told in full: 8388608 and 33554432 compare better than 8388608 and 3.355e7.
    let isCount = value == value.rounded() && abs(value) < 1e12
    return (isCount ? value.fixed(0) : value.compact()) + unit
  }

  private func said(_ guess: Guess) -> String {
    panel.index(of: guess.choice).map(quotable) ?? guess.choice
  }

  /// A choice as it stands between quotation marks: its own become the inner ones.
  private func quotable(_ index: Int) -> String {
    text(ofChoice: index).replacing("“", with: "‘").replacing("”", with: "’")
  }

  private func text(ofChoice index: Int) -> String {
    let choice = panel.prediction.choices[index]
    return
      Typesetter(
        width: 1000, theme: theme, glyphs: context.glyphs, language: context.language
      ).lines([Block(.paragraph(choice.text), at: choice.place)]).first?.text ?? choice.key
  }

  private enum Words {
    static let fullStop = Localized(en: ".", zh: "。")
    static let gap = Localized(en: " ", zh: "")
    static let right = Localized(en: "Right.", zh: "猜对了。")
    static let wrong = Localized(en: "Not so.", zh: "没猜对。")
    static let choose = Localized(
      en: "Which one? Next you say how sure you are.", zh: "选哪个？接着会问你有多大把握。")
    static let howSure = Localized(en: "How sure?", zh: "有多大把握？")
    static let running = Localized(en: "Kept. The lab is running…", zh: "已记下。实验正在运行…")

    static func reach(_ count: Int) -> Localized<String> {
      Localized(en: "Before you look: press 1–\(count).", zh: "先别看结果，按 1–\(count) 作答。")
    }

    static func meaning(_ confidence: Int) -> Localized<String> {
      switch confidence {
      case 50: Localized(en: "a coin toss: as often wrong as right", zh: "跟抛硬币一样：对错各半")
      case 100: Localized(en: "certain: never wrong when you say so", zh: "十拿九稳还不够：说了就从不出错")
      default:
        Localized(
          en: "of 10 such answers you expect \(confidence / 10) to be right",
          zh: "这样的回答，10 次里你估计会对 \(confidence / 10) 次")
      }
    }

    static func said(_ choice: String, _ confidence: Int) -> Localized<String> {
      Localized(
        en: "You said “\(choice)”, \(confidence) % sure", zh: "你猜“\(choice)”，把握 \(confidence) %")
    }

    static func first(_ choice: String, _ confidence: Int) -> Localized<String> {
      Localized(
        en: "Your first prediction is the one that counts: “\(choice)”, \(confidence) % sure.",
        zh: "统计时以第一次为准：当时猜的是“\(choice)”，把握 \(confidence) %。")
    }

    static func gives(_ value: String) -> Localized<String> {
      Localized(en: "; the lab gives \(value)", zh: "；实验算出 \(value)")
    }

    static func `is`(_ choice: String, _ value: String) -> Localized<String> {
      Localized(
        en: "; it is “\(choice)”: the lab gives \(value)", zh: "；其实是“\(choice)”：实验算出 \(value)")
    }

    static func went(from: String, to: String) -> Localized<String> {
      Localized(en: "; it goes from \(from) to \(to)", zh: "；实际是从 \(from) 变为 \(to)")
    }
  }
}
