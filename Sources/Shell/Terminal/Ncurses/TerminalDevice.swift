import Canvas
import Glibc

/// The file that is the terminal. It is a description of its own, so that standard input and output
/// may be pipes, and so that no mode we set on it reaches the shell.
struct TerminalDevice {
  let file: UnsafeMutablePointer<FILE>
  let descriptor: Int32

  init() throws(TerminalError) {
    guard let file = fopen("/dev/tty", "r+e") ?? Self.openStandardTerminal() else {
      throw .notATerminal
    }
    self.file = file
    descriptor = fileno(file)
  }

  /// A terminal that is not the controlling one, as in a container's console.
  private static func openStandardTerminal() -> UnsafeMutablePointer<FILE>? {
    guard isatty(STDIN_FILENO) == 1, isatty(STDOUT_FILENO) == 1,
      let name = ttyname(STDOUT_FILENO)
    else { return nil }
    return fopen(name, "r+e")
  }

  func close() { fclose(file) }

  /// The window's size; nil where the terminal does not know it.
  ///
  /// A window may claim to have 65535 columns and rows; a frame for it would need gigabytes.
  var windowSize: Size? {
    var window = winsize()
    guard ioctl(descriptor, UInt(TIOCGWINSZ), &window) == 0, window.ws_col > 0, window.ws_row > 0
    else { return nil }
    return Size(columns: min(Int(window.ws_col), 2000), rows: min(Int(window.ws_row), 1000))
  }

  /// Writes all of it, past ncurses and its buffer.
  /// - Returns: false when the terminal is gone.
  @discardableResult
  func write(_ text: String) -> Bool {
    var text = text
    return text.withUTF8 { bytes in
      var rest = UnsafeRawBufferPointer(bytes)[...]
      while !rest.isEmpty {
        let written = Glibc.write(
          descriptor, UnsafeRawBufferPointer(rebasing: rest).baseAddress, rest.count)
        if written > 0 {
          rest = rest.dropFirst(written)
        } else if errno != EINTR {
          return false
        }
      }
      return true
    }
  }

  /// Waits for input or for the wake descriptor, `milliseconds` at most (negative: for ever).
  func wait(waking: Int32, milliseconds: Int32) -> Readiness {
    var descriptors = [
      pollfd(fd: descriptor, events: Int16(POLLIN), revents: 0),
      pollfd(fd: waking, events: Int16(POLLIN), revents: 0),
    ]
    guard poll(&descriptors, 2, milliseconds) > 0 else { return Readiness() }
    return Readiness(
      hasInput: descriptors[0].revents & Int16(POLLIN) != 0,
      isGone: descriptors[0].revents & Int16(POLLHUP | POLLERR | POLLNVAL) != 0,
      isWoken: descriptors[1].revents != 0)
  }

  struct Readiness {
    var hasInput = false
    var isGone = false
    var isWoken = false
  }

  /// Whether a small write would not block.
  var isWritable: Bool {
    var writable = pollfd(fd: descriptor, events: Int16(POLLOUT), revents: 0)
    return poll(&writable, 1, 0) > 0 && writable.revents & Int16(POLLOUT) != 0
  }
}
