import Course
import Testing

@testable import Quiz

/// Items whose numbers are drawn and whose key a lab gives.
struct QuestionTests {
  @Test func anItemWithItsKeyIsAskedAsItStands() throws {
    let item = try #require(read(Sample.numeric()).item)
    #expect(try item.question(seed: 7, runner: ToyLab()) == Question(item: item, seed: 0))
  }

  @Test func aComputedItemHasNoKeyBeforeItIsDrawn() throws {
    let item = try #require(read(ToyLab.item()).item)
    #expect(throws: AnswerError.notDrawn) { try item.grade(.text("20")) }
  }

  @Test func whatIsNotDrawnIsAnEllipsisInLists() throws {
    let yaml = ToyLab.item(prompt: "{n} and {line[1]}, ${{n}}$?", vary: "{n: [2, 3]}", set: "{}")
    let item = try #require(read(yaml).item)
    #expect(item.promptBeforeDraw.plainText == "… and …, \\ldots?")
    let drawn = try ToyLab.question(yaml).item
    #expect(drawn.promptBeforeDraw == drawn.common.prompt)
    #expect(!drawn.promptBeforeDraw.plainText.contains("…"))
  }

  @Test func theLabGivesTheKeyAndTheRunIsKept() throws {
    let question = try ToyLab.question(ToyLab.item(set: "{n: 4, mode: fancy}", seed: "9"))
    #expect(question.numeric?.answer == 40)
    #expect(try question.item.grade(.text("40")).isRight)
    #expect(
      question.run == LabRequest(lab: "toy", settings: ["n": "4", "mode": "fancy"], seed: 9))
  }

  @Test func oneSeedDrawsTheSameAndAllValuesAreDrawn() throws {
    let yaml = ToyLab.item(
      vary: "{n: [2, 3, 5]}", set: "{}", result: "grid[{row},{column}]", seed: "draw")
    var drawn: Set<String> = []
    for seed in 0..<60 as Range<UInt64> {
      let question = try ToyLab.question(yaml, seed: seed)
      #expect(try question == ToyLab.question(yaml, seed: seed))
      #expect(question.seed == seed)
      drawn.insert(question.run?.settings["n"] ?? "")
    }
    #expect(drawn == ["2", "3", "5"])
  }

  // MARK: Cells

  @Test(arguments: [("grid[2,3]", 7.0), ("grid[1,1]", 2), ("line[2]", 2), ("share", 0.125)])
  func aFixedCellCountsFromOne(result: String, key: Double) throws {
    #expect(try ToyLab.question(ToyLab.item(result: result)).numeric?.answer == key)
  }

  @Test(arguments: [
    ("grid[3,1]", "'grid' has no row or column 3, there are 2"),
    ("grid[1,4]", "'grid' has no row or column 4, there are 3"),
    ("line[3]", "lab 'toy' gives no finite number for 'line'"),
    ("other", "lab 'toy' gives no 'other' at these settings"),
    ("other[1,1]", "lab 'toy' gives no 'other' at these settings"),
  ])
  func aKeyThatIsNotThereIsSaid(result: String, sentence: String) throws {
    let error = #expect(throws: LabError.self) {
      try ToyLab.question(ToyLab.item(result: result))
    }
    #expect(error?.message.english == sentence)
  }

  @Test func everyCellIsDrawnWhereNothingTellsThemApart() throws {
    let yaml = ToyLab.item(result: "grid[{row},{column}]")
    let keys = try (0..<100 as Range<UInt64>).map {
      try ToyLab.question(yaml, seed: $0, broken: []).numeric?.answer
    }
    #expect(Set(keys) == [2, 3, 4, 5, 6, 7])
  }

  // MARK: Broken engines

  /// Two whose answers are the same are not told apart, one that does no harm or gives no number is
  /// nobody's answer.
  @Test func anAnswerThatOneBrokenEngineGivesIsNamed() throws {
    let question = try ToyLab.question(ToyLab.item(result: "grid[2,3]"))
    #expect(
      question.xrays.map { "\($0.mutant) \($0.value)" } == ["tenfold 70.0", "corner 12.0"])
    let named = [
      "70": "tenfold", "70.1": "tenfold", "70.05": "tenfold", "12": "corner", "7": nil, "17": nil,
      "11": nil, "inf": nil, "x": nil,
    ]
    for (typed, mutant) in named {
      #expect(question.xray(of: .text(typed))?.mutant == mutant, "\(typed)")
    }
    #expect(question.xray(of: .choice(70)) == nil)
  }

  @Test(arguments: [("0.1", ["tenfold", "corner"]), ("3", ["tenfold"]), ("40", [])])
  func answersWithinTwiceTheToleranceAreNotToldApart(
    tolerance: String, mutants: [String]
  ) throws {
    let question = try ToyLab.question(
      ToyLab.item(result: "grid[2,3]", tolerance: tolerance))
    #expect(question.xrays.map(\.mutant) == mutants)
  }

  /// Only cell [2,3] tells `corner` from the truth.
  @Test(arguments: 0..<20 as Range<UInt64>) func theCellThatTellsMostApartIsAskedFor(
    seed: UInt64
  ) throws {
    let question = try ToyLab.question(
      ToyLab.item(result: "grid[{row},{column}]"), seed: seed)
    #expect(question.numeric?.answer == 7)
  }

  @Test func valuesAreInTheUnitOfTheItem() throws {
    let question = try ToyLab.question(ToyLab.item(result: "share", unit: "%"))
    #expect(question.numeric?.answer == 12.5)
    #expect(try question.item.grade(.text("12.5 %")).isRight)
    #expect(question.xrays.map(\.value) == [125])
    #expect(question.xray(of: .text("125%"))?.mutant == "tenfold")
  }

  // MARK: Texts

  @Test(arguments: [
    ("{n} and {mode}", "2 and plain"), ("at {{n}}", "at 2"), ("{row}, {column}", "2, 3"),
    ("**{n}** `{n}` [{n}](#a)", "2 2 2"), ("$x^{{n}}$", "x^2"), ("${{grid[1,2]}} + 1$", "3 + 1"),
    ("{grid[row,column]} {grid[row]}", "7 5, 6, 7"), ("{line[2]} {line[1]}", "2 1"),
    ("{single[1]}", "8, 9"), ("{single[1,2]}", "9"), ("{single[2]}", "{single[2]}"),
    ("{line[3]}", "−∞"), ("${{line[3]}}$", "-\\infty"), ("{sum}", "20"), ("{answer}", "7"),
    ("{share}", "0.125"), ("{word}", "-1 **x** $y$ {n}"), ("{w-1}", "{w-1}"), ("{", "{"),
    ("{}", "{}"), ("{n", "{n"), ("{grid[1,2}", "{grid[1,2}"), ("{grid[9,9]}", "{grid[9,9]}"),
    ("{unknown}", "{unknown}"), ("$\\frac{1}{n}$", "\\frac{1}{n}"),
  ])
  func numbersArePutIntoTexts(written: String, shown: String) throws {
    let question = try ToyLab.question(
      ToyLab.item(
        set: "{n: 2, mode: plain, word: \"-1 **x** $y$ {n}\"}", result: "grid[{row},{column}]",
        explain: written))
    guard case .text(let blocks)? = question.numeric?.explanation else {
      Issue.record("no explanation")
      return
    }
    #expect(blocks.flatMap(\.inlines).plainText == shown)
  }

  @Test func aShownMatrixIsATableWithNames() throws {
    #expect(
      try tables(file: "a.en.md") == [
        [
          ["grid", "key 1", "key 2", "key 3"], ["query 1", "2", "3", "4"],
          ["query 2", "5", "6", "7"],
        ],
        [["line", "key 1", "key 2", "key 3"], ["", "1", "2", "−∞"]],
      ])
  }

  @Test func aShownMatrixHasTheNamesOfItsLanguage() throws {
    #expect(
      try tables(file: "a.zh.md") == [
        [["表", "列 1", "列 2", "列 3"], ["行 1", "2", "3", "4"], ["行 2", "5", "6", "7"]],
        [["line", "key 1", "key 2", "key 3"], ["", "1", "2", "−∞"]],
      ])
  }

  private func tables(file: String) throws -> [[[String]]] {
    let yaml = ToyLab.item(prompt: "Look:", show: "[grid, line]")
    let prompt = try ToyLab.question(yaml, file: file).numeric?.common.prompt ?? []
    return prompt.compactMap { block in
      guard case .table(let table) = block.content else { return nil }
      return ([table.header] + table.rows).map { $0.map(\.plainText) }
    }
  }

  @Test(
    arguments: [
      (0, "0"), (12, "12"), (-3, "-3"), (1e9, "1000000000"), (0.5, "0.500"), (0.31249, "0.312"),
      (1.005, "1.00"), (12.345, "12.35"), (-0.0312, "-0.0312"), (1234.5678, "1234.57"),
      (0.000012345, "0.0000123"), (1.2345e-12, "1.23e-12"), (9.9999, "10.00"), (.infinity, "inf"),
    ] as [(Double, String)])
  func numbersAreTypedInThreeDigits(value: Double, text: String) {
    #expect(PrintedValue.plain(value) == text)
  }

  @Test(
    arguments: [
      (0.123456, "0.01", "0.123"), (0.123456, "0", "0.123456"), (1 / 3, "0.0001", "0.3333"),
      (1 / 3, "1%", "0.333"), (16384, "0", "16384"), (2.5, "0", "2.50"),
    ] as [(Double, String, String)])
  func aKeyHasTheDigitsThatItsToleranceAsksFor(
    key: Double, tolerance: String, text: String
  ) throws {
    #expect(PrintedValue.key(key, try #require(Tolerance(tolerance))) == text)
  }
}
