import CPseudoTerminal
import Glibc

/// A program in a pseudo-terminal under the terminal emulator libvterm, for tests end to end. Needs no
/// terminal itself.
///
///     let terminal = try PseudoTerminal("attn-tutor", size: (120, 36))
///     #expect(terminal.waitFor("Attention"))
///     terminal.type("q")
///     #expect(terminal.waitForExit() == .exited(0))
///
/// Nothing is read but during a call that waits.
public final class PseudoTerminal {
  public enum Failure: Error { case cannotStart(String) }

  public enum Exit: Equatable, Sendable {
    case exited(Int32)
    case signalled(Int32)
  }

  public struct Cell: Equatable, Sendable {
    /// The character with its marks; empty for the right half of a wide one; a blank is " ".
    public var text: String
    public var width: Int
    public var foreground: Color
    public var background: Color
    public var isBold: Bool
    public var isItalic: Bool
    public var isUnderlined: Bool
    public var isReversed: Bool
  }

  public enum Color: Equatable, Sendable {
    case terminalDefault
    case palette(Int)
    case rgb(UInt32)
  }

  public private(set) var columns: Int
  public private(set) var rows: Int
  /// How many bytes the program has sent.
  public private(set) var bytesRead = 0
  /// Reads at most so many bytes in a second; nil for as fast as they come.
  public var bytesPerSecond: Int?
  /// Keeps back the emulator's answers.
  public var isMute: Bool
  /// How long each wait lasts at most, before it is a failure.
  public var patience = Duration.seconds(20)

  private let terminal: OpaquePointer
  private var exit: Exit?
  private var hasEnded = false
  private var isAbandoned = false
  private var nextRead = ContinuousClock.now

  /// - Parameters:
  ///   - program: a path, or the name of an executable of this package
  ///   - environment: all of it; `TERM` and `PATH` are added where they are missing, and a value of nil
  ///     leaves the variable out
  public init(
    _ program: String, _ arguments: [String] = [], environment: [String: String?] = [:],
    size: (columns: Int, rows: Int) = (80, 24), isMute: Bool = false
  ) throws {
    let path = program.contains("/") ? program : Self.path(of: program)
    let defaults: [String: String?] = [
      "TERM": "xterm-256color", "PATH": "/usr/bin:/bin", "LANG": "C.UTF-8",
    ]
    let variables = defaults.merging(environment) { _, given in given }
      .compactMap { name, value in value.map { "\(name)=\($0)" } }.sorted()
    let started = withCStrings([path] + arguments) { arguments in
      withCStrings(variables) { environment in
        pseudo_terminal_start(path, arguments, environment, Int32(size.rows), Int32(size.columns))
      }
    }
    guard let started else { throw Failure.cannotStart(path) }
    terminal = started
    (columns, rows) = size
    self.isMute = isMute
  }

  deinit {
    if exit == nil, !isAbandoned {
      kill(process, SIGKILL)
      var status: Int32 = 0
      waitpid(process, &status, 0)
    }
    pseudo_terminal_free(terminal)
  }

  public var process: Int32 { pseudo_terminal_process(terminal) }

  /// Lets go of the program, which then has to find out that its terminal is gone.
  public func abandon() { isAbandoned = true }

  /// The executable of this package that has that name. SwiftPM puts all of them in one folder, with
  /// the one that runs the tests.
  public static func path(of executable: String) -> String {
    var buffer = [CChar](repeating: 0, count: Int(PATH_MAX))
    let count = max(0, readlink("/proc/self/exe", &buffer, buffer.count))
    let path = String(decoding: buffer[..<count].map(UInt8.init(bitPattern:)), as: UTF8.self)
    return path[..<(path.lastIndex(of: "/") ?? path.startIndex)] + "/" + executable
  }

  // MARK: What the learner does

  public func type(_ text: String) {
    var rest = Array(text.utf8)[...]
    while !rest.isEmpty {
      let written = rest.withUnsafeBytes { bytes in
        pseudo_terminal_write(
          terminal, bytes.bindMemory(to: CChar.self).baseAddress, min(bytes.count, 1024))
      }
      guard written > 0 else { return }
      rest = rest.dropFirst(Int(written))
    }
  }

  public func press(_ key: SpecialKey) { type(key.rawValue) }

  public enum SpecialKey: String {
    case up = "\u{1B}OA"
    case down = "\u{1B}OB"
    case right = "\u{1B}OC"
    case left = "\u{1B}OD"
    case enter = "\r"
    case escape = "\u{1B}"
    case tab = "\t"
    case backTab = "\u{1B}[Z"
    case backspace = "\u{7F}"
    case delete = "\u{1B}[3~"
    case home = "\u{1B}OH"
    case end = "\u{1B}OF"
    case pageUp = "\u{1B}[5~"
    case pageDown = "\u{1B}[6~"
    case controlC = "\u{03}"
    case controlZ = "\u{1A}"
  }

  public func paste(_ text: String) { pseudo_terminal_paste(terminal, text) }

  public func click(column: Int, row: Int) {
    pseudo_terminal_mouse(terminal, 1, Int32(row), Int32(column))
  }

  public func turnWheel(up: Bool, column: Int, row: Int) {
    pseudo_terminal_mouse(terminal, up ? 4 : 5, Int32(row), Int32(column))
  }

