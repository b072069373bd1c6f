/// The little words that turn a claim round, end it, or say what comes before what.
enum Particles {
  enum Particle: Equatable {
    /// - Parameters:
    ///   - isSoft: keeps away rather than denies: avoids, prevents
    ///   - reach: how many words after it may be meant
    case negation(isSoft: Bool, reach: Int)
    /// Looks like a negation and is none: not only, 不仅.
    case nothing
    /// Denies what stands before it: 没有关系.
    case wasDenied
    /// What comes behind it is no longer denied: leads to, 会导致.
    case turn
    case conjunction
    /// 就不会: what comes behind it is kept away by what was said.
    case keepsAway
    /// 也不会: so it does if the clause before says what is kept away.
    case keepsAwayToo
    /// just like, 像
    case comparison
    /// so that, 这样: what comes behind it is the aim.
    case aim
    /// Words for how it is done elsewhere, or wrongly.
    case supposition
    /// if, 如果: with a negation behind it, what follows is what is kept away.
    case condition
    /// or else, 否则
    case otherwise
    /// 的话: what stands before it is supposed, and what comes behind it follows.
    case wasSupposed
    case before
    case after
    case wasBefore
    case wasAfter
    case first
    case then
  }

  static func particle(in words: [Word], at start: Int) -> (Particle, end: Int)? {
    guard let forms = byFirst[words[start].text] else { return nil }
    for form in forms where start + form.words.count <= words.count {
      let end = start + form.words.count
      if zip(form.words, words[start..<end]).allSatisfy({ $0 == $1.text }) {
        return (form.particle, end)
      }
    }
    return nil
  }

  /// What stands behind one of them is named, not placed: 把之前的和.
  static let objectMarkers: Set<String> = ["把", "将", "对", "跟", "和", "与", "让", "使"]

  /// How far "without" and "instead of" reach.
  static let nearReach = 5

  /// 和 RNN 一样: what stands between is only what it is likened to.
  static func isLikened(_ words: [Word], at index: Int) -> Bool {
    guard ["和", "跟", "与", "同"].contains(words[index].text) else { return false }
    let next = words[(index + 1)...].prefix(4)
    return zip(next, next.dropFirst()).contains { $0.text == "一" && $1.text == "样" }
  }

  /// The 和 of "K 和 V" is no sum.
  static func joins(_ words: [Word], at index: Int) -> Bool {
    guard words[index].text == "和", index > 0, index + 1 < words.count else { return false }
    return words[index - 1].kind == .plain && words[index + 1].kind == .plain
  }

  /// The 和 of 加性和点积 may be "and"; that of 旧的和 is a sum.
  static func mayJoin(_ words: [Word], at index: Int) -> Bool {
    guard words[index].text == "和", index > 0, index + 1 < words.count else { return false }
    return words[index - 1].kind == .han && !beforeSums.contains(words[index - 1].text)
      && Lexicon.shared.entry(in: words, at: index + 1) != nil
  }

  private static let beforeSums: Set<String> = ["的", "旧", "新", "老", "把", "将", "对", "之", "总", "求"]

  private struct Form {
    var words: [String]
    var particle: Particle
  }

  /// All of them, as they are written.
  static var forms: String { table.map(\.1).joined(separator: ",") }

