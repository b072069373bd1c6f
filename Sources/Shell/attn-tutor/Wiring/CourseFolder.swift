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

  /// The course that files and folders belong to: the nearest `course.yaml` above them; nil where
  /// none are named.
  /// - Throws: where a path is not there, or is in no course
  static func holding(_ paths: [String]) throws -> String? {
    guard let path = paths.first else { return nil }
    var folder = URL(filePath: path).standardizedFileURL.resolvingSymlinksInPath()
    guard FileManager.default.fileExists(atPath: folder.path) else {
      throw CommandFailure("\(path):1:1: error: there is no such file or folder", .missingInput)
    }
    while !isCourse(folder) {
      guard folder.path != "/" else {
        throw CommandFailure(
          "\(path):1:1: error: this is in no course, expected a course.yaml at or above it",
          .missingInput)
      }
      folder.deleteLastPathComponent()
    }
    return folder.path
  }

  /// Found from where the executable is, and never from the working folder.
  static var builtIn: (path: String, origin: String) {
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
