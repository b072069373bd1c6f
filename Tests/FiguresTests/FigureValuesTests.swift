import Figures
import Testing

@Suite struct FigureValuesTests {
  static let steps = Lines.Series("m", x: [0, 1, 2, 4], y: [1, 3, .nan, 2], isStepped: true)

  @Test func aSteppedLineJumpsAtItsPoints() {
    let lines = Lines(series: [Self.steps], xAxis: Axis("", 0...4), yAxis: Axis("", 0...4))
    let corners = lines.pieces(of: Self.steps).map { $0.map { [$0.x, $0.y] } }
    #expect(corners == [[[0, 0.25], [0.25, 0.25], [0.25, 0.75]], [[1, 0.5]]])
  }

  @Test(arguments: [(0, 1), (0.99, 1), (1, 3), (4, 2), (5, nil)] as [(Double, Double?)])
  func aSteppedLineHoldsItsValueUntilTheNextPoint(x: Double, expected: Double?) {
    let lines = Lines(series: [Self.steps], xAxis: Axis("", 0...4), yAxis: Axis("", 0...4))
    #expect(lines.value(of: Self.steps, at: x) == expected)
  }

  @Test func aLevelIsAsWideAsTheLogarithmOfItsSize() {
    let sizes = [1e3, 1e6, 1e9, 0, .nan, .infinity]
    let pyramid = Pyramid(
      levels: sizes.map { .init("", size: $0, notes: []) }, headings: [])
    let shares = pyramid.levels.map(pyramid.share)
    #expect(abs(shares[1] - 0.5) < 1e-12)
    #expect([shares[0], shares[2]] == [0, 1])
    #expect(shares[3...] == [0, 0, 0])
  }

  @Test(arguments: [
    ("softmax 3", "softmax"), ("gemm", "gemm"), ("载入 1", "载入"), ("", ""), ("3 loads", "3 loads"),
  ])
  func aSpanIsOfTheKindThatItsLabelBeginsWith(label: String, kind: String) {
    #expect(Timeline.Span(0, 1, label).kind == kind)
  }

  @Test(
    arguments: [
      (0, 5, 0...0.5), (-5, 20, 0...1), (5, 5, 0.5...0.5), (11, 12, nil), (-3, -1, nil),
      (5, 4, nil),
      (.nan, 4, nil),
    ] as [(Double, Double, ClosedRange<Double>?)])
  func aSpanIsCutAtTheEndsOfTheAxis(start: Double, end: Double, expected: ClosedRange<Double>?) {
    let timeline = Timeline(lanes: [], axis: Axis("", 0...10))
    #expect(timeline.fractions(of: .init(start, end, "")) == expected)
  }
}
