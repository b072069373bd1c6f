import Attention
import Course
import Labs
import Testing

@testable import Quiz

/// Every wrong answer that a broken engine gives is named after it.
struct XRayTests {
  @Test func everyMutantAppliesToSomeItem() throws {
    let named = try Set(AskedItem.english.get().flatMap(\.questions).flatMap(\.xrays).map(\.mutant))
    #expect(named == Set(Mutant.all.map(\.name)))
  }

  /// Of those draws in which a broken engine has a number of its own.
  @Test func mostDrawsOfAnItemNameAMutant() throws {
    for item in try AskedItem.english.get() {
      let telling = try item.questions.prefix(8).filter { question in
        let isTelling = try item.isTelling(try #require(question.run))
        #expect(isTelling || question.xrays.isEmpty, "\(item.id) \(question.seed)")
        return isTelling
      }
      let count = telling.count { !$0.xrays.isEmpty }
      #expect(
        telling.isEmpty || count * 2 > telling.count, "\(item.id): \(count) of \(telling.count)")
    }
  }

  /// The mutants that some items tell apart, in four draws of five.
  @Test func itemsTellTheirMutantsApart() throws {
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
    let asked = try AskedItem.english.get()
    for (id, mutants) in expected {
      let questions = try #require(asked.first { $0.id == id }, "\(id)").questions
      for mutant in mutants {
        let count = questions.count { $0.xrays.contains { $0.mutant == mutant } }
        #expect(count * 5 >= questions.count * 4, "\(id): \(mutant) in \(count) draws")
      }
    }
  }

  /// The key as the tutor prints it, the others as a learner types them: in three digits.
  @Test func theAnswerOfABrokenEngineIsNamedAndTheKeyIsNot() throws {
    for item in try AskedItem.english.get() {
      for question in item.questions {
        let draw = "\(item.id) \(question.seed)"
        let key = Answer.text(try #require(question.numeric).answerText)
        #expect(try question.item.grade(key).isRight, "\(draw)")
        #expect(question.xray(of: key) == nil, "\(draw)")
        for xray in question.xrays {
          let typed = Answer.text(xray.value.typed)
          #expect(
            question.xray(of: typed)?.mutant == xray.mutant,
            "\(draw): \(xray.value.typed) by \(xray.mutant)")
          #expect(try !question.item.grade(typed).isRight, "\(draw): \(xray.mutant)")
        }
      }
    }
  }

  @Test func theValuesAreFurtherApartThanTwiceTheTolerance() throws {
    for item in try AskedItem.english.get() {
      for question in item.questions {
        let numeric = try #require(question.numeric)
        let values = (question.xrays.map(\.value) + [try #require(numeric.answer)]).sorted()
        for (low, high) in zip(values, values.dropFirst()) {
          let room = max(numeric.tolerance.room(at: low), numeric.tolerance.room(at: high))
          #expect(high - low > 2 * room, "\(item.id) \(question.seed): \(low), \(high)")
        }
      }
    }
  }

  /// The engine that is named gives that value when it is run, as the screen runs it.
  @Test func theRunOfAnXRayGivesItsValue() throws {
    for item in try AskedItem.english.get() {
      for question in item.questions.prefix(2) {
        let numeric = try #require(question.numeric)
        var request = try #require(question.run)
        for xray in question.xrays {
          request.mutant = xray.mutant
          let numbers = try item.computation.candidates(in: Laboratory().values(request))
          #expect(numbers.map(numeric.inUnit).contains(xray.value), "\(item.id): \(xray.mutant)")
        }
      }
    }
  }

  @Test func bothLanguagesAskTheSame() throws {
    let (english, chinese) = (try AskedItem.english.get(), try AskedItem.chinese.get())
    #expect(english.map(\.id) == chinese.map(\.id))
    for (one, other) in zip(english, chinese) {
      for question in other.questions {
        let twin = try #require(one.questions.first { $0.seed == question.seed }, "\(one.id)")
        #expect(twin.run == question.run, "\(one.id)")
        #expect(twin.numeric?.answer == question.numeric?.answer, "\(one.id)")
      }
    }
  }

  /// No text keeps a placeholder.
  @Test(arguments: Language.allCases) func everyNumberIsPutIn(language: Language) throws {
    let asked = language == .english ? AskedItem.english : AskedItem.chinese
    for item in try asked.get() {
      let question = try #require(item.questions.first)
      let common = question.item.common
      let blocks = common.prompt + (common.hint ?? []) + question.item.explanation.blocks
      var texts: [String] = []
      blocks.walk { block in
        if case .math(let formula) = block.content { texts.append(formula.latex) }
      }
      blocks.walkInlines { texts.append($0.plainText) }
      #expect(!texts.isEmpty)
      for text in texts {
        for open in ["{{", "[row", "{row}", "{column}", "{answer}"] {
          #expect(!text.contains(open), "\(item.id): \(text)")
        }
      }
    }
  }
}

extension Question {
  fileprivate var numeric: NumericValue? {
    if case .numeric(let item) = item { item } else { nil }
  }
}

extension Tolerance {
  fileprivate func room(at value: Double) -> Double {
    switch self {
    case .absolute(let width): width
    case .relative(let share): share * value.magnitude
    }
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
