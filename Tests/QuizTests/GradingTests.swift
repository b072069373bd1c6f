import Testing

@testable import Quiz

/// What an answer is worth.
struct GradingTests {
  /// `green`, the second of three.
  @Test(arguments: [
    (Answer.choice(1), 1.0), (.choice(0), 0), (.choice(2), 0), (.choice(3), 0), (.choice(-1), 0),
    (.text("green"), 1), (.text("red"), 0), (.text("grey"), 0),
  ])
  func oneChoice(answer: Answer, score: Double) throws {
    let grade = try #require(read(Sample.single).item).grade(answer)
    #expect(grade == Grade(score: score, points: 1, expected: "green"))
  }

  /// Choices 1 and 3 of four are right: right ones marked less wrong ones, over two.
  @Test(
    arguments: [
      ([0, 2], 1.0), ([0], 0.5), ([2], 0.5), ([0, 2, 1], 0.5), ([0, 1], 0), ([0, 1, 2, 3], 0),
      ([], 0), ([1, 3], 0), ([0, 1, 3], 0), ([0, 9], 0),
    ] as [(Set<Int>, Double)])
  func severalChoices(marked: Set<Int>, share: Double) throws {
    let item = try #require(read(Sample.multiple + "\npoints: 4").item)
    let grade = try item.grade(.choices(marked))
    #expect(grade == Grade(score: 4 * share, points: 4, expected: "a; c"))
    #expect(grade.isCorrect == (share == 1))
  }

  @Test(arguments: [(false, 1.0, true), (true, 0.75, false)])
  func aHintCostsAQuarter(taken: Bool, share: Double, isCorrect: Bool) throws {
    let item = try #require(read(Sample.single + "\npoints: 2").item)
    let right = try item.grade(.choice(1), hintTaken: taken)
    #expect(right.score == 2 * share)
    #expect(right.isCorrect == isCorrect)
    #expect(try item.grade(.choice(0), hintTaken: taken).score == 0)
  }

  @Test(arguments: [
    (Sample.single, Answer.choices([1]), "This item takes the number or the text of one choice."),
    (Sample.multiple, .choice(0), "This item takes a list of choices."),
    (Sample.multiple, .text("a"), "This item takes a list of choices."),
    (Sample.numeric(), .choice(0), "This item takes a number."),
    (Sample.numeric(), .choices([]), "This item takes a number."),
  ])
  func anAnswerOfAnotherKindIsNotJudged(yaml: String, answer: Answer, sentence: String) throws {
    let item = try #require(read(yaml).item)
    #expect {
      _ = try item.grade(answer)
    } throws: { ($0 as? AnswerError)?.message.english == sentence }
  }
}

/// Numbers as learners type them.
struct NumericGradingTests {
  /// The key, its tolerance and unit, what is typed, and whether it is right.
  struct Typed: CustomTestStringConvertible {
    var answer: String
    var tolerance: String
    var unit: String?
    var text: String
    var isRight: Bool
    var testDescription: String { "\(answer) ± \(tolerance) \(unit ?? ""): '\(text)'" }

    init(
      _ answer: String, _ text: String, _ isRight: Bool = true, tolerance: String = "0",
      unit: String? = nil
    ) {
      self.answer = answer
      self.tolerance = tolerance
      self.unit = unit
      self.text = text
      self.isRight = isRight
    }
  }

