import Canvas
import Figures

extension Frame {
  /// The characters alone, rows apart by line ends, without blanks at the end of a row.
  var picture: String {
    (0..<size.rows).map { row in
      var line = (0..<size.columns).map { self[$0, row].text }.joined()
      while line.last == " " { line.removeLast() }
      return line
    }.joined(separator: "\n")
  }
}

extension Drawable {
  func frame(
    _ columns: Int, _ rows: Int, theme: Theme = .monochrome, glyphs: Glyphs = .unicode,
    crosshair: (row: Int, column: Int)? = nil
  ) -> Frame {
    var frame = Frame(Size(columns: columns, rows: rows))
    draw(
      in: frame.area, of: &frame,
      context: DrawingContext(
        theme: theme, glyphs: glyphs,
        crosshair: crosshair.map { Crosshair(row: $0.row, column: $0.column) }))
    return frame
  }
}

enum Sample {
  static let weights = Heatmap(
    tensor: "weights", rowLabels: ["the", "cat", "sat"], columnLabels: ["the", "cat", "sat"],
    rowAxis: "query", columnAxis: "key",
    values: [1, 0, 0, 0.25, 0.75, 0, 0.125, 0.318, 0.557], range: 0...1)

  /// Scores under a causal mask, with a row that went wrong.
  static let scores = Heatmap(
    tensor: "scores", rowLabels: ["我", "喜欢", "猫"], columnLabels: ["我", "喜欢", "猫"],
    values: [1.5, -.infinity, -.infinity, -2.25, 3, -.infinity, .nan, 0, .infinity],
    range: -3...3)

  static func square(_ size: Int) -> Heatmap {
    let labels = (0..<size).map { "t\($0)" }
    return Heatmap(
      tensor: "weights", rowLabels: labels, columnLabels: labels, rowAxis: "query",
      columnAxis: "key",
      values: (0..<size * size).map { Float($0 * 37 % 101) / 100 }, range: 0...1)
  }

  static let bars = Bars(labels: ["the", "注意力", "mat"], values: [0.25, 1, 0], maximum: 1)

  static let histogram = Histogram(
    range: -4...4, counts: [0, 1, 4, 8, 8, 4, 1, 0], label: "q·k",
    expected: [0, 1, 4, 8, 8, 4, 1, 0])

  static let lines = Lines(
    series: [
      .init("max", x: [1, 4, 16], y: [0, 1, 2]), .init("gap", x: [1, 4, 16], y: [2, .nan, 2]),
    ],
    xAxis: Axis("d", 1...16, scale: .log2), yAxis: Axis("", 0...2), marker: 8)

  static let matrix = NumberMatrix(
    tensor: "value", rowLabels: ["the", "猫"], columnLabels: ["d0", "d1"],
    values: [0.5, -1.25, .nan, -.infinity], decimals: 2)

  /// A causal grid, row by row, half done.
  static func blocks(_ size: Int) -> BlockGrid {
    BlockGrid(
      rowLabels: (0..<size).map { "Q\($0)" }, columnLabels: (0..<size).map { "K\($0)" },
      rowAxis: "query", columnAxis: "key",
      states: (0..<size * size).map { index in
        let (row, column) = (index / size, index % size)
        if column > row { return .skipped }
        return row < size / 2 ? .done : row == size / 2 && column == 1 ? .current : .waiting
      },
      legend: [.waiting: "to come", .current: "now", .done: "done", .skipped: "skipped"])
  }

  static let flow = ShapeFlow(
    stages: [
      .init("", [.init("X", "[64, 512]")]),
      .init("W", [.init("Q", "[64, 512]"), .init("K", "[64, 512]")]),
      .init("into heads", [.init("Qₕ", "[8, 64, 64]"), .init("Kₕ", "[8, 64, 64]")]),
      .init("QKᵀ/√d", [.init("scores", "[8, 64, 64]")]),
    ], current: 2)

  static let pyramid = Pyramid(
    levels: [
      .init("SRAM", size: 20e6, notes: ["20 MB", "19 TB/s"]),
      .init("HBM", size: 40e9, notes: ["40 GB", "1.5 TB/s"]),
      .init("DRAM", size: 1e12, notes: [">1 TB", "12.8 GB/s"]),
    ], headings: ["size", "bandwidth"], current: 1)

