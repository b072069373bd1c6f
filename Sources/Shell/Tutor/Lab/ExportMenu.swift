import Canvas
import Course
import Figures
import Labs

/// `e`: saves the picture or the numbers of a lab in the folder where the tutor was started.
struct ExportMenu: LabMenu {
  private static let choices: [(key: Character, ending: String, what: Localized<String>)] = [
    ("s", "svg", Localized(en: "the picture", zh: "图")),
    ("t", "txt", Localized(en: "the screen as text", zh: "屏幕文本")),
    ("j", "json", Localized(en: "the numbers", zh: "数据")),
    ("c", "csv", Localized(en: "the numbers as a table", zh: "数据表格")),
  ]

  func entries(_ panel: LabPanel, _ language: Language) -> [PopUpMenu.Entry] {
    Self.choices.map { PopUpMenu.Entry(key: $0.key, text: "\($0.what[language]) (.\($0.ending))") }
  }

  func choose(_ letter: Character, _ panel: inout LabPanel, _ context: Context) -> [Action] {
    guard let choice = Self.choices.first(where: { $0.key == letter }),
      let contents = contents(letter, panel, context)
    else { return [] }
    let name = "\(panel.description.name).\(choice.ending)"
    return [.effect(.writeFile(name: name, contents: contents))]
  }

  private func contents(_ letter: Character, _ panel: LabPanel, _ context: Context) -> String? {
    guard let findings = panel.findings, panel.currentStep != nil else { return nil }
    switch letter {
    case "s":
      let view = panel.views(context.language).first
      return view.map { $0.figure.svg(title: $0.title) }
    case "t":
      var frame = Frame(Size(columns: context.size.columns, rows: context.bodyArea.rows))
      LabLayout(area: frame.area, panel: panel, context: context).draw(of: &frame)
      return frame.plainText
    case "j":
      return report(findings, panel).json
    case "c":
      return report(findings, panel).csv
    default: return nil
    }
  }

  private func report(_ findings: Findings, _ panel: LabPanel) -> LabReport {
    LabReport(
      description: panel.description, settings: panel.settings, seed: panel.seed,
      findings: findings, step: panel.step)
  }
}
