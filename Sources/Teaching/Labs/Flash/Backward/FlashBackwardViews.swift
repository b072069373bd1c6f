import Attention
import Course
import Figures
import Tensors

/// The pictures of the backward pass by blocks, in one language.
struct FlashBackwardViews {
  let run: FlashBackwardLabRun
  let trace: FlashBackwardTrace
  let language: Language

  /// What is new, the algorithm, the tiles, the chip and the bytes.
  func views(_ moment: BackwardMoment) -> [View] {
    let matrices = matrices(moment)
    let listing = View(
      Localized(
        en: "FlashAttention-2, Algorithm 2: backward", zh: "FlashAttention-2 算法 2：反向")[language],
      FlashBackwardListing(run: run, trace: trace, language: language).listing(moment))
    return matrices.prefix(1) + [listing, grid(moment), chip(moment), traffic(moment)]
      + matrices.dropFirst()
  }

  // MARK: Matrices

  private func matrices(_ moment: BackwardMoment) -> [View] {
    let step = trace.steps[moment.index]
    let rows = step.queries
    switch moment.phase {
    case .start: return [logSumExp, outputGradient(0..<run.length, "outputGradient"), output]
    case .delta: return [statistics(0..<run.length, "statistics")]
    case .openKeys: return keys(step)
    case .load:
      let names = BackwardNames(step)
      return [
        statistics(rows, names.statistics), query(rows, names.query),
        outputGradient(rows, names.outputGradient),
      ]
    case .closeKeys: return finishedKeys(step)
    case .skipped: return []
    case .scores, .weights, .valueGradient, .weightGradients, .scoreGradients, .queryGradient,
      .keyGradient, .tile:
      return step.tile.map { tile(moment.phase, step, $0) } ?? []
    }
  }

  private func tile(
    _ phase: BackwardPhase, _ step: FlashBackwardStep, _ tile: FlashBackwardStep.Tile
  ) -> [View] {
    let names = BackwardNames(step)
    let scores = pairs(
      Localized(en: "S, the scores of the tile", zh: "S，本块的分数"), tile.scores, names.scores,
      step)
    let weights = pairs(
      Localized(en: "P = e^(S − L), computed anew", zh: "P = e^(S − L)，重新算出"), tile.weights,
      names.weights, step, isSigned: false)
    let weightGradients = pairs(
      Localized(en: "dP = dO Vᵀ, the gradient of the weights", zh: "dP = dO Vᵀ，权重的梯度"),
      tile.weightGradients, names.weightGradients, step)
    let scoreGradients = pairs(
      Localized(en: "dS = P ∘ (dP − D), the gradient of the scores", zh: "dS = P ∘ (dP − D)，分数的梯度"),
      tile.scoreGradients, names.scoreGradients, step)
    let queryGradient = features(
      soFar("dQ", step.queryBlock), tile.queryGradient, names.queryGradient, step.queries,
      rowAxis: "query")
    let keyGradient = features(
      soFar("dK", step.keyBlock), tile.keyGradient, names.keyGradient, step.keys, rowAxis: "key")
    let valueGradient = features(
      soFar("dV", step.keyBlock), tile.valueGradient, names.valueGradient, step.keys,
      rowAxis: "key")
    let ownStatistics = statistics(step.queries, names.statistics)
    return switch phase {
    case .scores: [scores]
    case .weights: [weights, scores, ownStatistics]
    case .valueGradient: [valueGradient, weights]
    case .weightGradients: [weightGradients, weights]
    case .scoreGradients: [scoreGradients, weights, weightGradients, ownStatistics]
    case .queryGradient: [queryGradient, scoreGradients]
    case .keyGradient: [keyGradient, scoreGradients]
    default:
      [
        weights, scoreGradients, queryGradient, keyGradient, valueGradient, scores,
        weightGradients, ownStatistics,
      ]
    }
  }

  private func soFar(_ name: String, _ block: Int) -> Localized<String> {
    let name = name + (block + 1).subscripted
    return Localized(en: "\(name) so far", zh: "至今的 \(name)")
  }

  private func keys(_ step: FlashBackwardStep) -> [View] {
    let names = BackwardNames(step)
    let block = (step.keyBlock + 1).subscripted
    return [
      features(
        Localized("K\(block)"), part(run.key, step.keys), names.key, step.keys, rowAxis: "key"),
      features(
        Localized("V\(block)"), part(run.value, step.keys), names.value, step.keys,
        rowAxis: "key"),
    ]
  }

