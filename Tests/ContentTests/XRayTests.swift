import Course
import Labs
import Quiz
import Testing

/// Every wrong answer that a broken engine gives is named after it.
struct XRayTests {
  static let seeds: ClosedRange<UInt64> = 1...200

  /// The computed items that a broken engine can answer, each as 200 seeds ask it. Asked once for all
  /// tests.
  private static let asked: Result<[String: [Question]], any Error> = Result {
    var asked: [String: [Question]] = [:]
    for item in try computedItems(in: .english) {
      let first = try item.question(seed: 0, runner: Laboratory())
      guard !first.xrays.isEmpty else { continue }
      asked[item.id] = try seeds.map { try item.question(seed: $0, runner: Laboratory()) }
    }
    return asked
  }

  private static func computedItems(in language: Language) throws -> [Item] {
    try Content.course().lessons.filter { $0.language == language }.flatMap { lesson in
      lesson.items.compactMap { item in
        guard case .success(.numeric(let numeric)) = item, numeric.computation != nil else {
          return nil
        }
        return .numeric(numeric)
      }
    }
  }

  @Test func everyMutantAppliesToSomeItem() throws {
    let named = try Set(Self.asked.get().values.joined().flatMap(\.xrays).map(\.mutant))
    #expect(
      named == [
        "no-scaling", "scaled-by-d", "softmax-columns", "mask-after-softmax", "mask-with-zero",
        "no-mask", "anti-causal", "swapped-qk", "key-as-value", "dropped-rescale",
        "forgotten-sum", "frozen-maximum",
      ])
  }

  /// The mutants that each item tells apart, in all of its draws or nearly all.
  @Test func everyItemTellsItsMutantsApart() throws {
    let scores: Set = ["no-scaling", "scaled-by-d", "swapped-qk"]
    let masks: Set = ["mask-after-softmax", "mask-with-zero", "no-mask", "anti-causal"]
    let expected: [String: Set<String>] = [
      "steps-output": scores.union(["softmax-columns", "key-as-value"]),
      "steps-causal": scores.union(masks).union(["softmax-columns", "key-as-value"]),
      // The values of pads are 0 here: whether they are masked too late or not at all is the same.
      "padding-output": scores.union(["mask-with-zero", "key-as-value"]),
      "scaling-weight": scores.union(["softmax-columns"]),
      "scaling-pieces": ["dropped-rescale", "forgotten-sum", "frozen-maximum"],
    ]
    let asked = try Self.asked.get()
    #expect(Set(asked.keys) == Set(expected.keys))
    for (id, questions) in asked {
      for mutant in expected[id] ?? [] {
        let count = questions.count { $0.xrays.contains { $0.mutant == mutant } }
        #expect(count >= questions.count * 9 / 10, "\(id): \(mutant) in \(count) draws")
      }
    }
  }

  /// As a learner types it: in three digits.
  @Test func theAnswerOfABrokenEngineIsNamedAndTheKeyIsNot() throws {
    for (id, questions) in try Self.asked.get() {
      for question in questions {
        let key = try #require(question.key)
        #expect(try question.item.grade(.text(key.typed)).isRight, "\(id) \(question.seed)")
        #expect(question.xray(of: .text(key.typed)) == nil, "\(id) \(question.seed)")
        #expect(!question.xrays.isEmpty, "\(id) \(question.seed)")
        for xray in question.xrays {
          let typed = Answer.text(xray.value.typed)
          #expect(
            question.xray(of: typed)?.mutant == xray.mutant,
            "\(id) \(question.seed): \(xray.value.typed) by \(xray.mutant)")
          #expect(try !question.item.grade(typed).isRight)
        }
      }
    }
  }

  @Test func theValuesAreFurtherApartThanTwiceTheTolerance() throws {
    for (id, questions) in try Self.asked.get() {
      for question in questions {
        guard case .numeric(let item) = question.item, case .absolute(let width) = item.tolerance
        else {
          Issue.record("\(id) has no absolute tolerance")
          continue
        }
        let values = (question.xrays.map(\.value) + [try #require(question.key)]).sorted()
        for (low, high) in zip(values, values.dropFirst()) {
          #expect(high - low > 2 * width, "\(id) \(question.seed): \(low), \(high)")
        }
      }
    }
  }

  /// The engine that is named gives that value when it is run, as the screen runs it.
  @Test func theRunOfAnXRayGivesItsValue() throws {
    for (id, questions) in try Self.asked.get() {
      for question in questions.prefix(3) {
        var request = try #require(question.run)
        for xray in question.xrays {
          request.mutant = xray.mutant
          let values = try Laboratory().values(request)
          let all = values.matrices.values.flatMap(\.values) + values.numbers.values
          #expect(all.contains(xray.value), "\(id): \(xray.mutant)")
        }
      }
    }
  }

  @Test func bothLanguagesAskTheSame() throws {
    let chinese = try Self.computedItems(in: .chinese)
    let english = try Self.computedItems(in: .english)
    #expect(english.map(\.id) == chinese.map(\.id))
    #expect(english.count >= 6)
    for (one, other) in zip(english, chinese) {
      for seed in 1...3 as ClosedRange<UInt64> {
        let (one, other) = (
          try one.question(seed: seed, runner: Laboratory()),
          try other.question(seed: seed, runner: Laboratory())
        )
        #expect(one.key == other.key && one.run == other.run && one.key != nil, "\(one.item.id)")
      }
    }
  }

  /// No text keeps a placeholder.
  @Test(arguments: Language.allCases) func everyNumberIsPutIn(language: Language) throws {
    for item in try Self.computedItems(in: language) {
      let question = try item.question(seed: 5, runner: Laboratory())
      let blocks =
        question.item.common.prompt + (question.item.common.hint ?? [])
        + (question.explanation ?? [])
      var texts: [String] = []
      blocks.walk { block in
        if case .math(let formula) = block.content { texts.append(formula.latex) }
      }
      blocks.walkInlines { texts.append($0.plainText) }
      #expect(!texts.isEmpty)
      for text in texts {
        #expect(!text.contains("{{") && !text.contains("[row"), "\(item.id): \(text)")
        #expect(!text.contains("{row}") && !text.contains("{answer}"), "\(item.id): \(text)")
      }
    }
  }
}

extension Question {
  fileprivate var key: Double? {
    if case .numeric(let item) = item { item.answer } else { nil }
  }

  fileprivate var explanation: [Block]? {
    if case .text(let blocks) = item.explanation { blocks } else { nil }
  }
}

extension Double {
  /// Three significant digits: 0.312, 12.3, 0.00451.
  fileprivate var typed: String {
    guard self != 0 else { return "0" }
    let exponent = Int(log10Magnitude)
    var text = self
    var power = 1.0
    for _ in 0..<abs(2 - exponent) { power *= 10 }
    text = 2 - exponent >= 0 ? (text * power).rounded() / power : (text / power).rounded() * power
    return "\(text)"
  }

  private var log10Magnitude: Double {
    var exponent = 0.0
    var value = magnitude
    while value >= 10 { (value, exponent) = (value / 10, exponent + 1) }
    while value < 1 { (value, exponent) = (value * 10, exponent - 1) }
    return exponent
  }
}
