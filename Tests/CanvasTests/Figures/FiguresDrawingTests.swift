import Canvas
import Figures
import Testing

/// What holds for every figure, of every size, in every theme.
@Suite struct FiguresDrawingTests {
  static let sizes = [(1, 1), (2, 1), (1, 2), (3, 2), (5, 3), (9, 4), (20, 7), (47, 13), (200, 60)]
  static let looks: [(Theme, Glyphs)] =
    Theme.all.map { ($0, .unicode) } + [(.monochrome, .ascii), (.dark, .ascii)]

  /// A figure in the middle of a frame full of "x" leaves what is around it alone.
  @Test(arguments: Sample.figures.indices, sizes)
  func nothingIsDrawnOutsideTheArea(figure: Int, size: (Int, Int)) {
    let area = Rect(column: 3, row: 2, columns: size.0, rows: size.1)
    for (theme, glyphs) in Self.looks {
      for crosshair in [nil, Crosshair(row: 1, column: 1), Crosshair(row: -1, column: .max)] {
        var frame = Frame(Size(columns: size.0 + 6, rows: size.1 + 4))
        frame.fill(frame.area, with: Cell("x", style: .plain))
        let before = frame
        Sample.figures[figure].draw(
          in: area, of: &frame,
          context: DrawingContext(theme: theme, glyphs: glyphs, crosshair: crosshair))
        for row in 0..<frame.size.rows {
          for column in 0..<frame.size.columns where !area.contains(column: column, row: row) {
            #expect(frame[column, row] == before[column, row], "\(column), \(row)")
          }
        }
      }
    }
  }

  @Test(arguments: Sample.figures.indices)
  func anAreaBeyondTheFrameIsClipped(figure: Int) {
    var frame = Frame(Size(columns: 12, rows: 5))
    for area in [
      Rect(column: -7, row: -3, columns: 40, rows: 20),
      Rect(column: 50, row: 9, columns: 8, rows: 3),
      Rect(column: 0, row: 0, columns: 0, rows: 4),
    ] {
      Sample.figures[figure].draw(
        in: area, of: &frame,
        context: DrawingContext(theme: .dark, crosshair: .init(row: 0, column: 0)))
    }
    #expect(frame.size == Size(columns: 12, rows: 5))
  }

  @Test(arguments: Sample.figures.indices)
  func asciiLooksAreASCII(figure: Int) {
    let frame = Sample.figures[figure].frame(60, 16, glyphs: .ascii, crosshair: (1, 1))
    let labels = Set("我喜欢猫注意力·数据ₕᵀ√ᵣᵢⱼℓ⁻¹".unicodeScalars)
    for cell in frame.cells where !labels.contains(cell.scalar) {
      #expect(cell.scalar.isASCII, "\(cell.scalar)")
    }
  }

  @Test(arguments: Sample.figures.indices)
  func monochromeHasNoColor(figure: Int) {
    let frame = Sample.figures[figure].frame(60, 16, crosshair: (1, 1))
    #expect(frame.cells.allSatisfy { $0.style.foreground == nil && $0.style.background == nil })
  }

  /// A click between two brackets means the cell that the brackets mark.
  @Test(arguments: [
    Figure.heatmap(Sample.weights), .heatmap(Sample.scores), .matrix(Sample.matrix),
    .blocks(Sample.blocks(4)),
  ])
  func aClickMeansTheCellDrawnThere(figure: Figure) {
    let area = Rect(column: 2, row: 1, columns: 34, rows: 14)
    for row in 0..<figure.crosshairBounds.rows {
      for column in 0..<figure.crosshairBounds.columns {
        var frame = Frame(Size(columns: 40, rows: 16))
        let crosshair = Crosshair(row: row, column: column)
        let context = DrawingContext(theme: .dark, crosshair: crosshair)
        figure.draw(in: area, of: &frame, context: context)
        let places = (0..<16).flatMap { row in (0..<40).map { (column: $0, row: row) } }
        let clicked = places.filter {
          figure.crosshair(atColumn: $0.column, row: $0.row, in: area, context: context)
            == crosshair
        }
        let opening = places.first { frame[$0.column, $0.row].scalar == "[" }
        let closing = places.first { frame[$0.column, $0.row].scalar == "]" }
        #expect(opening?.column == clicked.map(\.column).min())
        #expect(closing?.column == clicked.map(\.column).max())
        #expect(clicked.contains { $0.row == opening?.row })
      }
    }
  }

  @Test func aClickOnABarOrABinMeansIt() {
    let area = Rect(column: 2, row: 1, columns: 30, rows: 9)
    let context = DrawingContext(theme: .dark)
    func bar(_ column: Int, _ row: Int) -> Int? {
      Sample.bars.crosshair(atColumn: column, row: row, in: area, context: context)?.row
    }
    #expect([1, 2, 3, 5, 6, 7].map { bar(20, $0) } == [0, 0, 1, 2, 2, nil])
    #expect(bar(1, 1) == nil && bar(32, 1) == nil)
    // The axis takes three columns, each bin three more.
    func bin(_ column: Int) -> Int? {
      Sample.histogram.crosshair(atColumn: column, row: 4, in: area, context: context)?.column
    }
    #expect([4, 5, 7, 8, 28, 29].map(bin) == [nil, 0, 0, 1, 7, nil])
  }

  @Test(arguments: [(7, 3), (20, 9), (130, 30)])
  func everyClickStaysInsideAHugeMap(size: (Int, Int)) {
    let area = Rect(column: 2, row: 1, columns: size.0, rows: size.1)
    let context = DrawingContext(theme: .dark, crosshair: Crosshair(row: 33, column: 21))
    let map = Sample.square(40)
    var count = 0
    for row in 0..<size.1 + 4 {
      for column in 0..<size.0 + 4 {
        guard let place = map.crosshair(atColumn: column, row: row, in: area, context: context)
        else { continue }
        #expect((0..<40).contains(place.row) && (0..<40).contains(place.column))
        count += 1
      }
    }
    #expect(count > 0)
  }

  @Test(arguments: Sample.figures.indices, [1, 7, 40, 80, 200])
  func theMinimumIsNotMoreThanTheIdeal(figure: Int, columns: Int) {
    let demand = Sample.figures[figure].preferredRows(forColumns: columns)
    #expect(0 <= demand.minimum && demand.minimum <= demand.ideal)
  }
}
