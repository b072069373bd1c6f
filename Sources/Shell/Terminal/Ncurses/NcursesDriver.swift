import CNcurses
import CTerminalGuard
import Canvas
import Glibc

/// The terminal that the program was started in, through ncurses. There can be one at a time.
///
/// However the program ends, a crash and a signal included, the terminal is given back as it was; see
/// `CTerminalGuard`. `SIGTERM`, `SIGHUP` and `SIGINT` arrive as `Input.ended`. After the orderly end,
/// pass `endingSignal` to `die(by:)`, so that the shell sees what it was:
///
///     let driver = try NcursesDriver()
///     EventLoop.run(application, on: driver)
///     driver.close()
///     if let signal = driver.endingSignal { NcursesDriver.die(by: signal) }
public final class NcursesDriver: Driver {
  public internal(set) var size: Size
  public let colorDepth: ColorDepth
  /// Whether the locale is not one of UTF-8, and `C.UTF-8` is used in its place.
  public let usesFallbackLocale: Bool

  let device: TerminalDevice
  let window: UnsafeMutablePointer<WINDOW>
  /// Keys are read through a pad: reading through the window would draw it, at a moment not ours.
  let keys: UnsafeMutablePointer<WINDOW>
  private let screen: OpaquePointer
  private var isOpen = true

  var contents: ScreenContents
  var renderer: CellRenderer
  var flow = FlowControl()
  var decoder = InputDecoder()
  var lastPasted: ContinuousClock.Instant?
  var cursor: (column: Int, row: Int)?
  var shownCursor: (column: Int, row: Int)?
  /// The whole screen has to be drawn again, whatever we think it shows.
  var isStale = true

  /// - Parameter maximumColorDepth: fewer colours than the terminal has; `.none` for `NO_COLOR`.
  public init(maximumColorDepth: ColorDepth = .direct) throws(TerminalError) {
    let type = getenv("TERM").map { String(cString: $0) } ?? ""
    guard !type.isEmpty else { throw .unknownType(nil) }
    device = try TerminalDevice()
    usesFallbackLocale = Self.setLocale()
    do {
      try Self.check(type, device)
      (screen, window, keys) = try Self.start(type, device)
    } catch {
      device.close()
      throw error
    }

    colorDepth = min(maximumColorDepth, Self.startColors())
    renderer = CellRenderer(window: window, depth: colorDepth)
    let size =
      device.windowSize
      ?? Size(columns: Int(ncurses_columns()), rows: Int(ncurses_lines()))
    self.size = size
    contents = ScreenContents(size: size)
    resize_term(Int32(size.rows), Int32(size.columns))

    let restoration = Array(ControlStrings.restoration().utf8CString.dropLast())
    terminal_guard_screen_up(restoration, restoration.count)
    curs_set(0)
    device.write(ControlStrings.enableModes + ControlStrings.askStatus)
    noteSent(0)
  }

  deinit { close() }

  public func close() {
    guard isOpen else { return }
    isOpen = false
    takeDown()
    terminal_guard_disarm()
    delwin(keys)
    delscreen(screen)
    device.close()
  }

  /// The signal that asked the program to end.
  public var endingSignal: Int32? {
    let signal = terminal_guard_ending_signal()
    return signal == 0 ? nil : signal
  }

  /// Ends the process by the default action of a signal.
  public static func die(by signal: Int32) -> Never { terminal_guard_die(signal) }

  public var wake: @Sendable () -> Void { { terminal_guard_wake() } }

  // MARK: Starting

  /// Without a UTF-8 locale ncurses loses all text but ASCII.
  /// - Returns: whether the locale had to be replaced.
  private static func setLocale() -> Bool {
    setlocale(LC_CTYPE, "")
    if let codeset = nl_langinfo(Int32(CODESET)), String(cString: codeset) == "UTF-8" {
      return false
    }
    setlocale(LC_CTYPE, "C.UTF-8")
    return true
  }

  /// Finds out without a change to the terminal whether it can be used.
  private static func check(_ type: String, _ device: TerminalDevice) throws(TerminalError) {
    var error: Int32 = 0
    guard setupterm(type, device.descriptor, &error) == OK else { throw .unknownType(type) }
    guard ControlStrings.capability("cup") != nil else { throw .cannotMoveCursor(type) }
  }

  private static func start(
    _ type: String, _ device: TerminalDevice
  ) throws(TerminalError) -> (
    screen: OpaquePointer, window: UnsafeMutablePointer<WINDOW>, keys: UnsafeMutablePointer<WINDOW>
  ) {
    // Before `newterm`, which saves modes and takes over only signals that nobody has.
    guard terminal_guard_arm(device.descriptor) == 0 else { throw .notATerminal }
    guard let screen = newterm(type, device.file, device.file), let window = ncurses_window(),
      let keys = newpad(1, 1)
    else {
      terminal_guard_disarm()
      throw .unknownType(type)
    }
    raw()
    noecho()
    nonl()
    keypad(keys, true)
    nodelay(keys, true)
    intrflush(window, false)
    leaveok(window, true)
    // Otherwise ncurses stops in the middle of an update when a key comes.
    typeahead(-1)
    set_escdelay(25)
    // Mouse reports are read by `InputDecoder`.
    define_key(nil, KEY_MOUSE)
    return (screen, window, keys)
  }

  private static func startColors() -> ColorDepth {
    guard has_colors(), start_color() == OK else { return .none }
    use_default_colors()
    return ColorDepth(count: Int(ncurses_colors()))
  }
}
