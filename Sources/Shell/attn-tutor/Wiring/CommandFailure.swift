import ArgumentParser
import Course
import Foundation
import Terminal

/// Why a command ends without having done its work: a sentence and an exit code.
struct CommandFailure: Error {
  /// The exit codes of `sysexits.h` that the commands use.
  enum Code: Int32 {
    case usage = 64
    case badData = 65
    case missingInput = 66
    case cannotWrite = 73
  }

  var message: String
  var code: Code

  init(_ message: String, _ code: Code) {
    self.message = message
    self.code = code
  }

  /// - Returns: nil for the errors that ArgumentParser itself knows how to report.
  init?(_ error: any Error) {
    switch error {
    case let failure as CommandFailure: self = failure
    case let error as LabError: self.init("error: \(error.message.english)", .usage)
    case let error as TerminalError: self.init("error: \(error.sentence)", .usage)
    case let diagnostic as Diagnostic: self.init(diagnostic.description, .badData)
    default: return nil
    }
  }

  func report() -> Never {
    // What a learner typed comes back in messages, and must not reach the terminal as commands.
    standardError(message.filter { !$0.unicodeScalars.contains { $0.value < 0x20 && $0 != "\n" } })
    Foundation.exit(code.rawValue)
  }
}

/// Prints what a command found.
/// - Throws: where it cannot be written: a full disk
func output(_ text: String, terminator: String = "\n") throws {
  do {
    try FileHandle.standardOutput.write(contentsOf: Data((text + terminator).utf8))
  } catch {
    throw CommandFailure("error: the output cannot be written", .cannotWrite)
  }
}

func standardError(_ message: String) {
  FileHandle.standardError.write(Data((message + "\n").utf8))
}

extension TerminalError {
  var sentence: String {
    switch self {
    case .notATerminal:
      "the tutor needs a terminal, and this is none. "
        + "To print a lesson instead: attn-tutor read attention/steps --format text"
    case .unknownType(nil):
      "TERM is not set, so the terminal's type is unknown. Try: TERM=xterm-256color attn-tutor"
    case .unknownType(let type?):
      "the terminal type '\(type)' is not known here. Try: TERM=xterm-256color attn-tutor"
    case .cannotMoveCursor(let type):
      "a terminal of type '\(type)' cannot move its cursor, so nothing can be drawn on it. "
        + "To print a lesson instead: attn-tutor read attention/steps --format text"
    case .gone: "the terminal is gone."
    }
  }
}
