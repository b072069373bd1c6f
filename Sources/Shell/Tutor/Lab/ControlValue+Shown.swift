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

extension Control {
  /// What is said of a text that is none of its values.
  func refusal(of text: String) -> Localized<String> {
    let chinese: String =
      switch kind {
      case .integer(let range, _): "\(range.lowerBound) 到 \(range.upperBound) 的整数"
      case .number(let range, _):
        "\(ControlValue.number(range.lowerBound)) 到 \(ControlValue.number(range.upperBound)) 的数"
      case .toggle: "true 或 false"
      case .choice(let names): names.joined(separator: "、") + " 之一"
      case .text(let limit): "不超过 \(limit) 个字的一行文字"
      }
    return Localized(
      en: "\(label.english): '\(text)' is not \(expected)",
      zh: "\(label.chinese)要填 \(chinese)，不能填“\(text)”。")
  }
}
