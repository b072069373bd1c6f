import Tensors

extension AttentionEngine {
  /// Attention within a sliding window (Beltagy 2020, §3.1; causal as in Jiang 2023, §2), at a cost
  /// that follows the window: N·O(width) scores and not N·M. The queries are taken in blocks, each
  /// of which meets the slice of keys that one of its queries sees.
  /// - Parameters:
  ///   - query: `[N, d]`, `[B, N, d]` or `[B, H, N, d]`; key and value likewise, see `attend`
  ///   - width: keys less than so far away are seen
  ///   - isCausal: only those up to the query's own position
  ///   - options: of which a mask hides more, and `hidden` is −∞ outside of the slice
  /// - Throws: `ShapeError` naming both shapes
  public func attend(
    query: Tensor, key: Tensor, value: Tensor, window width: Int, isCausal: Bool = true,
    _ options: AttentionOptions = AttentionOptions()
  ) throws(ShapeError) -> SlicedRun {
    let window: Mask = isCausal ? .all([.window(width), .causal]) : .window(width)
    var options = options
    options.mask = options.mask.isEmpty ? window : .all([options.mask, window])
    return try attendBySlices(
      query: query, key: key, value: value, options, block: min(max(width, 16), 256))
  }

  /// - Parameter block: how many queries are taken at once, at least 1
  func attendBySlices(
    query: Tensor, key: Tensor, value: Tensor, _ options: AttentionOptions, block: Int
  ) throws(ShapeError) -> SlicedRun {
    let (query, key, value) = rules.operands(query, key, value)
    let rank = query.shape.rank
    guard rank >= 2, key.shape.rank == rank, value.shape.rank == rank else {
      throw ShapeError(
        "windowed attention", query.shape, key.shape,
        expected: "query, key and value of one rank, two axes or more")
    }
    let (queries, keys) = (query.shape[rank - 2], key.shape[rank - 2])
    let mask = rules.mask(options.mask)
    let scores = Shape(query.shape.axes.dropLast() + [keys])
    var (outputs, computed, visible): ([Tensor], Int, Int) = ([], 0, 0)
    // A block of no queries gives an output of the right shape.
    for start in stride(from: 0, to: max(queries, 1), by: block) {
      let rows = start..<min(start + block, queries)
      let slice = try MaskSlice(mask, rows, scores)
      var options = options
      options.mask = .additive(slice.values)
      outputs.append(
        try steps(
          query.slice(axis: rank - 2, rows), key.slice(axis: rank - 2, slice.keys),
          value.slice(axis: rank - 2, slice.keys), options
        ).output)
      computed += rows.count * slice.keys.count
      visible += slice.visiblePairs
    }
    return SlicedRun(
      output: try .concatenated(outputs, axis: rank - 2), computedPairs: computed,
      visiblePairs: visible)
  }
}
