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
  var contentFolder: (path: String, origin: String) {
    if let content { return (content, "--content") }
    if let path = ProcessInfo.processInfo.environment["ATTN_TUTOR_CONTENT"], !path.isEmpty {
      return (path, "ATTN_TUTOR_CONTENT")
    }
    return BuiltInCourse.folder
  }

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

  var dataFolder: String { DataFolder.path(option: dataDir) }

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

/// The course that comes with the program, found from where the executable is.
enum BuiltInCourse {
  static var folder: (path: String, origin: String) {
    let executable = URL(filePath: Self.executable).resolvingSymlinksInPath()
    let installed = executable.deletingLastPathComponent().deletingLastPathComponent()
      .appending(path: "share/attn-tutor/Content")
    if isCourse(installed) { return (installed.path, "installed") }
    var folder = executable.deletingLastPathComponent()
    while folder.path != "/" {
      let content = folder.appending(path: "Content")
      let isPackage = FileManager.default.fileExists(
        atPath: folder.appending(path: "Package.swift").path)
      if isPackage, isCourse(content) { return (content.path, "built here") }
      folder.deleteLastPathComponent()
    }
    return (installed.path, "installed")
  }

  private static func isCourse(_ folder: URL) -> Bool {
    FileManager.default.fileExists(atPath: folder.appending(path: "course.yaml").path)
  }

  private static var executable: String {
    (try? FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/exe"))
      ?? CommandLine.arguments[0]
  }
}
