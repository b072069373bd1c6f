import Course
import Figures
import Tensors
import Testing

@testable import Labs

/// The learner changes a row of weights: by the control, and by the keys that set it.
struct RowEditTests {
  private let lab = HeatmapLab()

  private func run(_ settings: [String: String] = [:], seed: UInt64 = 1) throws -> Findings {
    try Laboratory().run(LabRequest(lab: "heatmap", settings: settings, seed: seed)).findings
  }

  /// What a key does at a cell.
  private func press(
    _ key: Character, at cell: CellReference?, _ settings: [String: String] = [:],
    seed: UInt64 = 1
  ) throws -> LabAction.Outcome {
    let action = try #require(lab.actions.first { $0.key == key })
    let values = try Settings(lab.description, written: settings)
    return action.outcome(values, try run(settings, seed: seed), cell)
  }

  private func edit(_ outcome: LabAction.Outcome) throws -> String {
    guard case .set(let settings, let step) = outcome else {
      Issue.record("refused")
      return ""
    }
    if settings["edit"] != "" { #expect(step == 4) }
    return try #require(settings["edit"])
  }

  private func refusal(_ outcome: LabAction.Outcome) throws -> Localized<String> {
    guard case .refused(let sentence) = outcome else {
      Issue.record("not refused: \(outcome)")
      return Localized("")
    }
    #expect(sentence.english != sentence.chinese)
    return sentence
  }

  private let itOnCat = CellReference("weights", 7, 1)

  // MARK: Same output, other attention

  /// The lab as it opens: ten tokens, eight dimensions, and the top token goes to zero.
  @Test(arguments: [1, 2, 3, 4, 5] as [UInt64])
  func itNeedNotLookAtCat(_ seed: UInt64) throws {
    let text = try edit(press("O", at: itOnCat, seed: seed))
    #expect(text == "8: other")
    let findings = try run(["edit": text], seed: seed)
    let weights = try #require(findings.tensor("otherWeights"))
    #expect(weights.shape == [2, 10])
    #expect(weights[0, 1] > 0.6 && weights[1, 1] == 0)
    #expect(abs(weights.row(1).reduce(0, +) - 1) < 1e-6)
    #expect(try findings.result("outputChange") < 1e-9)
    #expect(try findings.result("totalVariation") > 0.5)
    #expect(try findings.result("affineRank") == 5)
    #expect(try findings.result("support") <= 6)
    let sentence = findings.steps[4].sentence
    for text in [sentence.english, sentence.chinese] {
      #expect(text.contains("Jain & Wallace 2019") && text.contains("Wiegreffe & Pinter 2019"))
      #expect(text.contains(weights[0, 1].fixed(3)) && text.contains("0.000"))
      #expect(text.contains("“dogs”"))
    }
  }

  /// Every row of every head: what is claimed holds, and what is not claimed is explained.
  @Test(arguments: 1...8, [1, 2, 3] as [UInt64])
  func everyRowHasAnotherOrIsToldWhy(_ head: Int, _ seed: UInt64) throws {
    let settings = ["head": "\(head)", "heads": "8", "d": "4"]
    for row in 0..<10 {
      switch try press("O", at: CellReference("weights", row, 0), settings, seed: seed) {
      case .refused(let sentence):
        #expect(!sentence.english.isEmpty && !sentence.chinese.isEmpty)
      case .set(let set, _):
        let edited = settings.merging(set) { $1 }
        let findings = try run(edited, seed: seed)
        #expect(try findings.result("outputChange") < 1e-9)
        #expect(try findings.result("totalVariation") > 0.01)
        let rank = try findings.result("affineRank")
        #expect(try findings.result("support") <= rank + 1)
      }
    }
  }

  /// Where every token is needed none is claimed, and a smaller head is offered.
  @Test(
    arguments: [
      (["d": "16"], 7), (["d": "64"], 3), (["text": "cat sat tired"], 1), (["text": "cat"], 0),
      (["mask": "causal"], 1),
    ] as [([String: String], Int)], [1, 2, 3] as [UInt64])
  func whereAllTokensAreNeededNoneIsClaimed(
    _ place: (settings: [String: String], row: Int), _ seed: UInt64
  ) throws {
    let cell = CellReference("weights", place.row, 0)
    let sentence = try refusal(press("O", at: cell, place.settings, seed: seed))
    #expect(sentence.english.contains("smaller head"))
    #expect(sentence.chinese.contains("把头变小"))
    let settings = place.settings.merging(["edit": "\(place.row + 1): other"]) { $1 }
    let findings = try run(settings, seed: seed)
    #expect(try findings.result("totalVariation") == 0)
    #expect(findings.steps.last?.sentence == sentence)
  }

  /// “cat” alone is animate, so that its weight is what the output says it is.
  @Test func aFeatureThatOneTokenAloneHasPinsItsWeight() throws {
    let text = "the cat sat on the mat because it was tired"
    let sentence = try refusal(press("O", at: itOnCat, ["text": text]))
    #expect(sentence.english.contains("“cat” has 0.826, for it alone has ‘animate’"))
    #expect(sentence.chinese.contains("只有它有“有生命”"))
  }

  @Test func anotherRowIsFoundInAChineseSentence() throws {
    let settings = ["text": "猫坐在孩子们的里，因为它累了"]
    let tokens = Segmentation(settings["text"] ?? "").tokens
    let row = try #require(tokens.firstIndex(of: "它"))
    let text = try edit(press("O", at: CellReference("weights", row, 0), settings))
    let findings = try run(settings.merging(["edit": text]) { $1 })
    #expect(try findings.result("outputChange") < 1e-9)
    #expect(findings.steps.last?.sentence.chinese.contains("“孩子们”和“猫”一模一样") == true)
  }

  // MARK: By hand

  @Test(
    arguments: [
      ("8: 2=0.5", [1: 0.5]), ("8: 2=0.5 6=0.25", [1: 0.5, 5: 0.25]), ("8：2=1", [1: 1, 5: 0]),
      ("8: 1 1 1 1 1 1 1 1 1 1", [0: 0.1, 9: 0.1]), (" 8 : 0 0 0 0 0 0 0 0 3 1 ", [8: 0.75, 1: 0]),
      ("8: 2=0 6=0 1=1", [0: 1, 3: 0]),
    ] as [(String, [Int: Float])])
  func aRowIsAsItIsWritten(_ text: String, _ expected: [Int: Float]) throws {
    let findings = try run(["edit": text])
    let weights = try #require(findings.tensor("otherWeights"))
    for (key, weight) in expected { #expect(abs(weights[1, key] - weight) < 1e-6) }
    #expect(abs(weights.row(1).reduce(0, +) - 1) < 1e-6)
    let value = try #require(findings.tensor("value"))
    let output = try #require(findings.tensor("otherOutput"))
    for column in 0..<8 {
      let sum = (0..<10).reduce(Float(0)) { $0 + weights[1, $1] * value[$1, column] }
      #expect(abs(output[1, column] - sum) < 1e-6)
      #expect(abs(output[2, column] - (output[1, column] - output[0, column])) < 1e-6)
    }
  }

  /// The keys that are not set keep their proportions.
  @Test func theRestIsShared() throws {
    let findings = try run(["edit": "8: 2=0.1"])
    let weights = try #require(findings.tensor("otherWeights"))
    for key in [0, 5, 9] {
      let ratio = weights[1, key] / weights[0, key]
      #expect(abs(ratio - 0.9 / (1 - weights[0, 1])) < 1e-4)
    }
    let sentence = findings.steps[4].sentence
    #expect(sentence.english.contains("gives 0.100 to “cat” instead of 0.799"))
    #expect(sentence.english.contains("‘animate’") && sentence.chinese.contains("“有生命”"))
  }

  @Test(arguments: [
    "8", "x: other", "0: other", "11: other", "8: others", "8: 2=1.5", "8: 2=-0.1", "8: 2=nan",
    "8: 12=0.5", "8: 0=0.5", "8: 2=0.6 3=0.6", "8: 2=0.1 2=0.2", "8: 0.5 0.5",
    "8: 0 0 0 0 0 0 0 0 0 0", "8: 1 1 1 1 1 1 1 1 1 -1", "8: inf 1 1 1 1 1 1 1 1 1", "8:",
    ": other", "8: 2=0.5 other", "8: 2=0.5=1", "99999999999999999999: other",
  ])
  func malformedEditsAreRefused(_ text: String) {
    #expect {
      try run(["edit": text])
    } throws: {
      guard case .invalidValue(text, "edit", let expected)? = $0 as? LabError else { return false }
      return expected.english.contains("'ROW: other'")
        && expected.english.contains("10 weights")
    }
  }

  @Test(arguments: [
    (["mask": "causal", "edit": "2: 3=0.5"], "key 3 is hidden by the mask and can have no weight"),
    (
      ["mask": "causal", "edit": "1: 1 1 0 0 0 0 0 0 0 0"],
      "key 2 is hidden by the mask and can have no weight"
    ),
    (
      ["mask": "causal", "edit": "1: 1=0.5"],
      "every weight of the row is set, and they have no sum of 1"
    ),
  ])
  func impossibleEditsAreSaid(_ settings: [String: String], _ message: String) {
    #expect {
      try run(settings)
    } throws: {
      ($0 as? LabError)?.message.english == message
    }
  }

