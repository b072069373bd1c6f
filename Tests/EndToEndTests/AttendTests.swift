import Foundation
import Testing

/// `attend` as a script uses it: files in, files and figures out.
@Suite struct AttendTests {
  /// The cases of `Tests/Goldens/attend.py`, and the options that make them.
  static let goldens = [
    ("groups", "--causal --mask m.npy"),
    ("matrix", "--mask m.npy --scale none"),
    ("window", "--window 3 --scale -0.25"),
    ("empty-rows", "--causal --scale 0.5"),
  ]

  static let algorithms = [
    "--algorithm naive", "--algorithm flash", "--block-q 2 --block-k 3 --threads 2",
    "--stats --order fa1 --block-k 1",
  ]

  @Test(arguments: goldens, algorithms)
  func agreesWithNumPy(golden: (name: String, options: String), algorithm: String) throws {
    let folder = try AttendFolder(golden.name)
    let isNaive = algorithm.hasSuffix("naive")
    let command = try folder.attend(
      "--q q.npy --k k.npy --v v.npy \(golden.options) \(algorithm) --out o.npy --lse l.npy "
        + "--grad do.npy --dq dq.npy --dk dk.npy --dv dv.npy"
        + (isNaive ? " --weights p.npy" : ""))
    #expect(command.status == 0)
    #expect(command.errors.isEmpty)
    #expect(command.output.isEmpty == !algorithm.hasPrefix("--stats"))
    // The bounds of design/commands.md, for logits below 4.
    for (name, bound) in [("o", 2e-6), ("l", 2e-6), ("dq", 2e-5), ("dk", 2e-5), ("dv", 2e-5)]
      + (isNaive ? [("p", 2e-6)] : [])
    {
      let (found, expected) = (
        try folder.array(name), try AttendFolder.expected(golden.name, name)
      )
      #expect(found.shape == expected.shape, "\(name)")
      #expect(found.values.count == expected.values.count)
      for (value, reference) in zip(found.values, expected.values) {
        let agrees =
          value == reference || abs(value - reference) <= bound * (1 + abs(reference))
        #expect(agrees, "\(name): \(value), expected \(reference)")
      }
    }
    #expect(!folder.names.contains { $0.hasPrefix(".") })
  }

  private struct Report: Decodable {
    struct Stats: Decodable {
      struct Traffic: Decodable {
        var order: String
        var blockQueries: Int
        var blockKeys: Int
        var readBytes: Int
        var writeBytes: Int
        var standardReadBytes: Int
        var standardWriteBytes: Int
      }
      var forwardSeconds: Double
      var forwardGflop: Double
      var backwardSeconds: Double?
      var peakExtraBytes: Int
      var hbm: Traffic
    }
    var shape: [Int]
    var mean: Double
    var largestMagnitude: Double
    var stats: Stats?
  }

  private static let operands = "--q q.npy --k k.npy --v v.npy "

  private func report(_ folder: AttendFolder, _ options: String) throws -> Report {
    let command = try folder.attend(Self.operands + options + " --format json")
    #expect(command.status == 0)
    #expect(command.errors.isEmpty)
    return try JSONDecoder().decode(Report.self, from: Data(command.output.utf8))
  }

