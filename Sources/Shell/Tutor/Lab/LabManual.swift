import Canvas
import Course
import Labs

/// A lab described as text: what it takes and what it gives.
public struct LabManual {
  private let lab: LabDescription
  private let language: Language

  public init(_ lab: LabDescription, _ language: Language) {
    self.lab = lab
    self.language = language
  }

  public var text: String {
    let controls = lab.controls.map { control in
      [
        control.name, control.expected[language], control.initial.description,
        control.help[language],
      ]
    }
    let results = lab.results.map { result in
      [
        result.name, result.axes ?? Words.number[language],
        condition(result), result.meaning[language],
      ]
    }
    return "\(lab.name): \(lab.title[language])\n\(lab.summary[language])\n\n"
      + Words.controls[language] + "\n" + table(controls) + "\n"
      + Words.results[language] + "\n" + table(results)
  }

  private func condition(_ result: ResultDescription) -> String {
    let settings = result.given.sorted { $0.key < $1.key }.map { "\($0.key)=\($0.value)" }
    return (settings + (result.isMeasured ? [Words.measured[language]] : []))
      .joined(separator: ", ")
  }

  /// Rows in columns, all but the last padded.
  private func table(_ rows: [[String]]) -> String {
    let widths = (0..<3).map { column in rows.map { $0[column].cellWidth }.max() ?? 0 }
    return rows.map { row in
      let cells = zip(row, widths).map { text, width in
        text + String(repeating: " ", count: width - text.cellWidth)
      }
      return "  " + cells.joined(separator: "  ") + "  " + row[3] + "\n"
    }.joined()
  }

  private enum Words {
    static let controls = Localized(
      en: "Controls (name, values, default)", zh: "控件（名称、取值、默认值）")
    static let results = Localized(en: "Results (name, shape)", zh: "结果（名称、形状）")
    static let number = Localized(en: "number", zh: "数")
    static let measured = Localized(en: "measured", zh: "实测")
  }
}
