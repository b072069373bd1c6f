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
    let labels = Set("我喜欢猫注意力·".unicodeScalars)
    for cell in frame.cells where !labels.contains(cell.scalar) {
      #expect(cell.scalar.isASCII, "\(cell.scalar)")
    }
  }

  @Test(arguments: Sample.figures.indices)
  func monochromeHasNoColor(figure: Int) {
    let frame = Sample.figures[figure].frame(60, 16, crosshair: (1, 1))
    #expect(frame.cells.allSatisfy { $0.style.foreground == nil && $0.style.background == nil })
  }

  /// A click finds the cell whose crosshair is drawn there: what is marked at a place is what the
  /// place stands for.
  @Test(arguments: [0, 1, 2, 3, 4, 6], [(12, 4), (30, 9), (80, 24), (130, 40)])
  func aClickMeansTheCellDrawnThere(figure: Int, size: (Int, Int)) {
    let figure = Sample.figures[figure]
    let area = Rect(column: 2, row: 1, columns: size.0, rows: size.1)
    var context = DrawingContext(theme: .dark, crosshair: Crosshair(row: 1, column: 1))
    var found: Set<Crosshair> = []
    for row in 0..<size.1 + 2 {
      for column in 0..<size.0 + 4 {
        context.crosshair = Crosshair(row: 1, column: 1)
        guard
          let place = figure.crosshair(
            atColumn: column, row: row, in: area, context: context)
        else { continue }
        #expect(area.contains(column: column, row: row))
        found.insert(place)
      }
    }
    let bounds = figure.crosshairBounds
    #expect(
      found.contains(Crosshair(row: min(1, bounds.rows - 1), column: min(1, bounds.columns - 1))))
    for place in found {
      #expect((0..<bounds.rows).contains(place.row) && (0..<bounds.columns).contains(place.column))
    }
  }

  @Test(arguments: Sample.figures.indices, [1, 7, 40, 80, 200])
  func theMinimumIsNotMoreThanTheIdeal(figure: Int, columns: Int) {
    let demand = Sample.figures[figure].preferredRows(forColumns: columns)
    #expect(0 <= demand.minimum && demand.minimum <= demand.ideal)
  }
}
