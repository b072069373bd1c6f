import Tensors

/// The gradients of a loss with respect to the operands of attention.
public struct AttentionGradients: Sendable {
  /// dQ `[B, H, N, d]`, in the rank of the queries
  public var query: Tensor
  /// dK `[B, G, M, d]`, summed over the heads that read a group
  public var key: Tensor
  /// dV `[B, G, M, dᵥ]`
  public var value: Tensor
  /// Scratch memory at its largest, the results not counted
  public var peakBytes = 0

  init(query: Tensor, key: Tensor, value: Tensor) {
    self.query = .zeros(query.shape)
    self.key = .zeros(key.shape)
    self.value = .zeros(value.shape)
  }
}

/// Where the gradients of one head go.
struct GradientTarget {
  let query: UnsafeMutablePointer<Float>
  let key: UnsafeMutablePointer<Float>
  let value: UnsafeMutablePointer<Float>
}

extension AttentionGradients {
  /// Calls `body` for each head of the batch, on several threads; it adds its part of the gradients to
  /// the target, which holds zeros. Heads that share a group write apart and are added up in their
  /// order, so that the result does not depend on the threads.
  mutating func forEachHead(
    _ dimensions: AttentionDimensions, threads: Int,
    _ body: (_ head: Head, _ target: GradientTarget, _ worker: Int) -> Void
  ) {
    let heads = dimensions.batch * dimensions.heads
    let sizes = HeadSizes(dimensions)
    let shared = dimensions.headsPerGroup > 1
    let keyParts = Scratch(shared ? heads * sizes.key : 0)
    let valueParts = Scratch(shared ? heads * sizes.value : 0)
    if shared { peakBytes += keyParts.bytes + valueParts.bytes }
    query.withMutablePointer { query in
      key.withMutablePointer { key in
        value.withMutablePointer { value in
          Parallel.forEach(heads, threads: threads) { index, worker in
            let target = GradientTarget(
              query: query + index * sizes.query,
              key: (shared ? keyParts.pointer : key) + index * sizes.key,
              value: (shared ? valueParts.pointer : value) + index * sizes.value)
            body(Head(index, dimensions), target, worker)
          }
          guard shared else { return }
          for index in 0..<heads {
            let group = Head(index, dimensions).groupOffset(dimensions)
            add(keyParts.pointer + index * sizes.key, to: key + group * sizes.key, sizes.key)
            add(
              valueParts.pointer + index * sizes.value, to: value + group * sizes.value,
              sizes.value)
          }
        }
      }
    }
  }
}

/// How many numbers of each operand belong to one head.
private struct HeadSizes {
  let query: Int
  let key: Int
  let value: Int

  init(_ dimensions: AttentionDimensions) {
    query = dimensions.queries * dimensions.headDim
    key = dimensions.keys * dimensions.headDim
    value = dimensions.keys * dimensions.valueDim
  }
}

private func add(
  _ source: UnsafePointer<Float>, to target: UnsafeMutablePointer<Float>, _ count: Int
) {
  for index in 0..<count { target[index] += source[index] }
}
