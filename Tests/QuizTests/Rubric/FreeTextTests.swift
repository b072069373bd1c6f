import Course
import Testing

@testable import Quiz

/// What instructors write as an item of free text, what they are told about a slip, and what an
/// answer earns. The item begins at a.md:10:3.
struct FreeTextTests {
  @Test func isReadWithAllOfItsKeys() throws {
    let (item, sentences) = read(
      Sample.short.replacing("pass: 1\n", with: "")
        + """

        again: And what is it for?
        followups: {2: backward}
        examples:
          - {text: It uses tiling., points: [1]}
          - {text: 它不写回 HBM。, points: [2]}
        """)
    #expect(sentences == [])
    guard case .short(let freeText) = item else {
      Issue.record("not a free text")
      return
    }
    #expect(freeText.rubric.points.count == 2)
    #expect(freeText.rubric.points[1].contradict[.chinese] == ["写回 HBM"])
    #expect(freeText.pass == 2, "all points where the item does not say")
    #expect(freeText.followups == [2: "backward"])
    #expect(freeText.examples.map(\.points) == [[1], [2]])
    #expect(freeText.again != nil)
    #expect(
      freeText.explanation == .text(freeText.model), "the model explains where nothing else does")
  }

  @Test(arguments: [
    ("pass: 1", "pass: 3", "21:9: error: 'pass' is 3, but the rubric has only 2 points"),
    ("pass: 1", "pas: 1", "21:3: error: unknown key 'pas'; did you mean 'pass'?"),
    ("pass: 1", "followups: {3: b}", "21:15: error: '3' is no point, expected 1 to 2"),
    (
      "pass: 1", "examples: [{text: So., points: [4]}]",
      "21:35: error: an example's points are numbers from 1 to 2"
    ),
    (
      "[online softmax, tiling]", "[\", of the\"]",
      "15:22: error: ', of the' has no word that could be found in an answer"
    ),
    ("zh: [分块, 在线 softmax]", "fr: [x]", "15:47: error: unknown key 'fr'"),
    (
      "contradict: {", "contradicts: {",
      "18:9: error: unknown key 'contradicts'; did you mean 'contradict'?"
    ),
  ])
  func saysWhatIsWrongAndWhere(old: String, new: String, sentence: String) throws {
    try #require(Sample.short.contains(old))
    let (item, sentences) = read(Sample.short.replacing(old, with: new))
    #expect(sentences == ["a.md:" + sentence])
    #expect(item == nil)
  }

  @Test(arguments: [
    ("It uses tiling.", 1.0), ("用了分块的方法，不写回显存", 1.0), ("It is fast.", 0),
    ("It is stored in HBM.", 0), ("", 0),
  ])
  func earnsTheShareOfThePointsThatItMeets(text: String, share: Double) throws {
    let item = try #require(read(Sample.short).item)
    let grade = try item.grade(.text(text))
    #expect(grade.score == share)
    #expect(grade.expected.hasPrefix("It uses tiling"))
    guard case .rubric(let reading)? = grade.detail else {
      Issue.record("there is no reading")
      return
    }
    #expect(reading.findings.count == 2)
  }

  @Test func anAnswerThatIsNoTextIsNotJudged() throws {
    let item = try #require(read(Sample.short).item)
    #expect {
      _ = try item.grade(.choice(0))
    } throws: { ($0 as? AnswerError)?.message.english == "This item takes a text." }
  }
}
