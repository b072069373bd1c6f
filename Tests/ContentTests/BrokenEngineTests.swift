import Attention
import Course
import Labs
import Testing

/// Claims are worth the run only if they notice an engine that is broken.
struct BrokenEngineTests {
  /// One claim that turns false is enough of each.
  @Test func nineOfTenBrokenEnginesAreNoticed() throws {
    let lessons = try Content.course().lessons.filter { $0.language == .english }
    let unnoticed = try Mutant.all.map(\.name).filter { name in
      let laboratory = try Laboratory(mutant: name)
      var checker = ClaimChecker(runner: laboratory)
      return !lessons.contains { lesson in
        lesson.claimLinks.contains { !checker.check($0, among: lesson.claims).holds }
      }
    }
    #expect(unnoticed.count * 10 <= Mutant.all.count, "nobody notices \(unnoticed)")
  }
}
