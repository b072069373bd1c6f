import Attention
import Course
import Figures
import Tensors

/// The last step: the gradients, and how they compare to the plain ones.
struct BackwardFinish {
  let run: FlashBackwardLabRun

  var step: Step {
    Step(
      title: Localized(en: "Gradients", zh: "梯度"), sentence: sentence, computed: run.gradients
    ) { [self] language in views(language) }
  }

  private var sentence: Localized<String> {
    let difference = run.maxDifference.compact(2)
    let agrees =
      run.agrees
      ? Localized(
        en: "dQ, dK and dV equal the plain gradients within \(difference).",
        zh: "dQ、dK、dV 与普通算法的梯度相等，误差不超过 \(difference)。")
      : Localized(
        en: "These are not the plain gradients: they are off by \(difference).",
        zh: "这不是普通算法的梯度：相差 \(difference)。")
    let cost = run.trace == nil ? standardCost : flashCost
    return Localized(
      en: agrees.english + " " + cost.english, zh: agrees.chinese + cost.chinese)
  }

  private var standardCost: Localized<String> {
    let bytes = run.standard.readBytes + run.standard.writeBytes
    let matrices = 7 * 4 * run.length * run.length
    return Localized(
      en:
        "\(bytes) bytes in all, of which \(matrices) are P, dP and dS, which pass through HBM seven "
        + "times together.",
      zh: "一共 \(bytes) 字节，其中 P、dP、dS 合计进出 HBM 七次，占 \(matrices) 字节。")
  }

  private var flashCost: Localized<String> {
    let bytes = run.traffic.readBytes + run.traffic.writeBytes
    let standard = run.standard.readBytes + run.standard.writeBytes
    let share = (Double(bytes) / Double(standard)).compact(3)
    let tiles = run.tileRows * run.tileColumns
    let gain = bytes < standard ? Localized("") : loss
    return Localized(
      en:
        "\(run.tilesSkipped) of \(tiles) tiles skipped; \(bytes) bytes through HBM, \(share) times "
        + "the \(standard) of the standard backward pass. \(gain.english)P was computed twice and "
        + "stored never; at most \(run.sramPeakBytes.inBytes) of \(run.sramBytes.inBytes) were on chip.",
      zh: "\(tiles) 块中跳过 \(run.tilesSkipped) 块；HBM 读写 \(bytes) 字节，是标准反向 \(standard) 字节的 "
        + "\(share) 倍。\(gain.chinese)P 算了两遍，一次也没有存；片上最多占 \(run.sramPeakBytes.inBytes)，"
        + "共有 \(run.sramBytes.inBytes)。")
  }

  /// Why it moves no less than the plain algorithm, and when it would.
  private var loss: Localized<String> {
    guard let block = run.winsFromBlock else {
      return Localized(
        en: "With N = \(run.length) and d = \(run.headDim) no blocks would make it less. ",
        zh: "N = \(run.length)、d = \(run.headDim) 时，分块再大也省不下来。")
    }
    return Localized(
      en: "Every tile of keys moves Q, dO and dQ again, so small tiles cost much: square ones of "
        + "\(block) would move less than standard. ",
      zh: "每个 key 块都要把 Q、dO、dQ 再搬一遍，块小就不划算：方块边长取 \(block) 就比标准做法省。")
  }

  private func views(_ language: Language) -> [View] {
    let symbols = ["dQ", "dK", "dV"]
    let gradients = zip(symbols, run.gradients).map { symbol, entry in
      heatmap(symbol, entry, language)
    }
    let differences = zip(symbols, run.differences).map { symbol, entry in
      heatmap(
        Localized(en: "\(symbol) less the plain \(symbol)", zh: "\(symbol) 减去普通算法的 \(symbol)")[
          language], entry, language)
    }
    let memory = BackwardMemory(run: run, language: language)
    let grid = run.trace.map { trace in
      BackwardGrid(run: run, language: language).view {
        trace.steps[$0].tile == nil ? .skipped : .done
      }
    }
    return gradients + [memory.traffic(run.traffic)] + [grid].compactMap { $0 } + differences
  }

  private func heatmap(_ title: String, _ entry: NamedTensor, _ language: Language) -> View {
    View(
      title,
      entry.tensor.symmetricHeatmap(
        entry.name, rows: (1...run.length).map(String.init),
        columns: (1...run.headDim).map(String.init),
        rowAxis: entry.name.hasPrefix("query") ? "query" : "key", columnAxis: "d"))
  }
}
