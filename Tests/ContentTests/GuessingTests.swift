import Course
import Quiz
import Testing

/// Nobody may do well at the items by a rule of thumb: always the second, always the longest.
///
/// With n items, of which blind choice gets each with chance p, a rule may get n·p right and two
/// standard deviations more, √(Σ p(1−p)) each: a key drawn by lot stays below that 97 times of 100.
struct GuessingTests {
  @Test(arguments: Language.allCases) func noPositionIsRightMuchOftenerThanChance(
    language: Language
  ) throws {
    let items = try Content.singles(in: language)
    let most = items.map(\.choices.count).max() ?? 0
    for position in 0..<most {
      let tally = Tally(items.filter { $0.choices.count > position }) { $0.answer == position }
      #expect(tally.isWithinChance, "position \(position + 1): \(tally)")
    }
  }

  @Test(arguments: Language.allCases) func noLengthIsRightMuchOftenerThanChance(
    language: Language
  ) throws {
    let items = try Content.singles(in: language)
    let longest = Tally(items) { $0.isAnswer(extreme: >) }
    #expect(longest.isWithinChance, "the longest choice: \(longest)")
    let shortest = Tally(items) { $0.isAnswer(extreme: <) }
    #expect(shortest.isWithinChance, "the shortest choice: \(shortest)")
  }

  /// Of no item are all the choices marked, or it could be answered unread.
  @Test(arguments: Language.allCases) func noItemHasOnlyRightChoices(language: Language) throws {
    for lesson in try Content.course().lessons where lesson.language == language {
      for case .success(.multiple(let item)) in lesson.items {
        #expect(item.answer.count < item.choices.count, "\(item.common.id)")
      }
    }
  }

  @Test func theBoundLetsChanceThroughAndStopsAHabit() {
    // 16 items of two choices: 8 and 2 · 2; of four choices: 4 and 2 · √3.
    let (two, four) = (Array(repeating: 0.5, count: 16), Array(repeating: 0.25, count: 16))
    #expect(Tally(chances: two, right: 12).isWithinChance)
    #expect(!Tally(chances: two, right: 13).isWithinChance)
    #expect(Tally(chances: four, right: 7).isWithinChance)
    #expect(!Tally(chances: four, right: 8).isWithinChance)
  }
}

/// How often a rule of thumb is right, against blind choice.
private struct Tally: CustomStringConvertible {
  var chances: [Double]
  var right: Int

  init(chances: [Double], right: Int) {
    self.chances = chances
    self.right = right
  }

  init(_ items: [SingleChoice], isRight: (SingleChoice) -> Bool) {
    chances = items.map { 1 / Double($0.choices.count) }
    right = items.count(where: isRight)
  }

  private var most: Double {
    let variance = chances.reduce(0) { $0 + $1 * (1 - $1) }
    return chances.reduce(0, +) + 2 * variance.squareRoot()
  }

  var isWithinChance: Bool { Double(right) <= most }
  var description: String { "right \(right) times of \(chances.count), at most \(most)" }
}

extension SingleChoice {
  /// Whether the right choice alone is the longest, or the shortest.
  fileprivate func isAnswer(extreme: (Int, Int) -> Bool) -> Bool {
    let lengths = choices.map(\.plainText.count)
    return lengths.indices.allSatisfy { $0 == answer || extreme(lengths[answer], lengths[$0]) }
  }
}
