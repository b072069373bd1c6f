import Attention
import Course
import Figures
import Tensors
import Testing

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

@testable import Labs

struct RNNLabTests {
  private func run(_ settings: [String: String] = [:], seed: UInt64 = 1) throws -> Findings {
    try Laboratory().run(LabRequest(lab: "rnn", settings: settings, seed: seed)).findings
  }

  private func parts(_ settings: [String: String] = [:], seed: UInt64 = 1) throws -> RNNRun {
    try RNNRun(
      try Settings(RNNLab().description, written: settings), seed: seed, engine: AttentionEngine())
  }

  /// Path lengths and serial steps, by hand; Vaswani 2017, table 1.
  @Test(
    arguments: [
      ("rnn", "32", "15", "3", 15, 32), ("rnn", "64", "1", "3", 1, 64),
      ("cnn", "32", "15", "3", 8, 8), ("cnn", "32", "15", "2", 15, 15),
      ("cnn", "32", "15", "9", 2, 2), ("cnn", "64", "16", "9", 2, 2),
      ("cnn", "64", "17", "9", 3, 3), ("cnn", "32", "1", "3", 1, 1),
      ("attention", "32", "15", "3", 1, 1), ("attention", "64", "63", "3", 1, 1),
    ] as [(String, String, String, String, Double, Double)])
  func pathsAndSerialSteps(
    _ kind: String, _ length: String, _ gap: String, _ width: String, _ path: Double,
    _ serial: Double
  ) throws {
    let findings = try run(["kind": kind, "length": length, "gap": gap, "width": width])
    #expect(try findings.result("pathLength") == path)
    #expect(try findings.result("serialSteps") == serial)
  }

  @Test(
    arguments: [
      (15, 2, 4), (16, 2, 5), (15, 3, 3), (8, 3, 2), (9, 3, 3), (1, 9, 1), (80, 9, 2), (81, 9, 3),
    ])
  func dilatedStacksAreLogarithmic(_ gap: Int, _ kernel: Int, _ layers: Int) {
    let sizes = SequenceSizes(length: 128, width: 32, gap: gap, kernel: kernel)
    #expect(sizes.dilatedConvolutions == layers)
  }

  @Test(arguments: [1, 2, 3, 4, 5] as [UInt64])
  func recurrenceDecaysAndAttentionDoesNot(_ seed: UInt64) throws {
    let findings = try run(seed: seed)
    let recurrence = try #require(findings.tensor("rnnGradient")).storage
    let attention = try #require(findings.tensor("attentionGradient")).storage
    // tanh and W shrink every singular value, so that no step back may be longer.
    for distance in 1..<recurrence.count {
      #expect(recurrence[distance] < 0.9 * recurrence[distance - 1])
    }
    #expect(recurrence[15] < 0.01 * recurrence[1])
    func mean(_ distances: Range<Int>) -> Float {
      attention[distances].reduce(0, +) / Float(distances.count)
    }
    let (near, far) = (mean(1..<16), mean(16..<32))
    #expect(far > near / 3 && far < near * 3)
    #expect(attention[15] > recurrence[15])
  }

  /// Outside its field a stack of convolutions hears nothing, within it something everywhere.
  @Test(arguments: [
    ("3", "15", 16), ("2", "4", 4), ("9", "8", 8), ("5", "23", 24), ("7", "31", 31),
  ])
  func convolutionsEndAtTheirReach(_ width: String, _ gap: String, _ reach: Int) throws {
    let findings = try run(["kind": "cnn", "width": width, "gap": gap])
    let gradient = try #require(findings.tensor("gradient")).storage
    for (distance, value) in gradient.enumerated() { #expect((value > 0) == (distance <= reach)) }
    #expect(try findings.result("reach") == Double(reach))
  }

  /// The gradients of all three, against central differences of forward passes written here anew.
  @Test(arguments: SequenceLayerKind.allCases, [1, 2] as [UInt64])
  func gradientsAreThoseOfDifferences(_ kind: SequenceLayerKind, _ seed: UInt64) throws {
    let run = try parts(
      ["kind": kind.rawValue, "length": "9", "gap": "6", "width": "3"], seed: seed)
    let forward = Forward(run)
    let input = run.input.doubles
    let step = 1e-5
    for distance in 0..<run.sizes.length {
      for column in [0, 31] {
        var (low, high) = (input, input)
        low[run.sizes.length - 1 - distance][column] -= step
        high[run.sizes.length - 1 - distance][column] += step
        let slope = (forward(high)[0] - forward(low)[0]) / (2 * step)
        #expect(abs(Double(run.inputGradient[distance, column]) - slope) < 1e-5)
      }
    }
  }

  /// The curve is the norm over all numbers of output and input, here by differences as well.
  @Test(arguments: SequenceLayerKind.allCases)
  func theCurveIsTheNormOfTheJacobian(_ kind: SequenceLayerKind) throws {
    let run = try parts(["length": "6", "gap": "4", "width": "3"])
    let forward = Forward(run, kind)
    let input = run.input.doubles
    let (distance, step) = (4, 1e-5)
    var squares = 0.0
    for column in 0..<RNNRun.width {
      var (low, high) = (input, input)
      low[5 - distance][column] -= step
      high[5 - distance][column] += step
      for (a, b) in zip(forward(high), forward(low)) {
        squares += (a - b) * (a - b) / (4 * step * step)
      }
    }
    let gain = (squares / Double(RNNRun.width)).squareRoot()
    #expect(abs(run.gradient(kind)[distance] - gain) < 1e-4 * max(gain, 0.1))
  }

  @Test(arguments: [("16", "16"), ("2", "2"), ("32", "127")])
  func aGapBeyondTheSequenceIsRefused(_ length: String, _ gap: String) {
    #expect(throws: LabError.self) { try run(["length": length, "gap": gap]) }
  }

  @Test(arguments: ["2", "3", "128"], ["2", "9"])
  func theEdgesRun(_ length: String, _ width: String) throws {
    for kind in SequenceLayerKind.allCases {
      let gap = "\((Int(length) ?? 2) - 1)"
      let findings = try run(
        ["kind": kind.rawValue, "length": length, "gap": gap, "width": width])
      #expect(findings.tensor("gradient")?.storage.allSatisfy(\.isFinite) == true)
      for step in findings.steps { _ = step.views(.chinese) }
    }
  }

  @Test(arguments: ["no-scaling", "scaled-by-d", "key-as-value", "swapped-qk", "softmax-columns"])
  func brokenMachinesAreFound(_ name: String) throws {
    let request = LabRequest(lab: "rnn", settings: ["kind": "attention"], mutant: name)
    let findings = try Laboratory().run(request).findings
    #expect(try #require(findings.sabotage).departure?.step == 2)
  }

  @Test(arguments: Language.allCases, SequenceLayerKind.allCases)
  func everyMatrixHasDerivations(_ language: Language, _ kind: SequenceLayerKind) throws {
    let findings = try run(["kind": kind.rawValue, "length": "4", "gap": "2"])
    for entry in findings.tensors where entry.tensor.shape.rank == 2 {
      for row in 0..<entry.tensor.shape[0] {
        for column in stride(from: 0, to: entry.tensor.shape[1], by: 5) {
          let derivation = try #require(
            findings.derivation(CellReference(entry.name, row, column), language), "\(entry.name)")
          #expect(derivation.value == Double(entry.tensor[row, column]))
        }
      }
    }
    #expect(findings.derivation(CellReference("gradient", 0, 0), language) == nil)
  }

