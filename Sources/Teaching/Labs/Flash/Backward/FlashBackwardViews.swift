import Attention
import Course
import Figures
import Tensors

/// The pictures of the backward pass by blocks, in one language.
struct FlashBackwardViews {
  let run: FlashBackwardLabRun
  let trace: FlashBackwardTrace
  let language: Language

  /// Where the algorithm stands, what is new, and what lies where.
  func views(_ moment: BackwardMoment) -> [View] {
    let matrices = matrices(moment)
    let listing = FlashBackwardListing(run: run, trace: trace, moment: moment, language: language)
    let memory = BackwardMemory(run: run, language: language)
    return [grid(moment), listing.view] + matrices.prefix(1)
      + [memory.chip(moment.chip), memory.traffic(moment.traffic)] + matrices.dropFirst()
  }

  // MARK: Matrices

  /// What is new first, then what it was made of.
  private func matrices(_ moment: BackwardMoment) -> [View] {
    let step = trace.steps[moment.index]
    let all = 0..<run.length
    let ownStatistics = statistics(step.queries)
    func parts(_ parts: [BackwardPart]) -> [View] { parts.compactMap { part($0, step) } }
    return switch moment.phase {
    case .start: [statistics(all, columns: 1), outputGradient(all), output]
    case .delta: [statistics(all), outputGradient(all), output]
    case .openKeys: [keys(step.keys, run.key, "K"), keys(step.keys, run.value, "V")]
    case .load: [ownStatistics, query(step.queries), outputGradient(step.queries)]
    case .closeKeys:
      [
        finished("keyGradient", run.matrices.keyGradient, "dK", step),
        finished("valueGradient", run.matrices.valueGradient, "dV", step),
      ]
    case .skipped: []
    case .scores: parts([.scores])
    case .weights: parts([.weights, .scores]) + [ownStatistics]
    case .valueGradient: parts([.valueGradient, .weights])
    case .weightGradients: parts([.weightGradients, .weights])
    case .scoreGradients:
      parts([.scoreGradients, .weights, .weightGradients]) + [ownStatistics]
    case .queryGradient: parts([.queryGradient, .scoreGradients])
    case .keyGradient: parts([.keyGradient, .scoreGradients])
    case .tile:
      parts([
        .weights, .scoreGradients, .queryGradient, .keyGradient, .valueGradient, .scores,
        .weightGradients,
      ]) + [ownStatistics]
    }
  }

  private func part(_ part: BackwardPart, _ step: FlashBackwardStep) -> View? {
    guard let tensor = part.of(step) else { return nil }
    let (row, column) = ((step.queryBlock + 1).subscripted, (step.keyBlock + 1).subscripted)
    let place = "(\(step.queryBlock + 1), \(step.keyBlock + 1))"
    func soFar(_ name: String) -> Localized<String> {
      Localized(en: "\(name) so far", zh: "至今的 \(name)")
    }
    let all = run.matrices
    return switch part {
    case .scores: pairs("S \(place)", tensor, of: all.scores, step)
    case .weights:
      pairs("P = e^(S − L) \(place)", tensor, of: all.weights, step, isSigned: false)
    case .weightGradients: pairs("dP = dO Vᵀ \(place)", tensor, of: all.weightGradients, step)
    case .scoreGradients:
      pairs("dS = P ∘ (dP − D) \(place)", tensor, of: all.scoreGradients, step)
    case .queryGradient:
      features(soFar("dQ" + row), tensor, of: all.queryGradient, rowAxis: "query")
    case .keyGradient:
      features(soFar("dK" + column), tensor, of: all.keyGradient, rowAxis: "key")
    case .valueGradient:
      features(soFar("dV" + column), tensor, of: all.valueGradient, rowAxis: "key")
    }
  }

  private func keys(_ rows: Range<Int>, _ matrix: Tensor, _ symbol: String) -> View {
    features(
      Localized(symbol + (rows.lowerBound / run.blocks.keys + 1).subscripted),
      part(matrix, rows, symbol == "K" ? "key" : "value"), rowAxis: "key")
  }

  private func finished(
    _ name: String, _ matrix: Tensor, _ symbol: String, _ step: FlashBackwardStep
  ) -> View {
    let symbol = symbol + (step.keyBlock + 1).subscripted
    return features(
      Localized(en: "\(symbol), finished", zh: "\(symbol)，已完成"), part(matrix, step.keys, name),
      rowAxis: "key")
  }

