import Course
import Figures
import Tensors

/// A step for each block, and the finished weights.
struct OnlineSoftmaxSteps {
  let run: OnlineSoftmaxRun

  var all: [Step] { run.blocks.indices.map(block) + [finished] }

  private func block(_ index: Int) -> Step {
    Step(
      title: Localized(en: "Block \(index + 1)", zh: "第 \(index + 1) 块"), sentence: sentence(index),
      computed: [run.weightsSoFar(after: index)]
    ) { [self] language in
      let views = [state(upTo: index, language), algorithm(at: index, language)]
      return (isShort ? views : views.reversed())
        + [row(upTo: index, language), weightsSoFar(after: index, language)]
    }
  }

  /// A table of all blocks leaves room for the algorithm below it.
  private var isShort: Bool { run.blocks.count <= 6 }

  private func sentence(_ index: Int) -> Localized<String> {
    let block = run.blocks[index]
    let (maximum, sum) = (block.maximum.fixed(3), block.sum.fixed(3))
    let naive = block.naiveSum.isFinite ? block.naiveSum.compact() : "∞"
    let beside = Localized(
      en: " Without m the sum of e^x stands at \(naive).", zh: "不减 m 的话，e^x 之和现为 \(naive)。")
    guard index > 0 else {
      return Localized(
        en: "The first block sets m = \(maximum) and ℓ = \(sum). Nothing was summed before it, so "
          + "there is nothing to rescale: the factor e^(−∞ − m) = 0 meets ℓ′ = 0." + beside.english,
        zh: "第一块定下 m = \(maximum)，ℓ = \(sum)。此前什么都没累加，也就没有要修正的："
          + "因子 e^(−∞ − m) = 0 乘的是 ℓ′ = 0。" + beside.chinese)
    }
    let before = run.blocks[index - 1]
    guard block.rescale != 1 else {
      return Localized(
        en:
          "No number of block \(index + 1) is above m = \(maximum): the factor is 1, and ℓ goes from "
          + "\(before.sum.fixed(3)) to \(sum)." + beside.english,
        zh: "第 \(index + 1) 块里没有超过 m = \(maximum) 的数：因子为 1，ℓ 从 "
          + "\(before.sum.fixed(3)) 变为 \(sum)。" + beside.chinese)
    }
    return Localized(
      en:
        "m goes from \(before.maximum.fixed(3)) to \(maximum): the old ℓ = \(before.sum.fixed(3)) is "
        + "multiplied by e^(m′ − m) = \(block.rescale.compact()), and ℓ is now \(sum)."
        + beside.english,
      zh: "m 从 \(before.maximum.fixed(3)) 变为 \(maximum)：旧的 ℓ = \(before.sum.fixed(3)) 乘以 "
        + "e^(m′ − m) = \(block.rescale.compact())，ℓ 变为 \(sum)。" + beside.chinese)
  }

  private var finished: Step {
    Step(
      title: Localized(en: "Weights", zh: "权重"), sentence: finishedSentence,
      computed: [NamedTensor("compared", run.online)]
    ) { [self] language in
      let views = [alone(language), algorithm(at: nil, language)]
      return [weights(language)] + (isShort ? views : views.reversed())
        + [state(upTo: run.blocks.count - 1, language)]
    }
  }

  private var finishedSentence: Localized<String> {
    let difference = run.maxDifference
    let agrees = difference < 1e-5
    let (english, chinese) =
      agrees
      ? ("equal softmax of the whole row within", "与整行 softmax 相等，误差不超过")
      : ("are not softmax of the whole row: they are off by", "与整行 softmax 不同，相差")
    let naive = naiveSentence
    return Localized(
      en:
        "\(run.blocks.count) \(run.blocks.count == 1 ? "block" : "blocks"), one pass: the weights "
        + "\(english) \(difference.compact(2)). " + naive.english,
      zh: "\(run.blocks.count) 块，只读一遍：所得权重\(chinese) \(difference.compact(2))。" + naive.chinese)
  }

  private var naiveSentence: Localized<String> {
    let largest = (run.logits.storage.max() ?? 0).fixed(2)
    if run.naiveOverflows {
      let lost = run.dividedByNaiveSum.count { $0.isNaN }
      return Localized(
        en:
          "The naive form overflows: with a largest number of \(largest), Σ e^x is ∞ in Float32, and "
          + "\(lost) of \(run.length) weights are ∞/∞ = NaN.",
        zh: "朴素写法溢出了：最大的数是 \(largest)，Σ e^x 在 Float32 中为 ∞，"
          + "\(run.length) 个权重里有 \(lost) 个是 ∞/∞ = NaN。")
    }
    let naiveSum = run.blocks.last?.naiveSum ?? 0
    guard naiveSum > 0 else {
      return Localized(
        en: "The naive form underflows: with a largest number of \(largest), every e^x is 0 in "
          + "Float32, and the weights are 0/0 = NaN.",
        zh: "朴素写法下溢了：最大的数是 \(largest)，每个 e^x 在 Float32 中都是 0，权重成了 0/0 = NaN。")
    }
    let sum = naiveSum.compact()
    return Localized(
      en: "With a largest number of \(largest) the naive sum is \(sum), which Float32 holds.",
      zh: "最大的数是 \(largest)，朴素的和为 \(sum)，Float32 还装得下。")
  }

