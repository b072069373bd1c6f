import Course
import Testing

struct ControlTests {
  static let controls: [String: Control] = [
    "d": control(.integer(1...4096, steps: [1, 4, 16, 64]), .integer(4)),
    "t": control(.number(0.5...20, steps: [0.5, 1, 20]), .number(1)),
    "scale": control(.toggle, .toggle(true)),
    "mask": control(.choice(["none", "causal", "-inf"]), .text("none")),
    "text": control(.text(limit: 5), .text("cat")),
  ]

  private static func control(_ kind: Control.Kind, _ initial: ControlValue) -> Control {
    Control("x", Localized("x"), kind, initial: initial, mnemonic: "x", help: Localized("x"))
  }

  @Test(
    arguments: [
      ("d", "64", .integer(64)), ("d", "1e3", .integer(1000)), ("t", "2", .number(2)),
      ("t", "0.75", .number(0.75)), ("scale", "on", .toggle(true)),
      ("scale", "False", .toggle(false)),
      ("mask", "Causal", .text("causal")), ("mask", "\u{2212}inf", .text("-inf")),
      ("text", "猫坐在", .text("猫坐在")), ("text", "", .text("")),
    ] as [(String, String, ControlValue)])
  func textsBecomeValues(_ name: String, _ text: String, _ value: ControlValue) throws {
    #expect(try #require(Self.controls[name]).value(parsing: text) == value)
  }

  @Test(
    arguments: [
      ("d", ["0", "4097", "1.5", "", "x", "1e99", "nan", "inf"], "a whole number from 1 to 4096"),
      ("t", ["0.4", "21", "nan", "inf", "1,5"], "a number from 0.5 to 20"),
      ("scale", ["maybe", ""], "true or false"),
      ("mask", ["padding"], "one of none, causal, -inf"),
      ("text", ["123456", "a\nb", "a\u{1b}b", "a\u{2028}b"], "one line of at most 5 characters"),
    ])
  func otherTextsAreRefused(_ name: String, _ texts: [String], _ expected: String) throws {
    let control = try #require(Self.controls[name])
    for text in texts {
      let error = #expect(throws: LabError.self) { try control.value(parsing: text) }
      #expect(
        error?.message.english == "'\(text)' is no value of '\(control.name)', expected \(expected)"
      )
    }
  }

  @Test(
    arguments: [
      ("d", .integer(4), .integer(1), .integer(16)), ("d", .integer(5), .integer(4), .integer(16)),
      ("d", .integer(1), .integer(1), .integer(4)), ("d", .integer(99), .integer(64), .integer(99)),
      ("t", .number(1), .number(0.5), .number(20)),
      ("scale", .toggle(true), .toggle(false), .toggle(false)),
      ("mask", .text("causal"), .text("none"), .text("-inf")),
      ("mask", .text("-inf"), .text("causal"), .text("-inf")),
      ("text", .text("cat"), .text("cat"), .text("cat")),
    ] as [(String, ControlValue, ControlValue, ControlValue)])
  func arrowsWalkThroughTheSteps(
    _ name: String, _ value: ControlValue, _ before: ControlValue, _ after: ControlValue
  ) throws {
    let control = try #require(Self.controls[name])
    #expect(control.value(before: value) == before)
    #expect(control.value(after: value) == after)
  }

  @Test(
    arguments: [
      (.integer(64), "64"), (.number(0.5), "0.5"), (.number(-998), "-998"), (.toggle(true), "true"),
      (.text("-inf"), "-inf"),
    ] as [(ControlValue, String)])
  func valuesAreWrittenAsTheyAreRead(_ value: ControlValue, _ text: String) {
    #expect(value.description == text)
  }
}

struct NearestNameTests {
  @Test(arguments: [
    ("scalling", "scaling"), ("Scaling", "scaling"), ("heatmpa", "heatmap"), ("head", "heads"),
    ("mask", "masks"), ("mha-mqa", nil), ("x", nil), ("", nil),
  ])
  func theNameThatWasMeant(_ written: String, _ meant: String?) {
    let names = ["scaling", "heatmap", "heads", "masks", "mha-mqa-gqa"]
    #expect(nearest(to: written, among: names) == meant)
  }
}