  static let forms = [
    Typed("12.5", "12.5"), Typed("12.5", " 12.50 "), Typed("12.5", "+12.5"),
    Typed("12.5", "１２．５"), Typed("12.5", "1.25e1"), Typed("12.5", "25/2"),
    Typed("12.5", "25 / 2"), Typed("12.5", "２５／２"),
    Typed("12.5", "12。5"), Typed("12.5", "12.6", false), Typed("12.5", "-12.5", false),
    Typed("-3", "\u{2212}3"), Typed("-3", "\u{2013}3"), Typed("-3", "－3"), Typed("-3", "3", false),
    Typed("0.001", "1e-3"), Typed("0.001", "1E-3"), Typed("0.001", "1×10^-3"),
    Typed("0.001", "1e\u{2212}3"), Typed("0.001", ".001"), Typed("0.001", "1e3", false),
    Typed("1200", "1.2×10^3"), Typed("1200", "1.2*10^3"), Typed("1200", "1.2 · 10^3"),
    Typed("1200", "0.000012×10^8"), Typed("1200", "12000000000000000000×10^-16"),
    Typed("1200", "1.2×10³"), Typed("1200", "1.2x10^3"), Typed("1200", "1.2 x 10³"),
    Typed("0.001", "10⁻³"), Typed("0.001", "10^-3"), Typed("1024", "2^10"), Typed("1024", "２¹⁰"),
    Typed("1024", "2^11", false), Typed("0.0078125", "2^-7"), Typed("2560", "5 × 2^9"),
    Typed("0.375", "3÷8"), Typed("0.375", "3⁄8"),
    Typed("0.375", "3/8"), Typed("0.375", "8/3", false), Typed("-0.375", "-3/8"),
    Typed("1024", "1,024"), Typed("1024", "1 024"), Typed("1024", "1\u{202F}024"),
    Typed("1024", "１，０２４"), Typed("1048576", "1,048,576"), Typed("1024.5", "1,024.5"),
    Typed("0.5", "50%"), Typed("0.5", "50 %"), Typed("0.5", "５０％"), Typed("0.5", "50", false),
    Typed("50", "50%", unit: "%"), Typed("50", "50", unit: "%"),
    Typed("50", "0.5", false, unit: "%"),
  ]

  static let tolerances = [
    Typed("8", "8.01", tolerance: "0.01"), Typed("8", "7.99", tolerance: "0.01"),
    Typed("8", "8.02", false, tolerance: "0.01"), Typed("0", "0.01", tolerance: "0.01"),
    Typed("200", "202", tolerance: "1%"), Typed("200", "198", tolerance: "1%"),
    Typed("200", "202.1", false, tolerance: "1%"), Typed("-200", "-202", tolerance: "1%"),
    Typed("-200", "200", false, tolerance: "1%"), Typed("0", "0.01", false, tolerance: "1%"),
    // The last bit of a float is no mistake of the learner's.
    Typed("0.3", "0.30000000000000004"), Typed("0.3", "0.3000001", false),
  ]

  static let units = [
    Typed("192", "192", unit: "KB"), Typed("192", "192 KB", unit: "KB"),
    Typed("192", "192kb", unit: "KB"), Typed("192", "192 ＫＢ", unit: "KB"),
    Typed("192", "0.192 MB", unit: "KB"), Typed("192", "187.5 KiB", unit: "KB"),
    Typed("192", "192 KiB", false, unit: "KB"), Typed("192", "192000 bytes", unit: "KB"),
    Typed("192", "192000 字节", unit: "KB"), Typed("2", "2048 KiB", unit: "MiB"),
    Typed("2", "2048 KB", false, unit: "MiB"), Typed("1", "1024 GiB", unit: "TiB"),
    Typed("2", "2 nats", unit: "nats"), Typed("2", "2 Nats", unit: "nats"),
    Typed("8", "8 m²", unit: "m²"), Typed("0.5", "1/2 KB", unit: "KB"),
    Typed("500", "1/2 KB", unit: "B"), Typed("192", "１９２　ＫＢ", unit: "KB"),
    Typed("16", "128 bits", unit: "B"), Typed("2", "2 kilobytes", unit: "KB"),
    Typed("3", "3 ms", unit: "ms"), Typed("3", "0.003 s", unit: "ms"),
    Typed("3", "3000 µs", unit: "ms"), Typed("3", "3000us", unit: "ms"),
    Typed("3", "3 毫秒", unit: "ms"), Typed("3", "3 s", false, unit: "ms"),
    Typed("2", "120 s", unit: "min"),
    Typed("2", "2 TB/s", unit: "TB/s"), Typed("2", "2000 GB/s", unit: "TB/s"),
    Typed("2", "2000GB / s", unit: "TB/s"), Typed("2", "2e12 bytes per second", unit: "TB/s"),
    Typed("2", "2 TiB/s", false, unit: "TB/s"),
    Typed("312", "312 TFLOPs", unit: "TFLOPs"), Typed("312", "312 TFLOPS", unit: "TFLOP/s"),
    Typed("312", "0.312 PFLOP/s", unit: "TFLOPS"), Typed("312", "312e12 FLOPs", unit: "TFLOPs"),
    Typed("312", "312 GFLOPs", false, unit: "TFLOPs"),
    Typed("156", "156 FLOPs/byte", unit: "FLOP/B"), Typed("4", "4 token", unit: "tokens"),
  ]

