import Attention
import Course
import Figures

/// What lies on chip and what went through HBM, as pictures in one language.
struct BackwardMemory {
  let run: FlashBackwardLabRun
  let language: Language

  /// A bar for each block and one for all of them; a full bar is all of the chip.
  func chip(_ blocks: [ChipBlock]) -> View {
    blocks.view(of: run.sramBytes, language)
  }

  /// Bytes so far beside all that the plain backward pass moves and what theory asks for.
  func traffic(_ traffic: HBMTraffic) -> View {
    let standard = run.standard
    let rows: [(Localized<String>, Double)] = [
      (Localized(en: "read", zh: "读"), Double(traffic.readBytes)),
      (Localized(en: "standard reads", zh: "标准做法读"), Double(standard.readBytes)),
      (Localized(en: "written", zh: "写"), Double(traffic.writeBytes)),
      (Localized(en: "standard writes", zh: "标准做法写"), Double(standard.writeBytes)),
      (Localized(en: "bound N²d²/M", zh: "界 N²d²/M"), run.boundBytes.rounded()),
    ]
    let values = rows.map(\.1)
    return View(
      Localized(
        en: "HBM bytes so far, beside standard's total", zh: "至今的 HBM 字节数，对照标准反向的总数")[
          language],
      .bars(
        Bars(
          labels: rows.map { $0.0[language] }, values: values,
          maximum: max(values.max() ?? 1, Double(run.traffic.readBytes)))))
  }
}

/// The score matrix cut into tiles, each in a state.
struct BackwardGrid {
  let run: FlashBackwardLabRun
  let language: Language

  /// - Parameter state: of a tile by its position in the order of the backward loops
  func view(_ state: (Int) -> BlockGrid.State) -> View {
    let (rows, columns) = (run.tileRows, run.tileColumns)
    let states = (0..<rows * columns).map { state($0 % columns * rows + $0 / columns) }
    var legend: [BlockGrid.State: String] = [
      .waiting: Localized(en: "to come", zh: "未到")[language],
      .current: Localized(en: "on chip now", zh: "正在片上")[language],
      .done: Localized(en: "done", zh: "已算")[language],
      .skipped: Localized(en: "skipped", zh: "跳过")[language],
    ]
    if run.tilesSkipped == 0 { legend[.skipped] = nil }
    let title = Localized(
      en: "P and dS in \(rows)×\(columns) tiles, column by column",
      zh: "P 与 dS，\(rows)×\(columns) 块，逐列进行")
    return View(
      title[language],
      .blocks(
        BlockGrid(
          tensor: "tiles", rowLabels: (1...rows).map { "Q" + $0.subscripted },
          columnLabels: (1...columns).map {
            // Many columns are narrow.
            columns > 9 ? String($0) : "K" + $0.subscripted
          }, rowAxis: "query",
          columnAxis: "key", states: states, legend: legend)))
  }
}
