import Attention
import Course
import Figures

/// What lies on chip and what went through HBM, as pictures in one language.
struct BackwardMemory {
  let run: FlashBackwardLabRun
  let language: Language

  /// A bar for each block and one for all of them; a full bar is all of the chip.
  func chip(_ blocks: [ChipBlock]) -> View {
    let used = blocks.bytes
    let total = Localized(en: "together", zh: "合计")[language]
    return View(
      Localized(
        en: "on chip: \(used.inBytes) of \(run.sramBytes.inBytes)",
        zh: "片上：\(used.inBytes) / \(run.sramBytes.inBytes)")[language],
      .bars(
        Bars(
          labels: blocks.map { "\($0.name) \($0.shape)" } + [total],
          values: (blocks.map(\.bytes) + [used]).map(Double.init),
          maximum: Double(max(run.sramBytes, 1)))))
  }

  /// Bytes so far beside all that the plain backward pass moves.
  func traffic(_ traffic: HBMTraffic) -> View {
    let standard = run.standard
    let values = [
      traffic.readBytes, traffic.writeBytes, standard.readBytes, standard.writeBytes,
    ].map(Double.init)
    return View(
      Localized(
        en: "HBM bytes so far, beside all of standard backward", zh: "至今的 HBM 字节数，对照标准反向的总数")[language],
      .bars(
        Bars(
          labels: [
            Localized(en: "read", zh: "读")[language], Localized(en: "written", zh: "写")[language],
            Localized(en: "standard: read", zh: "标准：读")[language],
            Localized(en: "standard: written", zh: "标准：写")[language],
          ], values: values, maximum: values.max() ?? 1)))
  }
}

/// The tiles of the score matrix, each in a state.
struct BackwardGrid {
  let run: FlashBackwardLabRun
  let language: Language

  /// - Parameter state: of a tile by its position in the order of the backward loops
  func figure(_ state: (Int) -> BlockGrid.State) -> Figure {
    let (rows, columns) = (run.tileRows, run.tileColumns)
    let states = (0..<rows * columns).map { state($0 % columns * rows + $0 / columns) }
    let legend: [BlockGrid.State: String] = [
      .waiting: Localized(en: "to come", zh: "未到")[language],
      .current: Localized(en: "now", zh: "当前")[language],
      .done: Localized(en: "done", zh: "已算")[language],
      .skipped: Localized(en: "skipped", zh: "跳过")[language],
    ]
    return .blocks(
      BlockGrid(
        rowLabels: (1...rows).map(String.init), columnLabels: (1...columns).map(String.init),
        rowAxis: Localized(en: "query block i", zh: "query 块 i")[language],
        columnAxis: Localized(en: "key tile j", zh: "key 块 j")[language], states: states,
        legend: legend.filter { states.contains($0.key) }))
  }
}
