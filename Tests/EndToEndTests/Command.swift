import Foundation
import PseudoTerminal

/// The program without a terminal, as a script runs it.
struct Command {
  let status: Int32
  let output: String
  let errors: String

  init(_ arguments: [String], environment: [String: String] = [:]) throws {
    let process = Process()
    process.executableURL = URL(filePath: PseudoTerminal.path(of: "attn-tutor"))
    process.arguments = arguments
    process.environment = ["PATH": "/usr/bin:/bin", "LANG": "C.UTF-8", "HOME": "/nonexistent"]
      .merging(environment) { _, given in given }
    let folder = FileManager.default.temporaryDirectory
    // Files take any amount; a pipe that nobody reads yet would block the program.
    let files = ["out", "err"].map {
      folder.appending(path: "attn-tutor-\(UUID().uuidString).\($0)")
    }
    for file in files { try Data().write(to: file) }
    defer { for file in files { try? FileManager.default.removeItem(at: file) } }
    process.standardInput = FileHandle.nullDevice
    process.standardOutput = try FileHandle(forWritingTo: files[0])
    process.standardError = try FileHandle(forWritingTo: files[1])
    try process.run()
    process.waitUntilExit()
    status = process.terminationStatus
    output = String(decoding: try Data(contentsOf: files[0]), as: UTF8.self)
    errors = String(decoding: try Data(contentsOf: files[1]), as: UTF8.self)
  }

  init(_ arguments: String..., environment: [String: String] = [:]) throws {
    try self.init(arguments, environment: environment)
  }
}
