import Canvas
import Figures
import Testing

/// Blocks, shapes, levels, spans and lines of algorithms.
@Suite struct FiguresStructureTests {
  @Test func blocksInBoxes() {
    #expect(
      Sample.blocks(4).frame(60, 13, crosshair: (1, 2)).picture == """
         query ↓  key →
              K0   K1   K2   K3
            ┌────┬────┬────┬────┐
         Q0 │████│╱╱╱╱│╱╱╱╱│╱╱╱╱│
            ├────┼────┼────┼────┤
        ▸Q1 │████│████│[╱╱]│╱╱╱╱│
            ├────┼────┼────┼────┤
         Q2 │ ·  │▒▒▒▒│ ·  │╱╱╱╱│
            ├────┼────┼────┼────┤
         Q3 │ ·  │ ·  │ ·  │ ·  │
            └────┴────┴────┴────┘

         · to come   ▒ now   █ done   ╱ skipped   Q1 → K2  skipped
        """)
    #expect(
      Sample.blocks(4).frame(40, 9, glyphs: .ascii).picture == """
         query v  key >
              K0   K1   K2   K3
            +----+----+----+----+
         Q0 |####|////|////|////|
         Q1 |####|####|////|////|
         Q2 | .  |====| .  |////|
         Q3 | .  | .  | .  | .  |
            +----+----+----+----+
         . to come   = now   # done   / skipped
        """)
  }

  @Test func blocksOfTwoColumnsWhereBoxesDoNotFit() {
    #expect(
      Sample.blocks(16).frame(50, 20, crosshair: (1, 2)).picture == """
         query ↓  key →
             K0  K2  K4  K6  K8  K10 K12 K14
         Q0  ██╱╱╱╱╱╱╱╱╱╱╱╱╱╱╱╱╱╱╱╱╱╱╱╱╱╱╱╱╱╱
        ▸Q1  ████[]╱╱╱╱╱╱╱╱╱╱╱╱╱╱╱╱╱╱╱╱╱╱╱╱╱╱
         Q2  ██████╱╱╱╱╱╱╱╱╱╱╱╱╱╱╱╱╱╱╱╱╱╱╱╱╱╱
         Q3  ████████╱╱╱╱╱╱╱╱╱╱╱╱╱╱╱╱╱╱╱╱╱╱╱╱
         Q4  ██████████╱╱╱╱╱╱╱╱╱╱╱╱╱╱╱╱╱╱╱╱╱╱
         Q5  ████████████╱╱╱╱╱╱╱╱╱╱╱╱╱╱╱╱╱╱╱╱
         Q6  ██████████████╱╱╱╱╱╱╱╱╱╱╱╱╱╱╱╱╱╱
         Q7  ████████████████╱╱╱╱╱╱╱╱╱╱╱╱╱╱╱╱
         Q8  · ▒▒· · · · · · · ╱╱╱╱╱╱╱╱╱╱╱╱╱╱
         Q9  · · · · · · · · · · ╱╱╱╱╱╱╱╱╱╱╱╱
         Q10 · · · · · · · · · · · ╱╱╱╱╱╱╱╱╱╱
         Q11 · · · · · · · · · · · · ╱╱╱╱╱╱╱╱
         Q12 · · · · · · · · · · · · · ╱╱╱╱╱╱
         Q13 · · · · · · · · · · · · · · ╱╱╱╱
         Q14 · · · · · · · · · · · · · · · ╱╱
         Q15 · · · · · · · · · · · · · · · ·

         · to come   ▒ now   █ done   ╱ skipped
        """)
    #expect(
      Sample.blocks(4).frame(20, 6).picture == """
            K0  K2
         Q0 ██╱╱╱╱╱╱
         Q1 ████╱╱╱╱
         Q2↓· ▒▒· ╱╱
         · to come   ▒ now
         █ done   ╱ skipped
        """)
  }

  /// Of 256 × 256 blocks those around the current one are shown.
  @Test(arguments: [(60, 20), (30, 9), (9, 3), (1, 1)])
  func theCurrentBlockIsAlwaysInSight(size: (Int, Int)) {
    for current in [(0, 0), (255, 255), (0, 255), (130, 40), (77, 200)] {
      let labels = (0..<256).map(String.init)
      var grid = BlockGrid(
        rowLabels: labels, columnLabels: labels,
        states: Array(repeating: .done, count: 256 * 256), legend: [:])
      grid.states[current.0 * 256 + current.1] = .current
      let frame = grid.frame(size.0, size.1, crosshair: (3, 3))
      #expect(frame.picture.contains("▒"), "\(current)")
    }
  }

  /// Every state has a sign of its own, so that no colour is needed.
  @Test(arguments: [Glyphs.unicode, .ascii])
  func statesDifferWithoutColor(glyphs: Glyphs) {
    let pictures = BlockGrid.State.allCases.map { state in
      BlockGrid(rowLabels: ["r"], columnLabels: ["c"], states: [state], legend: [:])
        .frame(20, 4, glyphs: glyphs).picture
    }
    #expect(Set(pictures).count == BlockGrid.State.allCases.count)
  }

  @Test func aFlowFromLeftToRightAndFromTopToBottom() {
    #expect(
      Sample.flow.frame(80, 8).picture == """
                          ┌───────────┐       ┏━━━━━━━━━━━━━┓
                          │     Q     │ into  ┃     Qₕ      ┃
        ┌───────────┐  W  │ [64, 512] │ heads ┃ [8, 64, 64] ┃ QKᵀ/√d ┌─────────────┐
        │     X     │ ──▸ └───────────┘ ━━━━▸ ┗━━━━━━━━━━━━━┛ ─────▸ │   scores    │
        │ [64, 512] │     ┌───────────┐       ┏━━━━━━━━━━━━━┓        │ [8, 64, 64] │
        └───────────┘     │     K     │       ┃     Kₕ      ┃        └─────────────┘
                          │ [64, 512] │       ┃ [8, 64, 64] ┃
                          └───────────┘       ┗━━━━━━━━━━━━━┛
        """)
    #expect(
      Sample.flow.frame(40, 19, glyphs: .ascii).picture == """
                 +-----------+
                 |     X     |
                 | [64, 512] |
                 +-----------+
                      v W
          +-----------+ +-----------+
          |     Q     | |     K     |
          | [64, 512] | | [64, 512] |
          +-----------+ +-----------+
                 v into heads
        #=============# #=============#
        #     Qₕ      # #     Kₕ      #
        # [8, 64, 64] # # [8, 64, 64] #
        #=============# #=============#
                   v QKᵀ/√d
                +-------------+
                |   scores    |
                | [8, 64, 64] |
                +-------------+
        """)
  }

  @Test func aFlowInLinesWhereBoxesDoNotFit() {
    #expect(
      Sample.flow.frame(60, 4).picture == """
                        X [64, 512]
          → W           Q [64, 512]  K [64, 512]
        ▸ → into heads  Qₕ [8, 64, 64]  Kₕ [8, 64, 64]
          → QKᵀ/√d      scores [8, 64, 64]
        """)
    #expect(
      Sample.flow.frame(30, 4).picture == """
        ▸↑→ into heads
          Qₕ [8, 64, 64]
          Kₕ [8, 64, 64]
         ↓→ QKᵀ/√d
        """)
  }

  @Test func aPyramidWithNotes() {
    #expect(
      Sample.pyramid.frame(60, 8).picture == """
                                                    size   bandwidth
                      ┌─────────┐
                      │  SRAM   │                  20 MB     19 TB/s
            ┌─────────┴─────────┴─────────┐
            │           ▸ HBM             │        40 GB    1.5 TB/s
        ┌───┴─────────────────────────────┴───┐
        │                DRAM                 │    >1 TB   12.8 GB/s
        └─────────────────────────────────────┘
        """)
    #expect(
      Sample.pyramid.frame(40, 3, glyphs: .ascii).picture == """
            |  SRAM   |        20 MB     19 TB/s
          |   > HBM     |      40 GB    1.5 TB/s
        |      DRAM       |    >1 TB   12.8 GB/s
        """)
    #expect(
      Sample.pyramid.frame(25, 8).picture == """
                             size
           ┌─────────┐
           │  SRAM   │      20 MB
          ┌┴─────────┴┐
          │  ▸ HBM    │     40 GB
        ┌─┴───────────┴─┐
        │     DRAM      │   >1 TB
        └───────────────┘
        """)
  }

  @Test func aTimelineWithItsMoment() {
    #expect(
      Sample.timeline.frame(70, 7).picture == """
         数据   [━━load 1━━][━━load 2━━]          ┊
                                                  ┊
         tensor             [━━━━━gemm 1━━━━━━][━━━━━gemm 2━━━━━]
                                                  ┊
         vector                                [sof…]            [sof…]
                ┬─────┬─────┬─────┬─────┬──────┬──↑──┬─────┬─────┬─────┬─────┬
         cycles 0     1     2     3     4      5     6     7     8     9    10
        """)
    #expect(
      Sample.timeline.frame(60, 5, glyphs: .ascii).picture == """
         数据   [=load 1=][=load 2=]        :
         tensor           [====gemm 1====][===gemm 2====]
         vector                           [===]          [===]
                +---------+---------+-------^--+---------+---------+
         cycles 0         2         4          6         8        10
        """)
    #expect(
      Sample.timeline.frame(60, 5, theme: .dark).picture == """
         数据   ▏ load 1  ▏ load 2          ┊
         tensor           ▏    gemm 1     ▏    gemm 2
         vector                           ▏sof…          ▏sof…
                ┬─────────┬─────────┬───────↑──┬─────────┬─────────┬
         cycles 0         2         4          6         8        10
        """)
  }

  /// A span ends where the next one begins, and both stand over the tick of that moment.
  @Test(arguments: [23, 40, 61, 120])
  func spansMeetAtTheirTick(columns: Int) {
    let timeline = Timeline(
      lanes: [.init("", [.init(0, 4, ""), .init(4, 10, "")])], axis: Axis("", 0...10), now: 4)
    let frame = timeline.frame(columns, 3)
    let row = (0..<columns).map { frame[$0, 0].text }
    let arrow = (0..<columns).first { frame[$0, 1].text == "↑" }
    #expect(row.lastIndex(of: "[") == arrow)
    #expect(row.firstIndex(of: "]").map { $0 + 1 } == arrow)
  }

  @Test func aListingWithValuesBesideOrUnderItsLines() {
    #expect(
      Sample.listing.frame(72, 5).picture == """
           5  for i = 1, 2, .. Tᵣ
        ▸  8    Sᵢⱼ = Qᵢ Kⱼᵀ                              [16, 16]
        ▸ 10    mᵢ = max(mᵢ, rowmax(Sᵢⱼ))                 from 1.72 to 2.31
          12    Oᵢ = diag(ℓᵢ)⁻¹ (diag(ℓ) r Oᵢ + Pᵢⱼ Vⱼ)
          13  end
        """)
    #expect(
      Sample.listing.frame(40, 8).picture == """
           5  for i = 1, 2, .. Tᵣ
        ▸  8    Sᵢⱼ = Qᵢ Kⱼᵀ
                  [16, 16]
        ▸ 10    mᵢ = max(mᵢ, rowmax(Sᵢⱼ))
                  from 1.72 to 2.31
          12    Oᵢ = diag(ℓᵢ)⁻¹ (diag(ℓ) r Oᵢ
                  + Pᵢⱼ Vⱼ)
          13  end
        """)
    #expect(
      Sample.listing.frame(10, 4, glyphs: .ascii).picture == """
        >^Sᵢⱼ = Q~
          [16, 16]
        > mᵢ = ma~
         vfrom
        """)
  }

  @Test(arguments: [1, 2, 3, 4, 7], [12, 40, 90])
  func aLitLineIsAlwaysInSight(rows: Int, columns: Int) {
    for lit in 0..<30 {
      let listing = Listing(
        lines: (0..<30).map { .init("\($0)", "  step \($0)", values: $0 == lit ? "v" : nil) })
      let picture = listing.frame(columns, rows).picture
      #expect(picture.contains("▸") && picture.contains("step \(lit)"), "\(lit)")
    }
  }

  /// What is spoken of is marked in every look, also where there is no colour.
  @Test(arguments: [Glyphs.unicode, .ascii])
  func theCurrentPartIsMarkedWithoutColor(glyphs: Glyphs) {
    var (flow, pyramid) = (Sample.flow, Sample.pyramid)
    (flow.current, pyramid.current) = (nil, nil)
    for (marked, plain) in [
      (Figure.flow(Sample.flow), Figure.flow(flow)),
      (.pyramid(Sample.pyramid), .pyramid(pyramid)),
    ] {
      for (columns, rows) in [(100, 20), (60, 4), (24, 9)] {
        #expect(
          marked.frame(columns, rows, glyphs: glyphs).picture
            != plain.frame(columns, rows, glyphs: glyphs).picture)
      }
    }
  }
}
