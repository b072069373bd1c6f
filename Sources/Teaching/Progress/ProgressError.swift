import Course

/// Why the learner's record cannot be kept.
public enum ProgressError: Error, Sendable, Equatable {
  /// The file was written by a later version of the program. It is left as it is.
  case newerVersion(path: String)
  case cannotOpen(path: String, Obstacle)
  /// One event was not written; those before it were.
  case cannotSave(path: String, Obstacle)

  public var message: Localized<String> {
    switch self {
    case .newerVersion(let path):
      Localized(
        en: "\(path) is from a newer attn-tutor and stays as it is; this session is not kept.",
        zh: "\(path) 来自更新版本的 attn-tutor，保持原样；本次学习不会保存。")
    case .cannotOpen(let path, let obstacle):
      Localized(
        en: "\(path) cannot be written (\(obstacle.words.english)); this session is not kept.",
        zh: "无法写入 \(path)（\(obstacle.words.chinese)）；本次学习不会保存。")
    case .cannotSave(let path, let obstacle):
      Localized(
        en: "Not saved: \(path) cannot be written (\(obstacle.words.english)).",
        zh: "未能保存：无法写入 \(path)（\(obstacle.words.chinese)）。")
    }
  }
}
