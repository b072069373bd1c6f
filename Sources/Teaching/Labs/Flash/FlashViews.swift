import Attention
import Course
import Figures
import Tensors

/// The pictures of the flash lab in one language.
struct FlashViews {
  let run: FlashLabRun
  let language: Language

  private static let shownRows = 8
  private static let shownColumns = 8

  /// The score matrix cut into tiles: those behind us, the present one, and those to come.
  func grid(_ trace: FlashTrace, upTo index: Int) -> View {
    var tiles = Tensor.zeros([run.tileRows, run.tileColumns])
    for (place, step) in trace.steps[...index].enumerated() {
      let done: Float = place == index ? 1 : 0.5
      tiles[step.queryBlock, step.keyBlock] = step.tile == nil ? -.infinity : done
    }
    return View(
      Localized(
        en: "tiles: 1 now, 0.5 done, 0 to come, −∞ skipped", zh: "块：1 当前，0.5 已算，0 未到，−∞ 跳过")[
          language],
      tileFigure(tiles, named: "progress"))
  }

  var tiles: View {
    View(
      Localized(en: "tiles: 1 computed, 0 skipped", zh: "块：1 算过，0 跳过")[language],
      tileFigure(run.tiles, named: "tiles"))
  }

  private func tileFigure(_ tiles: Tensor, named name: String) -> Figure {
    tiles.heatmap(
      name, rows: labels(0..<run.tileRows), columns: labels(0..<run.tileColumns), rowAxis: "B_r",
      columnAxis: "B_c")
  }

  /// What is on chip after a step; nothing of a tile that was skipped.
  func chip(_ step: FlashStep) -> [View] {
    guard let tile = step.tile else { return [] }
    return [state(step, tile), row(step, tile), weights(step, tile), output(step, tile)]
  }

  /// m, ℓ and the rescale factor of the last rows of the block.
  private func state(_ step: FlashStep, _ tile: FlashStep.Tile) -> View {
    let rows = step.queries.suffix(Self.shownRows)
    let first = step.queries.lowerBound
    return View(
      Localized(en: "state of the queries", zh: "各 query 的状态")[language],
      .matrix(
        NumberMatrix(
          rowLabels: labels(rows), columnLabels: ["m", "ℓ", "e^(m′−m)"],
          values: rows.flatMap {
            [tile.maximum[$0 - first], tile.sum[$0 - first], tile.rescale[$0 - first]]
          })))
  }

  /// O of the last query, its first numbers.
  private func row(_ step: FlashStep, _ tile: FlashStep.Tile) -> View {
    let columns = 0..<min(run.headDim, Self.shownColumns)
    let last = step.queries.count - 1
    let query = step.queries.upperBound
    let title =
      run.order == .fa1
      ? Localized(en: "O of query \(query), divided by ℓ", zh: "query \(query) 的 O，已除以 ℓ")
      : Localized(en: "O of query \(query), not yet divided by ℓ", zh: "query \(query) 的 O，尚未除以 ℓ")
    return View(
      title[language],
      .matrix(
        NumberMatrix(
          rowLabels: ["\(query)"], columnLabels: labels(columns),
          values: columns.map { tile.output[last, $0] })))
  }

  private func weights(_ step: FlashStep, _ tile: FlashStep.Tile) -> View {
    View(
      Localized(en: "P = e^(S − m) of the tile", zh: "本块的 P = e^(S − m)")[language],
      tile.weights.heatmap(
        "P", rows: labels(step.queries), columns: labels(step.keys), rowAxis: "query",
        columnAxis: "key"))
  }

  private func output(_ step: FlashStep, _ tile: FlashStep.Tile) -> View {
    View(
      Localized(en: "O of the block", zh: "本块的 O")[language],
      tile.output.symmetricHeatmap(
        "O", rows: labels(step.queries), columns: labels(0..<run.headDim), rowAxis: "query",
        columnAxis: "d"))
  }

  var output: View {
    View(
      Localized(en: "output", zh: "输出")[language],
      run.output.symmetricHeatmap(
        "output", rows: labels(0..<run.length), columns: labels(0..<run.headDim),
        rowAxis: "query", columnAxis: "d"))
  }

  /// Bytes so far beside all that the plain algorithm moves.
  func traffic(_ traffic: HBMTraffic) -> View {
    let standard = run.standard
    let values = [
      traffic.readBytes, traffic.writeBytes, standard.readBytes, standard.writeBytes,
    ].map(Double.init)
    return View(
      Localized(en: "HBM bytes so far, beside all of standard", zh: "至今的 HBM 字节数，对照标准做法的总数")[
        language],
      .bars(
        Bars(
          labels: [
            Localized(en: "read", zh: "读")[language], Localized(en: "written", zh: "写")[language],
            Localized(en: "standard: read", zh: "标准：读")[language],
            Localized(en: "standard: written", zh: "标准：写")[language],
          ], values: values, maximum: values.max() ?? 1)))
  }

  /// Counted from 1.
  private func labels(_ range: Range<Int>) -> [String] { range.map { String($0 + 1) } }
}
