/// Why a lab could not be run.
public enum LabError: Error, Sendable, Equatable {
  case unknownLab(String, nearest: String?)
  case unknownControl(String, lab: String, nearest: String?)
  case invalidValue(String, control: String, expected: Localized<String>)
  case unknownMutant(String, nearest: String?)
  /// The settings are each fine, but do not go together.
  case impossible(Localized<String>)
  /// Somebody ended the run before it had anything to show.
  case stopped

  public var message: Localized<String> {
    switch self {
    case .unknownLab(let name, let nearest):
      LabError.guessing(nearest, en: "unknown lab '\(name)'", zh: "没有实验 '\(name)'")
    case .unknownControl(let name, let lab, let nearest):
      LabError.guessing(
        nearest, en: "lab '\(lab)' has no control '\(name)'", zh: "实验 '\(lab)' 没有控件 '\(name)'")
    case .invalidValue(let value, let control, let expected):
      Localized(
        en: "'\(value)' is no value of '\(control)', expected \(expected.english)",
        zh: "'\(control)' 不能是 '\(value)'，应为：\(expected.chinese)")
    case .unknownMutant(let name, let nearest):
      LabError.guessing(nearest, en: "unknown mutant '\(name)'", zh: "没有破坏方式 '\(name)'")
    case .impossible(let reason): reason
    case .stopped: Localized(en: "the run was stopped", zh: "运行已中止")
    }
  }

  private static func guessing(_ nearest: String?, en: String, zh: String) -> Localized<String> {
    guard let nearest else { return Localized(en: en, zh: zh) }
    return Localized(en: "\(en); did you mean '\(nearest)'?", zh: "\(zh)；是不是 '\(nearest)'？")
  }
}
