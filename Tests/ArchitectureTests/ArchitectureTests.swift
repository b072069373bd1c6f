import Foundation
import Testing

/// Who may import whom, as CONTRIBUTING.md draws it. Reads every source file, so an import that
/// breaks an arrow fails here, even where the package would build.
@Suite struct Architecture {
  /// The targets that each target may import. System and third-party modules are listed apart.
  static let arrows: [String: Set<String>] = [
    "CPUFeatures": [],
    "KernelsPortable": [],
    "KernelsFMA": [],
    "Tensors": ["CPUFeatures", "KernelsPortable", "KernelsFMA"],
    "Attention": ["Tensors"],
    "CMarkdown": [],
    "Course": ["CMarkdown"],
    "Quiz": ["Course"],
    "Progress": ["Quiz", "Course"],
    "Figures": [],
    "Labs": ["Attention", "Tensors", "Figures", "Course"],
    "CNcurses": [],
    "CTerminalGuard": [],
    "Canvas": ["Figures", "Course"],
    "Terminal": ["Canvas", "CNcurses", "CTerminalGuard"],
    "Tutor": [
      "Canvas", "Figures", "Labs", "Course", "Quiz", "Progress",
    ],
    "attn-tutor": [
      "Tutor", "Terminal", "Canvas", "Figures", "Labs", "Course", "Quiz", "Progress", "Attention",
      "Tensors",
    ],
  ]

  /// Libraries from outside, and the only targets that may import them.
  static let libraries: [String: Set<String>] = [
    "Yams": ["Course"],
    "GRDB": ["Progress"],
    "ArgumentParser": ["attn-tutor"],
    "Foundation": ["Progress", "attn-tutor"],
  ]

  @Test(arguments: arrows.keys.sorted())
  func importsOnlyWhatItsArrowsAllow(target: String) throws {
    let folder = try Self.folder(of: target)
    let allowed = Self.arrows[target] ?? []
    for file in try Self.swiftFiles(in: folder) {
      for module in try Self.imports(in: file) {
        if Self.arrows[module] != nil {
          #expect(allowed.contains(module), "\(file.lastPathComponent) imports \(module)")
        } else if let users = Self.libraries[module] {
          #expect(users.contains(target), "\(file.lastPathComponent) imports \(module)")
        }
      }
    }
  }

  @Test func everyFolderOfSourcesIsATargetWithArrows() throws {
    let groups = try FileManager.default.contentsOfDirectory(atPath: Self.sources.path)
    let targets = try groups.flatMap {
      try FileManager.default.contentsOfDirectory(
        atPath: Self.sources.appendingPathComponent($0).path)
    }
    #expect(Set(targets) == Set(Self.arrows.keys))
  }

  @Test func noNcursesOutsideTheTerminal() throws {
    for target in Self.arrows.keys
    where !["Terminal", "CNcurses", "CTerminalGuard"].contains(target) {
      for file in try Self.swiftFiles(in: try Self.folder(of: target)) {
        let text = try String(contentsOf: file, encoding: .utf8)
        #expect(!text.contains("CNcurses"), "\(file.lastPathComponent)")
      }
    }
  }

  private static let sources = URL(filePath: #filePath)
    .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
    .appending(path: "Sources")

  private static func folder(of target: String) throws -> URL {
    let groups = ["Engine", "Teaching", "Shell"].map { sources.appending(path: $0 + "/" + target) }
    return try #require(groups.first { FileManager.default.fileExists(atPath: $0.path) })
  }

  private static func swiftFiles(in folder: URL) throws -> [URL] {
    let files = FileManager.default.enumerator(at: folder, includingPropertiesForKeys: nil)
    return (files?.compactMap { $0 as? URL } ?? []).filter { $0.pathExtension == "swift" }
  }

  /// The modules that a file imports, whatever stands before or behind the word `import`.
  private static func imports(in file: URL) throws -> [String] {
    try String(contentsOf: file, encoding: .utf8)
      .split(separator: "\n")
      .compactMap { line in
        let words = line.split(separator: " ")
        guard let index = words.firstIndex(of: "import"),
          words[..<index].allSatisfy({ $0.hasPrefix("@") || $0 == "public" || $0 == "internal" })
        else { return nil }
        let name = words[index...].dropFirst().first {
          !["struct", "class", "enum", "func", "protocol", "typealias"].contains($0)
        }
        return name.map { String($0.split(separator: ".")[0]) }
      }
  }
}
