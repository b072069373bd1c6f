extension Figure {
  /// The figure as an SVG document that stands alone.
  /// - Parameter title: what is shown; also read aloud by screen readers
  public func svg(title: String) -> String {
    switch self {
    case .heatmap(let heatmap): heatmap.svg(title: title)
    case .bars(let bars): bars.svg(title: title)
    case .lines(let lines): lines.svg(title: title)
    case .histogram(let histogram): histogram.svg(title: title)
    case .matrix(let matrix): matrix.svg(title: title)
    case .blocks(let grid): grid.svg(title: title)
    case .flow(let flow): flow.svg(title: title)
    case .pyramid(let pyramid): pyramid.svg(title: title)
    case .timeline(let timeline): timeline.svg(title: title)
    case .listing(let listing): listing.svg(title: title)
    }
  }
}
