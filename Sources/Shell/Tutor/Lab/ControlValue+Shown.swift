import Course
import Figures

extension ControlValue {
  /// The value as the screens show it.
  func shown(_ language: Language) -> String {
    switch self {
    case .integer(let value): String(value)
    case .number(let value): value.compact()
    case .toggle(let isOn): (isOn ? Words.on : Words.off)[language]
    case .text(let text): text
    }
  }

  private enum Words {
    static let on = Localized(en: "on", zh: "开")
    static let off = Localized(en: "off", zh: "关")
  }
}
