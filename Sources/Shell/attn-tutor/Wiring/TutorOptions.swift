import ArgumentParser
import Canvas
import Course
import Foundation
import Progress
import Quiz

/// In which language a command prints.
struct LanguageOption: ParsableArguments {
  @Option(help: "The language: zh or en.")
  var lang: Language?

  /// As asked for, else as the locale has it.
  var printed: Language { lang ?? .ofLocale }
}

/// Which course is read, and in which language.
struct CourseOptions: ParsableArguments {
  @Option(help: ArgumentHelp("Read the course in this folder.", valueName: "dir"))
  var content: String?

  @OptionGroup var language: LanguageOption

  /// The folder of the course, and how it was chosen.
  var contentFolder: (path: String, origin: String) { CourseFolder.choose(option: content) }

  func library() throws -> CourseLibrary { try CourseLibrary(at: contentFolder.path) }
}

/// What the tutor is opened with.
struct TutorOptions: ParsableArguments {
  @OptionGroup var course: CourseOptions

  @Option(help: ArgumentHelp("Keep progress in this folder.", valueName: "dir"))
  var dataDir: String?

  @Option(help: "The theme: \(Theme.all.map(\.name).joined(separator: ", ")).")
  var theme: String?

  @Flag(help: "Draw with ASCII characters only.")
  var ascii = false

  @Flag(help: "Move nothing that you did not move.")
  var noMotion = false

  var settings: TutorSettings {
    var settings = TutorSettings()
    settings.contentFolder = course.contentFolder.path
    settings.dataFolder = DataFolder.path(option: dataDir)
    settings.language = course.language.lang
    settings.theme = theme.flatMap(Theme.named) ?? settings.theme
    settings.glyphs = ascii ? .ascii : .unicode
    settings.allowsMotion = !noMotion
    return settings
  }

  func validate() throws {
    if let theme, Theme.named(theme) == nil {
      let names = Theme.all.map(\.name).joined(separator: ", ")
      throw ValidationError("'\(theme)' is no theme; there are \(names).")
    }
  }
}

extension Language: ExpressibleByArgument {
  /// As `LC_ALL`, `LC_MESSAGES` or `LANG` say.
  static var ofLocale: Language {
    let environment = ProcessInfo.processInfo.environment
    let names = ["LC_ALL", "LC_MESSAGES", "LANG"].compactMap { environment[$0] }
    return names.first { !$0.isEmpty }?.hasPrefix("zh") == true ? .chinese : .english
  }
}
