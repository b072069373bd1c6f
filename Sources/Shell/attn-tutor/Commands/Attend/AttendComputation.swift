import Attention
import Tensors

/// One run of the engine, timed.
struct AttendComputation {
  let algorithm: AttendCommand.Algorithm
  let options: FlashOptions
  let keepsWeights: Bool

  func run(_ operands: AttendOperands) throws -> AttendResults {
    do throws(ShapeError) {
      return switch algorithm {
      case .naive: try naive(operands)
      case .flash: try flash(operands)
      }
    } catch {
      throw CommandFailure("error: \(error)", .badData)
    }
  }

  private func naive(_ operands: AttendOperands) throws(ShapeError) -> AttendResults {
    let (query, key, value) = (operands.query, operands.key, operands.value)
    let engine = AttentionEngine()
    let (run, forward) = try timed { () throws(ShapeError) in
      try engine.naive(
        query: query, key: key, value: value, options, keepWeights: keepsWeights)
    }
    let backward = try operands.outputGradient.map { gradient throws(ShapeError) in
      try timed { () throws(ShapeError) in
        try engine.naiveGradients(
          query: query, key: key, value: value, outputGradient: gradient, options)
      }
    }
    return AttendResults(
      output: run.output, logSumExp: run.logSumExp, weights: run.weights,
      gradients: backward?.result, forwardTime: forward, backwardTime: backward?.time,
      peakBytes: max(run.peakBytes, backward?.result.peakBytes ?? 0))
  }

  private func flash(_ operands: AttendOperands) throws(ShapeError) -> AttendResults {
    let (query, key, value) = (operands.query, operands.key, operands.value)
    let engine = AttentionEngine()
    let (run, forward) = try timed { () throws(ShapeError) in
      try engine.flash(query: query, key: key, value: value, options)
    }
    let backward = try operands.outputGradient.map { gradient throws(ShapeError) in
      try timed { () throws(ShapeError) in
        try engine.flashGradients(
          query: query, key: key, value: value, run: run, outputGradient: gradient, options)
      }
    }
    return AttendResults(
      output: run.output, logSumExp: run.logSumExp, weights: nil, gradients: backward?.result,
      forwardTime: forward, backwardTime: backward?.time,
      peakBytes: max(run.peakBytes, backward?.result.peakBytes ?? 0))
  }

  private func timed<Result>(
    _ body: () throws(ShapeError) -> Result
  ) throws(ShapeError) -> (result: Result, time: Duration) {
    let start = ContinuousClock.now
    let result = try body()
    return (result, ContinuousClock.now - start)
  }
}

struct AttendResults {
  var output: Tensor
  var logSumExp: Tensor
  var weights: Tensor?
  var gradients: AttentionGradients?
  var forwardTime: Duration
  var backwardTime: Duration?
  /// Memory besides operands and results, at its largest
  var peakBytes: Int
}
