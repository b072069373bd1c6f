import Attention
import Course
import Figures
import Tensors

/// The three passes of the plain algorithm (Dao et al. 2022, Algorithm 0).
struct FlashStandardSteps {
  let run: FlashLabRun
  let row: FlashRow

  private var matrixBytes: Int { 4 * run.length * run.length }
  private var operandBytes: Int { 4 * run.length * run.headDim }

  /// After each pass.
  var traffic: [HBMTraffic] {
    let scores = HBMTraffic(readBytes: 2 * operandBytes, writeBytes: matrixBytes)
    let weights = HBMTraffic(
      readBytes: scores.readBytes + matrixBytes, writeBytes: scores.writeBytes + matrixBytes)
    return [
      scores, weights,
      HBMTraffic(
        readBytes: weights.readBytes + matrixBytes + operandBytes,
        writeBytes: weights.writeBytes + operandBytes),
    ]
  }

  var all: [Step] {
    let (matrix, length) = (matrixBytes.inBytes, run.length)
    return [
      pass(
        0, "S = QKᵀ",
        Localized(
          en: "Q and K are read, \((2 * operandBytes).inBytes); S goes out to HBM, \(matrix) for "
            + "\(length) × \(length) scores.",
          zh: "读入 Q、K，共 \((2 * operandBytes).inBytes)；\(length) × \(length) 的 S 写回 HBM，\(matrix)。"),
        NamedTensor("scores", run.plain.masked)),
      pass(
        1, "P = softmax S",
        Localized(
          en:
            "S comes back, \(matrix), and goes out again as P, \(matrix): softmax computes little "
            + "and moves much.",
          zh: "S 又读回来，\(matrix)；变成 P 再写出去，又是 \(matrix)：softmax 算得少、搬得多。"),
        NamedTensor("weights", run.plain.weights)),
      pass(
        2, "O = PV",
        Localized(
          en: "P comes back for the last time, \(matrix), with V, \(operandBytes.inBytes), and O "
            + "goes out, \(operandBytes.inBytes). S and P are each written and read once.",
          zh: "P 最后一次读回，\(matrix)，再加上 V 的 \(operandBytes.inBytes)；写出 O，"
            + "\(operandBytes.inBytes)。S、P 各写一遍、读一遍。"),
        NamedTensor("output", run.plain.output)),
    ]
  }

  private func pass(
    _ index: Int, _ name: String, _ sentence: Localized<String>, _ result: NamedTensor
  ) -> Step {
    Step(
      title: Localized(en: "Pass \(index + 1): \(name)", zh: "第 \(index + 1) 遍：\(name)"),
      sentence: sentence, computed: [result]
    ) { [self] language in
      let views = FlashViews(run: run, row: row, language: language)
      return [
        listing(index, language), views.traffic(traffic[index]), figure(result, views),
        views.chip(chip[index]), views.state(index == 2 ? 2 : 1), views.costs,
      ]
    }
  }

  private func figure(_ result: NamedTensor, _ views: FlashViews) -> View {
    guard result.name != "output" else { return views.output }
    let labels = views.labels(0..<run.length)
    let isSigned = result.name == "scores"
    return View(
      isSigned ? "S" : "P",
      isSigned
        ? result.tensor.symmetricHeatmap(
          result.name, rows: labels, columns: labels, rowAxis: "query", columnAxis: "key")
        : result.tensor.heatmap(
          result.name, rows: labels, columns: labels, rowAxis: "query", columnAxis: "key"))
  }

  private func listing(_ pass: Int, _ language: Language) -> View {
    let values = [
      [("1", "S = QKᵀ/√d"), ("", "store S")], [("2", "load S"), ("", "P = softmax S, store P")],
      [("3", "load P, V"), ("", "O = PV, store O")],
    ]
    let before = pass == 0 ? HBMTraffic() : traffic[pass - 1]
    let read = (traffic[pass].readBytes - before.readBytes).inBytes
    let written = (traffic[pass].writeBytes - before.writeBytes).inBytes
    var lines: [Listing.Line] = []
    for (index, pair) in values.enumerated() {
      for (place, line) in pair.enumerated() {
        let moved = place == 0 ? "← \(read)" : "→ \(written)"
        lines.append(
          Listing.Line(
            line.0, line.1 == "S = QKᵀ/√d" ? "load Q, K, \(line.1)" : line.1,
            values: index == pass ? moved : nil))
      }
    }
    return View(
      Localized(en: "Standard attention, Algorithm 0", zh: "标准注意力，算法 0")[language],
      .listing(Listing(lines: lines)))
  }

  /// A block of each operand, and of the matrix between them.
  private var chip: [[ChipBlock]] {
    let (rows, columns) = (run.blocks.queries, run.blocks.keys)
    let scores = ChipBlock(name: "S", rows: rows, columns: columns)
    let weights = ChipBlock(name: "P", rows: rows, columns: columns)
    return [
      [
        ChipBlock(name: "Q", rows: rows, columns: run.headDim),
        ChipBlock(name: "K", rows: columns, columns: run.headDim), scores,
      ], [weights],
      [
        weights, ChipBlock(name: "V", rows: columns, columns: run.headDim),
        ChipBlock(name: "O", rows: rows, columns: run.headDim),
      ],
    ]
  }
}
