import Attention
import Course
import Figures
import Tensors

/// A step for each tile of the trace, and the finished output.
struct FlashLabSteps {
  let run: FlashLabRun

  var all: [Step] {
    guard let trace = run.trace else { return FlashStandardSteps(run: run).all + [finished] }
    return trace.steps.indices.map { tile(trace, $0) } + [finished]
  }

  private func tile(_ trace: FlashTrace, _ index: Int) -> Step {
    let step = trace.steps[index]
    let sentence = FlashSentences(run: run).sentence(of: step, after: run.previous(of: index))
    let place = "(\(step.queryBlock + 1), \(step.keyBlock + 1))"
    return Step(
      title: step.tile == nil
        ? Localized(en: "Tile \(place), skipped", zh: "块 \(place)，跳过")
        : Localized(en: "Tile \(place)", zh: "块 \(place)"),
      sentence: sentence
    ) { [self] language in
      let views = FlashViews(run: run, language: language)
      return [views.grid(trace, upTo: index)] + views.chip(step)
        + [views.traffic(step.traffic)]
    }
  }

  private var finished: Step {
    Step(
      title: Localized(en: "Output", zh: "输出"), sentence: FlashSentences(run: run).finished
    ) { [self] language in
      let views = FlashViews(run: run, language: language)
      return [views.output, views.tiles, views.traffic(run.traffic)]
    }
  }
}

/// The three passes of the plain algorithm (Dao et al. 2022, Algorithm 0).
struct FlashStandardSteps {
  let run: FlashLabRun

  var all: [Step] {
    let matrix = 4 * run.length * run.length
    let operand = 4 * run.length * run.headDim
    let scores = HBMTraffic(readBytes: 2 * operand, writeBytes: matrix)
    let weights = HBMTraffic(
      readBytes: scores.readBytes + matrix, writeBytes: scores.writeBytes + matrix)
    return [
      step(
        Localized(en: "S = QKᵀ", zh: "S = QKᵀ"),
        Localized(
          en: "Q and K are read, \(2 * operand) bytes; S goes out to HBM, \(matrix) bytes for "
            + "\(run.length) × \(run.length) scores.",
          zh: "读入 Q、K，共 \(2 * operand) 字节；\(run.length) × \(run.length) 的 S 写回 HBM，\(matrix) 字节。"),
        run.plain.masked, name: "scores", signed: true, scores),
      step(
        Localized(en: "P = softmax S", zh: "P = softmax S"),
        Localized(
          en: "S comes back, \(matrix) bytes, and goes out again as P, \(matrix) bytes: softmax "
            + "computes little and moves much.",
          zh: "S 又读回来，\(matrix) 字节；变成 P 再写出去，又是 \(matrix) 字节：softmax 算得少、搬得多。"),
        run.plain.weights, name: "weights", signed: false, weights),
    ]
  }

  private func step(
    _ title: Localized<String>, _ sentence: Localized<String>, _ matrix: Tensor, name: String,
    signed: Bool, _ traffic: HBMTraffic
  ) -> Step {
    Step(title: title, sentence: sentence) { [run] language in
      let views = FlashViews(run: run, language: language)
      let labels = (1...run.length).map(String.init)
      let figure =
        signed
        ? matrix.symmetricHeatmap(
          name, rows: labels, columns: labels, rowAxis: "query", columnAxis: "key")
        : matrix.heatmap(name, rows: labels, columns: labels, rowAxis: "query", columnAxis: "key")
      return [View(title[language], figure), views.traffic(traffic)]
    }
  }
}
