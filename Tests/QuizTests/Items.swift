import Course

@testable import Quiz

/// Reads an item that begins at line 10, column 3 of `a.md`.
func read(_ yaml: String) -> (item: Item?, sentences: [String]) {
  let place = Place(file: "a.md", line: 10, column: 3)
  let (item, diagnostics) = Item.read(QuizBlock(yaml: yaml, place: place))
  return (item, diagnostics.map(\.description))
}

/// Items without a fault.
enum Sample {
  static let single = """
    id: one
    type: single
    prompt: Which?
    choices: [red, green, blue]
    answer: 2
    explain: It is green.
    hint: Look.
    """

  static let multiple = """
    id: some
    type: multiple
    prompt: Which ones?
    choices: [a, b, c, d]
    answer: [1, 3]
    explain: {1: yes, 2: no, 3: yes, 4: no}
    hint: Two.
    """

  static let truefalse = """
    id: whether
    type: truefalse
    prompt: Is it?
    answer: true
    explain: It is.
    hint: Think.
    """

  static let order = """
    id: steps
    type: order
    prompt: In which order?
    choices: [QKᵀ, divide by √d, softmax, multiply by V]
    explain: As the formula has it.
    hint: The weights come before the values.
    """

  static let match = """
    id: shares
    type: match
    prompt: Who shares what?
    pairs: {MHA: one K and V a head, MQA: one K and V for all, GQA: one K and V a group}
    explain: By the number of groups.
    hint: Count the groups.
    """

  static func numeric(
    answer: String = "12.5", tolerance: String = "0", unit: String? = nil
  ) -> String {
    """
    id: size
    type: numeric
    prompt: How much?
    answer: \(answer)
    tolerance: \(tolerance)
    \(unit.map { "unit: \"\($0)\"" } ?? "")
    explain: So much.
    hint: Count.
    """
  }

  static func formula(
    _ answer: String = "exp(x - m)", variables: String = "[x, m]", domain: String? = nil
  ) -> String {
    """
    id: weight
    type: formula
    prompt: Which?
    variables: \(variables)
    answer: '\(answer)'
    \(domain.map { "domain: \($0)" } ?? "")
    explain: So.
    hint: Subtract.
    """
  }

  static func shape(_ answer: String = "[B, h, N, d/h]", variables: String? = nil) -> String {
    """
    id: split
    type: shape
    prompt: Which shape?
    answer: '\(answer)'
    \(variables.map { "variables: \($0)" } ?? "")
    explain: So.
    hint: Four axes.
    """
  }

  /// Two points, and one of them is enough.
  static let short = """
    id: flash
    type: short
    prompt: What does FlashAttention do?
    rubric:
      - point: softmax in blocks
        accept: {en: [online softmax, tiling], zh: [分块, 在线 softmax]}
      - point: does not write the $N×N$ matrix
        accept: {en: [not stored, no N×N], zh: [不存储, 不写回]}
        contradict: {en: [stored in HBM], zh: [写回 HBM]}
    pass: 1
    model: It uses tiling and an online softmax, so the matrix is not stored.
    hint: Memory.
    """
}
