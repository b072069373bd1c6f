import Synchronization

/// `.npy` files that come into being together, or none of them: each is written beside its target,
/// and all are renamed at the end.
///
/// ```swift
/// let outputs = NPYOutputs()
/// try outputs.add(output, at: "O.npy")
/// try outputs.add(logSumExp, at: "L.npy")
/// try outputs.commit()                    // what throws leaves no file behind
/// ```
public final class NPYOutputs: Sendable {
  private struct State {
    var written: [(temporary: String, target: OutputTarget)] = []
    var isDiscarded = false
  }

  private let state = Mutex(State())

  public init() {}

  deinit { discard() }

  /// - Throws: `NPYError`, where a file of that name could not be written
  public static func check(_ path: String) throws(NPYError) { try OutputTarget(path).check() }

  /// Writes a tensor beside its target, as little-endian float32 of version 1.0.
  public func add(_ tensor: Tensor, at path: String) throws(NPYError) {
    let target = try OutputTarget(path)
    do throws(NPYError) {
      try target.check()
      // Known before it is written, so that an interruption finds it.
      let created: Result<OutputFile, NPYError>? = state.withLock { state in
        guard !state.isDiscarded else { return nil }
        return Result { () throws(NPYError) in
          let file = try OutputFile(beside: target)
          state.written.append((file.temporary, target))
          return file
        }
      }
      guard let file = try created?.get() else { return }
      try file.write(NPYHeader(type: .float32, isFortranOrder: false, shape: tensor.shape).bytes)
      try file.write(tensor.storage)
      try file.close()
    } catch {
      discard()
      throw error
    }
  }

  /// Gives all files their names.
  public func commit() throws(NPYError) {
    let failure: NPYError? = state.withLock { state in
      guard !state.isDiscarded else { return nil }
      for (index, file) in state.written.enumerated() {
        do throws(NPYError) {
          try file.target.rename(from: file.temporary)
        } catch {
          for file in state.written[..<index] { OutputTarget.remove(file.target.path) }
          state.written.removeFirst(index)
          return error
        }
      }
      state.written = []
      return nil
    }
    if let failure {
      discard()
      throw failure
    }
  }

  /// Removes what has been written and not been named. Nothing is written afterwards.
  public func discard() {
    state.withLock { state in
      state.isDiscarded = true
      for file in state.written { OutputTarget.remove(file.temporary) }
      state.written = []
    }
  }
}
