import Attention
import Course
import Figures
import Tensors

/// The steps of a backward pass by blocks: a few for each tile, or one where there are many tiles.
struct FlashBackwardSteps {
  let run: FlashBackwardLabRun
  let trace: FlashBackwardTrace

  var all: [Step] {
    BackwardMoments.of(trace).map(step) + [BackwardFinish(run: run).step]
  }

  private func step(_ moment: BackwardMoment) -> Step {
    Step(
      title: title(moment),
      sentence: FlashBackwardSentences(run: run, trace: trace, moment: moment).sentence,
      computed: computed(moment)
    ) { [self] language in
      FlashBackwardViews(run: run, trace: trace, language: language).views(moment)
    }
  }

  private func title(_ moment: BackwardMoment) -> Localized<String> {
    let step = trace.steps[moment.index]
    let (row, column) = (step.queryBlock + 1, step.keyBlock + 1)
    let tile = Localized(en: "Tile (\(row), \(column))", zh: "块 (\(row), \(column))")
    let part: Localized<String>
    switch moment.phase {
    case .start: return Localized(en: "What the forward pass left", zh: "前向留下的")
    case .delta: return Localized("D = rowsum(dO ∘ O)")
    case .openKeys: return Localized(en: "Keys \(column): load", zh: "key 块 \(column)：读入")
    case .closeKeys: return Localized(en: "Keys \(column): store", zh: "key 块 \(column)：写出")
    case .tile: return tile
    case .skipped: part = Localized(en: ", skipped", zh: "，跳过")
    case .load: part = Localized(en: ": load", zh: "：读入")
    case .scores: part = Localized(": S")
    case .weights: part = Localized(": P")
    case .valueGradient: part = Localized(": dV")
    case .weightGradients: part = Localized(": dP")
    case .scoreGradients: part = Localized(": dS")
    case .queryGradient: part = Localized(": dQ")
    case .keyGradient: part = Localized(": dK")
    }
    return Localized(en: tile.english + part.english, zh: tile.chinese + part.chinese)
  }

  private func computed(_ moment: BackwardMoment) -> [NamedTensor] {
    let names = BackwardNames(trace.steps[moment.index])
    let tile = trace.steps[moment.index].tile
    func of(_ name: String, _ part: KeyPath<FlashBackwardStep.Tile, Tensor>) -> [NamedTensor] {
      tile.map { [NamedTensor(name, $0[keyPath: part])] } ?? []
    }
    return switch moment.phase {
    case .start: [NamedTensor("output", run.matrices.output)] + statistics(0)
    case .delta: statistics(1)
    case .openKeys, .load, .closeKeys, .skipped: []
    case .scores: of(names.scores, \.scores)
    case .weights: of(names.weights, \.weights)
    case .valueGradient: of(names.valueGradient, \.valueGradient)
    case .weightGradients: of(names.weightGradients, \.weightGradients)
    case .scoreGradients: of(names.scoreGradients, \.scoreGradients)
    case .queryGradient: of(names.queryGradient, \.queryGradient)
    case .keyGradient: of(names.keyGradient, \.keyGradient)
    case .tile:
      of(names.scores, \.scores) + of(names.weights, \.weights)
        + of(names.valueGradient, \.valueGradient) + of(names.weightGradients, \.weightGradients)
        + of(names.scoreGradients, \.scoreGradients) + of(names.queryGradient, \.queryGradient)
        + of(names.keyGradient, \.keyGradient)
    }
  }

  /// L, or L and D, in the shape that is shown.
  private func statistics(_ last: Int) -> [NamedTensor] {
    let all = run.matrices.statistics
    let name = last == 0 ? "logSumExp" : "statistics"
    return [NamedTensor(name, Tensor(rows: all.shape[0], columns: last + 1) { all[$0, $1] })]
  }
}

/// The names of a tile's matrices: which they are, and of which blocks, counted from 1.
struct BackwardNames {
  private let row: Int
  private let column: Int

  init(_ step: FlashBackwardStep) {
    row = step.queryBlock + 1
    column = step.keyBlock + 1
  }

  var scores: String { "S(\(row),\(column))" }
  var weights: String { "P(\(row),\(column))" }
  var weightGradients: String { "dP(\(row),\(column))" }
  var scoreGradients: String { "dS(\(row),\(column))" }
  /// After this tile
  var queryGradient: String { "dQ(\(row),\(column))" }
  var keyGradient: String { "dK(\(row),\(column))" }
  var valueGradient: String { "dV(\(row),\(column))" }
  var query: String { "Q(\(row))" }
  var outputGradient: String { "dO(\(row))" }
  var statistics: String { "LD(\(row))" }
  var key: String { "K(\(column))" }
  var value: String { "V(\(column))" }
}
