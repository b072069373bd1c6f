import Testing

/// The labelled answers as they were committed before there was a grader.
struct LabelledSetTests {
  /// FNV-1a of the held-out answers and their labels. If this fails, put the file back: what a
  /// grader was worked on with says nothing of how well it grades.
  @Test func theHeldOutThirdIsAsItWasDrawn() throws {
    var hash: UInt64 = 0xcbf2_9ce4_8422_2325
    for answer in try Labelled.answers() where answer.set == "held-out" {
      let label = "\(answer.met) \(answer.contradicted)"
      for byte in "\(answer.id)|\(answer.item)|\(answer.text)|\(label)\n".utf8 {
        hash = (hash ^ UInt64(byte)) &* 0x100_0000_01b3
      }
    }
    #expect(hash == 0x31a7_8167_5097_9eec)
  }

  @Test func halfIsChineseAndAThirdOfEachLanguageIsHeldOut() throws {
    let answers = try Labelled.answers()
    #expect(answers.count == 200)
    #expect(Set(answers.map(\.id)).count == 200)
    #expect(answers.count { $0.language == "zh" } == 100)
    #expect(answers.count { $0.language == "zh" && $0.set == "held-out" } == 34)
    #expect(answers.count { $0.language == "en" && $0.set == "held-out" } == 33)
  }

  @Test func labelsArePointsOfTheRubric() throws {
    let items = try Labelled.items()
    for answer in try Labelled.answers() {
      let points = try #require(items.first { $0.id == answer.item }).rubric.count
      let named = answer.met + answer.contradicted
      #expect(named.allSatisfy { 1...points ~= $0 }, "\(answer.id)")
      #expect(Set(named).count == named.count, "\(answer.id)")
    }
  }
}
