import Course
import Figures
import Tensors

/// What the seq2seq lab shows at each step, and says of it.
struct Seq2SeqSteps {
  let run: Seq2SeqRun

  var all: [Step] { [encoding, alignment, recall, lengths] }

  private let lesson = "attention/why#bottleneck"

  private var encoding: Step {
    let (length, memory) = (run.length, run.memory)
    let source = run.example.map { RandomEncoder.vocabulary[$0] }.joined()
    return Step(
      title: Localized(en: "Encode", zh: "编码"),
      sentence: Localized(
        en:
          "The encoder reads \(length) tokens (here \(source)), one by one, each state computed from "
          + "the last one and \(memory) numbers long. "
          + (run.hasAttention
            ? "The decoder may look at all \(length) states, \(length * memory) numbers."
            : "The decoder gets the last one, \(memory) numbers for the whole source."),
        zh: "编码器逐个读入 \(length) 个 token（这里是 \(source)），每个状态由上一个状态算出，"
          + "总是 \(memory) 个数。"
          + (run.hasAttention
            ? "解码器可以看全部 \(length) 个状态，共 \(length * memory) 个数。"
            : "解码器只拿到最后一个：整个源句就剩这 \(memory) 个数。")),
      computed: [NamedTensor("states", run.states)], lesson: lesson
    ) { [self] language in
      [
        View(
          Localized(en: "states, one a source token", zh: "状态，每个源 token 一个")[language],
          run.states.heatmap(
            "states", rows: sourceLabels, columns: numbered(memory),
            rowAxis: Localized(en: "source", zh: "源")[language],
            columnAxis: Localized(en: "memory", zh: "记忆")[language], range: -1...1)),
        alignmentView(language),
      ]
    }
  }

  private var alignment: Step {
    let last = run.length
    let own = (0..<run.length).map { Double(run.alignment[$0, $0]) }.mean.fixed(2)
    return Step(
      title: Localized(en: "Align", zh: "对齐"),
      sentence: run.hasAttention
        ? Localized(
          en:
            "A row of weights for each step of the decoder: step i asks for position i by its code "
            + "and gets \(own) of its context from there, on average. Here queries are set by hand; a "
            + "trained decoder learns them, with no alignment ever given.",
          zh: "解码器每一步有一行权重：第 i 步按位置编码去找位置 i，上下文平均有 \(own) 来自那里。"
            + "这里的 query 是手工设定的；训练出来的解码器自己学会，从没有人给它对齐标注。")
        : Localized(
          en: "All \(last) steps of the decoder read the same context, the state after token "
            + "\(last). What is not in there cannot be read out by any of them.",
          zh: "解码器的 \(last) 步读的是同一个上下文：第 \(last) 个 token 之后的状态。"
            + "那里没有的东西，哪一步也读不出来。"),
      computed: [
        NamedTensor("query", run.decoder.query), NamedTensor("key", run.decoder.key),
        NamedTensor("scores", run.scores), NamedTensor("scaled", run.scaled),
        NamedTensor("alignment", run.alignment),
      ], lesson: lesson
    ) { [self] language in
      [
        alignmentView(language),
        View(
          Localized(en: "scores QKᵀ/√d of positions", zh: "位置之间的得分 QKᵀ/√d")[language],
          run.scaled.heatmap(
            "scaled", rows: numbered(run.length), columns: sourceLabels, rowAxis: target[language],
            columnAxis: Localized(en: "source", zh: "源")[language], range: scoreRange)),
        answersView(language),
      ]
    }
  }

  private var recall: Step {
    Step(
      title: Localized(en: "Recall by position", zh: "各位置的答对率"), sentence: recallSentence,
      computed: [
        NamedTensor("recall", Tensor(run.recall.map(Float.init))),
        NamedTensor("attentionRecall", Tensor(run.attentionRecall.map(Float.init))),
      ], lesson: lesson
    ) { [self] language in
      [
        recallView(language), alignmentView(language), answersView(language),
      ]
    }
  }

  private var recallSentence: Localized<String> {
    let fixed = percent(run.fixedRecall[0])
    let first = percent(run.attentionRecall[0])
    let mean = percent(run.attentionRecall.mean)
    let last = percent(run.fixedRecall[run.length - 1])
    let (length, memory) = (run.length, run.memory)
    let kept = run.fixedRecall[0] > 0.9
    let one =
      kept
      ? Localized(
        en:
          "One vector of \(memory) numbers still holds \(length) tokens: the first is named right in "
          + "\(fixed) of \(Seq2SeqRun.testSequences) test sequences.",
        zh: "\(memory) 个数的一个向量还装得下 \(length) 个 token：在 \(Seq2SeqRun.testSequences) 个测试序列上，"
          + "第一个 token 的答对率是 \(fixed)。")
      : Localized(
        en:
          "From one vector of \(memory) numbers the last of \(length) tokens is named right in \(last) "
          + "of test sequences, the first in \(fixed); guessing gives \(percent(Seq2SeqRun.chance)).",
        zh: "只凭 \(memory) 个数的一个向量，\(length) 个 token 中最后一个的答对率是 \(last)，"
          + "第一个只有 \(fixed)；随机猜是 \(percent(Seq2SeqRun.chance))。")
    let other =
      run.attentionRecall.mean > 0.9
      ? Localized(
        en: " With attention: the first \(first), on average \(mean).",
        zh: "用注意力，第一个 \(first)，平均 \(mean)。")
      : Localized(
        en:
          " With attention: the first \(first), on average \(mean), alike everywhere, and no more, "
          + "for a state of \(memory) numbers holds even its own token badly.",
        zh: "用注意力，第一个 \(first)，平均 \(mean)，各处差不多；再高不了，"
          + "因为 \(memory) 个数的状态连自己的 token 都装不好。")
    return Localized(en: one.english + other.english, zh: one.chinese + other.chinese)
  }

