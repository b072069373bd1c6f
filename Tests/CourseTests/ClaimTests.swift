import Testing

@testable import Course

struct ClaimTests {
  static let numbers: [(String, Double, Double, String?)] = [
    ("0.41", 0.41, 0.01, nil), ("about 85 % of it", 85, 1, "%"), ("−1.50", -1.5, 0.01, nil),
    ("2,621,440", 2_621_440, 1, nil), ("2,62", 2, 1, nil), ("1,2345", 1, 1, nil),
    ("320 KiB", 320, 1, "KiB"), ("192KB", 192, 1, "KB"), ("3.10", 3.1, 0.01, nil),
    ("1.5 × 10⁻³", 1.5e-3, 1e-4, nil), ("2e5", 2e5, 1e5, nil), ("7.0×10^-4", 7e-4, 1e-5, nil),
    ("3 × 4", 3, 1, nil), ("±8", 8, 1, nil), ("1.", 1, 1, nil), ("权重 0.97", 0.97, 0.01, nil),
  ]

  @Test(arguments: numbers)
  func readsAPrintedNumber(text: String, value: Double, precision: Double, unit: String?) throws {
    let number = try #require(PrintedNumber(text))
    #expect((number.value - value).magnitude <= 1e-12 * value.magnitude)
    #expect((number.precision / precision - 1).magnitude < 1e-9)
    #expect(number.unit == unit)
  }

  @Test(arguments: ["", "half", "−", "1e999", "九"]) func readsNoNumber(text: String) {
    #expect(PrintedNumber(text)?.value == (text == "1e999" ? 1 : nil))
  }

  static let values: [(String, Double)] = [
    ("d", 64), ("1/sqrt(d)", 0.125), ("log(keys)", 2.772588722239781), ("ln(exp(3))", 3),
    ("2*d^2 - 1", 8191), ("-d^2", -4096), ("2^3^2", 512), ("2^-1", 0.5), ("(1+2)*3", 9),
    ("8/2/2", 2), ("1 − 2 + 3", 2), ("1e2", 100), ("scale", 1),
  ]

  @Test(arguments: values) func evaluates(text: String, expected: Double) throws {
    let value = try Expression(text).value(["d": 64, "keys": 16, "scale": 1])
    #expect((value - expected).magnitude < 1e-12 * max(expected.magnitude, 1))
  }

  static let noExpressions = [
    ("", "'' is no formula: a number or a name is missing"),
    ("d +", "'d +' is no formula: a number or a name is missing"),
    ("(d", "'(d' is no formula: ')' is missing"),
    ("d d", "'d d' is no formula: 'd' is unexpected"),
    ("sin(d)", "'sin(d)' is no formula: there is no function 'sin'"),
    ("1.2.3", "'1.2.3' is no formula: '1.2.3' is no number"),
    (String(repeating: "1+", count: 500), "a formula has at most 200 characters"),
  ]

  @Test(arguments: noExpressions) func refuses(text: String, message: String) {
    #expect(throws: ExpressionError(message: message)) { try Expression(text) }
  }

