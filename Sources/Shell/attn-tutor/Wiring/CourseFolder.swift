import Foundation

/// Where the course is read from.
enum CourseFolder {
  /// What was asked for, else `ATTN_TUTOR_CONTENT`, else the course that comes with the program.
  static func choose(option: String? = nil) -> (path: String, origin: String) {
    if let option { return (option, "--content") }
    if let path = ProcessInfo.processInfo.environment["ATTN_TUTOR_CONTENT"], !path.isEmpty {
      return (path, "ATTN_TUTOR_CONTENT")
    }
    return builtIn
  }

  /// Found from where the executable is, and never from the working folder.
  private static var builtIn: (path: String, origin: String) {
    let binaries = URL(filePath: executable).deletingLastPathComponent()
    let installed = binaries.deletingLastPathComponent()
      .appending(path: "share/attn-tutor/Content")
    if isCourse(installed) { return (installed.path, "installed") }
    var folder = binaries
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

  /// With symbolic links followed, as the system has it.
  private static var executable: String {
    (try? FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/exe"))
      ?? CommandLine.arguments[0]
  }
}
