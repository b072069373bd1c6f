import Course
import Figures
import Tensors
import Testing

@testable import Labs

private let cat = "the cat sat on the mat because it was tired"
private let dogs = "the cat sat by the dogs because it was tired"

struct HeatmapLabTests {
  private func run(_ settings: [String: String] = [:], seed: UInt64 = 1) throws -> Findings {
    try Laboratory().run(LabRequest(lab: "heatmap", settings: settings, seed: seed)).findings
  }

  /// What a query looks at most, by token; head 1 is about pronouns, 2 about the word before, 3 about
  /// verbs and states, 4 rests on the first token.
  @Test(
    arguments: [
      (dogs, 1, "it", "cat"), (dogs, 2, "dogs", "the"), (cat, 1, "it", "cat"),
      (cat, 2, "mat", "the"), (cat, 3, "sat", "cat"), (cat, 4, "on", "the"),
      ("猫 坐下 因为 它 累 了", 1, "它", "猫"), ("猫坐在垫子上，因为它累了", 1, "它", "猫"),
      ("小猫追赶球，因为它饿了", 1, "它", "小猫"), ("猫 坐下 因为 它 累 了", 2, "因为", "坐下"),
      ("the dogs chased the ball because they were hungry", 1, "they", "dogs"),
      ("the dogs chased the ball because they were hungry", 3, "chased", "dogs"),
    ] as [(String, Int, String, String)], [1, 2, 3, 4, 5] as [UInt64])
  func headsFindWhatTheyLookFor(
    _ sentence: (text: String, head: Int, query: String, key: String), _ seed: UInt64
  ) throws {
    let findings = try run(["text": sentence.text, "head": "\(sentence.head)"], seed: seed)
    let tokens = Segmentation(sentence.text).tokens
    let weights = try #require(findings.tensor("weights"))
    let row = try #require(tokens.firstIndex(of: sentence.query))
    #expect(tokens[weights.argmax()[row]] == sentence.key)
  }

  /// The size of the head does not change what is looked at, while scores are scaled.
  @Test(arguments: [2, 4, 8, 16, 64, 256])
  func itLooksAtCatInHeadsOfAnySize(_ headDim: Int) throws {
    let weights = try #require(run(["d": "\(headDim)"]).tensor("weights"))
    #expect(weights[7, 1] > 0.6)
  }

  /// The output is the weighted sum of V, number by number, computed here in Double.
  @Test(arguments: ["none", "causal", "padding"])
  func outputIsTheWeightedSumOfValues(_ mask: String) throws {
    let findings = try run(["mask": mask])
    let weights = try #require(findings.tensor("weights"))
    let value = try #require(findings.tensor("value"))
    let output = try #require(findings.tensor("output"))
    for row in 0..<weights.shape[0] {
      #expect(abs(weights.row(row).reduce(0, +) - 1) < 1e-6)
      for column in 0..<output.shape[1] {
        let sum = (0..<weights.shape[1]).reduce(0.0) {
          $0 + Double(weights[row, $1]) * Double(value[$1, column])
        }
        #expect(abs(Double(output[row, column]) - sum) < 1e-5)
      }
    }
  }

  @Test func causalRowsSeeNothingLater() throws {
    let weights = try #require(run(["mask": "causal"]).tensor("weights"))
    for row in 0..<10 {
      for column in 0..<10 { #expect((weights[row, column] == 0) == (column > row)) }
    }
    #expect(weights[0, 0] == 1)
  }

  @Test func paddingGetsNothingOnceMasked() throws {
    let open = try #require(run(["text": "the cat sat [PAD] [PAD]"]).tensor("weights"))
    let masked = try #require(
      run(["text": "the cat sat [PAD] [PAD]", "mask": "padding"]).tensor("weights"))
    let added = try #require(run(["text": "the cat sat", "mask": "padding"]).tensor("weights"))
    #expect(open[1, 3] > 0)
    #expect(masked[1, 3] == 0 && masked[1, 4] == 0)
    #expect(added.shape == [5, 5] && added[0, 4] == 0)
  }

  /// Erratum E58: without a mask nothing is ignored wholly.
  @Test func everyWeightIsPositive() throws {
    #expect(try run().result("smallestWeight") > 0)
  }

  /// A head that rests on a token says so and knows the lesson, whichever token it is.
  @Test(
    arguments: [
      (["head": "4"], 1, "the first token, “the”", "第一个词“the”"),
      (["text": "it it it cat"], 4, "one token, “cat”", "同一个词“cat”"),
    ] as [([String: String], Int, String, String)], [1, 2, 3, 4, 5] as [UInt64])
  func aHeadThatRestsOnOneTokenSaysSo(
    _ sink: (settings: [String: String], token: Int, english: String, chinese: String),
    _ seed: UInt64
  ) throws {
    let findings = try run(sink.settings, seed: seed)
    #expect(try findings.result("mostWeightedToken") == Double(sink.token))
    #expect(try findings.result("mostWeight") > 0.5)
    let step = findings.steps[findings.openingStep]
    #expect(step.sentence.english.contains(sink.english + ": an attention sink"))
    #expect(step.sentence.chinese.contains(sink.chinese))
    #expect(step.lesson == "attention/steps#sinks")
    if sink.token == 1 {
      #expect(try findings.result("sinkWeight") == findings.result("mostWeight"))
    }
  }

  @Test func aHeadThatLooksAroundIsNoSink() throws {
    let findings = try run()
    let step = findings.steps[findings.openingStep]
    #expect(try findings.result("mostWeight") < 0.5)
    #expect(step.lesson == "attention/steps#by-hand" && !step.sentence.english.contains("sink"))
  }

