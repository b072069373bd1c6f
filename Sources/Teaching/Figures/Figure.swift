/// A picture as data. `Canvas` draws it as cells; `svg` and `json` are its other two forms.
public enum Figure: Sendable, Equatable {
  case heatmap(Heatmap)
  case bars(Bars)
  case lines(Lines)
  case histogram(Histogram)
  case matrix(NumberMatrix)
}
