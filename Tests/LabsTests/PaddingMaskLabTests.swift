import Course
import Figures
import Testing

@testable import Labs

struct PaddingMaskLabTests {
  private func run(_ settings: [String: String]) throws -> Findings {
    try Laboratory().run(LabRequest(lab: "padding-mask", settings: settings)).findings
  }

  /// Errata E07 and E37.
  @Test(
    arguments: [
      // Scores 1, 2, 3 and three pads.
      (["maskValue": "0"], 0.0904), (["maskValue": "-1000"], 0), (["maskValue": "-inf"], 0),
      // All scores alike.
      (["maskValue": "0", "logitScale": "0"], 0.5),
      // Real scores as far down as the mask.
      (["lengths": "1,2", "maskValue": "-1000", "logitScale": "-998"], 0.1192),
      (["lengths": "1,2", "maskValue": "-1000", "logitScale": "-1000"], 0.5),
      (["lengths": "1,2", "maskValue": "-inf", "logitScale": "-1000"], 0),
      (["lengths": "3,6", "maskValue": "-10000", "logitScale": "-1000"], 0),
      (["lengths": "4"], 0),
    ] as [([String: String], Double)])
  func whatLeaksToPadding(_ settings: [String: String], _ leak: Double) throws {
    let findings = try run(settings)
    #expect(abs(try findings.result("leak") - leak) < 1e-4)
    #expect(try findings.result("nanRows") == 0)
  }

  /// The first row of the first sentence.
  @Test(
    arguments: [
      ("-1000", [0.0900, 0.2447, 0.6652, 0, 0, 0]), ("-inf", [0.0900, 0.2447, 0.6652, 0, 0, 0]),
      ("0", [0.0819, 0.2226, 0.6051, 0.0301, 0.0301, 0.0301]),
    ] as [(String, [Float])])
  func maskedWeightsAreThoseOfTheSentenceAlone(_ value: String, _ expected: [Float]) throws {
    let weights = try #require(run(["maskValue": value]).tensor("weights"))
    for (weight, expected) in zip(weights.row(0), expected) {
      #expect(abs(weight - expected) < 1e-4)
    }
  }

  @Test(
    arguments: [
      (["lengths": "0,3", "maskValue": "-inf"], 3, Float.nan),
      (["lengths": "0,3", "maskValue": "-inf", "cure": "true"], 0, 0),
      (["lengths": "0,3", "maskValue": "-1000"], 0, 1 / 3),
      // −10⁹ is −∞ in fp16, and a number in bf16.
      (["lengths": "0,3", "maskValue": "-1e9", "precision": "fp16"], 3, .nan),
      (["lengths": "0,3", "maskValue": "-1e9", "precision": "bf16"], 0, 1 / 3),
      (["lengths": "0,3", "maskValue": "-10000", "precision": "fp16"], 0, 1 / 3),
      (["lengths": "0,3", "maskValue": "lowest", "precision": "fp16"], 0, 1 / 3),
    ] as [([String: String], Double, Float)])
  func aSentenceWithoutAWord(_ settings: [String: String], _ nanRows: Double, _ weight: Float)
    throws
  {
    let findings = try run(settings)
    #expect(try findings.result("nanRows") == nanRows)
    #expect(try findings.result("emptyRows") == 3)
    let found = try #require(findings.tensor("weights"))[0, 0]
    #expect(weight.isNaN ? found.isNaN : abs(found - weight) < 1e-3)
  }

  @Test func maskValuesAreRoundedToTheFormat() throws {
    let half = try #require(run(["maskValue": "-1e9", "precision": "fp16"]).tensor("masked"))
    #expect(half[0, 3] == -.infinity)
    let brain = try #require(run(["maskValue": "-10000", "precision": "bf16"]).tensor("masked"))
    #expect(brain[0, 3] == -9984)
  }

  @Test(arguments: [
    "", "3,", "a", "-1", "17", "0,0", "1,2,3,4,5,6,7", "3;6", "99999999999999999999",
  ])
  func lengthsAreChecked(_ text: String) {
    #expect {
      try run(["lengths": text])
    } throws: {
      ($0 as? LabError)?.message.english.hasPrefix("'\(text)' is no value of 'lengths', expected ")
        == true
    }
  }

  @Test(arguments: ["3,6", "3, 6", "3，6", "3、6"])
  func lengthsAreReadAsPeopleWriteThem(_ text: String) throws {
    #expect(try #require(run(["lengths": text]).tensor("weights")).shape == [12, 6])
  }

  @Test func everyNumberCanBeTakenApart() throws {
    let findings = try run(["maskValue": "-1000"])
    var reference = CellReference("weights", 1, 4)
    var path: [String] = []
    while let derivation = findings.derivation(reference, .chinese) {
      path.append(reference.tensor)
      guard let next = derivation.inputs.first?.reference else { break }
      reference = next
    }
    #expect(path == ["weights", "masked", "scaled", "scores", "query"])
  }
}
