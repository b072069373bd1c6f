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
    .blocks(
      BlockGrid(
        rowLabels: ["Q₀", "<"], columnLabels: ["K₀", "\"&"], rowAxis: "query",
        states: [.done, .skipped, .current, .skipped],
        legend: [.done: "done", .current: "now", .skipped: "left out", .waiting: "to come"])),
    .flow(
      ShapeFlow(
        stages: [.init("", [.init("X", "[2, 4]")]), .init("a < b", [.init("Y", "[4]")])],
        current: 1)),
    .pyramid(
      Pyramid(
        levels: [
          .init("SRAM", size: 2e7, notes: ["20 MB"]),
          .init("HBM & more", size: .infinity, notes: []),
        ], headings: ["<size>"], current: 0)),
    .timeline(
      Timeline(
        lanes: [
          .init("a & b", [.init(0, 2, "load 1"), .init(2, 2.1, "store"), .init(.nan, 1, "x")])
        ], axis: Axis("cycles", 0...4), now: 1)),
    .listing(Listing(lines: [.init("1", "if a < b"), .init("2", "  c = d", values: "\"c\" & 3")])),
    .lines(
      Lines(
        series: [
          .init("steps", x: [0, 1, 2], y: [1, 3, 2], isStepped: true), .init("one", x: [1], y: [1]),
        ], xAxis: Axis("", 0...2), yAxis: Axis("", 0...4))),
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

  /// What a figure is about can be read in its picture.
  @Test(arguments: [
    (6, [">Q₀</text>", ">query ↓</text>", ">done</text>", ">now</text>", "url(#hatch)"]),
    (7, [">X</text>", ">[2, 4]</text>", ">a &lt; b</text>"]),
    (8, [">SRAM</text>", ">20 MB</text>", ">&lt;size&gt;</text>"]),
    (9, [">load 1</text>", "<title>store: 2–2.1</title>", ">store</text>", ">cycles</text>"]),
    (10, [">if a &lt; b</text>", ">c = d</text>", ">&quot;c&quot; &amp; 3</text>"]),
  ])
  func theFiguresSayWhatTheyShow(figure: Int, parts: [String]) {
    let svg = Self.figures[figure].svg(title: "")
    for part in parts { #expect(svg.contains(part), "\(part)") }
    // Only states that occur are explained.
    #expect(!svg.contains("to come"))
  }

  /// Neighbours in one state are one rectangle, so that a grid of 256 × 256 blocks stays small.
  @Test func aHugeGridOfBlocksIsASmallDocument() {
    let labels = (0..<256).map(String.init)
    let states = (0..<256 * 256).map { $0 % 256 > $0 / 256 ? .skipped : BlockGrid.State.done }
    let grid = BlockGrid(rowLabels: labels, columnLabels: labels, states: states, legend: [:])
    #expect(Figure.blocks(grid).svg(title: "").utf8.count < 100_000)
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
