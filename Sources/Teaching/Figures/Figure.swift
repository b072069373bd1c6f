/// A picture as data. `Canvas` draws it as cells; `svg` is its other form.
public enum Figure: Sendable, Equatable {
  case heatmap(Heatmap)
  case bars(Bars)
  case lines(Lines)
  case histogram(Histogram)
  case matrix(NumberMatrix)
  case blocks(BlockGrid)
  case flow(ShapeFlow)
  case pyramid(Pyramid)
  case timeline(Timeline)
  case listing(Listing)
}
