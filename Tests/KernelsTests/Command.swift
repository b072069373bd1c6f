import Foundation

/// Another program, run to its end.
struct Command {
  var path: String
  var arguments: [String]
  var environment: [String: String] = [:]

  /// The program that these tests are in.
  static let tests = URL(filePath: "/proc/self/exe").resolvingSymlinksInPath()

  /// - Returns: both outputs as one, and the exit code
  func run() throws -> (output: String, status: Int32) {
    let process = Process()
    process.executableURL = URL(filePath: path)
    process.arguments = arguments
    process.environment = ProcessInfo.processInfo.environment
      .merging(environment) { _, new in new }
    let pipe = Pipe()
    process.standardOutput = pipe
    process.standardError = pipe
    try process.run()
    let output = try pipe.fileHandleForReading.readToEnd() ?? Data()
    process.waitUntilExit()
    return (String(decoding: output, as: UTF8.self), process.terminationStatus)
  }
}
