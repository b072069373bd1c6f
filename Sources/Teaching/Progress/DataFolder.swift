import Foundation

/// Where the learner's record lives.
public enum DataFolder {
  /// `--data-dir`, else `ATTN_TUTOR_DATA`, else `$XDG_DATA_HOME/attn-tutor`, else
  /// `~/.local/share/attn-tutor`. A variable that is empty counts as not set.
  public static func path(
    option: String?, environment: [String: String] = ProcessInfo.processInfo.environment
  ) -> String {
    if let option, !option.isEmpty { return option }
    if let path = environment["ATTN_TUTOR_DATA"], !path.isEmpty { return path }
    // The XDG specification has relative paths ignored.
    if let path = environment["XDG_DATA_HOME"], path.hasPrefix("/") { return path + "/attn-tutor" }
    let home = environment["HOME"].flatMap { $0.isEmpty ? nil : $0 } ?? NSHomeDirectory()
    return home + "/.local/share/attn-tutor"
  }
}
