import Course
import Foundation
import Testing

@testable import Quiz

/// The files of `Goldens/rubric`; its README says how they came about.
enum Labelled {
  struct Answer: Decodable, CustomTestStringConvertible {
    var id: String
    var item: String
    var language: String
    var set: String
    var text: String
    var met: [Int]
    var contradicted: [Int]
    var testDescription: String { id }
  }

  struct Claimless: Decodable, CustomTestStringConvertible {
    var id: String
    var item: String
    var text: String
    var testDescription: String { id }
  }

  struct Question: Decodable {
    struct Point: Decodable {
      var accept: [String: [String]]
      var contradict: [String: [String]]
    }

    var id: String
    var prompt: [String: String]
    var rubric: [Point]
    var model: [String: String]
  }

  static func answers() throws -> [Answer] { try read("answers.json") }
  static func claimless() throws -> [Claimless] { try read("claimless.json") }
  static func items() throws -> [Question] { try read("items.json") }

  /// By the id of the question.
  static func rubrics() throws -> [String: Rubric] {
    try Dictionary(uniqueKeysWithValues: items().map { ($0.id, $0.quizRubric) })
  }

  private static func read<File: Decodable>(_ name: String) throws -> File {
    let tests = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .deletingLastPathComponent()
    return try JSONDecoder().decode(
      File.self, from: Data(contentsOf: tests.appending(path: "Goldens/rubric/\(name)")))
  }
}

extension Labelled.Question {
  var quizRubric: Rubric {
    Rubric(
      points: rubric.map { point in
        RubricPoint(
          text: [], accept: byLanguage(point.accept), contradict: byLanguage(point.contradict))
      },
      prompt: prompt.values.sorted().joined(separator: "\n"))
  }

  private func byLanguage(_ phrasings: [String: [String]]) -> [Language: [String]] {
    var found: [Language: [String]] = [:]
    for language in Language.allCases { found[language] = phrasings[language.rawValue] }
    return found
  }
}