  /// Why “it” looks at “cat”: the score, its largest product, and the features on either side.
  @Test(
    arguments: [
      (dogs, "it", "cat"), (cat, "it", "cat"), ("猫坐在孩子们的里，因为它累了", "它", "猫"),
    ] as [(String, String, String)], [1, 2, 3, 4, 5] as [UInt64])
  func theReasonIsThereFeatureByFeature(
    _ sentence: (text: String, query: String, key: String), _ seed: UInt64
  ) throws {
    let findings = try run(["text": sentence.text], seed: seed)
    let opening = try #require(findings.openingCell)
    let tokens = Segmentation(sentence.text).tokens
    #expect(tokens[opening.row] == sentence.query && tokens[opening.column] == sentence.key)
    #expect(findings.steps[0].sentence.english.contains("‘a pronoun asks for a being’"))
    #expect(findings.steps[0].sentence.chinese.contains("“代词找有生命的”"))

    func first(_ count: Int, of reference: CellReference) throws -> [CellReference] {
      let inputs = try #require(findings.derivation(reference, .english)).inputs
      return try inputs.prefix(count).map { try #require($0.reference) }
    }
    let scaled = try first(1, of: opening)[0]
    let score = try first(1, of: scaled)[0]
    let sides = try first(2, of: score)
    #expect(score.tensor == "scores")
    #expect(
      sides == [CellReference("query", opening.row, 0), CellReference("key", opening.column, 0)])
    for (side, feature, matrix) in [
      (sides[0], WordFeature.pronoun, "queryMatrix"), (sides[1], .animate, "keyMatrix"),
    ] {
      let (embedding, entry) = (try first(2, of: side)[0], try first(2, of: side)[1])
      #expect(embedding == CellReference("embedding", side.row, feature.rawValue))
      #expect(entry.tensor == matrix)
      #expect(
        findings.derivation(entry, .chinese)?.summary.contains("“代词找有生命的”，手工设定") == true)
      #expect(findings.derivation(embedding, .english)?.summary.contains("word list") == true)
    }
  }

  @Test func temperatureDecidesHowDecidedRowsAre() throws {
    let entropies = try ["0.1", "1", "10"].map { try run(["temperature": $0]).result("entropy") }
    #expect(entropies == entropies.sorted())
  }

  @Test(arguments: [
    ("Don't stop, it's fine!", ["Don't", "stop", ",", "it's", "fine", "!"]),
    ("  two\u{3000}spaces  ", ["two", "spaces"]),
    ("猫坐在垫子上", ["猫", "坐", "在", "垫子", "上"]),
    ("我爱Transformer模型", ["我", "爱", "Transformer", "模", "型"]),
    ("cat [PAD][PAD]", ["cat", "[PAD]", "[PAD]"]),
    ("한국어 🐈 3.5", ["한국어", "🐈", "3", ".", "5"]),
    ("", []),
  ])
  func textIsCutIntoTokens(_ text: String, _ tokens: [String]) {
    #expect(Segmentation(text).tokens == tokens)
  }

  @Test(arguments: [
    (["text": "   "], "the text has no word to attend to"),
    (["text": "[PAD]"], "the text has no word to attend to"),
    (["head": "5", "heads": "4"], "head 5 of 4: there are not that many"),
    (["mask": "padded"], "'padded' is no value of 'mask', expected one of none, causal, padding"),
    (["tempo": "1"], "lab 'heatmap' has no control 'tempo'"),
    (["temprature": "1"], "lab 'heatmap' has no control 'temprature'; did you mean 'temperature'?"),
  ])
  func whatCannotBeRunIsSaid(_ settings: [String: String], _ message: String) {
    #expect {
      try run(settings)
    } throws: {
      ($0 as? LabError)?.message.english == message
    }
  }

  /// From the output down to what is known of a word: each number is taken apart into numbers that
  /// are themselves the tensor's, and the way ends at the word list.
  @Test(arguments: Language.allCases)
  func derivationsGoDownToTheWords(_ language: Language) throws {
    let findings = try run(["mask": "causal"])
    var reference = CellReference("output", 7, 0)
    var path: [String] = []
    while let derivation = findings.derivation(reference, language) {
      path.append(reference.tensor)
      let tensor = try #require(findings.tensor(reference.tensor))
      #expect(derivation.value == Double(tensor[reference.row, reference.column]))
      for input in derivation.inputs {
        let source = try #require(input.reference)
        let number = try #require(findings.tensor(source.tensor))[source.row, source.column]
        #expect(Double(number) == input.value)
      }
      guard let next = derivation.inputs.first?.reference else { break }
      reference = next
    }
    #expect(
      path == ["output", "weights", "masked", "scaled", "scores", "query", "embedding"])
  }

  @Test func derivationsSayWhatTheyAre() throws {
    let findings = try run()
    #expect(
      findings.derivation(CellReference("embedding", 7, 5), .english)?.summary
        == "embedding[it, pronoun] = 1.000: what the lab's word list says of “it” under ‘pronoun’")
    let weight = try #require(findings.derivation(CellReference("weights", 7, 4), .english))
    #expect(weight.summary.hasPrefix("weights[it, the·5] = e^("))
    #expect(findings.derivation(CellReference("weights", 7, 99), .english) == nil)
    #expect(findings.derivation(CellReference("nothing", 0, 0), .english) == nil)
  }
}
