import ArgumentParser
import Canvas
import Course
import Foundation
import Progress
import Terminal

/// What works here, and what to fix.
struct DoctorCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "doctor",
    abstract: "Say what works here: terminal, locale, colours, content, record; and what to fix.")

  @OptionGroup var options: TutorOptions

  func run() throws {
    let checks = [terminal, locale, content, record]
    let width = checks.map(\.name.count).max() ?? 0
    for check in checks {
      let pad = String(repeating: " ", count: width - check.name.count)
      print("\(check.isFine ? "ok " : "FIX")  \(check.name)\(pad)  \(check.finding)")
    }
    if checks.contains(where: { !$0.isFine }) { throw ExitCode(1) }
  }

  private struct Check {
    var name: String
    var isFine: Bool
    var finding: String
  }

  private var terminal: Check {
    guard isatty(STDIN_FILENO) == 1, isatty(STDOUT_FILENO) == 1 else {
      return Check(
        name: "terminal", isFine: true, finding: "none here; lessons can be printed with read")
    }
    do throws(TerminalError) {
      let driver = try NcursesDriver()
      let (size, depth) = (driver.size, driver.colorDepth)
      driver.close()
      let type = ProcessInfo.processInfo.environment["TERM"] ?? ""
      let isLarge = size.columns >= 60 && size.rows >= 16
      let colors = depth == .none ? "no colours" : "\(depth.rawValue) colours"
      return Check(
        name: "terminal", isFine: isLarge,
        finding: "\(type), \(size.columns)×\(size.rows), \(colors)"
          + (isLarge ? "" : "; make the window at least 60×16"))
    } catch {
      return Check(name: "terminal", isFine: false, finding: error.sentence)
    }
  }

  private var locale: Check {
    setlocale(LC_CTYPE, "")
    let codeset = nl_langinfo(Int32(CODESET)).map { String(cString: $0) } ?? "unknown"
    let isUTF8 = codeset == "UTF-8"
    return Check(
      name: "locale", isFine: true,
      finding: isUTF8 ? codeset : "\(codeset); C.UTF-8 is used in its place")
  }

  private var content: Check {
    let (path, origin) = options.course.contentFolder
    do throws(Diagnostic) {
      let library = try CourseLibrary(at: path)
      return Check(
        name: "content", isFine: library.diagnostics.isEmpty,
        finding: "\(path) (\(origin)), \(library.lessons.count) lessons"
          + (library.diagnostics.isEmpty ? "" : "; attn-tutor lint says what is wrong"))
    } catch {
      return Check(name: "content", isFine: false, finding: "\(error) (\(origin))")
    }
  }

  private var record: Check {
    do throws(ProgressError) {
      let store = try SQLiteStore(folder: options.settings.dataFolder)
      return Check(name: "record", isFine: true, finding: store.notice?.english ?? store.path)
    } catch {
      return Check(name: "record", isFine: false, finding: error.message.english)
    }
  }
}
