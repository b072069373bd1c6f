import Course

/// Why a formula or a shape could not be read, and where.
public struct AlgebraError: Error, Sendable, Equatable {
  public enum Reason: Sendable, Equatable {
    case empty
    /// Something else stands where a number, a variable or a bracket has to be; nil at the end.
    case missingValue(found: String?)
    /// Two things side by side that do not multiply: `x 2`, `x)`.
    case unexpected(String)
    /// A bracket that is not closed; what was found instead, nil at the end.
    case unclosed(String, found: String?)
    /// - Parameter known: what may be used instead
    case unknownName(String, known: [String])
    case unknownCommand(String, nearest: String?)
    case unknownCharacter(String)
    /// What has a meaning, but none that can be computed here: `\sum`, `=`.
    case unsupported(String)
    /// A function with too few or too many arguments.
    case arguments(of: String, expected: String, found: Int)
    /// A function such as `max` without brackets.
    case missingBrackets(after: String)
    case emptyAxis(Int)
    /// What no size is: a root, `1.5e3`, a power that is not whole.
    case notASize(String)
    case divisionByZero
    case tooLong(limit: Int)
    case nestedTooDeeply(limit: Int)
    case tooLarge
  }

  public var reason: Reason
  /// Characters from the start of the text.
  public var offset: Int

  init(_ reason: Reason, at offset: Int) {
    self.reason = reason
    self.offset = offset
  }

  /// One sentence, with the place where there is one to point at.
  public var message: Localized<String> {
    let sentence = reason.sentence
    switch reason {
    case .empty, .tooLong, .tooLarge, .nestedTooDeeply: return sentence
    default:
      return Localized(
        en: "Character \(offset + 1): \(sentence.english)",
        zh: "第 \(offset + 1) 个字符：\(sentence.chinese)")
    }
  }
}

extension AlgebraError.Reason {
  /// Without the place.
  public var sentence: Localized<String> {
    switch self {
    case .empty: Localized(en: "nothing is written.", zh: "还没有内容。")
    case .missingValue(nil):
      Localized(
        en: "something is missing at the end: a number, a variable or a bracket.",
        zh: "到这里就结束了，还缺一个数、变量或括号。")
    case .missingValue(let found?):
      Localized(
        en: "found '\(found)', expected a number, a variable or a bracket.",
        zh: "这里是“\(found)”，应为数、变量或括号。")
    case .unexpected(let found):
      Localized(
        en: "found '\(found)', expected an operator as + or *.",
        zh: "这里是“\(found)”，应为 + 或 * 之类的运算符。")
    case .unclosed(let bracket, nil):
      Localized(en: "'\(bracket)' is not closed.", zh: "“\(bracket)”没有闭合。")
    case .unclosed(let bracket, let found?):
      Localized(
        en: "'\(bracket)' is not closed before '\(found)'.", zh: "到“\(found)”为止，“\(bracket)”还没有闭合。")
    case .unknownName(let name, let known):
      known.isEmpty
        ? Localized(en: "'\(name)' is not known here.", zh: "这里没有“\(name)”。")
        : Localized(
          en: "'\(name)' is not known here, expected \(known.joined(separator: ", ")).",
          zh: "这里没有“\(name)”，可以用的有 \(known.joined(separator: "、"))。")
    case .unknownCommand(let name, let nearest):
      Localized(
        en: "unknown command \\\(name)" + (nearest.map { "; did you mean \\\($0)?" } ?? "."),
        zh: "未知的命令 \\\(name)" + (nearest.map { "，是不是 \\\($0)？" } ?? "。"))
    case .unknownCharacter(let character):
      Localized(en: "'\(character)' has no meaning here.", zh: "“\(character)”在这里没有意义。")
    case .unsupported("="):
      Localized(
        en: "write only one side, without '='.", zh: "只写等号的一边，不要写“=”。")
    case .unsupported(let what):
      Localized(en: "\(what) cannot be computed here.", zh: "这里无法计算 \(what)。")
    case .arguments(let function, let expected, let found):
      Localized(
        en: "\(function) takes \(expected), found \(found).",
        zh: "\(function) 的参数个数不对（这里有 \(found) 个）。")
    case .missingBrackets(let function):
      Localized(
        en: "\(function) needs brackets: \(function)(a, b).",
        zh: "\(function) 后面要有括号：\(function)(a, b)。")
    case .emptyAxis(let number):
      Localized(en: "axis \(number) is empty.", zh: "第 \(number) 维是空的。")
    case .notASize(let what):
      Localized(
        en: "\(what) is no size: write sizes with +, -, *, / and whole powers.",
        zh: "\(what) 不能当作大小：请只用 +、-、*、/ 和整数次幂。")
    case .divisionByZero: Localized(en: "this divides by zero.", zh: "这里除以了零。")
    case .tooLong(let limit):
      Localized(
        en: "That is too long to read: at most \(limit) bytes.", zh: "太长了，最多 \(limit) 字节。")
    case .nestedTooDeeply(let limit):
      Localized(
        en: "That is nested too deeply: at most \(limit) levels.", zh: "嵌套太深，最多 \(limit) 层。")
    case .tooLarge:
      Localized(en: "That is too large to multiply out.", zh: "式子太大，无法展开。")
    }
  }
}
