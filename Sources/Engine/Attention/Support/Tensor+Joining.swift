import Tensors

extension Tensor {
  /// Tensors one after the other along an axis, as which they are equal in all others.
  /// - Precondition: at least one part; each has the axis and fits the first
  static func joined(_ parts: [Tensor], axis: Int) -> Tensor {
    var axes = parts[0].shape.axes
    let inner = axes[(axis + 1)...].reduce(1, *)
    axes[axis] = parts.reduce(0) { $0 + $1.shape[axis] }
    let shape = Shape(axes)
    var result = Tensor.zeros(shape)
    let step = axes[axis] * inner
    result.withUnsafeMutableValues { values in
      var offset = 0
      for part in parts {
        let run = part.shape[axis] * inner
        part.storage.withUnsafeBufferPointer { source in
          for start in stride(from: 0, to: source.count, by: Swift.max(run, 1)) {
            let target = start / run * step + offset
            _ = values[target..<target + run].update(
              fromContentsOf: source[start..<start + run])
          }
        }
        offset += run
      }
    }
    return result
  }
}
