import Attention
import Course
import Figures

/// What the backward pass by blocks is doing at a moment, in the numbers of this run.
struct FlashBackwardSentences {
  let run: FlashBackwardLabRun
  let trace: FlashBackwardTrace
  let moment: BackwardMoment

  private var step: FlashBackwardStep { trace.steps[moment.index] }
  private var row: String { (step.queryBlock + 1).subscripted }
  private var column: String { (step.keyBlock + 1).subscripted }

  var sentence: Localized<String> {
    switch moment.phase {
    case .start: return start
    case .delta: return delta
    case .openKeys: return openKeys
    case .closeKeys: return closeKeys
    case .skipped: return skipped
    default: break
    }
    guard let example = BackwardExample(run: run, step: step) else { return skipped }
    let inTile = FlashBackwardTileSentences(run: run, trace: trace, moment: moment, example)
    return inTile.sentence
  }

  private var start: Localized<String> {
    let kept = (4 * run.length).inBytes
    let matrix = (4 * run.length * run.length).inBytes
    let loops =
      run.order == .fa1
      ? Localized(
        en: "The pass goes through tiles of keys outside and blocks of queries inside: backward, "
          + "FlashAttention (2022, Algorithm 4) and FlashAttention-2 have the same one order.",
        zh: "反向只有一种循环顺序：外层走 key 块，内层走 query 块；FlashAttention（2022，算法 4）与 FlashAttention-2 都是如此。"
      )
      : Localized(
        en:
          "Backward, tiles of keys are in the outer loop and blocks of queries in the inner one, so "
          + "that dK and dV can stay on chip.",
        zh: "反向时外层循环走 key 块、内层走 query 块，这样 dK、dV 可以留在片上。")
    return Localized(
      en: "The forward pass left O and one number a query, L = m + ln ℓ: \(kept) instead of the "
        + "\(matrix) of P. The loss sends back dO; dQ, dK and dV are wanted. " + loops.english,
      zh: "前向只留下 O，以及每个 query 一个数 L = m + ln ℓ：共 \(kept)，而 P 要占 \(matrix)。"
        + "损失传回 dO，要求的是 dQ、dK、dV。" + loops.chinese)
  }

  private var delta: Localized<String> {
    let value = run.matrices.statistics[run.row, 1].fixed(3)
    let (read, written) = ((8 * run.length * run.headDim).inBytes, (4 * run.length).inBytes)
    return Localized(
      en:
        "D of a query is the product of its rows of dO and O, \(value) for query \(run.row + 1): the "
        + "same as rowsum(P ∘ dP), but without P. dO and O are read once, \(read), and D is written, "
        + "\(written).",
      zh: "每个 query 的 D 是它的 dO 行与 O 行的点积，query \(run.row + 1) 得 \(value)："
        + "它等于 rowsum(P ∘ dP)，却用不着 P。dO、O 各读一遍，\(read)；D 写回 HBM，\(written)。")
  }

  private var openKeys: Localized<String> {
    let bytes = BackwardChipBlocks(step, trace.dimensions).keys.bytes.inBytes
    let seen = trace.steps.count { $0.keyBlock == step.keyBlock && $0.tile != nil }
    let all = run.tileRows
    let passing: Localized<String> =
      seen == all
      ? Localized(
        en: all == 1 ? "the block of queries comes by" : "all \(all) blocks of queries come by",
        zh: "等 \(all) 个 query 块依次经过")
      : Localized(
        en: "\(seen) of \(all) blocks of queries come by, those that see them",
        zh: "等 \(all) 个 query 块中看得到它们的 \(seen) 个依次经过")
    return Localized(
      en: "K\(column) and V\(column), \(Words.keys(step.keys)), come in: \(bytes). dK\(column) and "
        + "dV\(column) begin at 0 and stay on chip while \(passing.english).",
      zh: "读入 K\(column)、V\(column)（key \(Words.range(step.keys))），\(bytes)。dK\(column)、"
        + "dV\(column) 从 0 开始，一直留在片上，\(passing.chinese)。")
  }

  private var closeKeys: Localized<String> {
    let bytes = BackwardChipBlocks(step, trace.dimensions).keyGradients.bytes.inBytes
    let traffic = Words.traffic(moment.traffic)
    return Localized(
      en:
        "All queries that see \(Words.keys(step.keys)) have been there: dK\(column) and dV\(column) "
        + "are finished and go out, \(bytes). " + traffic.english,
      zh: "看得到 key \(Words.range(step.keys)) 的 query 都来过了：dK\(column)、dV\(column) 已完成，"
        + "写回 HBM，\(bytes)。" + traffic.chinese)
  }

  private var skipped: Localized<String> {
    let traffic = Words.traffic(moment.traffic)
    return Localized(
      en: "\(Words.queries(step.queries)) may see none of \(Words.keys(step.keys)): P would be 0 "
        + "there, and so would be what the tile gives to dQ, dK and dV. Nothing is read, nothing is "
        + "computed. " + traffic.english,
      zh: "query \(Words.range(step.queries)) 看不到 key \(Words.range(step.keys)) 中的任何一个："
        + "那里的 P 全是 0，对 dQ、dK、dV 也就没有贡献。什么都不读，什么都不算。" + traffic.chinese)
  }
}

extension FlashBackwardSentences {
  /// Phrases that several sentences share.
  enum Words {
    static func traffic(_ traffic: HBMTraffic) -> Localized<String> {
      Localized(
        en: "HBM so far: \(traffic.readBytes) bytes read, \(traffic.writeBytes) written.",
        zh: "HBM 至今读 \(traffic.readBytes) 字节、写 \(traffic.writeBytes) 字节。")
    }

    static func keys(_ range: Range<Int>) -> String {
      (range.count == 1 ? "key " : "keys ") + self.range(range)
    }

    static func queries(_ range: Range<Int>) -> String {
      (range.count == 1 ? "Query " : "Queries ") + self.range(range)
    }

    /// Counted from 1: `9–16`.
    static func range(_ range: Range<Int>) -> String {
      range.count == 1
        ? "\(range.upperBound)" : "\(range.lowerBound + 1)–\(range.upperBound)"
    }
  }
}
