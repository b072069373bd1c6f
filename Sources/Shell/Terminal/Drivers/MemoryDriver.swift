import Canvas
import Glibc

/// A terminal that exists in memory only: it plays back input and keeps the frames that it was shown.
public final class MemoryDriver: Driver {
  /// One thing that happens while the program waits for input.
  public enum Step: Sendable, Equatable {
    /// Input that is there all at once.
    case inputs([Input])
    /// The time-out passes, or something irrelevant ends the wait.
    case nothing
    /// Waits until another thread has called `wake`.
    case wake
    /// The terminal begins to read slowly, or has caught up.
    case busy(Bool)

    public static func input(_ inputs: Input...) -> Step { .inputs(inputs) }
    public static func keys(_ keys: Key...) -> Step { .inputs(keys.map { .key($0) }) }
    public static func text(_ text: String) -> Step { .inputs(text.map { .key(.character($0)) }) }
  }

  public private(set) var size: Size
  public let colorDepth: ColorDepth
  public private(set) var isBusy = false

  /// Every frame that was shown, in order.
  public private(set) var frames: [Frame] = []
  /// What every wait for input was asked to wait at most.
  public private(set) var timeouts: [Duration?] = []
  public private(set) var copied: [String] = []
  public private(set) var suspensions = 0
  public private(set) var isClosed = false

  private var steps: ArraySlice<Step>
  private let waking = WakeDescriptor()

  /// - Parameter steps: what happens at each wait; after the last one, input ends.
  public init(size: Size, colorDepth: ColorDepth = .direct, steps: [Step] = []) {
    self.size = size
    self.colorDepth = colorDepth
    self.steps = steps[...]
  }

  public func show(_ frame: Frame) { frames.append(frame) }

  public func input(timeout: Duration?) -> [Input] {
    timeouts.append(timeout)
    switch steps.popFirst() {
    case .inputs(let inputs):
      for case .resized(let size) in inputs { self.size = size }
      return inputs
    case .nothing: return []
    case .wake:
      waking.wait()
      return []
    case .busy(let busy):
      isBusy = busy
      return []
    case nil: return [.ended]
    }
  }

  public var wake: @Sendable () -> Void {
    let waking = self.waking
    return { waking.wake() }
  }

  public func suspend() { suspensions += 1 }

  @discardableResult
  public func copy(_ text: String) -> Bool {
    copied.append(text)
    return true
  }

  public func close() { isClosed = true }
}

/// A pipe that one thread writes to and another waits for.
private final class WakeDescriptor: Sendable {
  private let reading: Int32
  private let writing: Int32

  init() {
    var ends: [Int32] = [-1, -1]
    pipe(&ends)
    (reading, writing) = (ends[0], ends[1])
  }

  func wake() {
    var byte: UInt8 = 1
    write(writing, &byte, 1)
  }

  func wait() {
    var byte: UInt8 = 0
    read(reading, &byte, 1)
  }

  deinit {
    Glibc.close(reading)
    Glibc.close(writing)
  }
}
