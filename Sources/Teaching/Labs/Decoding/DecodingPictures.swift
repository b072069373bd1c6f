import Course
import Figures

// Which pairs a step computes, and which pass runs when.

extension DecodingSteps {
  /// The pairs of the first tokens, each in its state.
  func pairs(
    _ title: Localized<String>, _ language: Language,
    _ state: (_ query: Int, _ key: Int) -> BlockGrid.State
  ) -> View {
    let count = min(run.tokens, DecodingRun.drawnTokens)
    let labels = (1...count).map(String.init)
    let states = (0..<count).flatMap { query in (0..<count).map { state(query, $0) } }
    let words: [BlockGrid.State: Localized<String>] = [
      .current: Localized(en: "computed now", zh: "现在计算"),
      .done: Localized(en: "computed before", zh: "已经算过"),
      .waiting: Localized(en: "not there yet", zh: "还没有"),
      .skipped: Localized(en: "never seen", zh: "不可见"),
    ]
    let part = Localized(en: ", first \(count) tokens", zh: "（前 \(count) 个词）")[language]
    return View(
      title[language] + (count < run.tokens ? part : ""),
      .blocks(
        BlockGrid(
          rowLabels: labels, columnLabels: labels, rowAxis: "query", columnAxis: "key",
          states: states,
          legend: words.filter { states.contains($0.key) }.mapValues { $0[language] })))
  }

  /// The passes through the layer, counted and not timed.
  /// - Parameter token: which one is being generated
  func passes(_ language: Language, now token: Int? = nil) -> View {
    let count = min(run.tokens, DecodingRun.drawnTokens)
    return View(
      Localized(en: "passes, one after the other", zh: "先后经过的各遍")[language],
      .timeline(
        Timeline(
          lanes: [
            .init(
              DecodingSteps.training[language],
              [.init(0, 1, count == 1 ? "1" : "1–\(run.tokens)")]),
            .init(
              DecodingSteps.decoding[language],
              (1...count).map { .init(Double($0 - 1), Double($0), String($0)) }),
          ],
          axis: Axis(Localized(en: "pass", zh: "第几遍")[language], 0...Double(count)),
          now: token.map { Double($0) - 0.5 })))
  }

  private static let training = Localized(en: "training", zh: "训练")
  private static let decoding = Localized(en: "decoding", zh: "解码")

  /// The measured time of training and of decoding in both ways, tokens in groups where they are many.
  func schedule(_ language: Language) -> View {
    func decoding(_ cached: Bool) -> [Timeline.Span] {
      var spans: [Timeline.Span] = []
      var (first, start) = (1, 0.0)
      for last in run.timed {
        let end =
          start + (first...last).reduce(0) { $0 + 1e3 * run.seconds(of: $1, cached: cached) }
        spans.append(.init(start, end, first == last ? "\(last)" : "\(first)–\(last)"))
        (first, start) = (last + 1, end)
      }
      return spans
    }
    let training = 1e3 * run.trainingSeconds
    let (with, without) = (decoding(true), decoding(false))
    let end = [training, with.last?.end ?? 0, without.last?.end ?? 0].max() ?? 1
    return View(
      Localized(en: "milliseconds, measured", zh: "毫秒，实测")[language],
      .timeline(
        Timeline(
          lanes: [
            .init(
              DecodingSteps.training[language],
              [.init(0, training, run.tokens == 1 ? "1" : "1–\(run.tokens)")]),
            .init(Localized(en: "decoding, cache", zh: "解码，有缓存")[language], with),
            .init(Localized(en: "decoding, no cache", zh: "解码，无缓存")[language], without),
          ], axis: Axis("ms", 0...end))))
  }
}