  public func resize(columns: Int, rows: Int) {
    (self.columns, self.rows) = (columns, rows)
    pseudo_terminal_resize(terminal, Int32(rows), Int32(columns))
  }

  public func send(signal: Int32) { kill(process, signal) }

  // MARK: Waiting

  /// Reads on until `condition` holds.
  /// - Returns: false where it has not within `patience`, or the program has ended without it.
  public func wait(until condition: () -> Bool) -> Bool {
    let limit = ContinuousClock.now + patience
    while !condition() {
      if hasEnded || ContinuousClock.now > limit { return condition() }
      read(milliseconds: 10)
    }
    return true
  }

  public func waitFor(_ text: String) -> Bool { wait { screenText.contains(text) } }

  /// Reads on until the program has sent nothing for a while.
  public func waitForQuiet(_ quiet: Duration = .milliseconds(50)) {
    let limit = ContinuousClock.now + patience
    var last = ContinuousClock.now
    while !hasEnded, ContinuousClock.now < limit, ContinuousClock.now - last < quiet {
      if read(milliseconds: 10) > 0 { last = .now }
    }
  }

  /// Reads on for a time.
  public func read(for duration: Duration) {
    let limit = ContinuousClock.now + duration
    while !hasEnded, ContinuousClock.now < limit { read(milliseconds: 5) }
  }

  /// Reads on until the program has ended; nil where it has not within `patience`.
  public func waitForExit() -> Exit? {
    let limit = ContinuousClock.now + patience
    while ContinuousClock.now < limit {
      let isRead = read(milliseconds: 10) <= 0
      if noteExit() != nil, isRead { return exit }
    }
    return exit
  }

  /// How the program has ended, without reading what it sends; nil while it runs.
  @discardableResult
  public func noteExit() -> Exit? {
    var status: Int32 = 0
    guard exit == nil, waitpid(process, &status, WNOHANG) == process else { return exit }
    let signal = status & 0x7F
    exit = signal == 0 ? .exited(status >> 8 & 0xFF) : .signalled(signal)
    return exit
  }

  @discardableResult
  private func read(milliseconds: Int32) -> Int {
    var limit = Int32.max
    if let bytesPerSecond {
      if ContinuousClock.now < nextRead { usleep(1000) }
      guard ContinuousClock.now >= nextRead else { return 0 }
      limit = Int32(max(1, bytesPerSecond / 200))
    }
    let count = pseudo_terminal_read(terminal, limit, milliseconds, isMute ? 1 : 0)
    if count < 0 { hasEnded = true }
    if count > 0 {
      bytesRead += Int(count)
      if let bytesPerSecond {
        nextRead = .now + .microseconds(1_000_000 * Int(count) / bytesPerSecond)
      }
    }
    if count < 0 { usleep(1000) }
    return Int(count)
  }

  // MARK: What the learner sees

  public subscript(column: Int, row: Int) -> Cell {
    let cell = pseudo_terminal_cell_at(terminal, Int32(row), Int32(column))
    var text = ""
    withUnsafeBytes(of: cell.characters) { bytes in
      for value in bytes.bindMemory(to: UInt32.self) {
        guard value != 0 else { break }
        // libvterm marks the right half of a wide character so.
        if value != .max, let scalar = Unicode.Scalar(value) { text.unicodeScalars.append(scalar) }
      }
    }
    let isRightHalf = cell.characters.0 == .max
    return Cell(
      text: text.isEmpty && !isRightHalf ? " " : text, width: Int(cell.width),
      foreground: Self.color(cell.foreground), background: Self.color(cell.background),
      isBold: cell.bold != 0, isItalic: cell.italic != 0, isUnderlined: cell.underline != 0,
      isReversed: cell.reverse != 0)
  }

  private static func color(_ number: Int32) -> Color {
    if number < 0 { return .terminalDefault }
    return number < 256 ? .palette(Int(number)) : .rgb(UInt32(number & 0xFFFFFF))
  }

  /// A row's text without the blanks at its end.
  public func line(_ row: Int) -> String {
    var text = (0..<columns).map { self[$0, row].text }.joined()
    while text.last == " " { text.removeLast() }
    return text
  }

  public var screenText: String { (0..<rows).map(line).joined(separator: "\n") }

  public var isCursorVisible: Bool { pseudo_terminal_cursor_visible(terminal) != 0 }

  public var isAlternateScreen: Bool { pseudo_terminal_alternate_screen(terminal) != 0 }

  public var cursor: (column: Int, row: Int) {
    var row: Int32 = 0
    var column: Int32 = 0
    pseudo_terminal_cursor(terminal, &row, &column)
    return (Int(column), Int(row))
  }

  /// All that `stty -a` would show, for comparison.
  public var modes: [UInt8] {
    var bytes = [UInt8](repeating: 0, count: 256)
    let count = pseudo_terminal_modes(terminal, &bytes, bytes.count)
    return Array(bytes.prefix(max(0, Int(count))))
  }
}

/// Calls `body` with a C array of C strings, ended by nil.
private func withCStrings<Result>(
  _ strings: [String], _ body: ([UnsafeMutablePointer<CChar>?]) -> Result
) -> Result {
  let pointers = strings.map { strdup($0) } + [nil]
  defer { for pointer in pointers { free(pointer) } }
  return body(pointers)
}
