import Foundation
import PseudoTerminal

extension Command {
  static var path: String { PseudoTerminal.path(of: "attn-tutor") }

  /// The program on its way, silent.
  static func started(_ arguments: [String]) throws -> Process {
    let process = Process()
    process.executableURL = URL(filePath: path)
    process.arguments = arguments
    process.standardInput = FileHandle.nullDevice
    process.standardOutput = FileHandle.nullDevice
    process.standardError = FileHandle.nullDevice
    try process.run()
    return process
  }

  /// The exit code of a shell's script.
  static func shell(_ script: String) throws -> Int32 {
    let process = Process()
    process.executableURL = URL(filePath: "/bin/sh")
    process.arguments = ["-c", script]
    try process.run()
    process.waitUntilExit()
    return process.terminationStatus
  }
}

extension Process {
  /// Waits until the program has taken signals over, which it does by blocking them.
  func waitUntilItAwaitsSignals() {
    while isRunning, !blocksInterruption { usleep(10_000) }
  }

  private var blocksInterruption: Bool {
    let path = "/proc/\(processIdentifier)/status"
    let lines = (try? String(contentsOfFile: path, encoding: .utf8)) ?? ""
    let words = lines.split(separator: "\n").first { $0.hasPrefix("SigBlk:") }?
      .split(separator: "\t")
    let blocked = words?.last.flatMap { UInt64($0, radix: 16) } ?? 0
    return blocked & 1 << (UInt64(SIGINT) - 1) != 0
  }
}
