import Course
import Figures
import Tensors

/// What the padding-mask lab shows at each step, and says of it.
struct PaddingMaskSteps {
  let batch: PaddingBatch

  var all: [Step] { [scores, masked, weights] }

  private var scores: Step {
    let pads = batch.lengths.reduce(0) { $0 + batch.length - $1 }
    let scale =
      batch.logitScale == 1
      ? Localized("")
      : Localized(
        en: " times \(batch.logitScale.compact())", zh: " 乘以 \(batch.logitScale.compact())")
    return Step(
      title: Localized(en: "Scores", zh: "得分"),
      sentence: Localized(
        en:
          "\(PaddingMaskSteps.count(batch.lengths.count, "sentence")) padded to \(batch.length) with \(PaddingMaskSteps.count(pads, "padding token")). "
          + "Real keys score 1, 2 or 3\(scale.english); padding scores 0, and softmax cannot tell that "
          + "from a score.",
        zh: "\(batch.lengths.count) 句话补到 \(batch.length) 个词，共补 \(pads) 个填充。真实 key 的得分是 "
          + "1、2、3\(scale.chinese)；填充得 0 分，而 softmax 看不出那不是真的得分。")
    ) { [self] language in
      [
        figure("scaled", batch.attention.scaled, scoresTitle, language),
        View(
          Localized(en: "keys; padding is zero", zh: "key；填充是零向量")[language],
          batch.key.symmetricHeatmap(
            "key", rows: rowLabels(language),
            columns: (1...PaddingBatch.period).map(String.init), rowAxis: "key", columnAxis: "d")
        ),
      ]
    }
  }

  private var masked: Step {
    let value = batch.maskValue.number(in: batch.precision)
    let stored = batch.storedMaskValue
    let format = batch.precision.rawValue
    let change: Localized<String> =
      value == stored
      ? Localized(en: "", zh: "")
      : Localized(
        en: " \(format) cannot hold it and keeps \(stored.compact()).",
        zh: "\(format) 存不下这个数，实际存的是 \(stored.compact())。")
    return Step(
      title: Localized(en: "Masked", zh: "掩码"),
      sentence: Localized(
        en: "\(value.compact()) is added to the score of every padded key." + change.english
          + " Padded queries keep their rows: the loss leaves them out.",
        zh: "每个填充 key 的得分都加上 \(value.compact())。" + change.chinese
          + "填充词自己的那几行还在，只是不计入损失。")
    ) { [self] language in
      [
        figure("masked", batch.attention.masked, Localized(en: "masked", zh: "掩码后"), language),
        figure("scaled", batch.attention.scaled, scoresTitle, language),
      ]
    }
  }

  private var weights: Step {
    Step(
      title: Localized(en: "Weights", zh: "权重"), sentence: weightSentence
    ) { [self] language in
      [
        View(
          Localized(
            en: "weights, \(batch.precision.rawValue)", zh: "权重，\(batch.precision.rawValue)")[
              language],
          batch.attention.weights.heatmap(
            "weights", rows: rowLabels(language), columns: columnLabels,
            rowAxis: "query", columnAxis: "key")),
        figure("masked", batch.attention.masked, Localized(en: "masked", zh: "掩码后"), language),
      ]
    }
  }

  private var weightSentence: Localized<String> {
    let parts = [leakSentence, emptySentence].compactMap { $0 }
    return Localized(
      en: parts.map(\.english).joined(separator: " "), zh: parts.map(\.chinese).joined())
  }

