import Tensors

/// A stack of convolutions as it is before training: y_l[t] = tanh(Σ_s C_ls y_{l−1}[t − s]) for s from 0
/// to kernel − 1, zeros before the start. Each layer sees its own position and those just before it. C
/// has variance 1/(kernel·d).
struct RandomConvolutions: Sendable {
  /// One a layer, from the input up, `[d, kernel·d]`: C_l0, then C_l1, …
  var kernels: [Tensor]
  var kernel: Int

  init(layers: Int, kernel: Int, width: Int, seed: UInt64) {
    self.kernel = kernel
    kernels = (0..<layers).map { layer in
      var stream = RandomStream(seed: seed, name: "convolution \(layer)")
      return .normal(
        [width, kernel * width], standardDeviation: 1 / Float(kernel * width).squareRoot(),
        from: &stream)
    }
  }

  /// The outputs of each layer from the first up, `[N, d]` each.
  func layers(of tokens: Tensor) throws -> [Tensor] {
    var below = tokens
    return try kernels.map { kernels in
      try Task.checkCancellation()
      below = Activation.tanh.values(at: try unfolded(below).timesTransposed(kernels))
      return below
    }
  }

  /// What each position sees, `[N, kernel·d]`: itself, the position before, …
  private func unfolded(_ below: Tensor) -> Tensor {
    let width = below.shape[1]
    return Tensor(rows: below.shape[0], columns: kernel * width) { row, column in
      let source = row - column / width
      return source < 0 ? 0 : below[source, column % width]
    }
  }

  /// Backpropagation from the last position of the top layer to every input.
  /// - Parameter outputs: as `layers(of:)` gives them
  func backward(_ outputs: [Tensor]) throws -> Backward {
    let (length, width) = (outputs[0].shape[0], outputs[0].shape[1])
    let square = width * width
    // By distance: ∂y_L[T]/∂y_l[T − k], a row for each number of the output.
    var above = [Tensor(rows: width, columns: width) { $0 == $1 ? 1 : 0 }]
    var deltas: [Tensor] = []
    for (output, kernels) in zip(outputs, kernels).reversed() {
      try Task.checkCancellation()
      deltas = try above.enumerated().map { distance, gradient in
        let position = length - 1 - distance
        let slope = try output.slice(axis: 0, position..<position + 1).map { 1 - $0 * $0 }
        return try gradient.multiplied(by: slope)
      }
      let reach = min(length, deltas.count + kernel - 1)
      let products = try Tensor.concatenated(deltas, axis: 0).times(kernels).storage
      var sums = [Float](repeating: 0, count: reach * square)
      for distance in deltas.indices {
        for step in 0..<kernel where distance + step < reach {
          for row in 0..<width {
            let source = ((distance * width + row) * kernel + step) * width
            let target = (distance + step) * square + row * width
            for column in 0..<width { sums[target + column] += products[source + column] }
          }
        }
      }
      above = try (0..<reach).map {
        try Tensor(Array(sums[$0 * square..<($0 + 1) * square]), shape: [width, width])
      }
    }
    let blank = Tensor.zeros([width, width])
    func padded(_ tensors: [Tensor]) -> [Tensor] {
      tensors + [Tensor](repeating: blank, count: length - tensors.count)
    }
    return Backward(jacobians: padded(above), deltas: padded(deltas))
  }

  /// By distance from the last position, 0 first; zeros where the stack does not reach.
  struct Backward {
    /// ∂y_L[T]/∂x_{T−k}, `[d, d]`
    var jacobians: [Tensor]
    /// ∂y_L[T]/∂(the first layer's sum at T − k), before tanh, `[d, d]`
    var deltas: [Tensor]
  }
}
