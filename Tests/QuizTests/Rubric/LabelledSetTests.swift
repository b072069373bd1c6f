import Foundation
import Testing

/// The labelled answers as they were committed before there was a grader.
struct LabelledSetTests {
  /// FNV-1a of the held-out answers and their labels. If this fails, put the file back: what a
  /// grader was worked on with says nothing of how well it grades.
  @Test func theHeldOutThirdIsAsItWasDrawn() throws {
    var hash: UInt64 = 0xcbf2_9ce4_8422_2325
    for answer in try Self.answers() where answer.set == "held-out" {
      let label = "\(answer.met) \(answer.contradicted)"
      for byte in "\(answer.id)|\(answer.item)|\(answer.text)|\(label)\n".utf8 {
        hash = (hash ^ UInt64(byte)) &* 0x100_0000_01b3
      }
    }
    #expect(hash == 0x31a7_8167_5097_9eec)
  }

  @Test func halfIsChineseAndAThirdOfEachLanguageIsHeldOut() throws {
    let answers = try Self.answers()
    #expect(answers.count == 200)
    #expect(Set(answers.map(\.id)).count == 200)
    #expect(answers.count { $0.language == "zh" } == 100)
    #expect(answers.count { $0.language == "zh" && $0.set == "held-out" } == 34)
    #expect(answers.count { $0.language == "en" && $0.set == "held-out" } == 33)
  }

  @Test func labelsArePointsOfTheRubric() throws {
    let items = try Self.read([LabelledItem].self, "items.json")
    for answer in try Self.answers() {
      let points = try #require(items.first { $0.id == answer.item }).rubric.count
      let named = answer.met + answer.contradicted
      #expect(named.allSatisfy { 1...points ~= $0 }, "\(answer.id)")
      #expect(Set(named).count == named.count, "\(answer.id)")
    }
  }

  private static func answers() throws -> [LabelledAnswer] {
    try read([LabelledAnswer].self, "answers.json")
  }

  private static func read<File: Decodable>(_ type: File.Type, _ name: String) throws -> File {
    let tests = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .deletingLastPathComponent()
    return try JSONDecoder().decode(
      type, from: Data(contentsOf: tests.appending(path: "Goldens/rubric/\(name)")))
  }
}

private struct LabelledAnswer: Decodable {
  var id: String
  var item: String
  var language: String
  var set: String
  var text: String
  var met: [Int]
  var contradicted: [Int]
}

private struct LabelledItem: Decodable {
  struct Point: Decodable {}
  var id: String
  var rubric: [Point]
}
