import Figures
import Foundation
import Testing

@Suite struct FigureFormsTests {
  static let figures: [Figure] = [
    .heatmap(
      Heatmap(
        tensor: "scores", rowLabels: ["<s>", "\"猫\""], columnLabels: ["a", "b\\"],
        rowAxis: "query", columnAxis: "key", values: [0.1, -.infinity, .nan, 1], range: 0...1)),
    .heatmap(Heatmap(tensor: "", rowLabels: ["a"], columnLabels: [], values: [], range: 0...0)),
    .bars(Bars(labels: ["a & b", "c\u{1}"], values: [0.5, .infinity], maximum: 1)),
    .lines(
      Lines(
        series: [.init("s", x: [1, 2], y: [0.25, .nan])], xAxis: Axis("d", 1...4, scale: .log2),
        yAxis: Axis("nats", 0...1), marker: 2)),
    .histogram(Histogram(range: -1...1, counts: [1, 2], label: "q·k", expected: [1.5, 1.5])),
    .matrix(NumberMatrix(rowLabels: ["r"], columnLabels: ["c"], values: [1e-5], decimals: 2)),
  ]

  /// Every tag is closed in order, and every `&` begins an entity.
  @Test(arguments: figures.indices)
  func svgIsWellFormed(figure: Int) {
    let svg = Self.figures[figure].svg(title: "a < \"b\" & c\u{0}")
    #expect(svg.hasPrefix("<svg xmlns=\"http://www.w3.org/2000/svg\""))
    #expect(svg.contains("<title>a &lt; &quot;b&quot; &amp; c</title>"))
    var open: [Substring] = []
    for piece in svg.split(separator: "<") {
      let tag = piece.prefix { $0 != ">" }
      if tag.hasPrefix("/") {
        #expect(open.popLast() == tag.dropFirst())
      } else if !tag.hasSuffix("/") {
        open.append(tag.prefix { $0.isLetter })
      }
    }
    #expect(open.isEmpty)
    for entity in svg.split(separator: "&").dropFirst() {
      #expect(["lt;", "gt;", "amp;", "quot;"].contains { entity.hasPrefix($0) })
    }
    #expect(!svg.contains("nan") && !svg.contains("inf\""))
  }

  @Test func aHeatmapShowsLabelsNumbersAndColors() {
    let svg = Self.figures[0].svg(title: "Scores")
    for part in [
      ">&lt;s&gt;</text>", ">query ↓   key →</text>", ">−∞</text>", ">NaN</text>", "#fde725",
    ] {
      #expect(svg.contains(part), "\(part)")
    }
  }
}
