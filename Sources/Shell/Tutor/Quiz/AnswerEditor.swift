import Canvas
import Course
import Quiz

/// How an answer of one type is given. A new item type brings one of these.
protocol AnswerEditor: Sendable {
  /// nil while there is nothing to judge.
  var answer: Answer? { get }
  /// False while a part of the answer is still open; an exam takes what there is.
  var isComplete: Bool { get }
  /// True while letters are text.
  var isTyping: Bool { get }
  /// True where Enter is a part of the text; Ctrl-D then submits it.
  var takesEnter: Bool { get }
  var hints: [KeyHelp] { get }

  /// How much room there is: called before input is handled.
  /// - Parameter rows: nil: as many as the editor is used to
  mutating func fit(columns: Int, rows: Int?)

  mutating func handle(_ input: Input)

  /// Marks a choice, counted from 0, as its number key does.
  mutating func choose(_ index: Int)

  /// The same item in another language; what was answered stays.
  mutating func translate(to item: Item)

  /// Takes in what was answered before.
  mutating func restore(_ answer: Answer)

  func lines(width: Int, grade: Grade?, item: Item, _ context: Context) -> AnswerLines

  /// Draws what is typed, and the terminal's cursor.
  /// - Parameter area: from the line `fieldRow` of `lines` to the foot of the screen
  func drawField(in area: Rect, of frame: inout Frame, _ context: Context)
}

extension AnswerEditor {
  var isComplete: Bool { true }
  var takesEnter: Bool { false }
  mutating func fit(columns: Int, rows: Int?) {}

  mutating func restore(_ answer: Answer) {
    if case .text(let text) = answer { handle(.paste(text)) }
  }

  func drawField(in area: Rect, of frame: inout Frame, _ context: Context) {}
}

/// An answer's lines, and where the choices and the text field are in them.
struct AnswerLines: Sendable {
  var lines: [TextLine] = []
  /// The first line of each choice.
  var choiceRows: [Int] = []
  /// The line after the last choice.
  var choiceEnd: Int?
  /// The line where the text is typed.
  var fieldRow: Int?
  /// The line that says how right the answer was.
  var verdictRow: Int?
  /// The lines that the keys go to, kept on the screen; the field's where there is one.
  var focusRows: Range<Int>?
}

/// The editor that fits an item.
/// - Parameter seed: what is shown shuffled keeps its order for one seed
func makeEditor(for item: Item, seed: UInt64) -> any AnswerEditor {
  switch item {
  case .single(let item): ChoiceEditor(choices: item.choices, allowsSeveral: false)
  case .multiple(let item): ChoiceEditor(choices: item.choices, allowsSeveral: true)
  case .truefalse: TruthEditor()
  case .numeric: NumberEditor()
  case .order(let item): OrderEditor(item, seed: seed)
  case .match(let item): MatchEditor(item, seed: seed)
  case .shape: ShapeEditor()
  case .formula: FormulaEditor()
  case .short: FreeTextEditor()
  }
}
