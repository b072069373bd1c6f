import Testing

@testable import Quiz

/// How well the grader agrees with an examiner.
struct RubricScoreTests {
  /// Points met: found and right, found and wrong, not found.
  private struct Count {
    var right = 0
    var wrong = 0
    var missed = 0

    var f1: Double { 2 * Double(right) / Double(2 * right + wrong + missed) }

    mutating func add(_ found: Set<Int>, _ labelled: Set<Int>) {
      right += found.intersection(labelled).count
      wrong += found.subtracting(labelled).count
      missed += labelled.subtracting(found).count
    }
  }

  /// Whoever works on the grader sees what it gets wrong in `dev`, and of `held-out` only the score.
  @Test(arguments: ["dev", "held-out"]) func agreesWithTheExaminer(set: String)
    throws
  {
    let rubrics = try Labelled.rubrics()
    var counts: [String: Count] = [:]
    var misjudged: [String] = []
    for answer in try Labelled.answers() where answer.set == set {
      let found = Set(try #require(rubrics[answer.item]).reading(of: answer.text).tally.met)
      counts[answer.language, default: Count()].add(found, Set(answer.met))
      if set == "dev", found != Set(answer.met) {
        misjudged.append("\(answer.id): met \(answer.met), found \(found.sorted()): \(answer.text)")
      }
    }
    let list = misjudged.joined(separator: "\n")
    for (language, count) in counts { #expect(count.f1 >= 0.85, "\(language)\n\(list)") }
    #expect(counts.count == 2)
  }

  /// Over all 200 answers. One language is a third of a hundred in what is held out, where a single
  /// point more or less is worth more than 0.01.
  @Test func isAsGoodInOneLanguageAsInTheOther() throws {
    let rubrics = try Labelled.rubrics()
    var counts: [String: Count] = [:]
    for answer in try Labelled.answers() {
      let found = Set(try #require(rubrics[answer.item]).reading(of: answer.text).tally.met)
      counts[answer.language, default: Count()].add(found, Set(answer.met))
    }
    let english = try #require(counts["en"]).f1
    let chinese = try #require(counts["zh"]).f1
    #expect(abs(english - chinese) <= 0.05)
  }

  @Test(arguments: try Labelled.claimless())
  func whoRepeatsTheQuestionOrListsTermsMeetsNothing(answer: Labelled.Claimless) throws {
    let tally = try #require(Labelled.rubrics()[answer.item]).reading(of: answer.text).tally
    #expect(tally.met == [])
  }

  @Test func everyModelAnswerMeetsEveryPoint() throws {
    for item in try Labelled.items() {
      for (language, model) in item.model {
        let tally = item.quizRubric.reading(of: model).tally
        #expect(tally.met.count == item.rubric.count, "\(item.id) \(language)")
      }
    }
  }

  /// What a phrasing says is what the learner may say.
  @Test func everyPhrasingAloneMeetsItsPoint() throws {
    for item in try Labelled.items() {
      for (index, point) in item.quizRubric.points.enumerated() {
        for phrasing in point.acceptedPhrasings {
          let tally = item.quizRubric.reading(of: "It is so that \(phrasing).").tally
          #expect(tally.met.contains(index + 1), "\(item.id) \(index + 1): \(phrasing)")
        }
      }
    }
  }
}