  private static let table: [(Particle, String)] = [

    (
      .negation(isSoft: false, reach: 9),
      "not, no, never, neither, nor, none, nothing, no longer, not longer, 不, 没, 没有, 无, 未, 并非, 不会, 非, 无需, 不用, 不必, 不再, 不能, 不要, 从不, 绝不, 无法, 毫无, 并不, 不需要, 不可能, 不可, 从未, 未曾, 不是, 并没有, 别, 勿, 不该, 不应该, 不应, fail to, fails to, 永远不, 根本不, 没必要"
    ),
    (
      .negation(isSoft: false, reach: nearReach),
      "without, instead of, rather than, without ever, 而不是, 而非, 取代, in place of, as opposed to, 不需要再, free of, 不靠, 不经过, far from, hardly, rarely"
    ),
    (
      .negation(isSoft: true, reach: 6),
      "avoid, prevent, stop, skip, eliminate, get rid of, keep from, do away with, spare, save us from, remove, protect from, 避免, 防止, 省去, 免去, 省掉, 省下, 避开, 不至于, 消除, 免得, 以免, 免于, 杜绝, 绕开"
    ),
    (
      .nothing,
      "not only, not just, not merely, 不仅, 不但, 不光, 不只, 不仅仅, 不断, 不过, 不少, 无非, 不得不, 非常, 除非, 不妨, 不等长, 不太, 没错, 不止, 是不是, 有没有, 要不要, 会不会, 不愧, at all, 没错, 不如说, something like, look like, looks like, without it, without them, 没有它, 没它, 不这样, 不这么做, 特别, 分别, 级别, 类别, 识别, 个别, 辨别, 别人, 非线性, 未来, 无限, 不足, because of"
    ),
    (
      .turn,
      "lead to, cause, make, then, would, will, result in, means, 会导致, 导致, 就会, 则, 则会, 那么, 就, 会使, 会让, which make, =, 会, 也, 也会, also"
    ),
    (
      .aim,
      "so that, in order to, ensure, ensure that, make sure, 从而, 这样, 使, 使得, 让, 保证, 确保, 为了"
    ),
    (.keepsAway, "就不会, 才不会, 就不再, 就不至于"),
    (.keepsAwayToo, "也不会, 也不再, 也不至于"),
    (.comparison, "just like, like, unlike, the way that, 像, 不像, 就像, 如同"),
    (.wasDenied, "没有关系, 没关系, 不相干, 没有任何关系, 毫无关系, 无关系"),
    (
      .conjunction,
      "so, therefore, thus, hence, 因此, 所以, 于是, but, because, while, whereas, since, although, though, and then, however, but rather, 但, 但是, 而, 而且, 因为, 由于, 并且, 然而, 不过, 可是, 虽然, 而是, 同时, 反而, 却, 以及, and so, which, when, as well as"
    ),
    (
      .condition,
      "if, unless, suppose, assume that, were we to, 如果, 若, 若是, 假如, 假设, 要是, 倘若, 一旦, 万一"
    ),
    (
      .supposition,
      "standard attention, naive attention, standard implementation, naive implementation, ordinary attention, vanilla attention, plain attention, standard, naive, vanilla, conventional, traditional, ordinary implementation, usual implementation, wrong, mistake, myth, pitfall, incorrect, incorrectly, useless, 标准注意力, 标准实现, 普通注意力, 朴素, 朴素实现, 传统, 普通实现, 标准的, 普通的, 传统的, 原来的做法, 错误, 误区, 错, 没用, 不对, 不行, 误以为, 有人以为, 别以为, 常规"
    ),
    (.otherwise, "otherwise, or else, 否则, 不然, 要不然, 要不"),
    (.wasSupposed, "的话, 的时候"),
    (.before, "before, prior to, ahead of, previous to, in front of"),
    (.after, "after, following, subsequent to, behind"),
    (.wasBefore, "之前, 以前, 前, 前面, 之前就, 的前面"),
    (.wasAfter, "之后, 以后, 后, 后面, 完之后"),
    (.first, "first, 先, 首先"),
    (.then, "and then, then, 再, 然后, 才, 然后再, 接着, 接着再"),
  ]

  /// By their first word, the longest first.
  private static let byFirst: [String: [Form]] = {
    var byFirst: [String: [Form]] = [:]
    for (particle, forms) in table {
      for form in forms.split(separator: ",") {
        let words = WordScanner.words(of: form.trimmed).map(\.text)
        if let first = words.first {
          byFirst[first, default: []].append(Form(words: words, particle: particle))
        }
      }
    }
    return byFirst.mapValues { $0.sorted { $0.words.count > $1.words.count } }
  }()
}
