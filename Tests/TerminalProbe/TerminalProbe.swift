import Canvas
import Glibc
import Terminal

/// A program that only tests run: it draws a known frame, writes down its input, and comes to harm in
/// the ways that it is told to.
@main
struct TerminalProbe {
  static func main() {
    do {
      let driver = try NcursesDriver(maximumColorDepth: maximumColorDepth)
      let probe = Probe(driver)
      EventLoop.run(probe, on: driver)
      if CommandLine.arguments.contains("--slow-save") { sleep(1) }
      driver.close()
      if let signal = driver.endingSignal { NcursesDriver.die(by: signal) }
      exit(probe.failed ? 7 : 0)
    } catch {
      fputs("no terminal: \(error)\n", stderr)
      exit(64)
    }
  }

  private static var maximumColorDepth: ColorDepth {
    getenv("NO_COLOR") == nil ? .direct : .none
  }

  /// `stderr` is a global variable of C's, which strict concurrency does not let pass.
  private static var stderr: UnsafeMutablePointer<FILE>? { fdopen(STDERR_FILENO, "w") }
}

final class Probe: Application {
  private let driver: NcursesDriver
  private var log: [String] = []
  private var hasChanged = true
  private var lastSize: Size?
  private var step = 0
  private var requests: [TerminalRequest] = []
  private var animation: (next: ContinuousClock.Instant, isOn: Bool) = (.now, false)
  private(set) var isFinished = false
  private(set) var failed = false

  init(_ driver: NcursesDriver) { self.driver = driver }

  func receive(_ input: Input) {
    hasChanged = true
    log.append(Self.description(of: input))
    switch input {
    case .key(.function(let number)): suffer(number)
    case .key(.character("q")): isFinished = true
    case .key(.character("f")): (isFinished, failed) = (true, true)
    case .key(.control("z")): requests.append(.suspend)
    case .key(.control("y")): requests.append(.copy("注意力"))
    case .key(.control("a")): animation.isOn.toggle()
    case .key(.control("e")): write(STDERR_FILENO, "said on stderr\n", 15)
    case .key(.control("x")): exit(3)
    case .key(.control("b")): while true { pause() }
    case .key(.control("w")):
      // Far more than a terminal takes that nobody reads.
      for count in 0... {
        log = ["\(count)"]
        try? driver.show(drawNoise(Size(columns: 200, rows: 60), seed: count))
      }
    case .key(.control("r")):
      let wake = driver.wake
      startThread {
        usleep(50_000)
        wake()
      }
    default: break
    }
  }

  func advance(to now: ContinuousClock.Instant) {
    step += 1
    guard animation.isOn, now >= animation.next else { return }
    animation.next = now + .milliseconds(50)
    hasChanged = true
  }

  func nextRequest() -> TerminalRequest? { requests.isEmpty ? nil : requests.removeFirst() }

  var deadline: ContinuousClock.Instant? { animation.isOn ? animation.next : nil }

  func frame(size: Size) -> Frame? {
    guard hasChanged || size != lastSize else { return nil }
    hasChanged = false
    lastSize = size
    var frame = animation.isOn ? drawNoise(size, seed: step) : Frame(size)
    frame.fill(Rect(column: 0, row: 0, columns: size.columns, rows: 12))
    frame.draw("probe \(size.columns)x\(size.rows) ready", column: 0, row: 0)
    frame.draw("中文 √(d_k) d\u{302} ▀ é", column: 0, row: 1)
    drawStyles(&frame)
    for (index, line) in log.suffix(6).enumerated() {
      frame.draw("> " + line, column: 0, row: 4 + index)
    }
    if log.contains("char c") { frame.cursor = (column: 3, row: 2) }
    if log.last == "char w" { drawOverWide(&frame) }
    frame.draw("◢", column: size.columns - 1, row: size.rows - 1)
    return frame
  }

  private func drawStyles(_ frame: inout Frame) {
    let orange = Style(foreground: Color(0xFF8700), background: Color(0x00005F), attributes: .bold)
    frame.draw("O", column: 0, row: 2, style: orange)
    frame.draw("R", column: 1, row: 2, style: Style(attributes: .reverse))
    frame.draw("U", column: 2, row: 2, style: Style(attributes: [.underline, .italic]))
    frame.draw("注", column: 3, row: 2, style: Style(background: Color(0x5F0000)))
  }

  /// Narrow text over what was wide, and wide text one cell to the right of it.
  private func drawOverWide(_ frame: inout Frame) {
    frame.draw("a中b", column: 0, row: 1)
  }

  private func drawNoise(_ size: Size, seed: Int) -> Frame {
    var frame = Frame(size)
    var state = UInt32(truncatingIfNeeded: seed &* 2_654_435_761 | 1)
    for row in 0..<size.rows {
      for column in 0..<size.columns {
        state = state &* 1_664_525 &+ 1_013_904_223
        let style = Style(foreground: Color(state >> 8), background: Color(~state >> 8))
        frame.put(Cell("▀", style: style), column: column, row: row)
      }
    }
    return frame
  }

  private func suffer(_ number: Int) {
    switch number {
    case 1: log.append(log[log.count + number])
    case 2: UnsafeMutablePointer<Int>(bitPattern: 8)?.pointee = number
    case 3: abort()
    case 4: log.append("\(overflow(number))")
    case 5: fatalError("the probe was told to fail")
    default: break
    }
  }

  private func overflow(_ depth: Int) -> Int {
    var values = (depth, depth, depth, depth, depth, depth, depth, depth)
    return withUnsafeMutablePointer(to: &values) { overflow($0.pointee.0 &+ 1) &+ $0.pointee.1 }
  }

  private static func description(of input: Input) -> String {
    switch input {
    case .key(.character(let character)): "char \(character)"
    case .key(.control(" ")): "control space"
    case .key(.control(let character)): "control \(character)"
    case .key(.function(let number)): "function \(number)"
    case .key(let key): "key \(key)"
    case .mouse(let mouse): "mouse \(mouse.action) \(mouse.column),\(mouse.row)"
    case .paste(let text): "paste \(text.split(separator: "\n").joined(separator: "|"))"
    case .resized(let size): "resized \(size.columns)x\(size.rows)"
    case .ended: "ended"
    }
  }
}

private func startThread(_ body: @escaping @Sendable () -> Void) {
  Task.detached { body() }
}
