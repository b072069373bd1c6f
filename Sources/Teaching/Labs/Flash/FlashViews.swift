import Attention
import Course
import Figures
import Tensors

/// The pictures of the flash lab in one language.
struct FlashViews {
  let run: FlashLabRun
  let row: FlashRow
  let language: Language

  /// What is seen at a moment, the most telling views first.
  func views(of moment: FlashMoment, _ trace: FlashTrace) -> [View] {
    let count = row.count(through: moment.index, isDone: moment.phase.isDone)
    let listing = FlashListing(run: run, trace: trace, moment: moment, language: language).view
    return [
      grid(trace, at: moment), listing, state(count), chip(moment.chip), traffic(moment.traffic),
    ]
      + tile(moment, trace.steps[moment.index], trace.order) + [rowOutput(count), costs]
  }

  // MARK: Tiles

  /// The score matrix cut into tiles: those behind us, the present one, and those to come.
  private func grid(_ trace: FlashTrace, at moment: FlashMoment) -> View {
    var states = [BlockGrid.State](repeating: .waiting, count: run.tileRows * run.tileColumns)
    if moment.phase != .start {
      for (index, step) in trace.steps[...moment.index].enumerated() {
        let isCurrent = index == moment.index && moment.phase.isInTile
        let isBehind = index < moment.index || moment.phase.isDone
        let state: BlockGrid.State =
          step.tile == nil
          ? (isBehind ? .skipped : .waiting) : isCurrent ? .current : isBehind ? .done : .waiting
        states[step.queryBlock * run.tileColumns + step.keyBlock] = state
      }
    }
    return grid(states)
  }

  private func grid(_ states: [BlockGrid.State]) -> View {
    let title = Localized(
      en: "S = QKᵀ/√d in \(run.tileRows)×\(run.tileColumns) tiles",
      zh: "S = QKᵀ/√d，\(run.tileRows)×\(run.tileColumns) 块")
    return run.grid(title, states, language)
  }

  /// All tiles of a finished run.
  var finishedGrid: View {
    grid(run.tiles.storage.map { $0 == 0 ? .skipped : .done })
  }

  /// S of the tile, or P once it is there, and O where P was put to use.
  private func tile(_ moment: FlashMoment, _ step: FlashStep, _ order: LoopOrder) -> [View] {
    guard let tile = step.tile else { return [] }
    let place = "(\(step.queryBlock + 1), \(step.keyBlock + 1))"
    switch moment.phase {
    case .scores, .maximum:
      return [heatmap(tile.scores, "scores", "S \(place)", step)]
    case .output, .tile:
      return [
        outputSoFar(step.outputSoFar(tile, order), step),
        heatmap(tile.weights, "exponentials", "P = e^(S − m) \(place)", step),
      ]
    case .weights, .store:
      return [heatmap(tile.weights, "exponentials", "P = e^(S − m) \(place)", step)]
    case .start, .openRows, .openKeys, .load, .closeRows, .skipped: return []
    }
  }

  /// S or P of a tile.
  private func heatmap(
    _ tensor: Tensor, _ name: String, _ title: String, _ step: FlashStep
  ) -> View {
    let (rows, columns) = (labels(step.queries), labels(step.keys))
    let (firstRow, firstColumn) = (step.queries.lowerBound, step.keys.lowerBound)
    return View(
      title,
      name == "scores"
        ? tensor.symmetricHeatmap(
          name, rows: rows, columns: columns, rowAxis: "query", columnAxis: "key",
          firstRow: firstRow, firstColumn: firstColumn)
        : tensor.heatmap(
          name, rows: rows, columns: columns, rowAxis: "query", columnAxis: "key",
          firstRow: firstRow, firstColumn: firstColumn))
  }