  private func finishedKeys(_ step: FlashBackwardStep) -> [View] {
    let column = step.keyBlock + 1
    let block = column.subscripted
    return [
      features(
        Localized(en: "dK\(block), finished", zh: "dK\(block)，已完成"),
        part(run.matrices.keyGradient, step.keys), "dK(\(column))", step.keys, rowAxis: "key"),
      features(
        Localized(en: "dV\(block), finished", zh: "dV\(block)，已完成"),
        part(run.matrices.valueGradient, step.keys), "dV(\(column))", step.keys, rowAxis: "key"),
    ]
  }

  private func query(_ rows: Range<Int>, _ name: String) -> View {
    features(
      Localized(en: "Q of the block", zh: "本块的 Q"), part(run.query, rows), name, rows,
      rowAxis: "query")
  }

  private func outputGradient(_ rows: Range<Int>, _ name: String) -> View {
    features(
      Localized(en: "dO, what the loss sends back", zh: "dO，损失传回来的梯度"),
      part(run.outputGradient, rows), name, rows, rowAxis: "query")
  }

  private var output: View {
    features(
      Localized(en: "O of the forward pass", zh: "前向的 O"), run.matrices.output, "output",
      0..<run.length, rowAxis: "query")
  }

  private var logSumExp: View {
    View(
      Localized(en: "L = m + ln ℓ, all that is kept of P", zh: "L = m + ln ℓ，P 只留下这个")[language],
      .matrix(
        NumberMatrix(
          tensor: "logSumExp", rowLabels: labels(0..<run.length), columnLabels: ["L"],
          values: (0..<run.length).map { run.matrices.statistics[$0, 0] })))
  }

  private func statistics(_ rows: Range<Int>, _ name: String) -> View {
    View(
      Localized(en: "L and D of the queries", zh: "各 query 的 L 与 D")[language],
      .matrix(
        NumberMatrix(
          tensor: name, rowLabels: labels(rows), columnLabels: ["L", "D"],
          values: part(run.matrices.statistics, rows).storage)))
  }

  private func pairs(
    _ title: Localized<String>, _ matrix: Tensor, _ name: String, _ step: FlashBackwardStep,
    isSigned: Bool = true
  ) -> View {
    let (rows, columns) = (labels(step.queries), labels(step.keys))
    return View(
      title[language],
      isSigned
        ? matrix.symmetricHeatmap(
          name, rows: rows, columns: columns, rowAxis: "query", columnAxis: "key")
        : matrix.heatmap(name, rows: rows, columns: columns, rowAxis: "query", columnAxis: "key"))
  }

  private func features(
    _ title: Localized<String>, _ matrix: Tensor, _ name: String, _ rows: Range<Int>,
    rowAxis: String
  ) -> View {
    View(
      title[language],
      matrix.symmetricHeatmap(
        name, rows: labels(rows), columns: labels(0..<run.headDim), rowAxis: rowAxis,
        columnAxis: "d"))
  }

  private func part(_ matrix: Tensor, _ rows: Range<Int>) -> Tensor {
    Tensor(rows: rows.count, columns: matrix.shape.width) { matrix[rows.lowerBound + $0, $1] }
  }

  /// Counted from 1.
  private func labels(_ range: Range<Int>) -> [String] { range.map { String($0 + 1) } }

  // MARK: Where it stands

  private func grid(_ moment: BackwardMoment) -> View {
    View(
      Localized(
        en: "tiles: keys in the outer loop, column by column", zh: "各块：外层循环走 key，逐列进行")[language],
      BackwardGrid(run: run, language: language).figure { position in
        let step = trace.steps[position]
        // The order of the trace is the order of time.
        let isPast = position < moment.index || position == moment.index && isDone(moment.phase)
        if moment.phase.isInTile, position == moment.index { return .current }
        guard isPast else { return .waiting }
        return step.tile == nil ? .skipped : .done
      })
  }

  private func isDone(_ phase: BackwardPhase) -> Bool {
    switch phase {
    case .closeKeys, .skipped: true
    default: false
    }
  }

  private func chip(_ moment: BackwardMoment) -> View {
    BackwardMemory(run: run, language: language).chip(moment.chip)
  }

  private func traffic(_ moment: BackwardMoment) -> View {
    BackwardMemory(run: run, language: language).traffic(moment.traffic)
  }
}