  static let timeline = Timeline(
    lanes: [
      .init("数据", [.init(0, 2, "load 1"), .init(2, 4, "load 2")]),
      .init("tensor", [.init(2, 5, "gemm 1"), .init(5, 8, "gemm 2")]),
      .init("vector", [.init(5, 6, "softmax 1"), .init(8, 9, "softmax 2")]),
    ], axis: Axis("cycles", 0...10), now: 5.5)

  static let listing = Listing(lines: [
    .init("5", "for i = 1, 2, .. Tᵣ"),
    .init("8", "  Sᵢⱼ = Qᵢ Kⱼᵀ", values: "[16, 16]"),
    .init("10", "  mᵢ = max(mᵢ, rowmax(Sᵢⱼ))", values: "from 1.72 to 2.31"),
    .init("12", "  Oᵢ = diag(ℓᵢ)⁻¹ (diag(ℓ) r Oᵢ + Pᵢⱼ Vⱼ)"),
    .init("13", "end"),
  ])

  static let broken: [Figure] = [
    .blocks(BlockGrid(rowLabels: [], columnLabels: [], states: [], legend: [:])),
    .blocks(
      BlockGrid(
        rowLabels: ["", "b"], columnLabels: ["a very long label", ""], states: [.current],
        legend: [.current: "我喜欢猫 and more than fits into most places"])),
    .flow(ShapeFlow(stages: [])),
    .flow(
      ShapeFlow(
        stages: [
          .init("first of all", []), .init("我喜欢猫我喜欢猫我喜欢猫我喜欢猫", [.init("", "")]), .init("", []),
        ], current: 7)),
    .pyramid(Pyramid(levels: [], headings: ["a"])),
    .pyramid(
      Pyramid(
        levels: [
          .init("", size: 0, notes: []), .init("注意力注意力", size: .infinity, notes: ["", "1"]),
          .init("b", size: .nan, notes: ["a", "b", "c"]),
        ], headings: [], current: -1)),
    .timeline(Timeline(lanes: [], axis: Axis("", 0...1), now: 0)),
    .timeline(
      Timeline(
        lanes: [
          .init("", [.init(.nan, 1, "a"), .init(5, 2, "b"), .init(-1e300, .infinity, "注意力")]),
          .init("x", [.init(-1e300, 1e300, "注意力注意力"), .init(1, 1, "")]),
        ], axis: Axis("", 1...1), now: .nan)),
    .listing(Listing(lines: [])),
    .listing(
      Listing(lines: [
        .init("", "", values: ""), .init("1", "            注意力注意力注意力", values: "注意力注意力注意力"),
        .init("a very long number", String(repeating: "w", count: 300), values: "x"),
      ])),
    .heatmap(Heatmap(tensor: "", rowLabels: [], columnLabels: [], values: [], range: 0...0)),
    .heatmap(
      Heatmap(
        tensor: "", rowLabels: ["a", ""], columnLabels: ["b"], values: [], range: 0...Float.infinity
      )),
    .heatmap(
      Heatmap(
        tensor: "", rowLabels: ["a"], columnLabels: ["b"],
        values: [.greatestFiniteMagnitude], range: -1...1)),
    .bars(Bars(labels: ["a", "b"], values: [.nan], maximum: 0)),
    .bars(Bars(labels: ["a", "b"], values: [-1, .infinity], maximum: .infinity)),
    .histogram(Histogram(range: 0...0, counts: [], label: "")),
    .histogram(
      Histogram(range: 0...Double.infinity, counts: [.max, .max, -3], label: "", expected: [.nan])),
    .lines(Lines(series: [], xAxis: Axis("", 0...0), yAxis: Axis("", 0...0))),
    .lines(
      Lines(
        series: [
          .init("", x: [0, -1, 1e300, .nan, .infinity], y: [1e300, -1e300, 5]),
          .init("", x: [], y: [1]),
        ],
        xAxis: Axis("", -1...1e300, scale: .log2), yAxis: Axis("", -1e308...1e308),
        marker: -.infinity)),
    .matrix(
      NumberMatrix(rowLabels: ["a"], columnLabels: ["b", "c"], values: [1e38], decimals: 99)),
    .matrix(NumberMatrix(rowLabels: [], columnLabels: [], values: [], decimals: -1)),
  ]

  static let figures: [Figure] =
    [
      .heatmap(weights), .heatmap(scores), .heatmap(square(40)), .bars(bars),
      .histogram(histogram), .lines(lines), .matrix(matrix), .blocks(blocks(4)),
      .blocks(blocks(40)), .flow(flow), .pyramid(pyramid), .timeline(timeline), .listing(listing),
    ] + broken
}
