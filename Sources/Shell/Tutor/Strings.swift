import Canvas
import Course
import Figures
import Progress

/// What the screens say, in both languages. Screen-specific words stand beside their screens.
enum Strings {
  static func tooSmall(_ size: Size) -> Localized<String> {
    Localized(
      en: "attn-tutor needs a window of at least \(size.columns)×\(size.rows).",
      zh: "窗口至少需要 \(size.columns)×\(size.rows)。")
  }

  static func saved(_ path: String) -> Localized<String> {
    Localized(en: "Saved \(path)", zh: "已保存 \(path)")
  }

  static func notWritten(_ name: String) -> Localized<String> {
    Localized(en: "Could not write \(name) here.", zh: "无法在此处写入 \(name)。")
  }

  static func notSaved(_ error: any Error) -> Localized<String> {
    (error as? ProgressError)?.message
      ?? Localized(
        en: "This could not be saved; it is kept until you quit.",
        zh: "没能保存，退出前仍会保留。")
  }

  static func notRead(_ error: any Error) -> Localized<String> {
    (error as? ProgressError)?.message
      ?? Localized(en: "The record could not be read.", zh: "无法读取学习记录。")
  }

  static let paths = Localized(en: "Paths", zh: "学习路线")
  static let glossary = Localized(en: "Glossary", zh: "术语表")
  static let references = Localized(en: "References", zh: "参考文献")
  static let statistics = Localized(en: "How you stand", zh: "学得怎么样")
  static let duels = Localized(en: "Duels with the notes", zh: "和笔记打赌")
  static let interview = Localized(en: "Interview", zh: "面试")

  static let toCome = Localized(en: "to come", zh: "待写")

  static let lessonToCome = Localized(
    en: "This lesson is still to be written.", zh: "这一课还没有写好。")

  static let spokenAnswer = Localized(
    en: "An answer that you could speak", zh: "可以这样回答")

  static let noNumbers = Localized(
    en: "This view has no number to take apart; v shows the next one.",
    zh: "这幅图没有可以拆开的数；按 v 换一幅。")

  static func copied(_ text: String) -> Localized<String> {
    Localized(en: "Copied: \(text)", zh: "已复制：\(text)")
  }
}
