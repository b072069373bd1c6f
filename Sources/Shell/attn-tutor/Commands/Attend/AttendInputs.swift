import Attention
import Tensors

/// The operands of `attend`, their headers read and their shapes held against each other, before
/// memory is asked for.
struct AttendInputs {
  let query: NPYReader
  let key: NPYReader
  let value: NPYReader
  let mask: NPYReader?
  let outputGradient: NPYReader?
  let dimensions: AttentionDimensions

  /// - Throws: `CommandFailure`; a file that is missing comes before one that is wrong
  init(
    query: String, key: String, value: String, mask: String?, outputGradient: String?
  ) throws {
    let query = Self.open(query)
    let key = Self.open(key)
    let value = Self.open(value)
    let mask = mask.map { Self.open($0, [.bool, .float32, .float64]) }
    let gradient = outputGradient.map { Self.open($0) }
    let failures = [query, key, value, mask, gradient].compactMap { file -> NPYError? in
      if case .failure(let error)? = file { error } else { nil }
    }
    if let failure = failures.first(where: \.isMissing) { throw CommandFailure(failure) }
    (self.query, self.key, self.value, self.mask, self.outputGradient) =
      try CommandFailure.catching { () throws(NPYError) in
        (
          try query.get(), try key.get(), try value.get(), try mask?.get(), try gradient?.get()
        )
      }
    let shapes = AttendShapes(query: self.query, key: self.key, value: self.value)
    dimensions = try shapes.dimensions()
    if let mask = self.mask { try shapes.checkMask(mask, dimensions) }
    if let gradient = self.outputGradient { try shapes.checkGradient(gradient, dimensions) }
  }

  private static func open(
    _ path: String, _ types: [NPYType] = [.float32, .float64]
  ) -> Result<NPYReader, NPYError> {
    Result { () throws(NPYError) in try NPYReader(path, accepting: types) }
  }

  /// - Throws: `CommandFailure`, where numbers cannot be read
  func read() throws -> AttendOperands {
    try CommandFailure.catching { () throws(NPYError) in
      AttendOperands(
        query: try query.tensor(), key: try key.tensor(), value: try value.tensor(),
        mask: try maskAdditions(), outputGradient: try outputGradient?.tensor())
    }
  }

  /// What is added to the scores: 0 and −∞ for true and false.
  private func maskAdditions() throws(NPYError) -> Tensor? {
    guard let mask else { return nil }
    var tensor = try mask.tensor()
    guard mask.type == .bool else { return tensor }
    tensor.withUnsafeMutableValues { values in
      for index in values.indices { values[index] = values[index] == 0 ? -.infinity : 0 }
    }
    return tensor
  }
}

struct AttendOperands {
  var query: Tensor
  var key: Tensor
  var value: Tensor
  /// Added to the scores.
  var mask: Tensor?
  var outputGradient: Tensor?
}

extension NPYError {
  var isMissing: Bool {
    switch problem {
    case .missing, .unreadable: true
    default: false
    }
  }
}

extension CommandFailure {
  init(_ error: NPYError) {
    let code: Code =
      switch error.problem {
      case .unwritable: .cannotWrite
      case _ where error.isMissing: .missingInput
      default: .badData
      }
    self.init(error.description, code)
  }

  static func catching<Result>(_ body: () throws(NPYError) -> Result) throws -> Result {
    do throws(NPYError) { return try body() } catch { throw CommandFailure(error) }
  }
}
