import Attention
import Course
import Figures
import Tensors

/// A run of the flash lab in one of the passes: what it came to and what it cost.
protocol FlashPass: Sendable {
  var problem: FlashProblem { get }
  var costs: FlashCosts { get }
  /// What the blocks are allowed to take on chip
  var sramBytes: Int { get }
  var sramPeakBytes: Int { get }
  /// Of the whole run, and of the plain algorithm
  var traffic: HBMTraffic { get }
  var standard: HBMTraffic { get }
  /// To the plain algorithm; ∞ where a number is none
  var maxDifference: Double { get }
  var tilesSkipped: Int { get }
}

extension FlashPass {
  var length: Int { problem.length }
  var headDim: Int { problem.headDim }
  var blocks: BlockSizes { problem.blocks }
  var order: FlashProblem.Order { problem.order }
  var isCausal: Bool { problem.isCausal }
  var row: Int { problem.row }
  var dimensions: AttentionDimensions { problem.dimensions }
  var tileRows: Int { problem.tileRows }
  var tileColumns: Int { problem.tileColumns }

  /// The order whose costs are compared with those of the plain algorithm.
  var comparedOrder: FlashProblem.Order { order == .standard ? .fa2 : order }
  var boundBytes: Double { costs.boundBytes(length: length, sramBytes: sramBytes) }
  /// The smallest square blocks in which flash attention moves less; nil where it never does.
  var winsFromBlock: Int? { costs.winsFromBlock(comparedOrder, length: length) }

  var results: [Scalar] {
    [
      Scalar("maxDifference", maxDifference),
      Scalar("hbmReadBytes", Double(traffic.readBytes)),
      Scalar("hbmWriteBytes", Double(traffic.writeBytes)),
      Scalar("standardReadBytes", Double(standard.readBytes)),
      Scalar("standardWriteBytes", Double(standard.writeBytes)),
      Scalar("boundBytes", boundBytes),
      Scalar("winsFromN", Double(costs.winsFromLength(comparedOrder) ?? 0)),
      Scalar("winsFromBlock", Double(winsFromBlock ?? 0)),
      Scalar("sramPeakBytes", Double(sramPeakBytes)),
      Scalar("tilesSkipped", Double(tilesSkipped)),
    ]
  }

  /// The score matrix cut into tiles.
  /// - Parameter states: row by row
  func grid(
    _ title: Localized<String>, _ states: [BlockGrid.State], _ language: Language
  ) -> View {
    var legend: [BlockGrid.State: String] = [
      .waiting: Localized(en: "to come", zh: "未到")[language],
      .current: Localized(en: "on chip now", zh: "正在片上")[language],
      .done: Localized(en: "done", zh: "已算")[language],
      .skipped: Localized(en: "skipped", zh: "跳过")[language],
    ]
    if tilesSkipped == 0 { legend[.skipped] = nil }
    return View(
      title[language],
      .blocks(
        BlockGrid(
          tensor: "tiles", rowLabels: (1...tileRows).map { "Q" + $0.subscripted },
          columnLabels: (1...tileColumns).map {
            // Many columns are narrow.
            tileColumns > 9 ? String($0) : "K" + $0.subscripted
          }, rowAxis: "query", columnAxis: "key", states: states, legend: legend)))
  }

  /// Bytes so far beside all that the plain algorithm moves and what theory asks for.
  func bars(_ title: Localized<String>, of traffic: HBMTraffic, _ language: Language) -> View {
    let rows: [(Localized<String>, Double)] = [
      (Localized(en: "read", zh: "读"), Double(traffic.readBytes)),
      (Localized(en: "standard reads", zh: "标准做法读"), Double(standard.readBytes)),
      (Localized(en: "written", zh: "写"), Double(traffic.writeBytes)),
      (Localized(en: "standard writes", zh: "标准做法写"), Double(standard.writeBytes)),
      (Localized(en: "bound N²d²/M", zh: "界 N²d²/M"), boundBytes.rounded()),
    ]
    let values = rows.map(\.1)
    return View(
      title[language],
      .bars(
        Bars(
          labels: rows.map { $0.0[language] }, values: values,
          maximum: max(values.max() ?? 1, Double(self.traffic.readBytes)))))
  }
}

extension [HBMTraffic] {
  /// Read and written since the start, `[step, 2]`.
  var tensor: Tensor {
    Tensor(rows: count, columns: 2) {
      Float($1 == 0 ? self[$0].readBytes : self[$0].writeBytes)
    }
  }
}
