import Attention
import Course
import Testing

@testable import Labs

/// What is said of a broken run, in every lab.
struct SabotageTests {
  /// The labs with what may be broken in them.
  static let pairs = LabRegistry.all.flatMap { lab in
    lab.mutants.map { (lab.description.name, $0.name) }
  }

  private func run(_ lab: String, _ mutant: String?, seed: UInt64) throws -> Findings {
    try Laboratory().run(LabRequest(lab: lab, seed: seed, mutant: mutant)).findings
  }

  /// Who says that no harm is done has the same results.
  @Test(arguments: pairs, [UInt64(1), 2, 3])
  func noHarmMeansTheSameResults(_ pair: (lab: String, mutant: String), _ seed: UInt64) throws {
    let broken = try run(pair.lab, pair.mutant, seed: seed)
    guard try #require(broken.sabotage).departure == nil else { return }
    let lab = try Laboratory().lab(named: pair.lab).description
    let measured = Set(lab.results.filter(\.isMeasured).map(\.name))
    for (value, truth) in try zip(broken.results, run(pair.lab, nil, seed: seed).results)
    where !measured.contains(truth.name) {
      let isSame = abs(value.value - truth.value) <= 1e-3 * (1 + abs(truth.value))
      #expect(isSame || value.value == truth.value, "\(truth.name)")
    }
  }

  /// Each of them has steps that say what they computed.
  @Test(arguments: Set(pairs.map(\.0)))
  func stepsOfALabThatCanBeBrokenSayWhatTheyComputed(_ lab: String) throws {
    #expect(try run(lab, nil, seed: 1).steps.contains { !$0.computed.isEmpty })
  }

  /// A lab that does not list a mutant says neither where it does harm nor that it does none.
  @Test(arguments: ["padding-mask", "scaling", "heads"], Language.allCases)
  func whatALabDoesNotLookForItDoesNotJudge(_ lab: String, _ language: Language) throws {
    let sabotage = try #require(run(lab, "softmax-columns", seed: 1).sabotage)
    #expect(sabotage.departure == nil)
    let sentence = sabotage.sentence[language]
    #expect(!sentence.contains("no harm") && !sentence.contains("没有影响"))
  }
}
