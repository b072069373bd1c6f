import Canvas
import Figures
import Testing

@Suite struct FiguresHeatmapTests {
  @Test func labelsNumbersAndScale() {
    #expect(
      Sample.weights.frame(40, 7, theme: .dark, crosshair: (2, 1)).picture == """
         query ↓  key →
               the    cat    sat
         the  1.000  0.000  0.000
         cat  0.250  0.750  0.000
        ▸sat  0.125 [0.318] 0.557

         0            1  sat → cat  0.318
        """)
  }

  /// With less room: fewer decimals, no zero before the point, then colours alone; the number under
  /// the crosshair stays.
  @Test(arguments: [
    (23, ["      the   cat   sat", "▸sat  0.13 [0.32] 0.56", " 0        1  0.318"]),
    (20, ["      the  cat  sat", "▸sat  .13 [.32] .56", " 0        1  0.318"]),
    (17, ["     the cat sat", "▸sat  .1 [.3] .6", " sat → cat  0.318"]),
    (14, ["     th ca sa", "▸sat    [ ]", " 0.318"]),
    (11, ["     t c s", "▸sat   []", " 0.318"]),
  ])
  func columnsShrink(columns: Int, expected: [String]) {
    let lines = Sample.weights.frame(columns, 6, theme: .dark, crosshair: (2, 1)).picture
      .split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
    #expect([lines[1], lines[4], lines[5]] == expected)
  }

  /// Rows go in this order: the axes' names, the scale, the labels of columns, rows that scroll.
  @Test(arguments: [
    (1, ["▸sat↑ 0.125 [0.318] 0.557"]),
    (2, [" cat↑ 0.250  0.750  0.000", "▸sat  0.125 [0.318] 0.557"]),
    (3, ["       the    cat    sat", " cat↑ 0.250  0.750  0.000", "▸sat  0.125 [0.318] 0.557"]),
    (
      4,
      [
        "       the    cat    sat", " cat↑ 0.250  0.750  0.000", "▸sat  0.125 [0.318] 0.557",
        " 0            1  0.318",
      ]
    ),
  ])
  func rowsShrink(rows: Int, expected: [String]) {
    let frame = Sample.weights.frame(30, rows, theme: .dark, crosshair: (2, 1))
    #expect(frame.picture == expected.joined(separator: "\n"))
  }

  /// With more room cells grow to squares; without colour shades fill them.
  @Test func cellsGrow() {
    #expect(
      Sample.weights.frame(30, 14, crosshair: (2, 1)).picture == """
         query ↓  key →
               the    cat    sat
             ███████
         the █1.000  0.000  0.000
             ███████
             ░░░░░░░▓▓▓▓▓▓▓
         cat ░0.250 ▓0.750  0.000
             ░░░░░░░▓▓▓▓▓▓▓
                    ░░░░░░░▒▒▒▒▒▒▒
        ▸sat  0.125 [0.318]▒0.557
                    ░░░░░░░▒▒▒▒▒▒▒

         0   ░░▒▒▓▓██ 1  0.318
        """ + "\n")
  }

  @Test func valuesWithoutAPlaceOnTheScale() {
    #expect(
      Sample.scores.frame(40, 6, theme: .dark, crosshair: (1, 0)).picture == """
                我    喜欢    猫
         我     1.50   −∞     −∞
        ▸喜欢 [−2.25]  3.00   −∞
         猫     NaN    0.00   +∞

         −3            3  喜欢 → 我  −2.250
        """)
    #expect(
      Sample.scores.frame(12, 6, theme: .dark, crosshair: (1, 0)).picture == """
             我喜猫
         我    · ·
        ▸喜… []  ·
         猫  ?   !

         −2.250
        """)
  }

  /// Columns of one cell: two rows to a line in colour, a shade each without.
  @Test func pixels() throws {
    let frame = Sample.square(40).frame(60, 26, theme: .dark, crosshair: (3, 6))
    let map = Sample.square(40)
    func color(_ row: Int, _ column: Int) throws -> Color {
      ColorScale.viridis.color(at: try #require(map.fraction(of: map[row, column])))
    }
    let cell = frame[5 + 9, 2 + 4]  // column 9; rows 8 and 9
    #expect(cell.scalar == "▀")
    #expect(try cell.style.foreground == color(8, 9))
    #expect(try cell.style.background == color(9, 9))
    let marked = frame[5 + 6, 2 + 1]
    #expect(try marked.style.foreground == color(2, 6))
    #expect(try marked.style.background != color(3, 6))
    #expect(
      Sample.square(12).frame(20, 14, crosshair: (5, 6)).picture == """
         query ↓  key →
                   t6
         t0   ░▓ ▒█░▒█░▓
         t1  ▒▓ ▒█░▓█░▓ ▒
         t2  █ ▒█░▓█░▓ ▒█
         t3   ▒█░▓ ░▓ ▒█░
         t4  ▒█░▓ ▒▓ ▒█░▓
        ▸t5  █░▓ ▒█+▒█░▓
         t6  ░▓ ▒█░▒█░▓ ▒
         t7  ▓ ▒█░▓█░▓ ▒█
         t8   ▒█░▓ ░▓ ▒█░
         t9  ▒█░▓ ▒▓ ▒█░▓
         t10↓█░▓ ▒█ ▒█░▓█
         0  ░▒▓██ 1  0.180
        """)
  }

  @Test func whatDoesNotFitFollowsTheCrosshair() {
    #expect(
      Sample.square(40).frame(24, 10, theme: .dark, crosshair: (20, 30)).picture == """
         query ↓  key →
        ←            t30
         t10↑▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀
         t12 ▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀
         t14 ▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀
         t16 ▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀
         t18 ▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀
        ▸t20 ▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀
         t22↓▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀
         0        1  0.060
        """)
  }

  @Test(arguments: [1, 2, 3, 5, 8, 19, 40, 41])
  func theCrosshairIsAlwaysInSight(rows: Int) {
    for row in 0..<40 {
      let frame = Sample.square(40).frame(60, rows, crosshair: (row, 39 - row))
      #expect(frame.picture.contains("▸t\(row)"), "row \(row)")
    }
  }

  /// Bytes count over SSH: a step changes two cells' brackets, two labels and the number.
  @Test(arguments: [(40, 8), (30, 14)])
  func aStepOfTheCrosshairChangesFewCells(size: (Int, Int)) {
    let before = Sample.weights.frame(size.0, size.1, theme: .dark, crosshair: (2, 1))
    for next in [(2, 2), (1, 1), (2, 0)] {
      let after = Sample.weights.frame(size.0, size.1, theme: .dark, crosshair: next)
      let changed = zip(before.cells, after.cells).count { $0 != $1 }
      // The brackets make both numbers bold: 2 × 7 cells, 2 × 7 of each label, 15 of the scale's line.
      #expect(changed <= 14 + 14 + 15, "\(next): \(changed)")
    }
  }

  @Test func onAPageOfAHugeMapAStepChangesFewCells() {
    let map = Sample.square(40)
    let before = map.frame(30, 16, theme: .dark, crosshair: (20, 20))
    let after = map.frame(30, 16, theme: .dark, crosshair: (21, 20))
    #expect(zip(before.cells, after.cells).count { $0 != $1 } < 30)
  }

  /// A number reads on its ground: WCAG's 4.5 : 1 for text, all along the scale.
  @Test(arguments: [Theme.dark, .light, .highContrast], [0...1, -1...1] as [ClosedRange<Float>])
  func numbersStandOutFromTheirColor(theme: Theme, range: ClosedRange<Float>) throws {
    let values = (0...100).map { range.lowerBound + Float($0) / 50 }
    let map = Heatmap(
      tensor: "", rowLabels: values.map { _ in "" }, columnLabels: [""], values: values,
      range: range)
    let frame = map.frame(9, 101, theme: theme)
    for row in 0..<frame.size.rows {
      let style = frame[3, row].style
      guard let ink = style.foreground, let ground = style.background else { continue }
      #expect(contrast(ink, ground) >= 4.5, "\(row)")
    }
  }
}
