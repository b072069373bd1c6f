extension Tensor {
  /// A tensor whose numbers are to be written before any is read.
  package static func unwritten(_ shape: Shape) -> Tensor { Tensor(shape: shape) { _ in } }

  /// The numbers, row-major. The pointer is valid within `body`, and not to be read where there are
  /// none.
  package func withPointer<Result>(_ body: (UnsafePointer<Float>) throws -> Result) rethrows
    -> Result
  {
    try storage.withUnsafeBufferPointer { buffer in
      try body(buffer.baseAddress ?? UnsafePointer(placeholder))
    }
  }

  /// The numbers to be written, as in `withPointer`.
  package mutating func withMutablePointer<Result>(
    _ body: (UnsafeMutablePointer<Float>) throws -> Result
  ) rethrows -> Result {
    try withUnsafeMutableValues { buffer in try body(buffer.baseAddress ?? placeholder) }
  }
}

/// An address that is not null, for tensors without numbers.
private nonisolated(unsafe) let placeholder = UnsafeMutablePointer<Float>.allocate(capacity: 16)