  /// What the block of queries would answer if no more keys came.
  private func outputSoFar(_ output: NamedTensor, _ step: FlashStep) -> View {
    let block = (step.queryBlock + 1).subscripted
    let key = (step.keyBlock + 1).subscripted
    let title = Localized(en: "O/ℓ of Q\(block) after K\(key)", zh: "Q\(block) 在 K\(key) 之后的 O/ℓ")
    return View(
      title[language],
      output.tensor.symmetricHeatmap(
        output.name, rows: labels(step.queries), columns: labels(0..<run.headDim),
        rowAxis: "query", columnAxis: "d", firstRow: output.firstRow))
  }

  // MARK: The row that is followed

  /// m, ℓ, the factor and what is wrong still, after each tile so far.
  func state(_ count: Int) -> View {
    let block = (row.query / run.blocks.queries + 1).subscripted
    let title = Localized(
      en: "query \(row.query + 1), which is in Q\(block), tile by tile",
      zh: "逐块看 query \(row.query + 1)（在 Q\(block) 中）")
    return View(
      title[language],
      .matrix(
        NumberMatrix(
          tensor: "rowState", rowLabels: rowLabels(count),
          columnLabels: ["m", "ℓ", "e^(m′−m)", "‖O−naive‖"],
          values: Array(row.stateTensor.storage.prefix(4 * count)))))
  }

  /// O of the row, divided by ℓ, after each tile so far.
  func rowOutput(_ count: Int) -> View {
    let title = Localized(
      en: "O/ℓ of query \(row.query + 1), tile by tile", zh: "query \(row.query + 1) 的 O/ℓ，逐块")
    let all = row.outputTensor
    let figure = all.symmetricHeatmap(
      "rowOutput", rows: rowLabels(row.states.count), columns: labels(0..<run.headDim),
      rowAxis: Localized(en: "after", zh: "之后")[language], columnAxis: "d")
    guard case .heatmap(var map) = figure else { return View(title[language], figure) }
    // The scale stays that of the whole way, so that colours do not jump from step to step.
    map.rowLabels = rowLabels(count)
    map.values = Array(map.values.prefix(count * run.headDim))
    return View(title[language], .heatmap(map))
  }

  private func rowLabels(_ count: Int) -> [String] {
    row.states.prefix(count).map { state in
      guard state.step != nil else { return Localized(en: "start", zh: "开始")[language] }
      return state.keyBlock.map { "K" + ($0 + 1).subscripted }
        ?? Localized(en: "all keys", zh: "全部 key")[language]
    }
  }

  // MARK: Memory

  /// What lies on chip, beside what may.
  func chip(_ blocks: [ChipBlock]) -> View {
    blocks.view(of: run.sramBytes, language)
  }

  func traffic(_ traffic: HBMTraffic) -> View {
    run.bars(
      Localized(
        en: "HBM bytes so far, beside standard's total", zh: "至今的 HBM 字节数，对照标准做法的总数"),
      of: traffic, language)
  }

  /// Bytes by length for the blocks of this run.
  var costs: View {
    let lengths = run.costs.shownLengths
    let series = FlashProblem.Order.allCases.map { order in
      Lines.Series(
        order.rawValue, x: lengths.map(Double.init),
        y: lengths.map { Double(run.costs.bytes(order, length: $0)) / 1024 })
    }
    let all = series.flatMap(\.y)
    return View(
      Localized(en: "through HBM by N, in these blocks", zh: "同样的块，HBM 读写量随 N 的变化")[language],
      .lines(
        Lines(
          series: series,
          xAxis: Axis(
            "N", Double(lengths[0])...Double(lengths[lengths.count - 1]), scale: .log2),
          yAxis: Axis(
            "KiB", (all.min() ?? 1)...(all.max() ?? 2), scale: .log2),
          marker: lengths.contains { $0 <= run.length } ? Double(run.length) : nil)
      ))
  }

  var output: View {
    View(
      Localized(en: "output", zh: "输出")[language],
      run.output.symmetricHeatmap(
        "output", rows: labels(0..<run.length), columns: labels(0..<run.headDim),
        rowAxis: "query", columnAxis: "d"))
  }

  /// Counted from 1.
  func labels(_ range: Range<Int>) -> [String] { range.map { String($0 + 1) } }
}
