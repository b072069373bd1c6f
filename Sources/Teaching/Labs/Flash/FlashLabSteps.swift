import Attention
import Course
import Figures
import Tensors

/// A step for each moment of the trace, and the finished output.
struct FlashLabSteps {
  let run: FlashLabRun
  let row: FlashRow
  let moments: [FlashMoment]

  init(_ run: FlashLabRun) {
    self.run = run
    row = FlashRow(run, query: run.row)
    moments = run.trace.map(FlashMoments.of) ?? []
  }

  var all: [Step] {
    guard let trace = run.trace else {
      return FlashStandardSteps(run: run, row: row).all + [finished]
    }
    return moments.map { step(trace, $0) } + [finished]
  }

  /// The step that says most, the first in which the row is rescaled, and the tile that it works on.
  var opening: (step: Int, tile: CellReference) {
    let step =
      moments.firstIndex { moment in
        guard moment.phase == .output || moment.phase == .tile, let trace = run.trace else {
          return false
        }
        let step = trace.steps[moment.index]
        guard let tile = step.tile, step.queries.contains(run.row) else { return false }
        let row = run.row - step.queries.lowerBound
        let before = run.previous(of: moment.index)?.tile?.sum[row] ?? 0
        return before > 0 && tile.rescale[row] != 1
      } ?? max(0, all.count - 1)
    guard let trace = run.trace, moments.indices.contains(step) else {
      return (step, CellReference("tiles", 0, 0))
    }
    let tile = trace.steps[moments[step].index]
    return (step, CellReference("tiles", tile.queryBlock, tile.keyBlock))
  }

  private func step(_ trace: FlashTrace, _ moment: FlashMoment) -> Step {
    let step = trace.steps[moment.index]
    return Step(
      title: FlashTitles.title(of: moment, step),
      sentence: FlashSentences(run: run).sentence(of: moment, trace),
      computed: computed(moment.phase, step, trace.order)
    ) { [run, row] language in
      FlashViews(run: run, row: row, language: language).views(of: moment, trace)
    }
  }

  /// S, and O divided by ℓ: in both orders, and for any m, the answer if no more keys came.
  private func computed(
    _ phase: FlashPhase, _ step: FlashStep, _ order: LoopOrder
  ) -> [NamedTensor] {
    guard let tile = step.tile else { return [] }
    let scores = NamedTensor(
      "scores", tile.scores, firstRow: step.queries.lowerBound, firstColumn: step.keys.lowerBound)
    switch phase {
    case .scores: return [scores]
    case .output: return [step.outputSoFar(tile, order)]
    case .tile: return [scores, step.outputSoFar(tile, order)]
    case .start, .openRows, .openKeys, .load, .maximum, .weights, .store, .closeRows, .skipped:
      return []
    }
  }

  private var finished: Step {
    Step(
      title: Localized(en: "Output", zh: "输出"), sentence: FlashSentences(run: run).finished,
      computed: [NamedTensor("output", run.output)]
    ) { [run, row] language in
      let views = FlashViews(run: run, row: row, language: language)
      return [
        views.costs, views.traffic(run.traffic), views.output, views.finishedGrid,
        views.state(row.states.count), views.rowOutput(row.states.count),
      ]
    }
  }

  // MARK: Numbers

  var tensors: [NamedTensor] {
    [
      NamedTensor("tiles", run.tiles), NamedTensor("output", run.output),
      NamedTensor("scores", scores), NamedTensor("exponentials", exponentials),
      NamedTensor("weights", run.plain.weights), NamedTensor("rowState", row.stateTensor),
      NamedTensor("rowOutput", row.outputTensor), NamedTensor("hbmBytes", hbmBytes),
      NamedTensor("bytesByN", bytesByLength),
    ]
  }

  /// S, −∞ where hidden or skipped.
  private var scores: Tensor {
    run.trace.map { run.problem.matrix($0.steps, empty: -.infinity, \.scores) } ?? run.plain.masked
  }

  /// P of each tile as it was on chip.
  private var exponentials: Tensor {
    guard let trace = run.trace else {
      let rows = (0..<run.length).map { run.plain.exponentials($0) }
      return Tensor(rows: run.length, columns: run.length) { rows[$0][$1] }
    }
    return run.problem.matrix(trace.steps, empty: 0, \.weights)
  }

  /// Read and written since the start, after each tile.
  private var hbmBytes: Tensor {
    (run.trace?.steps.map(\.traffic) ?? FlashStandardSteps(run: run, row: row).traffic).tensor
  }

  private var bytesByLength: Tensor {
    let lengths = run.costs.shownLengths
    return Tensor(rows: lengths.count, columns: 4) { row, column in
      let orders = FlashProblem.Order.allCases
      return column == 0
        ? Float(lengths[row])
        : Float(run.costs.bytes(orders[column - 1], length: lengths[row]))
    }
  }
}
