import Canvas
import Figures
import Testing

@Suite struct FiguresChartTests {
  @Test func bars() {
    #expect(
      Sample.bars.frame(30, 3, crosshair: (1, 0)).picture == """
         the    ████             0.250
        ▸注意力 ████████████████ 1.000
         mat                     0.000
        """)
    #expect(
      Sample.bars.frame(30, 5, glyphs: .ascii).picture == """
         the    ####             0.250

         注意力 ################ 1.000

         mat                     0.000
        """)
  }

  @Test(
    arguments: [
      (0, "        "), (1, "████████"), (0.5, "████    "), (0.28125, "██▎     "),
      (0.007, "        "),
      (0.015625, "▏       "), (7, "████████"), (.infinity, "████████"), (.nan, "        "),
      (-0.5, "        "),
    ] as [(Double, String)])
  func barsHaveEighths(value: Double, expected: String) {
    // A blank and the widest of the numbers, −0.125, stand beside eight cells of bar.
    let bars = Bars(labels: ["", ""], values: [value, -0.125], maximum: 1)
    let frame = bars.frame(8 + 1 + 6, 2)
    #expect((0..<8).map { frame[$0, 0].text }.joined() == expected)
  }

  @Test func histogramWithWhatTheoryExpects() {
    #expect(
      Sample.histogram.frame(30, 9, theme: .dark, crosshair: (0, 3)).picture == """
        [−1.00, 0.00)  8  ⠒ 8.0
          │         ⢀⠎⠉⠉⠱⡀
          │        ⢀⠎████⠱⡀
         5┤       ⢀⠎██████⠱⡀
          │      ⡰⠉████████⠉⢆
          │    ⢀⠜████████████⠣⡀
         0┤ ⢀⡠⠔⠊▆████████████▆⠑⠢⢄⡀
          └┬─────┬─────┬────┬─────┬
           −4    −2    0    2     4
        """)
    #expect(
      Sample.histogram.frame(8, 3).picture == """
           oo
          o██o
        oo████oo
        """)
  }

  /// Sixteen bins in eight columns: neighbours are added up.
  @Test func binsShareColumnsWhereTheyMust() {
    let histogram = Histogram(range: 0...1, counts: (0..<16).map { $0 / 2 }, label: "")
    #expect(histogram.frame(8, 1).picture == " ▁▂▃▅▆▇█")
  }

  @Test func linesWithAxesAndTheValueAtTheMarker() {
    #expect(
      Sample.lines.frame(40, 10, theme: .dark).picture == """
        ━ max 1.500   ━ gap                  d →
         2┤⠁                          ┊    ⣀⡠⠔⠒⠉
          │                          ⢀⣀⠤⠒⠊⠉
          │                     ⣀⡠⠔⠒⠉⠁┊
         1┤                ⣀⡠⠴⠊⠉      ┊
          │          ⢀⣀⠤⠔⠊⠉           ┊
          │     ⣀⡠⠤⠒⠉⠁                ┊
         0┤⣀⠤⠔⠊⠉                      ┊
          └┬────────┬────────┬────────↑────────┬
           2⁰       2¹       2²       2³      2⁴
        """)
    #expect(
      Sample.lines.frame(40, 10, glyphs: .ascii).picture == """
        * max 1.500   o gap                  d >
         2+o                          :     ***o
          |                           :*****
          |                      ******
         1+               *******     :
          |          *****            :
          |    ******                 :
         0+****                       :
          ++--------+--------+--------^--------+
          2^0      2^1      2^2      2^3     2^4
        """)
    #expect(
      Sample.lines.frame(9, 3, theme: .dark).picture == """
        ⠁     ⡠⠔⠊
           ⣀⠴⠉┊
        ⡠⠔⠊   ┊
        """)
  }

  /// A roof with the point of an algorithm under it, and a chart of steps.
  @Test func pointsAndSteps() {
    let roof = Lines(
      series: [
        .init("roof", x: [1, 16, 256], y: [2, 32, 32]), .init("flash", x: [64], y: [16]),
      ],
      xAxis: Axis("FLOP/byte", 1...256, scale: .log2),
      yAxis: Axis("GFLOP/s", 1...64, scale: .log2))
    #expect(
      roof.frame(50, 8, theme: .dark).picture == """
        ━ roof   ━ flash            GFLOP/s ↑  FLOP/byte →
         2⁶┤                      ⢀⣀⣀⣀⣀⣀⣀⣀⣀⣀⣀⣀⣀⣀⣀⣀⣀⣀⣀⣀⣀⣀⣀⣀
           │               ⢀⣀⠤⠤⠒⠒⠉⠁           ●
         2³┤        ⣀⣀⠤⠤⠒⠊⠉⠁
           │ ⣀⡠⠤⠔⠒⠊⠉
         2⁰┤⠉
           └┬──────────┬───────────┬──────────┬──────────┬
            2⁰         2²          2⁴         2⁶        2⁸
        """)
    let steps = Lines(
      series: [.init("m", x: [0, 1, 2, 3], y: [0, 1, 1, 2], isStepped: true)],
      xAxis: Axis("", 0...3), yAxis: Axis("", 0...2), marker: 1.5)
    #expect(
      steps.frame(40, 8, glyphs: .ascii).picture == """
        * m 1
         2+                  :                 *
          |                  :                 *
         1+            *************************
          |            *     :
         0+*************     :
          ++-----+-----+-----^-----+-----+-----+
          0.0   0.5   1.0   1.5   2.0   2.5  3.0
        """)
  }

  @Test func matrix() {
    #expect(
      Sample.matrix.frame(30, 3, crosshair: (0, 1)).picture == """
               d0     d1
        ▸the   0.50 [−1.25]
         猫     NaN     −∞
        """)
    #expect(
      Sample.matrix.frame(12, 2, crosshair: (1, 1)).picture == """
         the  −1.25
        ▸猫  [   −∞]
        """)
  }
}