  private func query(_ rows: Range<Int>) -> View {
    features(
      Localized("Q" + (rows.lowerBound / run.blocks.queries + 1).subscripted),
      part(run.query, rows, "query"), rowAxis: "query")
  }

  private func outputGradient(_ rows: Range<Int>) -> View {
    features(
      Localized(en: "dO, what the loss sends back", zh: "dO，损失传回来的梯度"),
      part(run.outputGradient, rows, "outputGradient"), rowAxis: "query")
  }

  private var output: View {
    features(
      Localized(en: "O of the forward pass", zh: "前向的 O"),
      NamedTensor("output", run.matrices.output), rowAxis: "query")
  }

  /// L alone, or L and D.
  private func statistics(_ rows: Range<Int>, columns: Int = 2) -> View {
    let title =
      columns == 1
      ? Localized(en: "L = m + ln ℓ, all that is kept of P", zh: "L = m + ln ℓ，P 只留下这个")
      : Localized(en: "L and D of the queries", zh: "各 query 的 L 与 D")
    var matrix = NumberMatrix(
      tensor: "statistics", rowLabels: labels(rows),
      columnLabels: ["L", "D"].dropLast(2 - columns),
      values: rows.flatMap { row in
        (0..<columns).map { run.matrices.statistics[row, $0] }
      })
    matrix.firstRow = rows.lowerBound
    return View(title[language], .matrix(matrix))
  }

  /// - Parameter whole: what the tensor is part of, whose scale of colours it has
  private func pairs(
    _ title: String, _ tensor: NamedTensor, of whole: Tensor, _ step: FlashBackwardStep,
    isSigned: Bool = true
  ) -> View {
    View(
      title,
      BackwardHeatmap(isSigned: isSigned, whole: whole).figure(
        tensor, rows: labels(step.queries), columns: labels(step.keys), rowAxis: "query",
        columnAxis: "key"))
  }

  private func features(
    _ title: Localized<String>, _ tensor: NamedTensor, of whole: Tensor? = nil, rowAxis: String
  ) -> View {
    let rows = tensor.firstRow..<tensor.firstRow + tensor.tensor.shape[0]
    return View(
      title[language],
      BackwardHeatmap(isSigned: true, whole: whole ?? tensor.tensor).figure(
        tensor, rows: labels(rows), columns: labels(0..<run.headDim), rowAxis: rowAxis,
        columnAxis: "d"))
  }

  private func part(_ matrix: Tensor, _ rows: Range<Int>, _ name: String) -> NamedTensor {
    NamedTensor(
      name,
      Tensor(rows: rows.count, columns: matrix.shape.width) { matrix[rows.lowerBound + $0, $1] },
      firstRow: rows.lowerBound)
  }

  /// Counted from 1.
  private func labels(_ range: Range<Int>) -> [String] { range.map { String($0 + 1) } }

  // MARK: Where it stands

  private func grid(_ moment: BackwardMoment) -> View {
    BackwardGrid(run: run, language: language).view { position in
      if moment.phase.isInTile, position == moment.index { return .current }
      // The order of the trace is the order of time.
      let isPast = position < moment.index || position == moment.index && isDone(moment.phase)
      guard isPast else { return .waiting }
      return trace.steps[position].tile == nil ? .skipped : .done
    }
  }

  private func isDone(_ phase: BackwardPhase) -> Bool {
    switch phase {
    case .closeKeys, .skipped: true
    default: false
    }
  }
}

/// A part of a matrix as colours, on the scale of the whole, so that a colour means the same at each
/// step.
struct BackwardHeatmap {
  let isSigned: Bool
  let whole: Tensor

  func figure(
    _ part: NamedTensor, rows: [String], columns: [String], rowAxis: String, columnAxis: String
  ) -> Figure {
    // A sum may on its way be greater than it is in the end.
    let largest = max(size(of: whole), size(of: part.tensor))
    let bound = largest > 0 ? largest : 1
    return part.tensor.heatmap(
      part.name, rows: rows, columns: columns, rowAxis: rowAxis, columnAxis: columnAxis,
      range: (isSigned ? -bound : 0)...bound, firstRow: part.firstRow,
      firstColumn: part.firstColumn)
  }

  private func size(of tensor: Tensor) -> Float {
    tensor.storage.reduce(0) { $1.isFinite ? max($0, $1.magnitude) : $0 }
  }
}
