import Tensors

extension Mutant {
  public static let all: [Mutant] = [
    Mutant(
      "no-scaling", en: "The scores QKᵀ are not divided by √d.",
      zh: "得分 QKᵀ 没有除以 √d。",
      harms: ("wherever a head has more than one dimension", "头的维度大于 1 时"), in: .both
    ) { $0.scale = { _ in 1 } },

    Mutant(
      "scaled-by-d", en: "The scores QKᵀ are divided by d and not by √d.",
      zh: "得分 QKᵀ 除以了 d，而不是 √d。",
      harms: ("wherever a head has more than one dimension", "头的维度大于 1 时"), in: .both
    ) { $0.scale = { 1 / Float($0) } },

    Mutant(
      "softmax-columns", en: "Softmax runs down the queries and not along the keys.",
      zh: "softmax 沿 query 方向做，而不是沿 key 方向做。",
      harms: ("wherever the rows and the columns of e^S have different sums", "e^S 的行和与列和不同时"),
      in: .naive
    ) {
      $0.softmax = { scores, emptyRows in
        guard scores.shape.rank >= 2 else { return scores.softmax(emptyRows: emptyRows) }
        return scores.transposed().softmax(emptyRows: emptyRows).transposed()
      }
    },

    Mutant(
      "mask-after-softmax",
      en: "The mask sets weights to 0 after softmax, so that rows no longer sum to 1.",
      zh: "掩码在 softmax 之后才把权重置 0，于是每行之和不再是 1。",
      harms: ("where a mask hides a key that would have had some weight", "掩码遮住了本来会分到权重的 key 时"),
      in: .naive
    ) {
      $0.maskedScores = { scores, _ in scores }
      // softmax(s + mask) is proportional to softmax(s)·e^mask; only the last division is missing.
      $0.maskedWeights = { weights, mask throws(ShapeError) in
        try weights.multiplied(by: mask.map(exponential))
      }
    },

    Mutant(
      "mask-with-zero", en: "Hidden scores become 0 and not −∞, and e⁰ = 1 still gets a share.",
      zh: "被遮住的得分置成 0 而不是 −∞，而 e⁰ = 1 仍会分到权重。",
      harms: ("where a mask hides a key of a row that sees others", "某一行既有被遮住的 key、也有看得见的 key 时"),
      in: .naive
    ) {
      $0.maskedScores = { scores, mask throws(ShapeError) in
        var masked = try scores.plus(mask)
        masked.withUnsafeMutableValues { values in
          for index in values.indices where values[index] == -.infinity { values[index] = 0 }
        }
        return masked
      }
    },

    Mutant(
      "no-mask", en: "The mask is ignored.", zh: "掩码被忽略。",
      harms: ("where a mask hides a key that would have had some weight", "掩码遮住了本来会分到权重的 key 时"),
      in: .both
    ) {
      $0.mask = { _ in .none }
    },

    Mutant(
      "anti-causal", en: "The causal mask is upside down: a query sees itself and what follows.",
      zh: "因果掩码上下颠倒：query 看到的是自己和后面的词。",
      harms: ("with a causal mask and more than one token", "用了因果掩码、且不止一个词时"), in: .both
    ) { $0.mask = { $0.withCausal(replacedBy: .antiCausal) } },

    Mutant(
      "swapped-qk", en: "Query and key have changed places: KQᵀ instead of QKᵀ.",
      zh: "query 和 key 交换了位置：算的是 KQᵀ，而不是 QKᵀ。",
      harms: ("where QKᵀ is not symmetric", "QKᵀ 不对称时"), in: .both
    ) { $0.operands = { query, key, value in (key, query, value) } },

    Mutant(
      "key-as-value", en: "The weights average the keys and not the values.",
      zh: "权重平均的是 key，而不是 value。",
      harms: ("where keys and values differ", "key 和 value 不相同时"), in: .both
    ) { $0.operands = { query, key, _ in (query, key, key) } },

    Mutant(
      "dropped-rescale",
      en: "A later tile raises the maximum, and earlier results are not rescaled.",
      zh: "后面的块抬高了最大值，前面各块的结果却没有重新缩放。",
      harms: (
        "as soon as a later tile of a row holds a larger score than all before it",
        "同一行后面的块里出现更大的得分时"
      ), in: .flash
    ) { $0.flash.rescales = false },

    Mutant(
      "forgotten-sum", en: "The sum ℓ is that of the last tile alone and not of all tiles.",
      zh: "总和 ℓ 只剩最后一块的，而不是所有块累加的。",
      harms: ("as soon as a row meets a second tile", "一行遇到第二块时"), in: .flash
    ) { $0.flash.accumulatesSum = false },

    Mutant(
      "frozen-maximum",
      en: "The maximum m stays the first tile's: later exponentials may overflow.",
      zh: "最大值 m 停留在第一块的值，后面的指数可能溢出。",
      harms: (
        "once a later score is greater than the first tile's maximum by 88 or more, where e^88 leaves Float32; until then any m gives the same quotient",
        "后面的得分比第一块的最大值大出约 88 时：e^88 超出 Float32；在此之前，m 取什么值商都一样"
      ), in: .flash
    ) { $0.flash.followsMaximum = false },
  ]
}
