/// Why LaTeX could not be read, and where.
public struct FormulaError: Error, Sendable, Equatable {
  public enum Reason: Sendable, Equatable {
    /// `{`, `\left` or `\begin{…}` that nothing closes.
    case unclosed(String)
    /// What closes or divides something that is not there: `}`, `\right`, `&`.
    case unexpected(String)
    case wrongEnd(begun: String, ended: String)
    case doubleSuperscript
    case doubleSubscript
    case missingArgument(of: String)
    /// `\text a`: words need braces.
    case missingBraces(after: String)
    case missingBracket(after: String)
    /// `\operatorname` of something that is not letters.
    case notAName(of: String)
    case unknownCommand(String, nearest: String?)
    case unknownEnvironment(String, nearest: String?)
    /// `\limits` after something that has none.
    case misplacedLimits(String)
    /// A character that LaTeX gives a meaning outside math: `%`, `#`, `$`.
    case unescaped(Character)
    case loneBackslash
    case badColumns(String)
    case tooManyCells(columns: Int)
    case nestedTooDeeply(limit: Int)
    case tooLong(limit: Int)
  }

  public var reason: Reason
  /// Characters from the start of the LaTeX text.
  public var offset: Int

  /// The sentence in English, as diagnostics have it.
  public var message: String { message(in: .english) }

  public func message(in language: Language) -> String { reason.sentence[language] }
}

extension FormulaError.Reason {
  fileprivate var sentence: Localized<String> {
    switch self {
    case .unclosed(let what):
      Localized(en: "unclosed \(what)", zh: "\(what) 没有闭合")
    case .unexpected(let what):
      switch what {
      case "}": Localized(en: "} without {", zh: "} 没有对应的 {")
      case #"\right"#: Localized(en: #"\right without \left"#, zh: #"\right 没有对应的 \left"#)
      case #"\end"#: Localized(en: #"\end without \begin"#, zh: #"\end 没有对应的 \begin"#)
      case "&":
        Localized(
          en: "misplaced &: it divides the cells of a matrix or of aligned lines",
          zh: "& 的位置不对：它只用来分隔矩阵或对齐行的单元格")
      default: Localized(en: "misplaced \(what)", zh: "\(what) 的位置不对")
      }
    case .wrongEnd(let begun, let ended):
      Localized(
        en: #"\begin{\#(begun)} is closed by \end{\#(ended)}"#,
        zh: #"\begin{\#(begun)} 却以 \end{\#(ended)} 结束"#)
    case .doubleSuperscript:
      Localized(
        en: "double superscript: write {x^a}^b or x^{ab}", zh: "重复的上标：请写成 {x^a}^b 或 x^{ab}")
    case .doubleSubscript:
      Localized(en: "double subscript: write {x_a}_b or x_{ab}", zh: "重复的下标：请写成 {x_a}_b 或 x_{ab}")
    case .missingArgument(let command):
      Localized(en: "nothing follows \(command)", zh: "\(command) 后面缺少内容")
    case .missingBraces(let command):
      Localized(
        en: "\(command) needs braces: \(command){…}", zh: "\(command) 后面要有花括号：\(command){…}")
    case .notAName(let command):
      Localized(en: "\(command) takes letters only", zh: "\(command) 里只能写字母")
    case .missingBracket(let command):
      Localized(
        en: #"\#(command) needs a bracket, or "." for none"#, zh: #"\#(command) 后面要有括号，不要括号就写“.”"#)
    case .unknownCommand(let name, let nearest):
      unknown(Localized(en: "command", zh: "命令"), "\\" + name, nearest.map { "\\" + $0 })
    case .unknownEnvironment(let name, let nearest):
      unknown(Localized(en: "environment", zh: "环境"), name, nearest)
    case .misplacedLimits(let command):
      Localized(
        en: #"\#(command) without an operator such as \sum before it"#,
        zh: #"\#(command) 前面要有 \sum 之类的算符"#)
    case .unescaped(let character):
      Localized(
        en: #"write \\#(character) for the character \#(character)"#,
        zh: #"要写字符 \#(character)，请用 \\#(character)"#)
    case .loneBackslash:
      Localized(en: "a backslash at the end", zh: "末尾有一个多余的反斜杠")
    case .badColumns(let text):
      Localized(
        en: "the columns of an array are l, c or r, not “\(text)”",
        zh: "array 的列只能是 l、c、r，不能是“\(text)”")
    case .tooManyCells(let columns):
      Localized(
        en: "misplaced &: a row has at most \(columns) \(columns == 1 ? "cell" : "cells")",
        zh: "多余的 &：一行最多 \(columns) 个单元格")
    case .nestedTooDeeply(let limit):
      Localized(en: "nested deeper than \(limit) levels", zh: "嵌套超过 \(limit) 层")
    case .tooLong(let limit):
      Localized(en: "longer than \(limit) bytes", zh: "超过 \(limit) 字节")
    }
  }

  private func unknown(_ kind: Localized<String>, _ name: String, _ nearest: String?) -> Localized<
    String
  > {
    Localized(
      en: "unknown \(kind.english) \(name)" + (nearest.map { ": did you mean \($0)?" } ?? ""),
      zh: "未知的\(kind.chinese) \(name)" + (nearest.map { "，是不是 \($0)？" } ?? ""))
  }
}
