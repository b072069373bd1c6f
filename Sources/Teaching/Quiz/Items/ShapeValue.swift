import Course

/// `shape`: the shape of a tensor in symbols, each axis compared as a rational function of the names.
public struct ShapeValue: ItemType {
  public var common: ItemCommon
  /// The key as the course writes it.
  public var answerText: String
  var answer: SymbolicShape
  /// The names that letters side by side are read as: those of `variables` and of the key.
  var names: [String]
  public var explanation: Explanation

  static let name = "shape"
  static let keys = ["variables"]

  static func read(_ reader: inout ItemReader) -> ShapeValue? {
    let variables = reader.readVariables()
    let answerText = reader.yaml.string(for: "answer", required: true)
    let explanation = reader.readExplanation(choices: nil)
    let common = reader.readCommon()
    guard let variables, let answerText else { return nil }
    let answer: SymbolicShape
    do throws(AlgebraError) {
      let kind: Vocabulary.Kind = variables.isEmpty ? .open : .closed
      answer = try SymbolicShape(answerText, Vocabulary(kind, names: variables))
    } catch {
      reader.report(error, in: "answer")
      return nil
    }
    guard let common, let explanation else { return nil }
    let others = answer.variables.filter { !variables.contains($0) }
    return ShapeValue(
      common: common, answerText: answerText, answer: answer, names: variables + others,
      explanation: explanation)
  }

  var item: Item { .shape(self) }
  var expected: String { answerText }
  var texts: [[Inline]] { [] }
  var key: [(name: String, value: String)] { [("answer", answer.text)] }

  /// What was understood of an answer.
  public struct Reading: Sendable, Equatable {
    /// `[B, h, N, d/h]`
    public var text: String
    public var axes: [String]
    /// How many numbers such a tensor holds, where that is one term: `B·N·d`.
    public var count: String?
  }

  /// - Throws: what cannot be read, and where
  public func reading(of text: String) throws(AlgebraError) -> Reading {
    let shape = try self.shape(text)
    return Reading(
      text: shape.text, axes: shape.axes.map(\.expression.plainText),
      count: shape.count)
  }

  /// A name that the key has not makes an answer wrong, and not unreadable.
  private func shape(_ text: String) throws(AlgebraError) -> SymbolicShape {
    try SymbolicShape(text, Vocabulary(.open, names: names))
  }

  func share(of answer: Answer) throws(AnswerError) -> Double { try judged(answer).share }

  func judged(
    _ answer: Answer
  ) throws(AnswerError) -> (share: Double, detail: Grade.Detail?) {
    guard case .text(let text) = answer else {
      throw .wrongKind(expected: Localized(en: "a shape as [B, N, d]", zh: "一个形状，如 [B, N, d]"))
    }
    do throws(AlgebraError) {
      let found = try shape(text)
      guard let remark = try difference(of: found) else { return (1, nil) }
      return (0, .remark(remark))
    } catch {
      throw .unreadableShape(error)
    }
  }

  /// What is wrong with a shape, nil where nothing is.
  private func difference(of found: SymbolicShape) throws(AlgebraError) -> Localized<String>? {
    let (wanted, given) = (answer.axes, found.axes)
    guard wanted.count == given.count else {
      return Localized(
        en: "Your shape \(found.text) has \(Self.axes(given.count)), the right one "
          + "\(wanted.count).",
        zh: "你的形状 \(found.text) 是 \(given.count) 维，正确的是 \(wanted.count) 维。")
    }
    for (index, (here, there)) in zip(given, wanted).enumerated()
    where try !Self.equal(here, there) {
      if try isReordered(given) {
        return Localized(
          en: "The axes of \(found.text) are the right ones in another order.",
          zh: "\(found.text) 各维都对，但顺序不对。")
      }
      let (mine, right) = (here.expression.plainText, there.expression.plainText)
      return Localized(
        en: "Axis \(index + 1) of \(found.text) is \(mine), expected \(right).",
        zh: "\(found.text) 的第 \(index + 1) 维是 \(mine)，应为 \(right)。")
    }
    return nil
  }

  private static func axes(_ count: Int) -> String { count == 1 ? "1 axis" : "\(count) axes" }

  private static func equal(
    _ axis: SymbolicShape.Axis, _ other: SymbolicShape.Axis
  ) throws(AlgebraError) -> Bool {
    guard let isEqual = axis.size.equals(other.size) else { throw AlgebraError(.tooLarge, at: 0) }
    return isEqual
  }

  private func isReordered(_ given: [SymbolicShape.Axis]) throws(AlgebraError) -> Bool {
    var rest = answer.axes
    for axis in given {
      var place: Int?
      for (index, other) in rest.enumerated() where try Self.equal(axis, other) {
        place = index
        break
      }
      guard let place else { return false }
      rest.remove(at: place)
    }
    return true
  }

  func answer(from node: JSONNode) throws(Diagnostic) -> Answer {
    switch node.value {
    case .number(let text), .string(let text): return .text(text)
    case .null, .bool, .list, .object:
      throw Diagnostic(
        at: node.place, "expected a shape as the text \"[B, N, d]\", found \(node.kind)")
    }
  }
}
