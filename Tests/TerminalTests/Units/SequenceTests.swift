import Testing

@testable import Terminal

@Suite struct ControlStringsTests {
  @Test(arguments: [
    ("\u{1B}[m", "\u{1B}[m"), ("\u{1B}[?25h$<50/>", "\u{1B}[?25h"), ("a$<5>b$<100*>c", "abc"),
    ("cost $5", "cost $5"), ("$<", "$<"), ("$$<1>", "$"), ("", ""),
  ])
  func paddingIsLeftOut(text: String, sent: String) {
    #expect(ControlStrings.withoutPadding(text) == sent)
  }
}

@Suite struct ClipboardTests {
  @Test(arguments: [
    ("attention", false, "\u{1B}]52;c;YXR0ZW50aW9u\u{07}"),
    ("at", false, "\u{1B}]52;c;YXQ=\u{07}"), ("a", false, "\u{1B}]52;c;YQ==\u{07}"),
    ("注", false, "\u{1B}]52;c;5rOo\u{07}"), ("", false, "\u{1B}]52;c;\u{07}"),
    (
      "attention", true,
      "\u{1B}]52;c;YXR0ZW50aW9u\u{07}\u{1B}Ptmux;\u{1B}\u{1B}]52;c;YXR0ZW50aW9u\u{07}\u{1B}\\"
    ),
  ])
  func theSequenceHoldsTheText(text: String, insideTmux: Bool, sequence: String) {
    #expect(Clipboard.sequence(for: text, insideTmux: insideTmux) == sequence)
  }

  @Test func tooMuchIsRefused() {
    let most = String(repeating: "a", count: Clipboard.maximumBytes)
    #expect(Clipboard.sequence(for: most, insideTmux: false) != nil)
    #expect(Clipboard.sequence(for: most + "a", insideTmux: false) == nil)
  }
}