  /// The products that a derivation names add up to the number that it explains.
  @Test(arguments: SequenceLayerKind.allCases)
  func derivationsAddUp(_ kind: SequenceLayerKind) throws {
    let findings = try run(["kind": kind.rawValue, "length": "6", "gap": "4"])
    for row in 0..<6 {
      let derivation = try #require(
        findings.derivation(CellReference("inputGradient", row, 3), .english))
      let inputs = derivation.inputs.map(\.value)
      let sum = stride(from: 0, to: inputs.count, by: 2).reduce(0.0) {
        $0 + inputs[$1] * inputs[$1 + 1]
      }
      #expect(abs(sum - derivation.value) < 1e-5)
    }
  }

  @Test func aCancelledRunStops() async throws {
    let task = Task {
      withUnsafeCurrentTask { $0?.cancel() }
      _ = try run()
    }
    await #expect(throws: CancellationError.self) { try await task.value }
  }
}

/// The three layers in Double, as plainly as can be: the last output of a sequence.
private struct Forward {
  let run: RNNRun
  let kind: SequenceLayerKind

  init(_ run: RNNRun, _ kind: SequenceLayerKind? = nil) {
    self.run = run
    self.kind = kind ?? run.kind
  }

  func callAsFunction(_ input: [[Double]]) -> [Double] {
    switch kind {
    case .rnn:
      let (recurrent, own) = (run.recurrence.recurrent.doubles, run.recurrence.input.doubles)
      return input.reduce([Double](repeating: 0, count: RNNRun.width)) { state, token in
        recurrent.indices.map { tanh(dot(recurrent[$0], state) + dot(own[$0], token)) }
      }
    case .cnn:
      var below = input
      let nothing = [Double](repeating: 0, count: RNNRun.width)
      for kernel in run.convolutions.kernels.map(\.doubles) {
        below = below.indices.map { position in
          let seen = (0..<run.sizes.kernel).flatMap {
            position - $0 < 0 ? nothing : below[position - $0]
          }
          return kernel.map { tanh(dot($0, seen)) }
        }
      }
      return below[below.count - 1]
    case .attention:
      func projected(_ matrix: Tensor) -> [[Double]] {
        let columns = matrix.transposed().doubles
        return input.map { token in columns.map { dot(token, $0) } }
      }
      let (queries, keys) = (
        projected(run.attention.queryMatrix), projected(run.attention.keyMatrix)
      )
      let values = projected(run.attention.valueMatrix)
      let scale = Double(RNNRun.width).squareRoot()
      let weights = keys.map { exp(dot(queries[queries.count - 1], $0) / scale) }
      let sum = weights.reduce(0, +)
      return (0..<RNNRun.width).map { column in
        zip(weights, values).reduce(0) { $0 + $1.0 / sum * $1.1[column] }
      }
    }
  }

  private func dot(_ left: [Double], _ right: [Double]) -> Double {
    zip(left, right).reduce(0) { $0 + $1.0 * $1.1 }
  }
}

extension Tensor {
  fileprivate var doubles: [[Double]] { (0..<shape[0]).map { row($0).map(Double.init) } }
}
