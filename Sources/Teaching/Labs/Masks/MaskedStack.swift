import Attention
import Tensors

/// Layers of one head under one mask, each x ← x + attention(x), or without the residual.
struct MaskedStack: Sendable {
  var layers: [MultiHeadAttention]
  var side: MaskSide
  /// What cross-attention reads, `[1, M, model]`
  var memory: Tensor?
  var prefix: Int
  /// How many keys are no padding
  var real: Int
  var hasResidual: Bool
  var engine: AttentionEngine

  static let model = 16

  /// All tokens at once, as in training: `[1, N, model]` in and out, and what the first layer did.
  func whole(_ tokens: Tensor) throws -> (output: Tensor, first: MultiHeadRun?) {
    let options = AttentionOptions(
      mask: side.mask(length: tokens.shape[1], prefix: prefix, real: real), emptyRows: .zeros)
    var state = tokens
    var first: MultiHeadRun?
    for layer in layers {
      let run = try layer(state, memory: memory, options, engine: engine)
      if first == nil { first = run }
      state = try joined(state, run.output)
    }
    return (state, first)
  }

  /// One token after the other, as in decoding: each reads the keys and values that are kept of those
  /// before it. The tokens of a prefix come together. In `cross` the source is kept from the start.
  /// - Parameter count: how many of the tokens are taken
  func stepByStep(_ tokens: Tensor, count: Int) throws -> Tensor {
    var caches = layers.map { _ in
      KeyValueCache(batch: 1, groups: 1, headDim: MaskedStack.model)
    }
    if side == .cross, let memory {
      let visible = try memory.slice(axis: 1, 0..<real)
      for index in layers.indices {
        let (key, value) = try layers[index].keysAndValues(of: visible, engine: engine)
        try caches[index].append(key: key, value: value)
      }
    }
    let together = side == .prefix ? min(max(prefix, 1), count) : 1
    var outputs: [Tensor] = []
    for start in [0] + Array(together..<max(together, count)) {
      let chunk = start..<(start == 0 ? min(together, count) : start + 1)
      var states = try chunk.map { try tokens.slice(axis: 1, $0..<$0 + 1) }
      for index in layers.indices {
        if side != .cross {
          for state in states {
            let (key, value) = try layers[index].keysAndValues(of: state, engine: engine)
            try caches[index].append(key: key, value: value)
          }
        }
        states = try states.map { state in
          try joined(state, attention(of: state, in: layers[index], over: caches[index]))
        }
      }
      outputs += states
    }
    return try .concatenated(outputs, axis: 1)
  }

  private func attention(
    of state: Tensor, in layer: MultiHeadAttention, over cache: KeyValueCache
  ) throws -> Tensor {
    var options = AttentionOptions(emptyRows: .zeros)
    if side == .diagonal {
      options.mask = .additive(
        Tensor(rows: 1, columns: cache.count) { $1 == cache.count - 1 ? -.infinity : 0 })
    }
    let query = try layer.queries(of: state, engine: engine)
    let run = try engine.attend(query: query, cache: cache, options)
    return try engine.mergeHeads(run.output).times(layer.outputMatrix)
  }

  private func joined(_ state: Tensor, _ attention: Tensor) throws -> Tensor {
    hasResidual ? try state.plus(attention) : attention
  }

  /// The Frobenius norm of ∂output₀/∂input₀, by central differences.
  func ownInfluence(_ tokens: Tensor) throws -> Double {
    // The error of a difference is of the order step² from the curve and 10⁻⁷/step from rounding.
    let step: Float = 1.0 / 128
    var sum = 0.0
    for feature in 0..<MaskedStack.model {
      func output(_ change: Float) throws -> ArraySlice<Float> {
        var values = tokens.storage
        values[feature] += change
        return try whole(Tensor(values, shape: tokens.shape)).output.row(0)
      }
      for (above, below) in zip(try output(step), try output(-step)) {
        let slope = Double(above - below) / Double(2 * step)
        sum += slope * slope
      }
    }
    return sum.squareRoot()
  }
}
