import Canvas
import Figures
import Testing

@Suite struct FiguresHeatmapTests {
  @Test func labelsNumbersAndScale() {
    let frame = Sample.weights.frame(40, 8, theme: .dark, crosshair: (2, 1))
    #expect(
      frame.picture == """
         query ↓  key →
                the    cat    sat
         the  1.000  0.000  0.000
         cat  0.250  0.750  0.000
        ▸sat  0.125 [0.318] 0.557

         0            1  sat → cat  0.318
        """)
  }

  /// Less room: fewer decimals, no zero before the point, then colours alone.
  @Test(arguments: [
    (26, "  .250  .750  .000 "), (23, " 0.25  0.75  0.00 "),
  ])
  func numbersShrinkWithTheirColumns(columns: Int, expected: String) {}

  @Test func valuesWithoutAPlaceOnTheScale() {
    #expect(
      Sample.scores.frame(40, 6, theme: .dark, crosshair: (1, 0)).picture == """
                我   喜欢    猫
         我    1.50   −∞     −∞
        ▸喜欢[−2.25] 3.00   −∞
         猫     NaN   0.00   +∞

         −3            3  喜欢 → 我  −2.250
        """)
  }
}
