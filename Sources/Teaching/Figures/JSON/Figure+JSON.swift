extension Figure {
  /// The figure as one JSON object, with `kind` first; matrices are arrays of rows. Numbers that
  /// JSON does not have are the strings `"inf"`, `"-inf"` and `"nan"`.
  public var json: String {
    switch self {
    case .heatmap(let heatmap): heatmap.json
    case .bars(let bars): bars.json
    case .lines(let lines): lines.json
    case .histogram(let histogram): histogram.json
    case .matrix(let matrix): matrix.json
    }
  }
}

extension Heatmap {
  fileprivate var json: String {
    JSONText.object([
      ("kind", "\"heatmap\""), ("tensor", JSONText.string(tensor)),
      ("rowAxis", JSONText.string(rowAxis)), ("columnAxis", JSONText.string(columnAxis)),
      ("rowLabels", JSONText.array(rowLabels.map(JSONText.string))),
      ("columnLabels", JSONText.array(columnLabels.map(JSONText.string))),
      ("range", JSONText.range(range)),
      ("values", JSONText.matrix(rows, columns) { self[$0, $1] }),
    ])
  }
}

extension NumberMatrix {
  fileprivate var json: String {
    JSONText.object([
      ("kind", "\"matrix\""), ("tensor", tensor.map(JSONText.string)),
      ("rowLabels", JSONText.array(rowLabels.map(JSONText.string))),
      ("columnLabels", JSONText.array(columnLabels.map(JSONText.string))),
      ("values", JSONText.matrix(rows, columns) { self[$0, $1] }),
    ])
  }
}

extension Bars {
  fileprivate var json: String {
    JSONText.object([
      ("kind", "\"bars\""), ("labels", JSONText.array(labels.map(JSONText.string))),
      ("values", JSONText.array(values.map(JSONText.number))),
      ("maximum", JSONText.number(maximum)),
    ])
  }
}

extension Histogram {
  fileprivate var json: String {
    JSONText.object([
      ("kind", "\"histogram\""), ("label", JSONText.string(label)),
      ("range", JSONText.range(range)), ("counts", JSONText.array(counts.map(String.init))),
      ("expected", expected.map { JSONText.array($0.map(JSONText.number)) }),
    ])
  }
}

extension Lines {
  fileprivate var json: String {
    JSONText.object([
      ("kind", "\"lines\""), ("xAxis", xAxis.json), ("yAxis", yAxis.json),
      ("marker", marker.map(JSONText.number)),
      (
        "series",
        JSONText.array(
          series.map { series in
            JSONText.object([
              ("name", JSONText.string(series.name)),
              ("x", JSONText.array(series.x.map(JSONText.number))),
              ("y", JSONText.array(series.y.map(JSONText.number))),
            ])
          })
      ),
    ])
  }
}

extension Axis {
  fileprivate var json: String {
    JSONText.object([
      ("label", JSONText.string(label)), ("scale", scale == .log2 ? "\"log2\"" : "\"linear\""),
      ("range", JSONText.range(range)),
    ])
  }
}