  /// Algorithm 3 of the paper, whose d is ℓ here, a block at a time; a broken engine's lines are those
  /// that it runs.
  /// - Parameter index: the block that is read; nil where all are
  private func algorithm(at index: Int?, _ language: Language) -> View {
    let isFirst = index == 0
    let place = index.map { index in
      let range = run.blocks[index].range
      return Localized(
        en: "block \(index + 1): x\(range.lowerBound + 1)…x\(range.upperBound)",
        zh: "第 \(index + 1) 块：x\(range.lowerBound + 1)…x\(range.upperBound)")[language]
    }
    let lines = [
      Listing.Line("1", "m ← −∞", values: isFirst ? "m = −∞" : nil),
      Listing.Line("2", "ℓ ← 0", values: isFirst ? "ℓ = 0" : nil),
      Listing.Line(
        "3", Localized(en: "for each block x", zh: "对每一块 x")[language], values: place),
      Listing.Line(
        "4", "  " + words.maximumLine[language], values: index.map(words.maximum)),
      Listing.Line("5", "  " + words.sumLine, values: index.map(words.sum)),
      Listing.Line(
        "7", Localized(en: "for each number x", zh: "对每个数 x")[language],
        values: index == nil ? "x1…x\(run.length)" : nil),
      Listing.Line(
        "8", "  " + words.weightLine[language], values: index == nil ? words.weight : nil),
    ]
    return View(
      Localized(
        en: "Milakov & Gimelshein 2018, Algorithm 3", zh: "Milakov & Gimelshein 2018，算法 3")[
          language],
      .listing(Listing(lines: lines)))
  }

  private var words: OnlineSoftmaxWords { OnlineSoftmaxWords(run: run) }

  /// The blocks so far; all columns can be taken apart but the naive sum.
  private func state(upTo last: Int, _ language: Language) -> View {
    let blocks = run.blocks[...last]
    return View(
      Localized(en: "block by block", zh: "逐块")[language],
      .matrix(
        NumberMatrix(
          tensor: "state", rowLabels: blocks.indices.map { "\($0 + 1)" },
          columnLabels: ["m", "ℓ", words.factorName[language], "Σe^x"],
          values: blocks.flatMap { [$0.maximum, $0.sum, $0.rescale, $0.naiveSum] })))
  }

  /// Each block's own softmax, and the factor that makes it a part of the row's.
  private func alone(_ language: Language) -> View {
    let whole = run.mergedSum
    let isRight = (whole - run.sum).magnitude <= 1e-4 * whole
    let sum = "Σ ℓᵢ·e^(mᵢ−m) = \(whole.fixed(3)) " + (isRight ? "= ℓ" : "≠ ℓ = \(run.sum.fixed(3))")
    return View(
      Localized(en: "each block alone; \(sum)", zh: "每块单独看；\(sum)")[language],
      .matrix(
        NumberMatrix(
          tensor: "alone", rowLabels: run.blocks.indices.map { "\($0 + 1)" },
          columnLabels: ["mᵢ", "ℓᵢ", "e^(mᵢ−m)"],
          values: run.blocks.flatMap { [$0.ownMaximum, $0.ownSum, run.factor(of: $0)] })))
  }

  /// The row with what is still unread left out.
  private func row(upTo last: Int, _ language: Language) -> View {
    let read = run.blocks[last].range.upperBound
    let seen = Tensor(rows: 1, columns: run.length) { _, column in
      column < read ? run.logits[0, column] : .nan
    }
    return View(
      Localized(en: "the row, as far as it was read", zh: "这一行，读到此处")[language],
      seen.symmetricHeatmap(
        "logits", rows: ["x"], columns: (1...run.length).map(String.init), columnAxis: "key"))
  }

  /// The weights of what was read, were it all.
  private func weightsSoFar(after index: Int, _ language: Language) -> View {
    let weights = run.weightsSoFar(after: index)
    return View(
      Localized(en: "weights, if the row ended here", zh: "假如这一行到此为止，各数的权重")[language],
      weights.tensor.heatmap(
        weights.name, rows: ["w"], columns: (1...run.length).map(String.init), columnAxis: "key"))
  }

  private func weights(_ language: Language) -> View {
    let forms = [
      Localized(en: "blocks", zh: "分块"), Localized(en: "whole", zh: "整行"),
      Localized(en: "no m", zh: "不减 m"),
    ]
    let largest = run.whole.storage.lazy.filter(\.isFinite).max() ?? 1
    return View(
      Localized(en: "weights in three ways", zh: "三种算法的权重")[language],
      .heatmap(
        Heatmap(
          tensor: "compared", rowLabels: forms.map { $0[language] },
          columnLabels: (1...run.length).map(String.init), columnAxis: "key",
          values: run.online.storage + run.whole.storage + run.dividedByNaiveSum,
          range: 0...max(largest, 1e-6))))
  }
}