  /// What real queries give to padding.
  private var leakSentence: Localized<String>? {
    guard batch.hasPadding else {
      return Localized(
        en: "All sentences are of one length: there is no padding to hide.",
        zh: "各句一样长，没有填充需要屏蔽。")
    }
    guard let (row, leak) = batch.leakiestRow, !isAllReal else { return nil }
    let value = batch.storedMaskValue.compact()
    let number = leak.compact(3)
    if batch.storedMaskValue == -.infinity {
      return Localized(
        en: "e to the −∞ is 0: padding gets nothing, from any query, whatever the scores.",
        zh: "e 的 −∞ 次方是 0：无论得分多少，填充从任何 query 那里都拿不到权重。")
    }
    if leak == 0 {
      return Localized(
        en: "With \(value) padding gets exactly 0 from every real query: e^x is too small for "
          + "\(batch.precision.rawValue).",
        zh: "掩码值 \(value)：真实 query 给填充的权重恰好是 0，e^x 已小到 \(batch.precision.rawValue) 存不下。")
    }
    let pads = batch.length - batch.lengths[batch.sentence(of: row)]
    let best = batch.attention.masked.row(row).prefix(batch.lengths[batch.sentence(of: row)]).max()
    if batch.maskValue == .zero {
      return Localized(
        en:
          "Mask value 0 hides nothing, since e⁰ = 1: query \(rowName(row)) gives \(number) of its "
          + "weight to \(PaddingMaskSteps.count(pads, "padding key")).",
        zh: "掩码值 0 什么也没遮住，因为 e⁰ = 1：query \(rowName(row)) 把 \(number) 的权重漏给了 \(pads) 个填充 key。")
    }
    return Localized(
      en: "\(value) is not −∞: the best real score of query \(rowName(row)) is "
        + "\((best ?? 0).compact()), too close to it, and padding gets \(number).",
      zh: "\(value) 不是 −∞：query \(rowName(row)) 的真实得分最高才 \((best ?? 0).compact())，"
        + "离它太近，\(pads) 个填充 key 漏走了 \(number)。")
  }

  private var scoresTitle: Localized<String> {
    let scale = batch.logitScale.compact()
    return batch.logitScale == 1
      ? Localized(en: "scores", zh: "得分")
      : Localized(en: "scores × \(scale)", zh: "得分 × \(scale)")
  }

  private static func count(_ number: Int, _ noun: String) -> String {
    "\(number) \(noun)" + (number == 1 ? "" : "s")
  }

  private var isAllReal: Bool { batch.lengths.allSatisfy { $0 == 0 || $0 == batch.length } }

  /// What becomes of sentences without a word.
  private var emptySentence: Localized<String>? {
    guard batch.nanRows > 0 || batch.emptyRows > 0 else { return nil }
    if batch.nanRows > 0 {
      return Localized(
        en:
          "\(batch.nanRows) rows see no key at all: 0/0 is NaN, and one NaN spreads to every weight "
          + "of the model. The cure gives such rows zeros.",
        zh: "有 \(batch.nanRows) 行一个 key 也看不到：0/0 得 NaN，一个 NaN 足以污染整个模型。打开“补救”，这样的行就给 0。")
    }
    if batch.storedMaskValue == -.infinity {
      return Localized(
        en: "The \(batch.emptyRows) rows without a real key are cured: zeros, and no NaN.",
        zh: "没有真实 key 的 \(batch.emptyRows) 行已补救：全为 0，没有 NaN。")
    }
    return Localized(
      en:
        "In the empty sentence every score is \(batch.storedMaskValue.compact()), and softmax sees "
        + "differences only: each padding key gets \((1 / Double(batch.length)).compact(3)).",
      zh: "空句子里每个得分都是 \(batch.storedMaskValue.compact())，而 softmax 只看差距："
        + "每个填充 key 都拿到 \((1 / Double(batch.length)).compact(3))。")
  }

  private func figure(
    _ name: String, _ tensor: Tensor, _ title: Localized<String>, _ language: Language
  ) -> View {
    // Masked scores share the scale of the real ones, which −10⁹ would flatten to nothing.
    let largest = batch.attention.scaled.storage.lazy.filter(\.isFinite).map(\.magnitude).max() ?? 0
    let bound = largest > 0 ? largest : 1
    return View(
      title[language],
      tensor.heatmap(
        name, rows: rowLabels(language), columns: columnLabels, rowAxis: "query",
        columnAxis: "key", range: -bound...bound))
  }

  private var columnLabels: [String] { (1...batch.length).map(String.init) }

  private func rowLabels(_ language: Language) -> [String] {
    (0..<batch.rows).map {
      batch.isReal(query: $0) ? rowName($0) : "\(batch.sentence(of: $0) + 1)·pad"
    }
  }

  /// Sentence and position from 1: `2·5`.
  private func rowName(_ row: Int) -> String {
    "\(batch.sentence(of: row) + 1)·\(row % batch.length + 1)"
  }
}