  @Test func keysMoveAWeightByTenths() throws {
    #expect(try edit(press("+", at: itOnCat)) == "8: 2=0.8")
    #expect(try edit(press("+", at: itOnCat, ["edit": "8: 2=0.8"])) == "8: 2=0.9")
    #expect(try edit(press("-", at: itOnCat)) == "8: 2=0.7")
    #expect(try edit(press("-", at: itOnCat, ["edit": "8: 2=0.8"])) == "8: 2=0.7")
    // In the step that shows the row it is found by its column.
    let inStep = CellReference("otherWeights", 1, 5)
    #expect(try edit(press("+", at: inStep, ["edit": "8: 2=0.7"])) == "8: 2=0.7 6=0.3")
    // What was set longest ago gives way.
    #expect(try edit(press("+", at: inStep, ["edit": "8: 2=0.7 6=0.3"])) == "8: 6=0.4")
    // Another row begins anew.
    let other = CellReference("weights", 1, 1)
    #expect(try edit(press("-", at: other, ["edit": "8: 2=0.7"])) == "2: 2=0.5")
    #expect(try edit(press("U", at: itOnCat, ["edit": "8: 2=0.7"])) == "")
  }

  /// The row that was found can be changed further; its text gives every weight back.
  @Test func aFoundRowCanBeMovedOn() throws {
    let before = try #require(run(["edit": "8: other"]).tensor("otherWeights"))
    let text = try edit(
      press("-", at: CellReference("otherWeights", 1, 5), ["edit": "8: other"]))
    let after = try #require(run(["edit": text]).tensor("otherWeights"))
    #expect(abs(before[1, 5] - 0.955) < 0.01 && abs(after[1, 5] - 0.9) < 1e-6)
    #expect(after[1, 1] == 0)
    let again = try #require(try RowEdit(text, tokens: 10))
    #expect(again.text == text)
  }

