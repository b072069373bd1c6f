import Canvas
import Course
import Testing

@testable import Tutor

/// A number as it is tested, of each kind; each in one language at a size.
extension GoldenScreens {
  struct ClaimScene: Sendable, CustomTestStringConvertible {
    let name: String
    let claims: String
    let text: String
    let opening: Localized<String>
    var keys: [Key] = []
    /// English at the smaller size and Chinese at the larger one, or the other way round.
    let small: Language

    var testDescription: String { name }
  }

  static let claimScenes = [
    ClaimScene(
      name: "claim-holds", claims: it, text: "0.80",
      opening: Localized(en: "“it” gives “cat”", zh: "“it”给“cat”的权重是"), small: .english),
    ClaimScene(
      name: "claim-broken", claims: it, text: "0.80",
      opening: Localized(en: "“it” gives “cat”", zh: "“it”给“cat”的权重是"),
      keys: [.character("B"), .character("3")], small: .chinese),
    ClaimScene(
      name: "claim-theorem",
      claims: "n: {lab: scaling, set: {d: 64}, result: variance, theory: d, within: '5%'}",
      text: "64", opening: Localized(en: "The variance of q·k is", zh: "q·k 的方差是"),
      small: .english),
    ClaimScene(
      name: "claim-source",
      claims: "n: {source: sutskever2014, where: '§3.4', value: 8000}", text: "8000",
      opening: Localized(en: "Numbers that hold a sentence:", zh: "装下一个句子的数有"),
      small: .chinese),
    ClaimScene(
      name: "claim-ratio",
      claims: """
        scaled: {lab: heatmap, result: entropy}
        plain: {lab: heatmap, set: {scale: false}, result: entropy}
        n: {divide: [scaled, plain]}
        """,
      text: "1.9", opening: Localized(en: "Scaling raises it by", zh: "缩放后升为原来的倍数："),
      small: .english),
  ]

  private static let it = "n: {lab: heatmap, result: 'weights[8,2]'}"

  @Test(arguments: claimScenes, sizes.prefix(2))
  func claim(scene: ClaimScene, size: Size) throws {
    let language = size == Self.sizes[0] ? scene.small : scene.small.other
    var bench = ClaimBench(
      claims: scene.claims, [("n", scene.text)], opening: scene.opening[language], size: size,
      language: language)
    for key in scene.keys { bench.press(key) }
    try expect(
      bench.state.view().goldenText,
      isAsIn: "\(scene.name).\(size.columns)x\(size.rows).\(language.rawValue).txt")
  }
}
