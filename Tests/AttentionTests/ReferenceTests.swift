import Attention
import Tensors
import Testing

/// What everything else is measured by, measured itself.
struct ReferenceTests {
  @Test(arguments: ReferenceGolden.all)
  func isPyTorchsInFloat64(_ golden: ReferenceGolden) throws {
    let reference = try golden.problem.reference
    let forward = reference.forward()
    let gradients = reference.gradients(
      of: forward, outputGradient: golden.outputGradient.values)
    expect(forward.output, golden.output, "O")
    expect(forward.logSumExp, golden.logSumExp, "log-sum-exp")
    expect(forward.weights, golden.weights, "P")
    expect(gradients.query.sums, golden.queryGradient, "dQ")
    expect(gradients.key.sums, golden.keyGradient, "dK")
    expect(gradients.value.sums, golden.valueGradient, "dV")
  }

  /// Central differences of Σ dO ∘ O along one number after the other of Q, K and V.
  @Test(arguments: ReferenceGolden.all.filter { $0.name != "logits of 10⁴" })
  func gradientsAreTheSlopesOfTheLoss(_ golden: ReferenceGolden) throws {
    let reference = try golden.problem.reference
    let gradients = reference.gradients(
      of: reference.forward(), outputGradient: golden.outputGradient.values)
    func loss(_ reference: ReferenceAttention) -> Double {
      zip(reference.forward().output, golden.outputGradient.values).reduce(0) { $0 + $1.0 * $1.1 }
    }
    let step = 1e-5
    for (operand, gradient) in [
      (\ReferenceAttention.query, gradients.query), (\.key, gradients.key),
      (\.value, gradients.value),
    ] {
      for index in gradient.sums.indices {
        var (above, below) = (reference, reference)
        above[keyPath: operand][index] += step
        below[keyPath: operand][index] -= step
        let slope = (loss(above) - loss(below)) / (2 * step)
        #expect(abs(gradient.sums[index] - slope) < 1e-7, "number \(index)")
      }
    }
  }

  private func expect(
    _ numbers: [Double], _ golden: ReferenceGolden.Values, _ name: String,
    sourceLocation: SourceLocation = #_sourceLocation
  ) {
    #expect(numbers.count == golden.values.count, "\(name)", sourceLocation: sourceLocation)
    for (index, (number, expected)) in zip(numbers, golden.values).enumerated() {
      #expect(
        number == expected || abs(number - expected) <= 1e-11 * (1 + abs(expected)),
        "\(name)[\(index)]", sourceLocation: sourceLocation)
    }
  }
}