  /// What stands around a number as people write it.
  static let words = [
    Typed("30000", "3 万"), Typed("30000", "3万"), Typed("150000000", "1.5 亿"),
    Typed("7000000000", "7 billion"), Typed("3", "3 个"), Typed("16", "≈ 16"), Typed("16", "约 16"),
    Typed("16", "= 16"), Typed("16", "16."), Typed("16", "16。"), Typed("0.5", "百分之50"),
    Typed("50", "百分之 50", unit: "%"), Typed("50", "1/2", false, unit: "%"),
    Typed("1200", #"1.2\times 10^{3}"#), Typed("1200", #"$1.2 \cdot 10^3$"#),
    Typed("0.5", #"50\%"#), Typed("2000000", "2 million bytes", unit: "B"),
  ]

  @Test(arguments: forms + tolerances + units + words) func isRightOrWrong(typed: Typed) throws {
    let yaml = Sample.numeric(answer: typed.answer, tolerance: typed.tolerance, unit: typed.unit)
    let item = try #require(read(yaml).item)
    #expect(try item.grade(.text(typed.text)).isCorrect == typed.isRight)
  }

  /// What cannot be read as a number is asked again, not marked wrong.
  @Test(arguments: [
    "", " ", "many", "twelve", "1/0", "1/2/3", "1,02", "12,5", "0,125", "1,0245", "1 2e3", "--5",
    ".", "-", "1..2", "×10^3", "2×3", "1×10^2.5", "2^^3", "2^3^2", "-2^2", "10^999",
    "10^99999999999999999999", "0^0",
    "1/10^-400", "1e308/1e-308", "nan", "inf", "1e999", "1×10^999", "٣", "½",
    "x = 3",
  ])
  func whatIsNoNumberIsNotJudged(text: String) throws {
    let item = try #require(read(Sample.numeric()).item)
    #expect(throws: AnswerError.notANumber(text)) { try item.grade(.text(text)) }
  }

  @Test(
    arguments: [
      ("12 ms", "GB/s", "The unit 'ms' does not fit; expected GB/s."),
      ("12 GB", "GB/s", "The unit 'GB' does not fit; expected GB/s."),
      ("12 Gbps", "GB/s", "The unit 'Gbps' does not fit; expected GB/s."),
      ("12 KB", nil, "The unit 'KB' is not asked for here."),
      ("12 apples", nil, "The unit 'apples' is not asked for here."),
      ("12 apples", "KB", "The unit 'apples' does not fit; expected KB."),
      ("12 KB", "nats", "The unit 'KB' does not fit; expected nats."),
      ("12%", "KB", "The unit '%' does not fit; expected KB."),
      ("12e", nil, "The unit 'e' is not asked for here."),
    ] as [(String, String?, String)])
  func aUnitThatDoesNotFitIsNotJudged(text: String, unit: String?, sentence: String) throws {
    let item = try #require(read(Sample.numeric(unit: unit)).item)
    #expect {
      _ = try item.grade(.text(text))
    } throws: { ($0 as? AnswerError)?.message.english == sentence }
  }

  @Test func theKeyIsShownAsTheCourseWritesIt() throws {
    let item = try #require(read(Sample.numeric(answer: "1e-3", unit: "MiB")).item)
    #expect(try item.grade(.text("5")).expected == "1e-3 MiB")
  }
}