  @Test func withoutAnOutputItsFiguresArePrinted() throws {
    let folder = try AttendFolder("groups")
    let expected = try AttendFolder.expected("groups", "o").values
    let report = try report(folder, "--causal --mask m.npy")
    #expect(report.shape == [2, 4, 5, 4])
    #expect(abs(report.mean - expected.reduce(0, +) / Double(expected.count)) < 1e-6)
    #expect(abs(report.largestMagnitude - (expected.map(abs).max() ?? 0)) < 1e-6)
    #expect(report.stats == nil)
    let text = try folder.attend(Self.operands + "--causal --mask m.npy").output
    #expect(text.hasPrefix("output             [2, 4, 5, 4]\nmean               "))
    #expect(text.split(separator: "\n").count == 3)
    #expect(
      try folder.attend(Self.operands + "--lang zh").output.hasPrefix("输出        [2, 4, 5, 4]\n"))
  }

  /// Blocks of min(Bc, d) = 4 queries and of all keys: Q is read once, K and V for each of the two
  /// blocks, O and the log-sum-exp are written once.
  @Test func statisticsCountWhatTheLoopMoves() throws {
    let folder = try AttendFolder("groups")
    let (heads, queries, keys, headDim, valueDim) = (8, 5, 7, 3, 4)
    let stats = try #require(try report(folder, "--stats --grad do.npy --dq dq.npy").stats)
    #expect(stats.hbm.order == "fa2")
    #expect(
      stats.hbm.readBytes == 4 * heads * (queries * headDim + 2 * keys * (headDim + valueDim)))
    #expect(stats.hbm.writeBytes == 4 * heads * queries * (valueDim + 1))
    let matrix = queries * keys
    #expect(
      stats.hbm.standardReadBytes
        == 4 * heads * ((queries + keys) * headDim + 2 * matrix + keys * valueDim))
    #expect(stats.hbm.standardWriteBytes == 4 * heads * (2 * matrix + queries * valueDim))
    #expect(stats.forwardGflop == Double(2 * heads * matrix * (headDim + valueDim)) / 1e9)
    #expect(stats.forwardSeconds > 0 && stats.backwardSeconds ?? 0 > 0)
    #expect(stats.peakExtraBytes > 0)
    // 64 bytes hold ⌊16 / 4 / 4⌋ = 1 key; each of its 7 blocks meets each of the 5 of one query.
    let small = try #require(try report(folder, "--stats --sram 64 --order fa1").stats).hbm
    #expect((small.blockQueries, small.blockKeys) == (1, 1))
    #expect(
      small.readBytes == 4 * heads
        * (keys * (headDim + valueDim) + keys * queries * (headDim + valueDim + 2)))
  }

  @Test(arguments: ["--algorithm naive", "--algorithm flash", "--block-q 1 --block-k 2"])
  func threadsDoNotChangeABit(algorithm: String) throws {
    let folder = try AttendFolder("groups")
    var results: [[Data]] = []
    for threads in [1, 2, 7] {
      let command = try folder.attend(
        Self.operands + "\(algorithm) --threads \(threads) --out o.npy --grad do.npy --dk dk.npy")
      #expect(command.status == 0)
      results.append(
        try ["o.npy", "dk.npy"].map { try Data(contentsOf: URL(filePath: folder.file($0))) })
    }
    #expect(results[0] == results[1] && results[0] == results[2])
  }

  @Test(arguments: ["naive", "flash"])
  func aNaNStaysInItsRow(algorithm: String) throws {
    let folder = try AttendFolder("empty-rows")
    var bytes = [UInt8](try Data(contentsOf: URL(filePath: folder.file("q.npy"))))
    // Of query 4 of 6, the second of 4 numbers.
    bytes.replaceSubrange(128 + 4 * (4 * 4 + 1)..<128 + 4 * (4 * 4 + 2), with: [0, 0, 0xC0, 0x7F])
    try folder.write(bytes, "q.npy")
    let options = Self.operands + "--algorithm \(algorithm) --out o.npy"
    #expect(try folder.attend(options).status == 0)
    let rows = try folder.array("o").values
    for index in rows.indices { #expect(rows[index].isNaN == (index / 4 == 4)) }
    let printed = try folder.attend(Self.operands + "--format json").output
    #expect(printed.contains("\"mean\" : \"NaN\""))
  }

  @Test func anOlderOutputIsReplaced() throws {
    let folder = try AttendFolder("matrix")
    try folder.write([1, 2, 3], "o.npy")
    #expect(try folder.attend(Self.operands + "--out o.npy").status == 0)
    #expect(try folder.array("o").shape == "9, 5")
  }

  /// The portable kernels compute the same, and say so.
  @Test func thePortablePathRunsWhereItIsAskedFor() throws {
    let folder = try AttendFolder("matrix")
    let command = try folder.attend(
      Self.operands + "--mask m.npy --scale none --stats --out o.npy",
      environment: ["ATTN_TUTOR_KERNELS": "portable"])
    #expect(command.status == 0)
    #expect(command.output.contains("portable"))
    let expected = try AttendFolder.expected("matrix", "o").values
    for (value, reference) in zip(try folder.array("o").values, expected) {
      #expect(abs(value - reference) <= 2e-6 * (1 + abs(reference)))
    }
  }

  // MARK: Interruption

  @Test(arguments: [(SIGINT, 130), (SIGTERM, 143)] as [(Int32, Int32)])
  func endsInGoodOrderWhenInterrupted(signal: Int32, status: Int32) throws {
    let folder = try AttendFolder("matrix")
    // Minutes of work: 64 heads of 16,384 queries and keys.
    let shape = "(1, 64, 16384, 8)"
    for name in ["q", "k", "v"] {
      try folder.write(shape: shape, bytes: 64 * 16384 * 8 * 4, name + ".npy")
    }
    let before = folder.names
    let process = try Command.started(folder.arguments(Self.operands + "--out o.npy"))
    process.waitUntilItAwaitsSignals()
    kill(process.processIdentifier, signal)
    process.waitUntilExit()
    #expect(process.terminationReason == .exit)
    #expect(process.terminationStatus == status)
    #expect(folder.names == before)
  }
}
