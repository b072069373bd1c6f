import Canvas
import Testing

@testable import Terminal

@Suite struct ColorReductionTests {
  @Test(
    arguments: [
      // The 6×6×6 cube has its own colours exactly.
      (0x000000, .indexed, 16), (0xFFFFFF, .indexed, 231), (0xFF0000, .indexed, 196),
      (0x00005F, .indexed, 17), (0xFF8700, .indexed, 208), (0x87AFD7, .indexed, 110),
      // The grey ramp has finer steps than the cube.
      (0x080808, .indexed, 232), (0x767676, .indexed, 243), (0xEEEEEE, .indexed, 255),
      // A background that is nearly black, not quite grey.
      (0x1E1E2E, .indexed, 235),
      // Two colours of viridis and their nearest neighbours.
      (0x440154, .indexed, 53), (0x21918C, .indexed, 30),
      (0x000000, .sixteen, 0), (0xFFFFFF, .sixteen, 15), (0xFF0000, .sixteen, 9),
      (0x808080, .sixteen, 8), (0xC00000, .sixteen, 1), (0x5C5CFF, .sixteen, 12),
      (0x000000, .eight, 0), (0xFFFFFF, .eight, 7), (0xFF0000, .eight, 1), (0x00FF00, .eight, 2),
      (0xFFFF00, .eight, 3), (0x0000FF, .eight, 4), (0xFF00FF, .eight, 5), (0x00FFFF, .eight, 6),
      (0x123456, .direct, 0x123456), (0xFFFFFF, .direct, 0xFFFFFF),
      // Direct-colour terminals take 0 to 7 for the palette.
      (0x000000, .direct, 8), (0x000007, .direct, 8),
      (0xFF0000, .none, -1),
    ] as [(UInt32, ColorDepth, Int32)])
  func theNearestColourIsTaken(color: UInt32, depth: ColorDepth, index: Int32) {
    var reduction = ColorReduction(depth: depth)
    #expect(reduction.index(of: Color(color)) == index)
    #expect(reduction.index(of: Color(color)) == index, "remembered")
  }

  @Test(arguments: ColorDepth.allCases)
  func theTerminalsOwnColourStaysItsOwn(depth: ColorDepth) {
    var reduction = ColorReduction(depth: depth)
    #expect(reduction.index(of: nil) == -1)
  }

  @Test(
    arguments: [
      (0x1E1E2E, 0x000000, .eight, true, 7, 0), (0xF0F0F0, 0xFFFFFF, .eight, true, 0, 7),
      (0xC00000, 0xD00000, .sixteen, true, 7, 1),
      // Areas may become one colour; so may glyphs that nobody could read before.
      (0x1E1E2E, 0x000000, .eight, false, 0, 0), (0x000000, 0x000000, .eight, true, 0, 0),
      (0xFF0000, 0x000000, .eight, true, 1, 0),
    ] as [(UInt32, UInt32, ColorDepth, Bool, Int32, Int32)])
  func glyphsStayLegible(
    foreground: UInt32, background: UInt32, depth: ColorDepth, isGlyph: Bool,
    reducedForeground: Int32, reducedBackground: Int32
  ) {
    var reduction = ColorReduction(depth: depth)
    let style = Style(foreground: Color(foreground), background: Color(background))
    let reduced = reduction.indices(of: style, isGlyph: isGlyph)
    #expect(reduced == (reducedForeground, reducedBackground))
  }

  @Test func moreColoursThanAreRememberedDoNotMatter() {
    var reduction = ColorReduction(depth: .indexed)
    for rgb in stride(from: UInt32(0), to: 0xFFFFFF, by: 1999) {
      #expect((16...255).contains(reduction.index(of: Color(rgb))))
    }
    #expect(reduction.index(of: Color(0xFF8700)) == 208)
  }

  @Test(
    arguments: [
      (-1, .none), (0, .none), (7, .none), (8, .eight), (16, .sixteen), (88, .sixteen),
      (256, .indexed), (16_777_216, .direct), (Int.max, .direct),
    ] as [(Int, ColorDepth)])
  func depthIsTheDeepestThatFits(count: Int, depth: ColorDepth) {
    #expect(ColorDepth(count: count) == depth)
  }
}

@Suite struct ColorPairsTests {
  @Test func everyPairGetsOneNumber() {
    var pairs = ColorPairs(capacity: 64)
    var defined: [Int32] = []
    func number(_ foreground: Int32, _ background: Int32) -> Int32 {
      pairs.number(foreground: foreground, background: background) { number, _, _ in
        defined.append(number)
        return true
      }
    }
    #expect(number(-1, -1) == 0)
    #expect(number(1, 0) == 1)
    #expect(number(2, 0) == 2)
    #expect(number(1, 0) == 1)
    #expect(number(-1, 0) == 3)
    #expect(defined == [1, 2, 3])
  }

  @Test func whenNumbersRunOutTheBackgroundIsKept() {
    var pairs = ColorPairs(capacity: 3)
    func number(_ foreground: Int32, _ background: Int32) -> Int32 {
      pairs.number(foreground: foreground, background: background) { _, _, _ in true }
    }
    #expect(number(1, 4) == 1)
    #expect(number(2, 5) == 2)
    #expect(pairs.isFull)
    #expect(number(3, 5) == 2, "same background")
    #expect(number(1, 6) == 1, "same foreground")
    #expect(number(3, 6) == 0, "neither")
    #expect(number(2, 5) == 2, "what has a number keeps it")
  }

  @Test func withoutColoursThereIsOnePair() {
    var pairs = ColorPairs(capacity: 1)
    let number = pairs.number(foreground: 1, background: 2) { _, _, _ in
      Issue.record("must not be defined")
      return true
    }
    #expect(number == 0)
  }
}
