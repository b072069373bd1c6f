import Course
import Figures
import Tensors

/// What the tied-qkv lab shows at each step, and says of it.
struct TiedSteps {
  let run: TiedRun

  var all: [Step] { [projections, scores, weights] }

  private var projections: Step {
    let distance = run.means.valueKeyDistance.fixed(2)
    let sentence: Localized<String> =
      switch run.tie {
      case .none:
        Localized(
          en:
            "One input through three different matrices comes out as three different things: "
            + "‖K − V‖/‖K‖ is \(distance) on average, and unrelated matrices give √2 = 1.41.",
          zh: "同一个输入经过三个不同的矩阵，出来就是三样东西：‖K − V‖/‖K‖ 平均 \(distance)，"
            + "互不相干的矩阵正是 √2 = 1.41。")
      case .kv:
        Localized(
          en: "W_V is W_K: what a token is found by is also what it hands on, "
            + "‖K − V‖/‖K‖ = \(distance). Q stays apart.",
          zh: "W_V 就是 W_K：token 凭什么被找到，就交出什么，‖K − V‖/‖K‖ = \(distance)。Q 仍然独立。")
      case .qk:
        Localized(
          en: "W_K is W_Q: a token asks with the very vector that it answers with. "
            + "V stays apart, ‖K − V‖/‖K‖ = \(distance).",
          zh: "W_K 就是 W_Q：token 用同一个向量提问和应答。V 仍然独立，‖K − V‖/‖K‖ = \(distance)。")
      }
    return Step(title: Localized(en: "Projections", zh: "投影"), sentence: sentence) {
      [self] language in
      [
        vectors("key", run.first.key, "K", language),
        vectors("value", run.first.value, "V", language),
        vectors("query", run.first.query, "Q", language),
      ]
    }
  }

  private var scores: Step {
    let difference = run.means.asymmetry.compact(3)
    let isExact = run.means.asymmetry == 0
    let sentence =
      run.tie == .qk
      ? Localized(
        en: "S = QKᵀ = QQᵀ is symmetric: S and Sᵀ "
          + (isExact
            ? "are equal to the last bit. " : "differ by \(difference), which is rounding. ")
          + "What i scores on j, j scores on i.",
        zh: "S = QKᵀ = QQᵀ 是对称的：S 与 Sᵀ "
          + (isExact ? "分毫不差。" : "只差 \(difference)，是舍入误差。") + "i 给 j 多少分，j 就给 i 多少分。")
      : Localized(
        en: "W_Q and W_K differ, so S = QKᵀ has no symmetry: S and Sᵀ differ by up to "
          + "\(difference), mean over \(draws). i may want j while j does not want i.",
        zh: "W_Q 与 W_K 不同，S = QKᵀ 就没有对称性：S 与 Sᵀ 最多相差 \(difference)"
          + "（\(run.draws) 次抽样平均）。i 看重 j，j 不一定看重 i。")
    return Step(title: Localized(en: "Scores", zh: "得分"), sentence: sentence) {
      [self] language in
      [
        View(
          Localized(en: "QKᵀ, first draw", zh: "QKᵀ，第一次抽样")[language],
          run.first.attention.scores.symmetricHeatmap(
            "scores", rows: labels, columns: labels, rowAxis: "query", columnAxis: "key")),
        weightView(language),
      ]
    }
  }

  private var weights: Step {
    let mass = run.means.diagonalMass.fixed(3)
    let even = run.evenMass.fixed(3)
    let share = (100 * run.means.selfFirstShare).fixed(0)
    let output = run.means.outputDistance.fixed(2)
    let sentence =
      run.tie == .qk
      ? Localized(
        en:
          "On the diagonal stands |q|². Over \(draws) a token keeps \(mass) of its weight "
          + "for itself, where even shares are \(even); \(share) % look at themselves most. "
          + (run.means.diagonalMass > 0.95
            ? "Near the identity: the output is V up to \(output) of its norm."
            : "How near that is to the identity depends on d: \(output) of V's norm still changes."),
        zh: "对角线上是 |q|²。\(run.draws) 次抽样里，一个 token 平均把 \(mass) 的权重留给自己"
          + "（平分是 \(even)），\(share) % 的 token 最看重自己。"
          + (run.means.diagonalMass > 0.95
            ? "已接近单位矩阵：输出与 V 只差其范数的 \(output)。"
            : "离单位矩阵有多近要看 d：输出与 V 还差其范数的 \(output)。"))
      : Localized(
        en:
          "Over \(draws) a token keeps \(mass) of its weight for itself; even shares are "
          + "\(even). "
          + (run.tie == .kv
            ? "Sharing K and V leaves the weights as they were; only what is averaged is another."
            : "With matrices of their own nothing favours the diagonal."),
        zh: "\(run.draws) 次抽样里，一个 token 平均把 \(mass) 的权重留给自己；平分是 \(even)。"
          + (run.tie == .kv ? "K、V 共用并不改变权重，只是被平均的东西变了。" : "矩阵各自独立时，对角线并不占便宜。"))
    return Step(title: Localized(en: "Weights", zh: "权重"), sentence: sentence) {
      [self] language in
      [
        weightView(language), curve(language),
        vectors("output", run.first.attention.output, "O", language),
      ]
    }
  }

  private var draws: String { run.draws == 1 ? "1 draw" : "\(run.draws) draws" }

  private var labels: [String] { (1...run.tokens).map(String.init) }

  private func weightView(_ language: Language) -> View {
    View(
      Localized(en: "weights, first draw", zh: "权重，第一次抽样")[language],
      run.first.attention.weights.heatmap(
        "weights", rows: labels, columns: labels, rowAxis: "query", columnAxis: "key"))
  }

  private func vectors(
    _ name: String, _ tensor: Tensor, _ letter: String, _ language: Language
  ) -> View {
    View(
      Localized(en: "\(letter), first draw", zh: "\(letter)，第一次抽样")[language],
      tensor.symmetricHeatmap(
        name, rows: labels, columns: (1...run.headDim).map(String.init), rowAxis: "token",
        columnAxis: "d"))
  }

  private func curve(_ language: Language) -> View {
    let dims = run.sweep.map { Double($0.headDim) }
    return View(
      Localized(
        en: "weight on itself against d, \(TiedRun.sweepDraws) draws a point",
        zh: "给自己的权重随 d 的变化，每点 \(TiedRun.sweepDraws) 次抽样")[language],
      .lines(
        Lines(
          series: [
            Lines.Series(
              Localized(en: "distinct", zh: "各自独立")[language], x: dims,
              y: run.sweep.map(\.distinct)),
            Lines.Series("W_Q = W_K", x: dims, y: run.sweep.map(\.tied)),
          ],
          xAxis: Axis("d", 1...256, scale: .log2),
          yAxis: Axis(Localized(en: "diagonal", zh: "对角线")[language], 0...1),
          marker: Double(run.headDim))))
  }
}
