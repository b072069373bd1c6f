import Attention
import Course
import Figures
import Tensors

/// The steps of a backward pass by blocks: a few for each tile, or one where there are many tiles.
struct FlashBackwardSteps {
  let run: FlashBackwardLabRun
  let trace: FlashBackwardTrace
  private let moments: [BackwardMoment]

  init(_ run: FlashBackwardLabRun, _ trace: FlashBackwardTrace) {
    self.run = run
    self.trace = trace
    moments = BackwardMoments.of(trace)
  }

  var all: [Step] { moments.map(step) + [BackwardFinish(run: run).step] }

  /// The step that says most: the first in which P of the row that is followed is computed anew.
  var opening: Int? {
    moments.firstIndex { moment in
      (moment.phase == .weights || moment.phase == .tile)
        && trace.steps[moment.index].queries.contains(run.row)
    }
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
    func keys(_ part: Localized<String>) -> Localized<String> {
      Localized(
        en: "Keys \(column) · \(part.english)", zh: "第 \(column) 组 key · \(part.chinese)")
    }
    func part(_ name: String) -> Localized<String> {
      Localized(en: "\(tile.english) · \(name)", zh: "\(tile.chinese) · \(name)")
    }
    return switch moment.phase {
    case .start: Localized(en: "Start", zh: "开始")
    case .delta: Localized("D = rowsum(dO ∘ O)")
    case .openKeys: keys(Localized(en: "load K, V", zh: "读入 K、V"))
    case .closeKeys: keys(Localized(en: "store dK, dV", zh: "写出 dK、dV"))
    case .tile: tile
    case .skipped: Localized(en: "\(tile.english), skipped", zh: "\(tile.chinese)，跳过")
    case .load: Localized(en: "\(tile.english) · load", zh: "\(tile.chinese) · 读入")
    case .scores: part("S")
    case .weights: part("P")
    case .valueGradient: part("dV")
    case .weightGradients: part("dP")
    case .scoreGradients: part("dS")
    case .queryGradient: part("dQ")
    case .keyGradient: part("dK")
    }
  }

  private func computed(_ moment: BackwardMoment) -> [NamedTensor] {
    let step = trace.steps[moment.index]
    func parts(_ names: [BackwardPart]) -> [NamedTensor] { names.compactMap { $0.of(step) } }
    return switch moment.phase {
    case .start: [NamedTensor("output", run.matrices.output), statistics(0)]
    case .delta: [statistics(1)]
    case .openKeys, .load, .closeKeys, .skipped: []
    case .scores: parts([.scores])
    case .weights: parts([.weights])
    case .valueGradient: parts([.valueGradient])
    case .weightGradients: parts([.weightGradients])
    case .scoreGradients: parts([.scoreGradients])
    case .queryGradient: parts([.queryGradient])
    case .keyGradient: parts([.keyGradient])
    case .tile: parts(BackwardPart.allCases)
    }
  }

  /// L, or D.
  private func statistics(_ column: Int) -> NamedTensor {
    let all = run.matrices.statistics
    return NamedTensor(
      "statistics", Tensor(rows: all.shape[0], columns: 1) { row, _ in all[row, column] },
      firstColumn: column)
  }
}
