import Tensors

extension AttentionEngine {
  /// One step of decoding: the latest query attends to what the cache holds, its own key among it.
  /// Nothing later is there, so no causal mask is needed.
  /// - Parameters:
  ///   - query: `[B, H, 1, d]`, where the groups of the cache divide H
  ///   - options: of which the mask counts keys in the order of `cache.positions`
  /// - Returns: scores and weights `[B, H, 1, count]`, output `[B, H, 1, dᵥ]`
  /// - Throws: `ShapeError`
  public func attend(
    query: Tensor, cache: KeyValueCache, _ options: AttentionOptions = AttentionOptions()
  ) throws(ShapeError) -> AttentionRun {
    let shape = query.shape
    guard shape.rank == 4, shape[0] == cache.batch, shape[2] == 1, shape[3] == cache.headDim,
      cache.groups > 0 ? shape[1].isMultiple(of: cache.groups) : shape[1] == 0
    else {
      throw ShapeError(
        "decoding", shape,
        expected: "[\(cache.batch), heads, 1, \(cache.headDim)], "
          + "with heads a multiple of the groups (\(cache.groups))")
    }
    let heads = shape[1]
    let mask = rules.mask(options.mask)
    let pairs =
      try mask.isEmpty
      ? nil : mask.values(for: [cache.batch, heads, 1, cache.count], hidden: options.hidden)
    var runs: [AttentionRun] = []
    for sentence in 0..<cache.batch {
      for group in 0..<cache.groups {
        let readers = heads / cache.groups
        let part = (sentence, group * readers..<(group + 1) * readers)
        let (key, value) = try cache.operands(sentence: sentence, group: group)
        var options = options
        options.mask =
          try pairs.map { pairs throws(ShapeError) in
            .additive(try pairs.heads(of: part))
          } ?? .none
        runs.append(try attend(query: query.heads(of: part), key: key, value: value, options))
      }
    }
    func joined(_ step: KeyPath<AttentionRun, Tensor>, width: Int) throws(ShapeError) -> Tensor {
      guard !runs.isEmpty else { return .zeros([cache.batch, heads, 1, width]) }
      let all = try Tensor.concatenated(runs.map { $0[keyPath: step] }, axis: 1)
      return try all.reshaped([cache.batch, heads, 1, all.shape.width])
    }
    return try AttentionRun(
      scores: joined(\.scores, width: cache.count), scaled: joined(\.scaled, width: cache.count),
      masked: joined(\.masked, width: cache.count), weights: joined(\.weights, width: cache.count),
      output: joined(\.output, width: cache.valueDim))
  }
}

extension Tensor {
  /// Some heads of one sentence, `[1, heads, N, d]`.
  fileprivate func heads(of part: (sentence: Int, heads: Range<Int>)) throws(ShapeError) -> Tensor {
    try slice(axis: 0, part.sentence..<part.sentence + 1).slice(axis: 1, part.heads)
  }
}