  @Test(
    arguments: [
      ("U", nil, [:], "No weight is edited."),
      ("+", CellReference("query", 7, 1), [:], "There is no weight here."),
      (
        "+", CellReference("weights", 1, 4), ["mask": "causal"],
        "“the” is hidden by the mask and can have no weight."
      ),
      (
        "-", CellReference("weights", 0, 0), ["mask": "causal"],
        "“the” is all that “the” sees: its weight stays 1."
      ),
      (
        "+", CellReference("weights", 7, 1), ["edit": "8: 2=1"], "“cat” has all the weight already."
      ),
      ("-", CellReference("weights", 7, 1), ["edit": "8: 2=0"], "“cat” has no weight to lose."),
    ] as [(Character, CellReference?, [String: String], String)])
  func whatCannotBeDoneIsSaid(
    _ key: Character, _ cell: CellReference?, _ settings: [String: String], _ message: String
  ) throws {
    #expect(try refusal(press(key, at: cell, settings)).english == message)
  }

  /// A cell of another figure stands for its query, and where it has none for the row in focus.
  @Test(
    arguments: [
      (CellReference("output", 4, 0), "5: other"), (CellReference("value", 0, 0), "8: other"),
      (nil, "8: other"), (CellReference("scores", 5, 9), "6: other"),
    ] as [(CellReference?, String)])
  func theRowIsThatOfTheCrosshair(_ cell: CellReference?, _ text: String) throws {
    #expect(try edit(press("O", at: cell)) == text)
  }

  @Test func keysAreCapitalsOrSigns() {
    #expect(lab.actions.map(\.key) == ["O", "+", "-", "U"])
  }

  /// The two rows and their outputs are taken apart like any other number.
  @Test(arguments: Language.allCases, ["", "8: other", "8: 2=0.5"])
  func editedRowsAreTakenApart(_ language: Language, _ edit: String) throws {
    let findings = try run(["edit": edit])
    for name in ["otherWeights", "otherOutput"] {
      let tensor = try #require(findings.tensor(name))
      for row in 0..<tensor.shape[0] {
        for column in 0..<tensor.shape[1] {
          let derivation = try #require(
            findings.derivation(CellReference(name, row, column), language))
          #expect(derivation.value == Double(tensor[row, column]))
          for input in derivation.inputs {
            let source = try #require(input.reference)
            let number = try #require(findings.tensor(source.tensor))[source.row, source.column]
            #expect(Double(number) == input.value)
          }
        }
      }
    }
  }
}
