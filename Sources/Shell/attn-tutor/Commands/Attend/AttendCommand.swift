import ArgumentParser
import Attention
import Course
import Foundation
import Tensors

/// Attention over tensors that NumPy wrote.
struct AttendCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "attend",
    abstract: "Compute attention over your own tensors, from and to .npy files.",
    discussion: """
      Q is [B, H, N, d], K [B, G, M, d] and V [B, G, M, dv], of float32 or float64; B and H may lack. \
      G divides H: head h reads group h / (H / G). Computed in float32. Without --out the shape, the \
      mean and the largest magnitude of the output are printed.
      """)

  enum Algorithm: String, ExpressibleByArgument, CaseIterable { case naive, flash }
  enum Format: String, ExpressibleByArgument, CaseIterable { case text, json }

  @Option(help: ArgumentHelp("The queries.", valueName: "q.npy")) var q: String
  @Option(help: ArgumentHelp("The keys.", valueName: "k.npy")) var k: String
  @Option(help: ArgumentHelp("The values.", valueName: "v.npy")) var v: String

  @Option(
    help: ArgumentHelp(
      "Which pairs may meet, as booleans, or what is added to their scores; is broadcast.",
      valueName: "m.npy"))
  var mask: String?
  @Flag(help: "A query sees keys up to its own place; the last query sees all.")
  var causal = false
  @Option(
    parsing: .unconditional, help: "A query sees keys less than this far from its own place.")
  var window: Int?
  @Option(
    parsing: .unconditional,
    help: "What scores are multiplied by, or none; by default 1/√d.")
  var scale: String?

  @Option(help: "By default flash, or naive where --weights are asked for.")
  var algorithm: Algorithm?
  @Option(
    parsing: .unconditional,
    help: ArgumentHelp("Queries in a block of flash.", valueName: "br")) var blockQ: Int?
  @Option(
    parsing: .unconditional,
    help: ArgumentHelp("Keys in a block of flash.", valueName: "bc")) var blockK: Int?
  @Option(parsing: .unconditional, help: "Threads.") var threads = 1

  @Option(help: ArgumentHelp("Write the output.", valueName: "o.npy")) var out: String?
  @Option(help: ArgumentHelp("Write the weights; of naive only.", valueName: "p.npy"))
  var weights: String?
  @Option(help: ArgumentHelp("Write the log-sum-exp of each query.", valueName: "l.npy"))
  var lse: String?

  @Option(
    help: ArgumentHelp("The gradient of the output, for those below.", valueName: "do.npy"))
  var grad: String?
  @Option(help: ArgumentHelp("Write the gradient of Q.", valueName: "dq.npy")) var dq: String?
  @Option(help: ArgumentHelp("Write the gradient of K.", valueName: "dk.npy")) var dk: String?
  @Option(help: ArgumentHelp("Write the gradient of V.", valueName: "dv.npy")) var dv: String?

  @Flag(
    help: "Print time, GFLOP/s, extra memory, and the traffic of the block loop with main memory.")
  var stats = false
  @Option(
    parsing: .unconditional,
    help: ArgumentHelp(
      "The on-chip memory that --stats cuts blocks for, by default \(AttendTraffic.defaultSRAM).",
      valueName: "bytes"))
  var sram: Int?
  @Option(help: "Which loop over blocks is the outer one: keys in fa1, queries in fa2.")
  var order: LoopOrder?

  @Option(help: "How it is printed.") var format: Format = .text
  @OptionGroup var language: LanguageOption

  func validate() throws {
    try Self.check("--window", window, 1...Int.max)
    try Self.check("--block-q", blockQ, 1...65536)
    try Self.check("--block-k", blockK, 1...65536)
    try Self.check("--threads", threads, 1...256)
    try Self.check("--sram", sram, 1...(1 << 40))
    _ = try scaleFactor()
    if weights != nil, algorithm == .flash {
      throw ValidationError(
        "--weights does not go with --algorithm flash, which never has the matrix of weights: it "
          + "keeps one block of it at a time. Use --algorithm naive.")
    }
    if grad == nil, let name = gradientOutputs.first?.name {
      throw ValidationError("\(name) needs --grad, the gradient of the output.")
    }
    if grad != nil, gradientOutputs.isEmpty {
      throw ValidationError("--grad needs --dq, --dk or --dv, to write a gradient to.")
    }
    if !stats, sram != nil || order != nil {
      throw ValidationError("\(sram != nil ? "--sram" : "--order") needs --stats.")
    }
    try AttendPaths(inputs: inputPaths, outputs: outputPaths).check()
  }

  func run() throws {
    let outputs = NPYOutputs()
    Interruption.watch { outputs.discard() }
    let inputs = try AttendInputs(
      query: q, key: k, value: v, mask: mask, outputGradient: grad)
    let traffic = try stats ? self.traffic(inputs.dimensions) : nil
    let algorithm = chosenAlgorithm
    try AttendMemory(
      inputs, algorithm: algorithm, blocks: blocks, threads: threads, keepsWeights: weights != nil
    ).check()
    let operands = try inputs.read()
    try CommandFailure.catching { () throws(NPYError) in
      for output in outputPaths { try NPYOutputs.check(output.path) }
    }

    let computation = AttendComputation(
      algorithm: algorithm, options: try options(operands), keepsWeights: weights != nil)
    let results = try computation.run(operands)
    let stats = traffic.map { AttendStats(results, computation, inputs.dimensions, $0) }
    let report = isSilent ? nil : AttendReport(results, stats: stats)
    // Last of all, so that little can happen once the files have their names.
    try CommandFailure.catching { () throws(NPYError) in
      try write(results, to: outputs)
      try outputs.commit()
    }
    switch (report, format) {
    case (nil, _): break
    case (let report?, .json): try printJSON(report)
    case (let report?, .text):
      try output(report.text(in: language.printed, withOutput: out == nil), terminator: "")
    }
  }

  private var isSilent: Bool { format == .text && out != nil && !stats }

  private var chosenAlgorithm: Algorithm { algorithm ?? (weights == nil ? .flash : .naive) }

  private func options(_ operands: AttendOperands) throws -> FlashOptions {
    FlashOptions(
      scale: try scaleFactor(), mask: attendMask(operands.mask), blocks: blocks,
      order: order ?? .fa2, threads: threads)
  }

  private func attendMask(_ addition: Tensor?) -> Mask {
    var masks: [Mask] = causal ? [.causal] : []
    if let window { masks.append(.window(window)) }
    if let addition { masks.append(.additive(addition)) }
    return .all(masks)
  }

  /// - Returns: nil for 1/√d
  private func scaleFactor() throws -> Float? {
    guard let scale else { return nil }
    if scale == "none" { return 1 }
    guard let factor = Float(scale), factor.isFinite else {
      throw ValidationError("--scale '\(scale)' is neither a finite number nor none.")
    }
    return factor
  }

  private var blocks: BlockSizes? {
    guard blockQ != nil || blockK != nil else { return nil }
    return BlockSizes(
      queries: blockQ ?? BlockSizes.fast.queries,
      keys: blockK ?? BlockSizes.fast.keys)
  }

  private func traffic(_ dimensions: AttentionDimensions) throws -> AttendTraffic {
    try AttendTraffic(
      dimensions, sram: sram ?? AttendTraffic.defaultSRAM, blocks: blocks, order: order ?? .fa2,
      mask: attendMask(nil))
  }

  private func write(_ results: AttendResults, to outputs: NPYOutputs) throws(NPYError) {
    let tensors: [(String?, Tensor?)] = [
      (out, results.output), (weights, results.weights), (lse, results.logSumExp),
      (dq, results.gradients?.query), (dk, results.gradients?.key),
      (dv, results.gradients?.value),
    ]
    for case (let path?, let tensor?) in tensors { try outputs.add(tensor, at: path) }
  }

  // MARK: Paths

  private var inputPaths: [AttendPaths.Named] {
    [("--q", q), ("--k", k), ("--v", v), ("--mask", mask), ("--grad", grad)].compactMap(Self.named)
  }

  private var outputPaths: [AttendPaths.Named] {
    [("--out", out), ("--weights", weights), ("--lse", lse)].compactMap(Self.named)
      + gradientOutputs
  }

  private var gradientOutputs: [AttendPaths.Named] {
    [("--dq", dq), ("--dk", dk), ("--dv", dv)].compactMap(Self.named)
  }

  private static func named(_ name: String, _ path: String?) -> AttendPaths.Named? {
    path.map { AttendPaths.Named(name: name, path: $0) }
  }

  private static func check(_ name: String, _ value: Int?, _ range: ClosedRange<Int>) throws {
    guard let value, !range.contains(value) else { return }
    let expected =
      range.upperBound == Int.max
      ? "a number from \(range.lowerBound)" : "\(range.lowerBound) to \(range.upperBound)"
    throw ValidationError("\(name) \(value) is out of range, expected \(expected).")
  }
}

extension LoopOrder: ExpressibleByArgument {}
