import Attention
import Course
import Figures
import Tensors
import Testing

@testable import Labs

/// The nine ways to break plain attention: each is caught at the first step where it can matter.
struct HeatmapSabotageTests {
  private func sabotage(
    _ mutant: String, _ settings: [String: String], seed: UInt64
  ) throws -> Sabotage {
    let request = LabRequest(lab: "heatmap", settings: settings, seed: seed, mutant: mutant)
    return try #require(try Laboratory().run(request).findings.sabotage)
  }

  @Test func everyOneCanBeChosen() {
    #expect(
      HeatmapLab().mutants.map(\.name) == [
        "no-scaling", "scaled-by-d", "softmax-columns", "mask-after-softmax", "mask-with-zero",
        "no-mask", "anti-causal", "swapped-qk", "key-as-value",
      ])
  }

  @Test(
    arguments: [
      ("no-scaling", [:], "Scaled", "scaled"),
      ("no-scaling", ["mask": "causal"], "Scaled", "scaled"),
      ("scaled-by-d", ["d": "64"], "Scaled", "scaled"),
      ("softmax-columns", [:], "Weights: softmax", "weights"),
      ("softmax-columns", ["mask": "padding"], "Weights: softmax", "weights"),
      ("mask-after-softmax", ["mask": "causal"], "Masked", "masked"),
      ("mask-after-softmax", ["mask": "padding"], "Masked", "masked"),
      ("mask-with-zero", ["mask": "causal"], "Masked", "masked"),
      ("mask-with-zero", ["mask": "padding", "head": "3"], "Masked", "masked"),
      ("no-mask", ["mask": "causal"], "Masked", "masked"),
      ("no-mask", ["mask": "padding", "text": "cat"], "Masked", "masked"),
      ("anti-causal", ["mask": "causal"], "Masked", "masked"),
      ("swapped-qk", [:], "Scores: QKᵀ", "scores"),
      ("swapped-qk", ["head": "2", "d": "4"], "Scores: QKᵀ", "scores"),
      ("key-as-value", [:], "Output: weights × V", "output"),
      ("key-as-value", ["text": "cat"], "Output: weights × V", "output"),
    ] as [(String, [String: String], String, String)], [1, 2, 3, 4, 5] as [UInt64])
  func itIsCaughtWhereItCanMatter(
    _ sample: (mutant: String, settings: [String: String], step: String, tensor: String),
    _ seed: UInt64
  ) throws {
    let sabotage = try sabotage(sample.mutant, sample.settings, seed: seed)
    let departure = try #require(sabotage.departure)
    #expect(departure.title.english == sample.step)
    #expect(departure.cell.tensor == sample.tensor)
    #expect(sabotage.sentence.english.contains("first leaves the truth"))
  }

  /// The first pair that a causal mask hides is the first that a broken one gets wrong.
  @Test(arguments: ["mask-after-softmax", "mask-with-zero", "no-mask", "anti-causal"])
  func causalMasksFailAtTheFirstHiddenPair(_ mutant: String) throws {
    let departure = try #require(
      sabotage(mutant, ["mask": "causal"], seed: 1).departure)
    #expect(departure.cell == CellReference("masked", 0, 1))
    #expect(departure.truth == -.infinity && departure.broken.isFinite)
  }

  /// Where it can do no harm it is said to do none, and when it would.
  @Test(
    arguments: [
      ("mask-after-softmax", [:], "where a mask hides a key that would have had some weight"),
      ("mask-with-zero", [:], "where a mask hides a key of a row that sees others"),
      ("no-mask", [:], "where a mask hides a key that would have had some weight"),
      ("anti-causal", ["mask": "padding"], "with a causal mask and more than one token"),
      ("anti-causal", ["mask": "causal", "text": "cat"], "with a causal mask"),
      ("softmax-columns", ["text": "cat"], "different sums"),
      ("swapped-qk", ["text": "cat"], "where QKᵀ is not symmetric"),
      ("no-scaling", ["scale": "false"], "head has more than one dimension"),
    ] as [(String, [String: String], String)], [1, 2, 3] as [UInt64])
  func elsewhereItDoesNoHarm(
    _ sample: (mutant: String, settings: [String: String], harms: String), _ seed: UInt64
  ) throws {
    let sabotage = try sabotage(sample.mutant, sample.settings, seed: seed)
    #expect(sabotage.departure == nil)
    #expect(sabotage.sentence.english.contains("it does no harm; it does "))
    #expect(sabotage.sentence.english.contains(sample.harms))
  }

  /// What a step says it has computed is what the lab gives, and no step repeats another's.
  @Test(arguments: ["none", "causal", "padding"], [1, 2] as [UInt64])
  func stepsComputeWhatTheLabGives(_ mask: String, _ seed: UInt64) throws {
    let request = LabRequest(lab: "heatmap", settings: ["mask": mask], seed: seed)
    let findings = try Laboratory().run(request).findings
    let names = findings.steps.flatMap { $0.computed.map(\.name) }
    #expect(
      names == ["query", "key", "scores", "scaled"] + (mask == "none" ? [] : ["masked"])
        + ["weights", "value", "output", "otherWeights", "otherOutput"])
    for entry in findings.steps.flatMap(\.computed) {
      #expect(findings.tensor(entry.name)?.storage == entry.tensor.storage)
    }
  }

  /// No broken machine brings the lab down, whatever is set.
  @Test(arguments: HeatmapLab().mutants.map(\.name), ["none", "causal", "padding"])
  func brokenMachinesRun(_ mutant: String, _ mask: String) throws {
    for text in ["the cat sat by the dogs because it was tired", "cat", "猫 [PAD] [PAD]"] {
      for edit in ["", "1: other", "1: 1=1"] {
        for head in ["1", "4"] {
          let settings = ["text": text, "mask": mask, "edit": edit, "head": head]
          let request = LabRequest(lab: "heatmap", settings: settings, mutant: mutant)
          let findings = try Laboratory().run(request).findings
          for step in findings.steps {
            for language in Language.allCases { #expect(!step.views(language).isEmpty) }
          }
        }
      }
    }
  }
}