  private var lengths: Step {
    let forgotten = run.sweep.first { $0.fixed < 0.5 }
    let longest = run.sweep[run.sweep.count - 1]
    let start =
      forgotten.map { point in
        Localized(
          en:
            "The first token is lost to the one vector (below 50 %) from \(point.length) tokens on, "
            + "with \(run.memory) numbers of memory.",
          zh: "记忆有 \(run.memory) 个数时，源句长到 \(point.length) 个 token，一个向量就记不住第一个了"
            + "（低于 50 %）。")
      }
      ?? Localized(
        en: "One vector keeps the first token through all these lengths.",
        zh: "在这些长度上，一个向量始终记得住第一个 token。")
    return Step(
      title: Localized(en: "Longer sources", zh: "更长的源句"),
      sentence: Localized(
        en: start.english
          + " At \(longest.length) tokens it recalls \(percent(longest.fixed)), attention "
          + "\(percent(longest.attention)). A trained encoder holds more, but its vector is as finite.",
        zh: start.chinese + "长到 \(longest.length) 个时，它只答对 \(percent(longest.fixed))，注意力答对 "
          + "\(percent(longest.attention))。训练过的编码器能多记一些，但向量同样有限。"),
      computed: run.tensors.filter { $0.name == "recallByLength" }, lesson: lesson
    ) { [self] language in
      [lengthView(language), recallView(language)]
    }
  }

  private func percent(_ share: Double) -> String { (100 * share).compact(3) + " %" }

  private var scoreRange: ClosedRange<Float> {
    let scores = run.scaled.storage.filter(\.isFinite)
    guard let low = scores.min(), let high = scores.max(), low < high else { return 0...1 }
    return low...high
  }

  private var target: Localized<String> { Localized(en: "step", zh: "步") }

  private var sourceLabels: [String] { run.example.map { RandomEncoder.vocabulary[$0] } }

  private func numbered(_ count: Int) -> [String] { (1...count).map(String.init) }

  private func alignmentView(_ language: Language) -> View {
    let labels = zip(run.answers, run.example).map { answer, token in
      RandomEncoder.vocabulary[answer] + (answer == token ? "" : "✗")
    }
    return View(
      (run.hasAttention
        ? Localized(en: "alignment: weights of each step", zh: "对齐：每一步的权重")
        : Localized(en: "alignment: every step reads the last state", zh: "对齐：每一步都读最后一个状态"))[
          language],
      run.alignment.heatmap(
        "alignment", rows: labels, columns: sourceLabels,
        rowAxis: Localized(en: "answer", zh: "回答")[language],
        columnAxis: Localized(en: "source", zh: "源")[language]))
  }

  private func recallView(_ language: Language) -> View {
    let places = (1...run.length).map(Double.init)
    return View(
      Localized(en: "recall by source position", zh: "源句各位置的答对率")[language],
      .lines(
        Lines(
          series: series(places, run.fixedRecall, run.attentionRecall, language),
          xAxis: Axis(
            Localized(en: "position", zh: "位置")[language], 1...Double(run.length)),
          yAxis: recallAxis(language))))
  }

  private func lengthView(_ language: Language) -> View {
    let lengths = run.sweep.map { Double($0.length) }
    return View(
      Localized(en: "recall of the first token by source length", zh: "第一个 token 的答对率随源句长度的变化")[
        language],
      .lines(
        Lines(
          series: series(lengths, run.sweep.map(\.fixed), run.sweep.map(\.attention), language),
          xAxis: Axis(
            Localized(en: "source length", zh: "源句长度")[language], 2...(lengths.max() ?? 32),
            scale: .log2),
          yAxis: recallAxis(language), marker: Double(run.length))))
  }

  private func series(
    _ x: [Double], _ fixed: [Double], _ attention: [Double], _ language: Language
  ) -> [Lines.Series] {
    [
      .init(Localized(en: "one vector", zh: "一个向量")[language], x: x, y: fixed),
      .init(Localized(en: "attention", zh: "注意力")[language], x: x, y: attention),
      .init(
        Localized(en: "guessing", zh: "随机猜")[language], x: x, y: x.map { _ in Seq2SeqRun.chance }),
    ]
  }

  private func recallAxis(_ language: Language) -> Axis {
    Axis(Localized(en: "right", zh: "答对率")[language], 0...1)
  }

  private func answersView(_ language: Language) -> View {
    func text(_ tokens: [Int]) -> String {
      tokens.map { RandomEncoder.vocabulary[$0] }.joined(separator: run.length > 24 ? "" : " ")
    }
    func line(_ name: Localized<String>, _ answers: [Int]) -> Listing.Line {
      let right = zip(answers, run.example).count { $0 == $1 }
      return .init(
        name[language], text(answers),
        values: Localized(
          en: "\(right) of \(run.length) right", zh: "\(run.length) 个对 \(right) 个")[language])
    }
    return View(
      Localized(en: "one test sequence", zh: "一个测试序列")[language],
      .listing(
        Listing(lines: [
          .init(Localized(en: "source", zh: "源句")[language], text(run.example)),
          line(Localized(en: "one vector", zh: "一个向量"), run.fixedAnswers),
          line(Localized(en: "attention", zh: "注意力"), run.attentionAnswers),
        ])))
  }
}
