import Canvas

/// What the terminal shows, what it is to show, and in which order the one becomes the other.
///
/// Where not all can be sent at once, what the newest frame changed goes first, for a learner who has
/// just pressed a key waits for that; and of this, what was sent longest ago: an animation changes the
/// same cells again and again, a key those that have stood still. So every cell also gets its turn.
struct ScreenContents {
  let size: Size
  /// What has been sent.
  private(set) var shown: [Cell]
  private(set) var wanted: [Cell]
  private var urgent: ArraySlice<CellRun> = []
  private var isComplete = true

  /// The number of the update in which each cell was last sent.
  private var lastSent: [UInt32]
  private var updates: UInt32 = 0

  init(size: Size) {
    self.size = size
    shown = Array(repeating: .blank(), count: size.columns * size.rows)
    wanted = shown
    lastSent = Array(repeating: 0, count: shown.count)
  }

  /// Sets what is to be shown. A frame of another size, made before a resize, is cut or filled up.
  mutating func want(_ frame: Frame) {
    let cells = frame.size == size ? frame.cells : fitted(frame)
    urgent = oldestFirst(CellRun.differences(from: wanted, to: cells, columns: size.columns))
    wanted = cells
    isComplete = false
  }

  /// Forgets what the terminal shows, which is blank now.
  mutating func erased() {
    shown = Array(repeating: .blank(), count: size.columns * size.rows)
    urgent = []
    isComplete = false
  }

  /// Hands out what is still to be sent, until `send`, which returns the bytes that a run took, has
  /// used up the budget. One run is always sent.
  /// - Returns: the bytes that all took.
  mutating func update(budget: Int, send: (CellRun, ArraySlice<Cell>) -> Int) -> Int {
    guard !isComplete else { return 0 }
    updates &+= 1
    var spent = 0
    while spent < budget, let run = urgent.popFirst() { spent += pass(run, to: send) }
    guard spent < budget else { return spent }
    let rest = CellRun.differences(from: shown, to: wanted, columns: size.columns)
    for run in oldestFirst(rest) {
      guard spent < budget else { return spent }
      spent += pass(run, to: send)
    }
    isComplete = true
    return spent
  }

  private mutating func pass(_ run: CellRun, to send: (CellRun, ArraySlice<Cell>) -> Int) -> Int {
    let range = indices(of: run)
    shown.replaceSubrange(range, with: wanted[range])
    for index in range { lastSent[index] = updates }
    return send(run, wanted[range])
  }

  private func oldestFirst(_ runs: [CellRun]) -> ArraySlice<CellRun> {
    func age(of run: CellRun) -> UInt32 {
      indices(of: run).reduce(0) { max($0, updates &- lastSent[$1]) }
    }
    return runs.map { (run: $0, age: age(of: $0)) }.sorted { $0.age > $1.age }.map(\.run)[...]
  }

  private func indices(of run: CellRun) -> Range<Int> {
    let start = run.row * size.columns
    return start + run.columns.lowerBound..<start + run.columns.upperBound
  }

  private func fitted(_ frame: Frame) -> [Cell] {
    var fitted = Frame(size)
    for row in 0..<min(size.rows, frame.size.rows) {
      for column in 0..<min(size.columns, frame.size.columns) {
        fitted.put(frame[column, row], column: column, row: row)
      }
    }
    return fitted.cells
  }
}
