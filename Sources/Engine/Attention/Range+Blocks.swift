import Tensors

extension Sequence<Range<Int>> {
  /// From the first number of them to the last; nil where all are empty.
  var span: Range<Int>? {
    reduce(nil) { span, range in
      guard !range.isEmpty else { return span }
      guard let span else { return range }
      return Swift.min(
        span.lowerBound, range.lowerBound)..<Swift.max(
          span.upperBound, range.upperBound)
    }
  }
}

extension Range<Int> {
  /// The blocks of `size` that it touches.
  func blocks(of size: Int) -> Range<Int> {
    isEmpty ? 0..<0 : lowerBound / size..<upperBound.pieces(of: size)
  }
}
