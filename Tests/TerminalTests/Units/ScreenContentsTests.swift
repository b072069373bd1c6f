import Canvas
import Testing

@testable import Terminal

private func frame(_ lines: String..., columns: Int = 12) -> Frame {
  var frame = Frame(Size(columns: columns, rows: lines.count))
  for (row, line) in lines.enumerated() { frame.draw(line, column: 0, row: row) }
  return frame
}

@Suite struct CellRunTests {
  /// Which cells are sent when the first row becomes the second: `#` is sent, `.` is not.
  @Test(arguments: [
    ("abcd", "abcd", "............"),
    ("abcd", "abXd", "..#........."),
    ("abcd", "XbcX", "#..#........"),
    ("", "ab", "##.........."),
    ("a中d", "a中X", "...#........"),
    // Neither half of a wide cell is sent without the other, the old one's or the new one's.
    ("a中d", "abcd", ".##........."),
    ("abcd", "a中d", ".##........."),
    ("中文", "a中b", "####........"),
    ("a中文d", "ab中de", ".#####......"),
  ])
  func whatChangedIsSent(old: String, new: String, sent: String) {
    let runs = CellRun.differences(
      from: frame(old).cells, to: frame(new).cells, columns: 12)
    var picture = Array(repeating: Character("."), count: 12)
    for column in runs.flatMap(\.columns) { picture[column] = "#" }
    #expect(String(picture) == sent)
  }

  @Test func aWideCellWhoseHalvesWereStyledApartIsSentWhole() {
    let old = frame("a中d")
    var new = old
    new.restyle(Rect(column: 2, row: 0, columns: 1, rows: 1), Style(attributes: .reverse))
    let runs = CellRun.differences(from: old.cells, to: new.cells, columns: 12)
    #expect(runs == [CellRun(row: 0, columns: 1..<3)])
  }

  @Test func longRunsAreCutButNotInsideAWideCell() {
    let columns = 61
    let old = Frame(Size(columns: columns, rows: 1))
    let new = frame("a" + String(repeating: "中", count: 30), columns: columns)
    let runs = CellRun.differences(from: old.cells, to: new.cells, columns: columns)
    #expect(runs.count > 1)
    #expect(runs.map(\.columns.count).reduce(0, +) == columns)
    for run in runs { #expect(!new.cells[run.columns.lowerBound].isContinuation) }
  }

  @Test func nothingIsComparedOfGridsThatDoNotFit() {
    #expect(CellRun.differences(from: [], to: [], columns: 0) == [])
    #expect(CellRun.differences(from: [.blank()], to: [], columns: 1) == [])
  }
}

@Suite struct ScreenContentsTests {
  private func rows(_ contents: inout ScreenContents, budget: Int) -> [Int] {
    var rows: [Int] = []
    _ = contents.update(budget: budget) { run, _ in
      rows.append(run.row)
      return 10
    }
    return rows
  }

  @Test func allIsSentOnce() {
    var contents = ScreenContents(size: Size(columns: 12, rows: 3))
    contents.want(frame("a", "b", "c"))
    #expect(rows(&contents, budget: .max) == [0, 1, 2])
    #expect(rows(&contents, budget: .max) == [])
    contents.want(frame("a", "b", "c"))
    #expect(rows(&contents, budget: .max) == [])
  }

  @Test func aSmallBudgetSendsAPartAtATime() {
    var contents = ScreenContents(size: Size(columns: 12, rows: 4))
    contents.want(frame("a", "b", "c", "d"))
    #expect(rows(&contents, budget: 15) == [0, 1])
    #expect(rows(&contents, budget: 1) == [2])
    #expect(rows(&contents, budget: .max) == [3])
  }

  @Test func whatTheNewestFrameChangedGoesFirst() {
    var contents = ScreenContents(size: Size(columns: 12, rows: 4))
    contents.want(frame("a", "b", "c", "d"))
    #expect(rows(&contents, budget: 10) == [0])
    contents.want(frame("a", "b", "c", "key"))
    #expect(rows(&contents, budget: 10) == [3])
    #expect(rows(&contents, budget: .max) == [1, 2])
  }

  @Test func whatStoodStillGoesBeforeWhatAlwaysMoves() {
    var contents = ScreenContents(size: Size(columns: 12, rows: 3))
    contents.want(frame("1", "1", "still"))
    #expect(rows(&contents, budget: .max) == [0, 1, 2])
    contents.want(frame("2", "2", "still"))
    #expect(rows(&contents, budget: 10) == [0])
    contents.want(frame("3", "3", "key"))
    #expect(rows(&contents, budget: 10) == [1], "sent as long ago as the key's row, and higher up")
    contents.want(frame("4", "4", "key"))
    #expect(rows(&contents, budget: 10) == [0])
    contents.want(frame("5", "5", "another key"))
    #expect(rows(&contents, budget: 10) == [2])
  }

  @Test func whatMovesEverywhereStillAllGetsItsTurn() {
    var contents = ScreenContents(size: Size(columns: 12, rows: 3))
    var seen: [Int] = []
    for step in 0..<6 {
      contents.want(frame("\(step)", "\(step)", "\(step)"))
      seen += rows(&contents, budget: 10)
    }
    #expect(Set(seen[3...]) == [0, 1, 2])
  }

  @Test func afterErasingAllIsSentAgain() {
    var contents = ScreenContents(size: Size(columns: 12, rows: 2))
    contents.want(frame("a", "b"))
    #expect(rows(&contents, budget: .max) == [0, 1])
    contents.erased()
    #expect(rows(&contents, budget: .max) == [0, 1])
  }

  @Test func aFrameOfAnotherSizeIsFitted() {
    var contents = ScreenContents(size: Size(columns: 4, rows: 2))
    contents.want(frame("abc中中", "d", "e"))
    #expect(contents.wanted.count == 8)
    #expect(contents.wanted.map(\.text).joined() == "abc d   ")
    contents.want(Frame(Size(columns: 0, rows: 0)))
    #expect(contents.wanted.map(\.text).joined() == "        ")
  }
}
