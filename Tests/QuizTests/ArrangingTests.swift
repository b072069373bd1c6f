import Course
import Foundation
import Testing

@testable import Quiz

/// Items whose answer is a word, an order or a set of pairs.
struct ArrangingTests {
  @Test(
    arguments: [
      (Sample.truefalse, Answer.truth(true), 1.0), (Sample.truefalse, .truth(false), 0),
      (Sample.order, .order([0, 1, 2, 3]), 1),
      // Five of the six pairs are in order.
      (Sample.order, .order([1, 0, 2, 3]), 2.0 / 3),
      (Sample.order, .order([1, 0, 3, 2]), 1.0 / 3),
      (Sample.order, .order([2, 1, 0, 3]), 0),
      (Sample.order, .order([3, 2, 1, 0]), 0),
      (Sample.match, .pairs([0: 0, 1: 1, 2: 2]), 1),
      (Sample.match, .pairs([0: 0, 1: 2, 2: 1]), 1.0 / 3),
      (Sample.match, .pairs([0: 0, 1: 1]), 2.0 / 3),
      (Sample.match, .pairs([:]), 0), (Sample.match, .pairs([7: 7, -1: -1]), 0),
    ] as [(String, Answer, Double)])
  func answersEarnTheirShare(yaml: String, answer: Answer, share: Double) throws {
    let item = try #require(read(yaml + "\npoints: 3").item)
    let grade = try item.grade(answer)
    #expect(abs(grade.score - 3 * share) < 1e-12)
    #expect(grade.isCorrect == (share == 1))
  }

  @Test(
    arguments: [
      (Sample.truefalse, Answer.choice(0), "This item takes true or false."),
      (Sample.order, .order([0, 1, 2]), "This item takes all 4 choices in an order."),
      (Sample.order, .order([0, 1, 2, 2]), "This item takes all 4 choices in an order."),
      (Sample.order, .order([0, 1, 2, 4]), "This item takes all 4 choices in an order."),
      (Sample.match, .order([0]), "This item takes a right side for each left one."),
    ] as [(String, Answer, String)])
  func anAnswerOfAnotherKindIsNotJudged(yaml: String, answer: Answer, sentence: String) throws {
    let item = try #require(read(yaml).item)
    #expect {
      _ = try item.grade(answer)
    } throws: { ($0 as? AnswerError)?.message.english == sentence }
  }

  /// As a file of answers writes them: the score, or what is said of the answer.
  @Test(
    arguments: [
      (Sample.truefalse, #""whether": true"#, "1.0"),
      (Sample.truefalse, #""whether": false"#, "0.0"),
      (Sample.truefalse, #""whether": "true""#, "expected true or false, found 'true'"),
      (Sample.order, #""steps": [1, 2, 3, 4]"#, "1.0"),
      (Sample.order, #""steps": ["QKᵀ", "divide by √d", 3, "multiply by V"]"#, "1.0"),
      (Sample.order, #""steps": [4, 3, 2, 1]"#, "0.0"),
      (Sample.order, #""steps": [1, 2, 3]"#, "expected all 4 choices, choice 4 is missing"),
      (Sample.order, #""steps": [1, 2, 3, 3]"#, "choice 3 is named twice"),
      (Sample.order, #""steps": "1234""#, "expected a list of all 4 choices, found '1234'"),
      (
        Sample.match,
        #""shares": {"MHA": "one K and V a head", "GQA": "one K and V a group", "MQA": 2}"#, "1.0"
      ),
      (Sample.match, #""shares": {"GQA": "one K and V a head"}"#, "0.0"),
      (Sample.match, #""shares": {"MHH": 1}"#, "'MHH' is no left side; did you mean 'MHA'?"),
      (
        Sample.match, #""shares": {"MHA": "nobody"}"#,
        "expected a number from 1 to 3 or the text of a choice, found 'nobody'"
      ),
      (
        Sample.match, #""shares": [1]"#,
        "expected an object from left sides to right ones, found a list"
      ),
    ] as [(String, String, String)])
  func filesOfAnswersAreRead(yaml: String, answer: String, outcome: String) throws {
    let item = try #require(read(yaml).item)
    let json = "{\"answers\": {\(answer)}}"
    do {
      let sheet = try AnswerSheet(json: Data(json.utf8), file: "me.json", items: [item])
      let score = try #require(try sheet.graded().items.first?.score)
      #expect("\(score)" == outcome)
    } catch let error as Diagnostic {
      #expect(error.message == "item '\(item.id)': \(outcome)")
    }
  }

  @Test(arguments: [
    (
      Sample.order + "\nanswer: [1]",
      "a.md:16:1: error: this type takes no 'answer': the choices stand in the right order"
    ),
    (
      Sample.match.replacing("one K and V for all", with: "one K and V a head"),
      "two left sides have this right side, so it cannot be told whose"
    ),
    (Sample.match.replacing("pairs:", with: "pears:"), "unknown key 'pears'"),
    (Sample.truefalse.replacing("true\n", with: "yes\n"), "'answer' must be true or false"),
  ])
  func faultsAreNamed(yaml: String, sentence: String) {
    let sentences = read(yaml).sentences
    #expect(sentences.contains { $0.contains(sentence.split(separator: "error: ").last ?? "") })
  }
}

/// What is shown shuffled.
struct ShuffleTests {
  @Test(arguments: 2...9)
  func anOrderIsDrawnAndIsNeverTheRightOne(count: Int) {
    var seen: Set<[Int]> = []
    for seed in 0..<200 as Range<UInt64> {
      let order = Shuffle.order(of: count, seed: seed)
      #expect(order == Shuffle.order(of: count, seed: seed))
      #expect(order.sorted() == Array(0..<count))
      #expect(order != Array(0..<count))
      seen.insert(order)
    }
    #expect(count == 2 || seen.count > 4)
  }

  @Test func thereMayBeNothingToShuffle() {
    #expect(Shuffle.order(of: 0, seed: 1) == [])
    #expect(Shuffle.order(of: 1, seed: 1) == [0])
    #expect(Shuffle.order(of: -1, seed: 1) == [])
  }
}
