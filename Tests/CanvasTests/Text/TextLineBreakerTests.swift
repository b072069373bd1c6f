import Canvas
import Testing

/// Where lines end, in English, in Chinese, and where both meet.
@Suite struct TextLineBreakerTests {
  struct Case: Sendable, CustomTestStringConvertible {
    let text: String
    let width: Int
    let lines: [String]

    init(_ text: String, _ width: Int, _ lines: String...) {
      self.text = text
      self.width = width
      self.lines = lines
    }

    var testDescription: String { "\(text) in \(width)" }
  }

  @Test(arguments: [
    Case("the quick brown fox", 10, "the quick", "brown fox"),
    Case("the quick brown fox", 9, "the quick", "brown fox"),
    Case("the quick brown fox", 8, "the", "quick", "brown", "fox"),
    Case("the quick brown fox", 99, "the quick brown fox"),
    Case("  a   b  ", 10, "a b"),
    Case("a\tb", 10, "a b"),
    Case("", 10, ""),
    Case("   ", 10, ""),
  ])
  func wordsStayWholeAndSpacesFallAway(_ example: Case) { check(example) }

  @Test(arguments: [
    Case("abcdefghij", 4, "abcd", "efgh", "ij"),
    Case("x abcdefghij y", 4, "x", "abcd", "efgh", "ij y"),
    Case("中文字", 1, "中", "文", "字"),
    Case("abc", 0, "a", "b", "c"),
    Case("abc", -5, "a", "b", "c"),
  ])
  func wordsLongerThanALineAreCut(_ example: Case) { check(example) }

  @Test(arguments: [
    Case("self-attention", 10, "self-", "attention"),
    Case("query/key", 7, "query/", "key"),
    Case("1-2", 2, "1-", "2"),
    Case("x -3 y", 4, "x -3", "y"),
  ])
  func wordsMayEndAfterTheirDashes(_ example: Case) { check(example) }

  @Test(arguments: [
    Case("注意力机制", 4, "注意", "力机", "制"),
    Case("注意力机制", 5, "注意", "力机", "制"),
    Case("你好，世界。", 6, "你好，", "世界。"),
    Case("你好，世界。", 5, "你", "好，", "世", "界。"),
    Case("好！？啊", 6, "好！？", "啊"),
    Case("他说（注意）吧", 6, "他说", "（注", "意）吧"),
    Case("说“你好”了", 4, "说", "“你", "好”", "了"),
    Case("看《论文》", 4, "看", "《论", "文》"),
    Case("共5%", 3, "共", "5%"),
    Case("用softmax算", 8, "用", "softmax", "算"),
    Case("用 softmax 算", 10, "用 softmax", "算"),
  ])
  func chineseBreaksBetweenCharactersButNotAtItsPunctuation(_ example: Case) { check(example) }

  @Test(arguments: [
    Case("a\nb", 10, "a", "b"),
    Case("a\n\nb", 10, "a", "", "b"),
    Case("\na", 10, "", "a"),
    Case("a \n b", 10, "a", "b"),
  ])
  func aNewlineEndsALine(_ example: Case) { check(example) }

  private func check(_ example: Case) {
    #expect(LineBreaker(width: example.width).lines(example.text).map(\.text) == example.lines)
  }

  @Test(arguments: [
    (9, ["see a b c", "now"]), (7, ["see", "a b c", "now"]), (13, ["see a b c now"]),
    (5, ["see", "a b c", "now"]), (4, ["see", "a b", "c", "now"]),
  ])
  func aRunThatMayNotBreakStaysWholeWhileItFits(width: Int, lines: [String]) {
    let spans = [Span("see "), Span("a b c", mayBreak: false), Span(" now")]
    #expect(LineBreaker(width: width).lines(spans).map { trimmed($0.text) } == lines)
  }

  @Test func punctuationKeepsToTheRunBeforeIt() {
    let spans = [Span("见"), Span("q k", mayBreak: false), Span("。然后")]
    #expect(LineBreaker(width: 5).lines(spans).map(\.text) == ["见", "q k。", "然后"])
  }

  @Test func stylesAndTargetsAreKeptOverABreak() {
    let strong = Style(attributes: .bold)
    let lines = LineBreaker(width: 5).lines([
      Span("one "), Span("two three", style: strong, target: 3),
    ])
    #expect(
      lines.map(\.spans) == [
        [Span("one")], [Span("two", style: strong, target: 3)],
        [Span("three", style: strong, target: 3)],
      ])
  }

  static let paragraph =
    "自注意力（self-attention）把每个 token 当作“查询”，与所有“键”比较：得分除以 √d，再做 softmax。"
    + "《Attention Is All You Need》说：这样训练更稳！真的吗？是的，方差从 d 变为 1（见 3.2.1 节）。"

  @Test(arguments: 14...60)
  func noLineBeginsOrEndsWrongly(width: Int) {
    let lines = LineBreaker(width: width).lines(Self.paragraph)
    for line in lines {
      #expect(line.width <= width)
      #expect(line.width == line.text.cellWidth)
      #expect(!"。，、；：！？）】》”…".contains(line.text.first ?? " "), "\(line.text)")
      #expect(!"（【《“".contains(line.text.last ?? " "), "\(line.text)")
      #expect(line.text == trimmed(line.text))
    }
    let joined = lines.map(\.text).joined()
    #expect(joined.filter { $0 != " " } == Self.paragraph.filter { $0 != " " })
  }

  private func trimmed(_ text: String) -> String {
    String(text.reversed().drop { $0 == " " }.reversed())
  }
}
