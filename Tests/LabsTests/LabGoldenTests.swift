import Course
import Testing

@testable import Labs

/// Labs against NumPy and PyTorch in float64. The labs compute in Float32: what they give stays within
/// a few of its roundings, 6e-8 each, of numbers around 1, and grows with the scores that softmax takes
/// its exponentials of.
struct LabGoldenTests {
  private func run(_ lab: String, _ settings: [String: String], seed: UInt64 = 1) throws -> Findings
  {
    try Laboratory().run(LabRequest(lab: lab, settings: settings, seed: seed)).findings
  }

  @Test(arguments: LabGoldens.all.scaling)
  func scalingAgreesDrawByDraw(_ golden: LabGoldens.Scaling) throws {
    let findings = try run(
      "scaling",
      [
        "d": "\(golden.d)", "keys": "\(golden.keys)", "draws": "\(golden.draws)",
        "scale": "\(golden.scale)", "distribution": golden.distribution,
      ], seed: golden.seed)
    for (name, expected) in golden.results {
      let found = try findings.result(name)
      #expect(abs(found - expected) <= 1e-5 * max(1, abs(expected)), "\(name): \(found)")
    }
    let largest = golden.scores.values.map(abs).max() ?? 0
    try expect(findings.tensor("scores"), is: golden.scores, within: 1e-6 * max(1, largest))
    try expect(findings.tensor("weights"), is: golden.weights, within: 1e-5)
    try expect(findings.tensor("sortedWeights"), is: golden.sortedWeights, within: 1e-5)
  }

  /// Within four standard errors of the difference of two means.
  @Test(arguments: LabGoldens.all.tendencies, [1, 2, 3] as [UInt64])
  func scalingTendsToWhatManyDrawsGive(_ golden: LabGoldens.Tendency, _ seed: UInt64) throws {
    let draws = 2000
    let findings = try run(
      "scaling", ["d": "\(golden.d)", "scale": "\(golden.scale)", "draws": "\(draws)"], seed: seed)
    for (name, mean) in golden.mean {
      let deviation = try #require(golden.deviation[name])
      let error = deviation * (1 / Double(draws) + 1 / Double(golden.draws)).squareRoot()
      let found = try findings.result(name)
      #expect(abs(found - mean) < 4 * error, "\(name): \(found), expected \(mean)")
    }
  }

  @Test(arguments: LabGoldens.all.heads)
  func headsAttendAsPyTorchsDo(_ golden: LabGoldens.Heads) throws {
    let findings = try run(
      "heads",
      [
        "model": "\(golden.model)", "heads": "\(golden.heads)", "reduce": "\(golden.reduce)",
        "length": "\(golden.length)",
      ], seed: golden.seed)
    try expect(findings.tensor("weights"), is: golden.weights, within: 1e-6)
    try expect(findings.tensor("output"), is: golden.output, within: 1e-5)
    try expect(findings.tensor("headEntropy"), is: golden.headEntropy, within: 1e-5)
  }

  @Test(arguments: LabGoldens.all.queryGroups)
  func groupsAttendAsPyTorchsDo(_ golden: LabGoldens.QueryGroups) throws {
    let findings = try run(
      "mha-mqa-gqa",
      [
        "queryHeads": "\(golden.queryHeads)", "groups": "\(golden.groups)",
        "headDim": "\(golden.headDim)", "context": "4",
      ], seed: golden.seed)
    try expect(findings.tensor("output"), is: golden.output, within: 1e-5)
    for (name, expected) in [
      ("differenceToMHA", golden.differenceToMHA), ("differenceToMQA", golden.differenceToMQA),
    ] {
      #expect(abs(try findings.result(name) - expected) < 1e-5, "\(name)")
    }
  }
}
