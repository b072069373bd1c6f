import Course

/// `formula`: an expression in named variables, in LaTeX or plain text; right if it is equal to the
/// key at random points of the variables' domain.
public struct FormulaValue: ItemType {
  public var common: ItemCommon
  /// In their one form, in the order of the course.
  public var variables: [String]
  /// The variables that are drawn from a range of their own.
  public var domain: [String: ClosedRange<Double>]
  /// The key as the course writes it.
  public var answerText: String
  var answer: Expression
  public var explanation: Explanation

  static let name = "formula"
  static let keys = ["variables", "domain"]

  static func read(_ reader: inout ItemReader) -> FormulaValue? {
    let variables = reader.readVariables()
    let domain = reader.readDomain(of: variables ?? [])
    let answerText = reader.yaml.string(for: "answer", required: true)
    let explanation = reader.readExplanation(choices: nil)
    let common = reader.readCommon()
    guard let variables, let domain, let answerText else { return nil }
    let answer: Expression
    do throws(AlgebraError) {
      answer = try ExpressionParser.expression(answerText, Vocabulary(.closed, names: variables))
    } catch {
      reader.report(error, in: "answer")
      return nil
    }
    let comparison = FormulaComparison(key: answer, variables: variables, domain: domain)
    if comparison.keyValues().isEmpty {
      reader.yaml.report(
        at: reader.yaml.place(of: "answer"),
        "the answer has no value anywhere in the domain of its variables")
      return nil
    }
    guard let common, let explanation else { return nil }
    return FormulaValue(
      common: common, variables: variables, domain: domain, answerText: answerText,
      answer: answer, explanation: explanation)
  }

  var item: Item { .formula(self) }
  var expected: String { answerText }
  var texts: [[Inline]] { [] }
  var key: [(name: String, value: String)] {
    let ranges = variables.compactMap { name in
      domain[name].map { "\(name): [\($0.lowerBound), \($0.upperBound)]" }
    }
    return [
      ("variables", "[\(variables.joined(separator: ", "))]"),
      ("domain", ranges.isEmpty ? "none" : "{\(ranges.joined(separator: ", "))}"),
      ("answer", answer.latex),
    ]
  }

  /// What was understood of an answer, as LaTeX.
  /// - Throws: what cannot be read, and where
  public func reading(of text: String) throws(AlgebraError) -> String {
    try expression(text).latex
  }

  private func expression(_ text: String) throws(AlgebraError) -> Expression {
    try ExpressionParser.expression(text, Vocabulary(.closed, names: variables))
  }

  func share(of answer: Answer) throws(AnswerError) -> Double { try judged(answer).share }

  func judged(
    _ answer: Answer
  ) throws(AnswerError) -> (share: Double, detail: Grade.Detail?) {
    guard case .text(let text) = answer else {
      throw .wrongKind(expected: Localized(en: "a formula", zh: "一个公式"))
    }
    let found: Expression
    do throws(AlgebraError) {
      found = try expression(text)
    } catch {
      throw .unreadableFormula(error)
    }
    let comparison = FormulaComparison(key: self.answer, variables: variables, domain: domain)
    guard let difference = comparison.difference(of: found) else { return (1, nil) }
    return (0, .remark(difference.remark))
  }

  func answer(from node: JSONNode) throws(Diagnostic) -> Answer {
    switch node.value {
    case .number(let text), .string(let text): return .text(text)
    case .null, .bool, .list, .object:
      throw Diagnostic(at: node.place, "expected a formula as a text, found \(node.kind)")
    }
  }
}

extension ItemReader {
  /// The names of `variables:`, in their one form.
  /// - Returns: nil where one of them is none; an item without the key has no variables
  mutating func readVariables() -> [String]? {
    guard yaml.contains("variables") else { return [] }
    guard let texts = yaml.strings(for: "variables") else { return nil }
    var names: [String] = []
    for (text, place) in texts {
      guard let name = Self.variable(text) else {
        yaml.report(at: place, "'\(text)' is no name of a variable, expected one as x, d_k or α")
        return nil
      }
      if names.contains(name) { yaml.report(at: place, "the variable '\(text)' is named twice") }
      names.append(name)
    }
    return names
  }

  /// The one form of a name as a course writes it.
  private static func variable(_ text: String) -> String? {
    let tokens = try? AlgebraScanner.tokens(of: text, Vocabulary(.declaring))
    guard let tokens, tokens.count == 2, case .name(let name) = tokens[0].kind else { return nil }
    return name
  }

  /// `domain: {x: [-3, 3]}`
  fileprivate mutating func readDomain(of variables: [String]) -> [String: ClosedRange<Double>]? {
    guard yaml.contains("domain") else { return [:] }
    return yaml.mapping(for: "domain") { domain in
      var ranges: [String: ClosedRange<Double>] = [:]
      for entry in domain.entries {
        guard let name = Self.variable(entry.key), variables.contains(name) else {
          domain.report(
            at: entry.keyPlace,
            "'\(entry.key)' is none of the variables \(variables.joined(separator: ", "))")
          continue
        }
        guard case .list(let nodes) = entry.value.value, nodes.count == 2,
          let low = nodes[0].double, let high = nodes[1].double, low < high,
          (high - low).isFinite
        else {
          domain.report(
            at: entry.value.place,
            "the domain of '\(entry.key)' must be two numbers, the smaller first: [-3, 3]")
          continue
        }
        ranges[name] = low...high
      }
      return ranges
    }
  }

  /// A fault in the text of a key, at its character where the text stands in one line.
  mutating func report(_ error: AlgebraError, in key: String) {
    yaml.report(at: yaml.place(of: key), "'\(key)' cannot be read. \(error.message.english)")
  }
}

extension YAMLNode {
  fileprivate var double: Double? {
    if case .scalar(let scalar) = value { scalar.double } else { nil }
  }
}
