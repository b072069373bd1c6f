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

struct Seq2SeqLabTests {
  private func run(_ settings: [String: String] = [:], seed: UInt64 = 1) throws -> Findings {
    try Laboratory().run(LabRequest(lab: "seq2seq", settings: settings, seed: seed)).findings
  }

  @Test(arguments: [1, 2, 3, 4, 5] as [UInt64])
  func oneVectorForgetsTheFirstTokenAndAttentionDoesNot(_ seed: UInt64) throws {
    func first(_ length: String, _ attention: String) throws -> Double {
      try run(["sourceLength": length, "attention": attention], seed: seed).result("recallFirst")
    }
    #expect(try first("3", "false") > 0.9)
    #expect(try first("16", "false") < 0.3)
    #expect(try first("3", "true") > 0.95)
    #expect(try first("16", "true") > 0.95)
    let sweep = try #require(run(seed: seed).tensor("recallByLength"))
    for point in 0..<sweep.shape[0] {
      #expect(sweep[point, 2] > 0.95)
      if point > 0 { #expect(sweep[point, 1] < sweep[point - 1, 1] + 0.1) }
    }
  }

  /// Recall of one vector rises towards the last token, which is always there.
  @Test(arguments: [1, 2, 3, 4, 5] as [UInt64])
  func oneVectorHoldsTheLatestBest(_ seed: UInt64) throws {
    let findings = try run(["sourceLength": "12", "attention": "false"], seed: seed)
    let recall = try #require(findings.tensor("recall")).storage
    #expect(recall.count == 12)
    #expect(recall[11] > 0.95)
    #expect(recall[0] < 0.35)
    let thirds = [recall[0..<4], recall[4..<8], recall[8..<12]].map { $0.reduce(0, +) / 4 }
    #expect(thirds[0] < thirds[1] && thirds[1] < thirds[2])
    #expect(abs(try findings.result("recallFirst") - Double(recall[0])) < 1e-6)
  }

  @Test(arguments: [2, 10, 48], ["true", "false"])
  func theCurveByLengthPassesThroughTheResult(_ length: Int, _ attention: String) throws {
    let findings = try run(["sourceLength": "\(length)", "attention": attention])
    let sweep = try #require(findings.tensor("recallByLength"))
    let row = try #require((0..<sweep.shape[0]).first { sweep[$0, 0] == Float(length) })
    let value = sweep[row, attention == "true" ? 2 : 1]
    #expect(abs(Double(value) - (try findings.result("recallFirst"))) < 1e-6)
  }

  @Test(arguments: [1, 2, 3] as [UInt64])
  func moreMemoryHoldsMore(_ seed: UInt64) throws {
    let means = try ["8", "32", "128"].map {
      try run(["sourceLength": "12", "memory": $0, "attention": "false"], seed: seed)
        .result("recallMean")
    }
    #expect(means[0] + 0.05 < means[1] && means[1] + 0.05 < means[2])
  }

  /// Erratum E08: one row of weights a step of the decoder, and its best key is the step's own.
  @Test(arguments: [2, 10, 32])
  func attentionAlignsEachStep(_ length: Int) throws {
    let findings = try run(["sourceLength": "\(length)"])
    let alignment = try #require(findings.tensor("alignment"))
    #expect(alignment.shape == [length, length])
    #expect(alignment.argmax() == Array(0..<length))
    for row in 0..<length { #expect(abs(alignment.row(row).reduce(0, +) - 1) < 1e-5) }
    let fixed = try #require(
      run(["sourceLength": "\(length)", "attention": "false"]).tensor("alignment"))
    #expect(fixed.argmax() == [Int](repeating: length - 1, count: length))
    #expect(fixed.storage.reduce(0, +) == Float(length))
  }

  /// A state is a function of the tokens before it; recomputed here from the tensors in Double.
  @Test func statesAreThoseOfTheRecurrence() throws {
    let run = try Seq2SeqRun(
      try Settings(Seq2SeqLab().description), seed: 1, engine: AttentionEngine())
    var state = [Double](repeating: 0, count: run.memory)
    for (position, token) in run.example.enumerated() {
      state = (0..<run.memory).map { unit in
        let past = state.indices.reduce(0.0) {
          $0 + Double(run.encoder.recurrent[unit, $1]) * state[$1]
        }
        let exponential = exp(2 * (past + Double(run.encoder.embedding[token, unit])))
        return (exponential - 1) / (exponential + 1)
      }
      for unit in state.indices {
        #expect(abs(Double(run.states[position, unit]) - state[unit]) < 1e-5)
      }
    }
  }

  /// Ridge regression answers what a hand can check: two groups on a line, and labels it never saw.
  @Test func readoutsAreFittedToTrainingSequencesOnly() {
    let contexts = Tensor(rows: 6, columns: 1) { row, _ in [-1, -0.9, 1, 0.9, -0.8, 0.8][row] }
    let readout = LinearReadout(contexts, training: 4)
    #expect(readout.answers(fittedTo: [0, 0, 1, 1, 1, 0], classes: 2) == [0, 1])
    #expect(readout.answers(fittedTo: [1, 1, 0, 0], classes: 2) == [1, 0])
  }

  @Test(arguments: [1, 2, 7, 32])
  func orthogonalMatricesKeepLengths(_ size: Int) throws {
    var stream = RandomStream(seed: 5)
    let matrix = Tensor.orthogonal(size, from: &stream)
    let product = try matrix.timesTransposed(matrix)
    for row in 0..<size {
      for column in 0..<size {
        #expect(abs(product[row, column] - (row == column ? 1 : 0)) < 1e-5)
      }
    }
  }

  @Test(arguments: ["no-scaling", "scaled-by-d", "key-as-value"])
  func brokenMachinesAreFound(_ name: String) throws {
    let request = LabRequest(lab: "seq2seq", mutant: name)
    let findings = try Laboratory().run(request).findings
    #expect(try #require(findings.sabotage).departure != nil)
    if name == "key-as-value" { #expect(try findings.result("recallMean") < 0.2) }
  }

  @Test(arguments: Language.allCases, ["true", "false"])
  func everyNumberOfTheExampleHasADerivation(_ language: Language, _ attention: String) throws {
    let findings = try run(["sourceLength": "3", "memory": "4", "attention": attention])
    for name in [
      "alignment", "scaled", "scores", "query", "key", "states", "recurrentMatrix", "embedding",
    ] {
      let tensor = try #require(findings.tensor(name))
      for row in 0..<tensor.shape[0] {
        for column in 0..<tensor.shape[1] {
          let derivation = try #require(
            findings.derivation(CellReference(name, row, column), language))
          #expect(derivation.value == Double(tensor[row, column]))
        }
      }
    }
    #expect(findings.derivation(CellReference("recall", 0, 0), language) == nil)
    #expect(findings.derivation(CellReference("alignment", 3, 0), language) == nil)
  }

  @Test func aCancelledRunStops() async throws {
    let task = Task {
      withUnsafeCurrentTask { $0?.cancel() }
      _ = try run(["sourceLength": "64", "memory": "128"])
    }
    await #expect(throws: CancellationError.self) { try await task.value }
  }
}
