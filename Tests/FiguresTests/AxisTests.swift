import Figures
import Testing

@Suite struct AxisTests {
  @Test(
    arguments: [
      (0...1, 5, ["0.0", "0.2", "0.4", "0.6", "0.8", "1.0"]),
      (0...3, 3, ["0", "1", "2", "3"]), (-4...4, 4, ["−4", "−2", "0", "2", "4"]),
      (0...0.05, 2, ["0.00", "0.05"]), (0.3...2.9, 3, ["1", "2"]),
      (0...1200, 3, ["0", "500", "1000"]),
      (5...5, 2, ["4.5", "5.0", "5.5"]), (0...Double.infinity, 2, ["0.0", "0.5", "1.0"]),
      (0...1, 0, []),
    ] as [(ClosedRange<Double>, Int, [String])])
  func roundTicks(range: ClosedRange<Double>, steps: Int, labels: [String]) {
    #expect(Axis("", range).ticks(steps: steps).map(\.label) == labels)
  }

  @Test(
    arguments: [
      (1...16, 4, false, ["2⁰", "2¹", "2²", "2³", "2⁴"]),
      (1...4096, 4, false, ["2⁰", "2³", "2⁶", "2⁹", "2¹²"]),
      (0.25...4, 2, true, ["2^-2", "2^0", "2^2"]), (0.25...1, 2, false, ["2⁻²", "2⁻¹", "2⁰"]),
      (3...5, 2, true, ["2^2"]),
    ] as [(ClosedRange<Double>, Int, Bool, [String])])
  func powersOfTwo(range: ClosedRange<Double>, steps: Int, ascii: Bool, labels: [String]) {
    #expect(Axis("", range, scale: .log2).ticks(steps: steps, ascii: ascii).map(\.label) == labels)
  }

  @Test(
    arguments: [
      (1, 0), (64, 0.5), (4096, 1), (8192, 13.0 / 12), (0, nil), (-3, nil), (.nan, nil),
      (.infinity, nil),
    ] as [(Double, Double?)])
  func placesOnALogarithmicAxis(value: Double, fraction: Double?) {
    #expect(Axis("d", 1...4096, scale: .log2).fraction(of: value) == fraction)
  }

  @Test func valueIsTheInverseOfFraction() {
    #expect(Axis("", 1...4096, scale: .log2).value(at: 0.5) == 64)
    #expect(Axis("", -2...6).value(at: 0.25) == 0)
  }

  /// Between points a line is straight as it is drawn: on a logarithmic x axis, √(4 · 16) = 8 is
  /// in the middle of 4 and 16.
  @Test(
    arguments: [
      (4, 10), (8, 15), (16, 20), (1, 0), (2, 5), (0.5, nil), (32, nil), (.nan, nil),
    ] as [(Double, Double?)])
  func linesHaveAValueBetweenTheirPoints(x: Double, y: Double?) {
    let series = Lines.Series("", x: [1, 4, 16], y: [0, 10, 20])
    let lines = Lines(
      series: [series], xAxis: Axis("", 1...16, scale: .log2), yAxis: Axis("", 0...20))
    #expect(lines.value(of: series, at: x) == y)
  }
}
