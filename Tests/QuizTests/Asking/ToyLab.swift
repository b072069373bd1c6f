import Course

@testable import Quiz

/// A lab whose numbers can be told in the head: `grid[r,c]` is 3(r − 1) + c and the seed's last digit,
/// `line[c]` is c, `single` is a matrix of the one row (8, 9), `sum` is 10 n.
struct ToyLab: LabRunner {
  /// What broken engines make of a number at a cell, and what the lab offers to break.
  static let mutants = ["tenfold", "tenMore", "plusTen", "idle", "corner", "endless", "crash"]

  /// Those that are offered.
  var broken = mutants

  static let description = LabDescription(
    name: "toy", title: Localized("Toy"), summary: Localized("Toy"),
    controls: [
      Control(
        "n", Localized("n"), .integer(1...9, steps: []), initial: .integer(1), mnemonic: "n",
        help: Localized("n")),
      Control(
        "mode", Localized("mode"), .choice(["plain", "fancy"]), initial: .text("plain"),
        mnemonic: "m", help: Localized("mode")),
      Control(
        "word", Localized("word"), .text(limit: 40), initial: .text(""), mnemonic: "w",
        help: Localized("word")),
    ],
    results: [
      ResultDescription("sum", Localized("10 n")),
      ResultDescription("share", Localized("n of 16")),
      ResultDescription("time", Localized("time"), isMeasured: true),
      ResultDescription("grid", Localized("grid"), axes: "[query, key]", inChinese: "表[行, 列]"),
      ResultDescription("line", Localized("line"), axes: "[key]"),
      ResultDescription("single", Localized("single"), axes: "[query, key]"),
    ])

  var catalogue: [LabDescription] { [Self.description] }

  func sabotages(of lab: String) -> [SabotageChoice] {
    broken.map { SabotageChoice(name: $0, sentence: Localized("It is \($0).")) }
  }

  func numbers(_ request: LabRequest) throws -> [String: Double] {
    try values(request).numbers
  }

  func values(_ request: LabRequest) throws -> LabValues {
    guard request.lab == "toy" else { throw LabError.unknownLab(request.lab, nearest: nil) }
    let n = Double(request.settings["n"] ?? "1") ?? 1
    let digit = Double(request.seed % 10)
    func broken(_ value: Double, isCorner: Bool = false) -> Double {
      switch request.mutant {
      case "tenfold": value * 10
      case "tenMore", "plusTen": value + 10
      case "corner": isCorner ? value + 5 : value
      case "endless": .infinity
      default: value
      }
    }
    if request.mutant == "crash" { throw LabError.impossible(Localized("crash")) }
    let grid = (0..<6).map { broken(Double($0) + 1 + digit, isCorner: $0 == 5) }
    return LabValues(
      numbers: ["sum": broken(10 * n), "share": broken(n / 16), "time": 1],
      matrices: [
        "grid": LabValues.Matrix(rows: 2, columns: 3, values: grid),
        "line": LabValues.Matrix(rows: 1, columns: 3, values: [1, 2, -.infinity]),
        "single": LabValues.Matrix(rows: 1, columns: 2, values: [8, 9]),
      ])
  }

  /// A computed item, faultless but for what is put into it.
  static func item(
    prompt: String = "How much?", vary: String? = nil, set: String = "{n: 2}",
    result: String = "sum", seed: String = "1", show: String? = nil, tolerance: String = "0.1",
    unit: String? = nil, explain: String = "So much.", hint: String = "Count."
  ) -> String {
    let lines = [
      "id: toy", "type: numeric", "prompt: '\(prompt)'", vary.map { "vary: \($0)" },
      "compute: {lab: toy, set: \(set), result: '\(result)', seed: \(seed)}",
      show.map { "show: \($0)" }, "tolerance: \(tolerance)", unit.map { "unit: '\($0)'" },
      "explain: '\(explain)'", "hint: '\(hint)'",
    ]
    return lines.compactMap(\.self).joined(separator: "\n")
  }

  static func question(
    _ yaml: String, seed: UInt64 = 1, broken: [String] = mutants, file: String = "a.en.md"
  ) throws -> Question {
    let place = Place(file: file, line: 10, column: 3)
    let (item, diagnostics) = Item.read(QuizBlock(yaml: yaml, place: place))
    guard let item else { throw diagnostics.first ?? Diagnostic(at: place, "no item") }
    return try item.question(seed: seed, runner: ToyLab(broken: broken))
  }
}

extension Question {
  var numeric: NumericValue? {
    if case .numeric(let item) = item { item } else { nil }
  }
}
