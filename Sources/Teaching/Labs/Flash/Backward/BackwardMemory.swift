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

  func traffic(_ traffic: HBMTraffic) -> View {
    run.bars(
      Localized(
        en: "HBM bytes so far, beside standard's total", zh: "至今的 HBM 字节数，对照标准反向的总数"),
      of: traffic, language)
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
    let title = Localized(
      en: "P and dS in \(rows)×\(columns) tiles, column by column",
      zh: "P 与 dS，\(rows)×\(columns) 块，逐列进行")
    return run.grid(title, states, language)
  }
}
