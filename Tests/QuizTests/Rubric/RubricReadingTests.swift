import Course
import Testing

@testable import Quiz

/// How a free text is read: what counts as the same, what is denied, what is no claim.
struct RubricReadingTests {
  private static func finding(
    _ text: String, accept: [String] = [], contradict: [String] = [], prompt: String = ""
  ) -> RubricReading.Finding? {
    let point = RubricPoint(
      text: [], accept: [.english: accept], contradict: [.english: contradict])
    return Rubric(points: [point], prompt: prompt).reading(of: text).findings.first
  }

  private static func isMet(_ text: String, _ phrasing: String) -> Bool {
    if case .met = finding(text, accept: [phrasing]) { true } else { false }
  }

  @Test(arguments: [
    ("standard deviation is √d", #"The standard deviation is $\sqrt{d_k}$."#),
    ("standard deviation is √d", "its std is sqrt(d)"),
    ("standard deviation is √d", "标准差是根号 d"),
    ("standard deviation is √d", "ＳＴＤ ＝ √ｄ"),
    ("materialises the N×N matrix", "it would materialize the NxN matrix"),
    ("materialises the N×N matrix", "that materializes `N*N` scores matrices"),
    ("stores the attention matrix", "it is storing the attention matrix"),
    ("stores the attention matrix", "the attention matrix is stored"),
    ("stores the attention matrix", "会把注意力矩阵保存起来"),
    ("减少显存访问", "It needs fewer HBM accesses."),
    ("online softmax", "我们用在线 softmax 来算"),
    ("在线 softmax", "a running softmax is used"),
    ("e^0 = 1", "because exp(0) is 1"), ("e^0 = 1", "因为 e⁰ = 1"),
    ("quadratic in the sequence length", "it costs O(N²) in the length"),
    ("gradients vanish", "the GRADIENTS   will\nvanish"),
    ("gradients vanish", "the gradeints vannish"),
    ("before softmax", "the mask is added prior to the softmax"),
    ("before softmax", "先加 mask 再做 softmax"),
    ("multiply by exp(m_old - m_new)", "乘以 exp(m_old − m_new)"),
    ("multiply by exp(m_old - m_new)", #"we multiply by $e^{m_{old} - m_{new}}$"#),
  ])
  func theSameIsSaidInManyWays(phrasing: String, text: String) {
    #expect(Self.isMet(text, phrasing))
  }

  @Test(arguments: [
    ("multiply by exp(m_old - m_new)", "we multiply by exp(m_new - m_old)"),
    ("before softmax", "the mask is added after the softmax"),
    (
      "Q from the decoder and K, V from the encoder", "Q from the encoder and K, V from the decoder"
    ),
    ("queries come from the decoder", "Q comes from the encoder, K and V from the decoder"),
    ("one head averages", "each of the heads averages something"),
    ("gradients vanish", "The gradient grows. Memory vanishes."),
  ])
  func whatLooksAlikeIsNotTheSame(phrasing: String, text: String) {
    #expect(!Self.isMet(text, phrasing))
  }

  /// A phrasing, and what denies it or does not.
  @Test(arguments: [
    ("stores the matrix", "It stores the matrix.", true),
    ("stores the matrix", "It does not store the matrix.", false),
    ("stores the matrix", "It doesn't store the matrix.", false),
    ("stores the matrix", "It never has to store the matrix.", false),
    ("stores the matrix", "It runs without storing the matrix.", false),
    ("stores the matrix", "It recomputes instead of storing the matrix.", false),
    ("stores the matrix", "It doesn't work without storing the matrix.", true),
    ("stores the matrix", "It does not shrink, and it stores the matrix.", true),
    ("stores the matrix", "It not only reads but stores the matrix.", true),
    ("stores the matrix", "它不保存矩阵", false), ("stores the matrix", "它没有保存矩阵", false),
    ("stores the matrix", "它并不是不保存矩阵", true), ("stores the matrix", "它避免保存矩阵", false),
    ("stores the matrix", "它是重算而不是保存矩阵", false),
    ("不写回 HBM", "It never writes to HBM.", true), ("不写回 HBM", "它会写回 HBM", false),
    ("no N×N matrix", "There is no N×N matrix.", true),
    ("no N×N matrix", "There is an N×N matrix.", false),
    ("exact", "It is not exact.", false), ("exact", "It is not an approximation.", true),
    ("exact", "它不是近似的", true), ("exact", "结果不是不精确的", true),
    ("gradients vanish", "Without it the gradients vanish.", true),
    ("gradients vanish", "不除的话梯度消失。", true),
    ("gradients vanish", "得分太大，softmax 饱和，梯度消失。", true),
    ("gradients vanish", "这样 softmax 就不会饱和，梯度也不会消失", true),
    ("gradients vanish", "不缩放梯度也不会消失", false),
    ("softmax is peaked", "softmax 特别尖", true),
    ("避免重复计算 K 和 V", "没有缓存的话每步都要重算 K、V", true),
    ("没有时间步依赖", "不用像 RNN 那样逐步算", true), ("没有时间步依赖", "RNN 要逐步算", false),
    ("before softmax", "加负无穷再过 softmax", true),
    ("before softmax", "Softmax over the keys, and then weights times V.", false),
  ])
  func asMuchMustBeDeniedAsInThePhrasing(phrasing: String, text: String, isMet: Bool) {
    #expect(Self.isMet(text, phrasing) == isMet)
  }

  @Test(arguments: [
    ("It is stored in HBM.", true), ("那个矩阵会写回 HBM", true), ("It is not stored in HBM.", false),
    ("矩阵不写回 HBM", false), ("In naive attention it is stored in HBM.", false),
    ("If it is stored in HBM, it is slow.", false), ("Is it stored in HBM?", false),
  ])
  func whatGoesAgainstAPointContradictsIt(text: String, isContradicted: Bool) {
    let finding = Self.finding(
      text, accept: ["not stored"], contradict: ["stored in HBM", "写回 HBM"])
    if case .contradicted = finding {
      #expect(isContradicted)
    } else {
      #expect(!isContradicted)
    }
  }

  @Test func whatIsDeniedInPlainWordsIsContradicted() {
    #expect(
      Self.finding("The gradients do not vanish at all.", accept: ["gradients vanish"])
        == .contradicted(words: "gradients do not vanish"))
  }

  @Test(arguments: [
    ("Well: it uses ａｎ Online   SoftMax, and so on.", "Online   SoftMax"),
    ("好处是：用了在线　ｓｏｆｔｍａｘ，很快", "在线　ｓｏｆｔｍａｘ"), ("It is `online` softmax 😀.", "online` softmax"),
  ])
  func theWordsAreGivenAsTheyWereWritten(text: String, words: String) {
    #expect(Self.finding(text, accept: ["online softmax"]) == .met(words: words))
  }

  /// Who is asked for kinds may name them, but not one of them among other terms.
  @Test(arguments: [
    ("additive and dot-product attention", true), ("self versus cross", true),
    ("MHA and MQA and GQA", true), ("加性注意力和点积注意力", true), ("cross-attention", false),
    ("MHA and MQA and additive", false), ("dot product and self", false),
  ])
  func aListIsAnsweredByAList(phrasing: String, isMet: Bool) {
    let text = "additive, dot product; self and cross; MHA, MQA, GQA"
    #expect(Self.isMet(text, phrasing) == isMet)
  }

  @Test(arguments: [
    ("全局和局部注意力", "全局注意力、局部注意力"), ("加性注意力和点积注意力", "加性注意力、点积注意力"),
    ("each layer has its own weights", "Each layer has its own weights."),
    ("反向重算 P", "反向重算 P。"), ("backward recomputes P", "Backward recomputes P."),
    ("FlashAttention does not change the result", "FlashAttention does not change the result."),
    ("FlashAttention 只是加速实现", "FlashAttention 只是加速实现"),
  ])
  func thePhrasingItselfIsAnAnswer(phrasing: String, text: String) {
    #expect(Self.isMet(text, phrasing))
  }

  /// "Without attention" says when it was so, and denies nothing of it.
  @Test(arguments: [
    "Without attention, the encoder squeezes the sentence into one vector.",
    "Without attention the encoder squeezes the whole sentence into one vector.",
    "没有注意力时，encoder squeezes the sentence into one vector.",
  ])
  func whatIsMissingDeniesOnlyItself(text: String) {
    #expect(Self.isMet(text, "the encoder squeezes the sentence into one vector"))
  }

  /// A phrasing, and a text that has its words and another meaning.
  @Test(arguments: [
    ("SRAM is faster than HBM", "SRAM is slower than HBM."),
    ("SRAM is slower than HBM", "SRAM is faster than HBM."),
    ("bandwidth is higher than that of HBM", "Its bandwidth is lower than that of HBM."),
    ("SRAM 带宽高于 HBM", "SRAM 带宽低于 HBM。"), ("memory is slow", "Memory is fast."),
    ("scores are symmetric", "得分不对称"), ("K = V", "They set Q = K = V."),
    ("scores are aligned", "The scores are rescaled."),
  ])
  func theOppositeIsNotTheSame(phrasing: String, text: String) {
    #expect(!Self.isMet(text, phrasing))
  }

  @Test(arguments: [
    ("K = V", "They set K = V."), ("tied embeddings", "两个 embedding 共用"),
    ("候选物品查询历史行为", "The candidate item queries the user history."),
    ("来自推荐系统", "It comes from recommender systems."), ("scores are symmetric", "得分是对称的"),
    ("stores the N×N matrix", "It stores an M × N matrix."), ("词的对齐", "the alignment of words"),
    ("SRAM is faster than HBM", "SRAM 快于 HBM。"),
  ])
  func wordsOfBothLanguagesMeanTheSame(phrasing: String, text: String) {
    #expect(Self.isMet(text, phrasing))
  }

  @Test(arguments: [
    "softmax, tiling, SRAM, online softmax", "分块、SRAM、在线 softmax、HBM",
    "SRAM HBM online softmax tiling",
    "Is it an online softmax?", "",
  ])
  func whatClaimsNothingMeetsNothing(text: String) {
    #expect(Self.finding(text, accept: ["online softmax"]) == .missed)
  }

  @Test func theQuestionSaidAgainIsNoAnswer() {
    let prompt = "How does online softmax work in blocks?"
    let accept = ["online softmax"]
    #expect(
      Self.finding("Online softmax does work in blocks.", accept: accept, prompt: prompt) == .missed
    )
    #expect(
      Self.finding(
        "It is an online softmax that keeps a maximum.", accept: accept, prompt: prompt)
        == .met(words: "online softmax"))
  }

  /// Texts of any kind are read, and the words that are given are the text's own.
  @Test(.timeLimit(.minutes(1))) func anyTextIsRead() throws {
    let rubric = try #require(Labelled.rubrics()["flash"])
    var generator = SystemRandomNumberGenerator()
    let pieces = [
      "not ", "不", "Q", "softmax", "HBM", "，", ".", "\u{0}", "\u{301}", "\u{202E}", "😀", "^", "_",
      "{",
      "\\", "\\sqrt", "−", "without ", "矩阵", "tiling ", " ", "\n", "'", "before ", "之前", "e^", "√",
    ]
    for _ in 0..<400 {
      var text = ""
      for _ in 0..<Int.random(in: 0...40, using: &generator) {
        let scalar = Unicode.Scalar(UInt32.random(in: 0...0x10FFFF, using: &generator))
        if Bool.random(using: &generator) {
          text += pieces.randomElement(using: &generator) ?? ""
        } else if let scalar {
          text.unicodeScalars.append(scalar)
        }
      }
      let findings = rubric.reading(of: text).findings
      #expect(findings.count == rubric.points.count)
      for finding in findings {
        switch finding {
        case .missed: break
        case .met(let words), .contradicted(let words):
          #expect(text.unicodeScalars.contains(words.unicodeScalars), "\(text.debugDescription)")
        }
      }
    }
    for piece in pieces {
      _ = rubric.reading(of: String(repeating: piece, count: 1_000_000 / piece.utf8.count))
    }
  }
}