  @Test func refusesDeepNesting() {
    #expect(throws: ExpressionError.self) {
      try Expression(String(repeating: "(", count: 90) + "d" + String(repeating: ")", count: 90))
    }
  }

  /// The lab gives variance 1.01·d, share 0.8463 and 327,680 bytes.
  static let claims = """
    variance: {lab: dice, set: {d: 64}, result: variance}
    loose: {lab: dice, set: {d: 64}, result: variance, within: "2%"}
    near: {lab: dice, set: {d: 64}, result: variance, within: 0.7}
    theorem: {lab: dice, set: {d: 64}, result: variance, theory: d, within: "3%"}
    strict: {lab: dice, set: {d: 64}, result: variance, theory: d, within: "0.5%"}
    initial: {lab: dice, result: variance, theory: d, within: 1}
    share: {lab: dice, result: share, unit: "%"}
    kib: {lab: dice, result: bytes, unit: KiB}
    kb: {lab: dice, result: bytes, unit: KB}
    sram: {source: paper, where: "§2.1", value: 192, unit: KB}
    ratio: {divide: [kb, sram]}
    rest: {subtract: [variance, share]}
    grows: {order: [share, variance, kb]}
    falls: {order: [variance, share]}
    wrong: {lab: dice, result: nothing}
    infinite: {lab: dice, result: infinite}
    noLab: {lab: cards, result: share}
    itself: {divide: [itself, share]}
    dangling: {subtract: [share, gone]}
    third: {lab: dice, result: "weights[3]"}
    face: {lab: dice, result: "faces[2, 1]"}
    below: {lab: dice, result: "faces[3,1]"}
    beyond: {lab: dice, result: "faces[1,4]"}
    ofNumber: {lab: dice, result: "share[1]"}
    unread: {lab: dice, result: "faces[2,1"}
    loaded: {lab: dice, mutant: loaded, result: share}
    loadedFace: {lab: dice, mutant: loaded, result: "faces[2,1]"}
    harm: {subtract: [loaded, share]}
    """

  /// A claim and its text, whether it holds, and what is said of it.
  static let checks: [(String, String, Bool, String)] = [
    ("variance", "64.64", true, "the run gives 64.64"),
    ("variance", "64.6", true, "the run gives 64.64"),
    ("variance", "65", true, "the run gives 64.64"),
    ("variance", "64", false, "the run gives 64.64"),
    ("variance", "64.7", false, "the run gives 64.64"),
    ("loose", "64", true, "the run gives 64.64"),
    ("loose", "63", false, "the run gives 64.64"),
    ("near", "64", true, "the run gives 64.64"),
    ("near", "63.9", false, "the run gives 64.64"),
    ("theorem", "64", true, "theory gives 64, the run 64.64"),
    ("theorem", "64.64", false, "theory gives 64, the run 64.64"),
    ("strict", "64", false, "theory gives 64, the run 64.64"),
    ("initial", "16", true, "theory gives 16, the run 16.16"),
    ("share", "85 %", true, "the run gives 84.63"),
    ("share", "84.6", true, "the run gives 84.63"),
    ("share", "0.85", false, "the run gives 84.63"),
    ("share", "85 KB", false, "in KB, but the claim is in %"),
    ("kib", "320 KiB", true, "the run gives 320"),
    ("kb", "328", true, "the run gives 327.68"),
    ("kb", "320", false, "the run gives 327.68"),
    ("sram", "192 KB", true, "paper §2.1 has 192"),
    ("sram", "164 KB", false, "paper §2.1 has 192"),
    ("ratio", "1.71 times", true, "the run gives 1.7067"),
    ("rest", "63.8", true, "the run gives 63.794"),
    ("grows", "ever more", true, "the order is of share 0.8463, variance 64.64, kb 327680"),
    ("falls", "less", false, "the order is of variance 64.64, share 0.8463"),
    ("wrong", "1", false, "lab 'dice' has no result 'nothing'"),
    ("infinite", "1", false, "the run gives inf"),
    ("noLab", "1", false, "unknown lab 'cards'"),
    ("itself", "1", false, "the claim 'itself' rests on itself"),
    ("dangling", "1", false, "there is no claim 'gone'"),
    ("third", "3", true, "the run gives 3"),
    ("face", "4", true, "the run gives 4"),
    ("face", "5", false, "the run gives 4"),
    ("below", "7", false, "lab 'dice' has no result 'faces[3,1]'"),
    ("beyond", "7", false, "lab 'dice' has no result 'faces[1,4]'"),
    ("ofNumber", "1", false, "lab 'dice' has no result 'share[1]'"),
    ("unread", "4", false, "lab 'dice' has no result 'faces[2,1'"),
    ("loaded", "1.69", true, "the run gives 1.6926"),
    ("loaded", "0.85", false, "the run gives 1.6926"),
    ("loadedFace", "8", true, "the run gives 8"),
    ("harm", "0.85", true, "the run gives 0.8463"),
    ("missing", "1", false, "there is no such claim"),
    ("share", "most", false, "in which there is no number"),
  ]

  @Test(arguments: checks)
  func rerunsAClaim(id: String, text: String, holds: Bool, found: String) throws {
    let (claims, diagnostics) = Claim.read(Self.claims, file: "a.claims.yaml")
    #expect(diagnostics.isEmpty)
    var checker = ClaimChecker(runner: DiceRunner())
    let link = ClaimLink(id: id, text: text, place: Place(file: "a.md", line: 3, column: 4))
    let outcome = checker.check(link, among: claims)
    #expect(outcome.holds == holds)
    #expect(outcome.found == found)
    let sentence = "a.md:3:4: error: claim '\(id)': the text says '\(text)', \(found)"
    #expect(outcome.diagnostic?.description == (holds ? nil : sentence))
  }

  static let misread = [
    ("a: {lab: dice}", "1:4: error: missing key 'result'"),
    (
      "a: {result: x}",
      "1:1: error: a claim rests on one of 'lab', 'source', 'divide', 'subtract', 'order'; found nothing"
    ),
    (
      "a: {lab: dice, order: [b, c]}",
      "1:1: error: a claim rests on one of 'lab', 'source', 'divide', 'subtract', 'order'; found 'lab' and 'order'"
    ),
    (
      "a: {lab: dice, result: x, reslt: y}",
      "1:27: error: unknown key 'reslt'; did you mean 'result'?"
    ),
    (
      "a: {lab: dice, result: x, unit: KIB}",
      "1:33: error: unknown unit 'KIB', expected %, KiB, MiB, GiB, TiB, KB, MB, GB, TB"
    ),
    (
      "a: {lab: dice, result: x, within: some}",
      "1:35: error: 'within' must be a number or a share as \"3%\", found 'some'"
    ),
    (
      "a: {lab: dice, result: x, theory: 1+}",
      "1:35: error: '1+' is no formula: a number or a name is missing"
    ),
    ("a: {divide: [b]}", "1:13: error: 'divide' must list two claims, as [a, b]"),
    ("a: {order: [b]}", "1:12: error: 'order' must list at least two claims"),
    ("a: {source: p, value: much}", "1:23: error: 'value' must be a number, found 'much'"),
    ("a: 3", "1:4: error: expected 'key: value' pairs, found '3'"),
    (
      "a: {lab: x, result: y}\na: {lab: x, result: y}",
      "2:1: error: duplicate key 'a', first in line 1"
    ),
  ]

  @Test(arguments: misread) func saysWhatIsNoClaim(yaml: String, sentence: String) {
    let (_, diagnostics) = Claim.read(yaml, file: "c.yaml")
    #expect(diagnostics.map(\.description).first == "c.yaml:" + sentence)
  }
}
