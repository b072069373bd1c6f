import Canvas

/// What the terminal shows, what it is to show, and in which order the one becomes the other.
struct ScreenContents {
  let size: Size
  /// What has been sent.
  private(set) var shown: [Cell]
  private(set) var wanted: [Cell]
  /// What the newest frame changed: a learner who has just pressed a key waits for this.
  private var urgent: [CellRun] = []
  private var isComplete = true

  init(size: Size) {
    self.size = size
    shown = Array(repeating: .blank(), count: size.columns * size.rows)
    wanted = shown
  }

  /// Sets what is to be shown. A frame of another size, made before a resize, is cut or filled up.
  mutating func want(_ frame: Frame) {
    let cells = frame.size == size ? frame.cells : fitted(frame)
    urgent = CellRun.differences(from: wanted, to: cells, columns: size.columns)
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
    var spent = 0
    var unsent = urgent[...]
    while let run = unsent.first, spent < budget {
      unsent.removeFirst()
      spent += pass(run, to: send)
    }
    urgent = Array(unsent)
    guard spent < budget else { return spent }
    for run in CellRun.differences(from: shown, to: wanted, columns: size.columns) {
      guard spent < budget else { return spent }
      spent += pass(run, to: send)
    }
    isComplete = true
    return spent
  }

  private mutating func pass(_ run: CellRun, to send: (CellRun, ArraySlice<Cell>) -> Int) -> Int {
    let start = run.row * size.columns
    let range = start + run.columns.lowerBound..<start + run.columns.upperBound
    shown.replaceSubrange(range, with: wanted[range])
    return send(run, wanted[range])
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
