import Canvas
import Testing

@testable import Terminal

@Suite struct InputDecoderTests {
  private func decode(_ batches: String...) -> InputDecoder {
    var decoder = InputDecoder()
    for batch in batches {
      for scalar in batch.unicodeScalars { decoder.take(scalar) }
      decoder.endOfBatch()
    }
    return decoder
  }

  @Test(
    arguments: [
      ("a", [.key(.character("a"))]), ("注", [.key(.character("注"))]),
      ("e\u{301}", [.key(.character("é"))]), ("👩\u{200D}🔬", [.key(.character("👩‍🔬"))]),
      ("\u{301}", [.key(.character("\u{301}"))]),
      ("\r", [.key(.enter)]), ("\n", [.key(.enter)]), ("\t", [.key(.tab)]),
      ("\u{3}", [.key(.control("c"))]), ("\u{1A}", [.key(.control("z"))]),
      ("\u{1C}", [.key(.control("\\"))]), ("\u{0}", [.key(.control(" "))]),
      ("\u{7F}", [.key(.backspace)]), ("\u{8}", [.key(.backspace)]),
      ("\u{85}", []),
      ("\u{1B}", [.key(.escape)]), ("\u{1B}\u{1B}", [.key(.escape), .key(.escape)]),
      ("\u{1B}j", [.key(.escape), .key(.character("j"))]),
      ("\u{1B}[", [.key(.escape), .key(.character("["))]),
      ("\u{1B}O", [.key(.escape), .key(.character("O"))]),
      ("\u{1B}[A", [.key(.up)]), ("\u{1B}[1;2D", [.key(.left)]), ("\u{1B}[1;5D", [.key(.wordLeft)]),
      ("\u{1B}[1;3C", [.key(.wordRight)]), ("\u{1B}[1;5H", [.key(.home)]),
      ("\u{1B}OF", [.key(.end)]), ("\u{1B}OM", [.key(.enter)]), ("\u{1B}[Z", [.key(.backTab)]),
      ("\u{1B}OP", [.key(.function(1))]), ("\u{1B}[1;2R", [.key(.function(3))]),
      ("\u{1B}[15~", [.key(.function(5))]), ("\u{1B}[17~", [.key(.function(6))]),
      ("\u{1B}[21~", [.key(.function(10))]), ("\u{1B}[23;5~", [.key(.function(11))]),
      ("\u{1B}[3~", [.key(.delete)]), ("\u{1B}[7~", [.key(.home)]), ("\u{1B}[8~", [.key(.end)]),
      // Nothing to us, and no part of it is a key.
      ("\u{1B}[2~", []), ("\u{1B}[?62;22c", []), ("\u{1B}[I", []), ("\u{1B}[1;2;3;4A", []),
      ("\u{1B}[999999999999999999999~", []), ("\u{1B}Oy", []), ("\u{1B}[-5A", []),
      // Cut short by something that cannot belong to it.
      ("\u{1B}[12\u{3}", [.key(.control("c"))]), ("\u{1B}[12\u{1B}[A", [.key(.up)]),
    ] as [(String, [Input])])
  func keys(bytes: String, inputs: [Input]) {
    #expect(decode(bytes).inputs == inputs)
  }

  @Test(
    arguments: [
      ("\u{1B}[<0;1;1M", Mouse(.press, column: 0, row: 0)),
      ("\u{1B}[<0;250;40M", Mouse(.press, column: 249, row: 39)),
      ("\u{1B}[<16;3;2M", Mouse(.press, column: 2, row: 1)),
      ("\u{1B}[<64;3;2M", Mouse(.wheelUp, column: 2, row: 1)),
      ("\u{1B}[<65;3;2M", Mouse(.wheelDown, column: 2, row: 1)),
      // The protocol from before SGR.
      ("\u{1B}[M !!", Mouse(.press, column: 0, row: 0)),
      ("\u{1B}[M`#\"", Mouse(.wheelUp, column: 2, row: 1)),
      // Letting go, other buttons, moving, the sideways wheel, places that are none.
      ("\u{1B}[<0;1;1m", nil), ("\u{1B}[<2;1;1M", nil), ("\u{1B}[<32;1;1M", nil),
      ("\u{1B}[<66;1;1M", nil), ("\u{1B}[<0;0;1M", nil), ("\u{1B}[<0;1M", nil),
      ("\u{1B}[<;;M", nil), ("\u{1B}[M#!!", nil),
    ] as [(String, Mouse?)])
  func mouse(bytes: String, mouse: Mouse?) {
    #expect(decode(bytes).inputs == (mouse.map { [.mouse($0)] } ?? []))
  }

  @Test(arguments: [
    ("\u{1B}[200~two\rlines\u{1B}[201~", "two\nlines"),
    ("\u{1B}[200~two\r\nlines\u{1B}[201~", "two\nlines"),
    ("\u{1B}[200~a\tb\n\nc\u{1B}[201~", "a\tb\n\nc"),
    ("\u{1B}[200~中文\u{1B}[201~", "中文"), ("\u{1B}[200~\u{1B}[201~", ""),
    // Nothing in a paste acts as a key.
    ("\u{1B}[200~a\u{3}\u{1B}[Ab\u{1B}[<0;1;1M\u{7F}c\u{1B}[201~", "abc"),
  ])
  func pastes(bytes: String, text: String) {
    #expect(decode(bytes).inputs == [.paste(text)])
  }

  @Test func aPasteMayArriveInPieces() {
    let decoder = decode("a\u{1B}[20", "0~one ", "two\u{1B}[2", "01~b")
    #expect(decoder.inputs == [.key(.character("a")), .paste("one two"), .key(.character("b"))])
  }

  @Test func aPasteIsCutAtAMegabyte() {
    var decoder = decode("\u{1B}[200~")
    for _ in 0..<InputDecoder.maximumPaste + 10 { decoder.take("x") }
    decoder.endPaste()
    guard case .paste(let text) = decoder.inputs.first else {
      Issue.record("no paste")
      return
    }
    #expect(text.utf8.count == InputDecoder.maximumPaste)
    #expect(!decoder.isPasting)
  }

  @Test func statusReportsAreNotInput() {
    let decoder = decode("\u{1B}[0nk\u{1B}[0n", "\u{1B}\u{1B}[3n")
    #expect(decoder.inputs == [.key(.character("k")), .key(.escape)])
    #expect(decoder.statusReports == 3)
  }

  @Test func anEndlessSequenceEnds() {
    let decoder = decode("\u{1B}[" + String(repeating: "1", count: 500) + "k")
    #expect(decoder.inputs.last == .key(.character("k")))
  }

  @Test(
    arguments: [
      ("kDN5", .down), ("kUP", .up), ("kRIT3", .wordRight), ("kRIT2", .right), ("kLFT5", .wordLeft),
      ("kHOM2", .home), ("kDC6", .delete),
      ("kPRV5", .pageUp), ("kIC5", nil), ("", nil), ("^A", nil),
    ] as [(String, Key?)])
  func namesOfTerminfoKeys(name: String, key: Key?) {
    #expect(Key(extendedName: name) == key)
  }
}
