import Attention
import Course
import Figures
import Tensors

extension FlashSentences {
  /// What came out, what it cost, and from where on it pays.
  var finished: Localized<String> {
    (run.order == .standard ? passes : agreement + cost) + pays
  }

  private var standardBytes: Int { run.standard.readBytes + run.standard.writeBytes }

  private var passes: Localized<String> {
    Localized(
      en:
        "Standard attention moves \(standardBytes) bytes, of which S and P, written and read once "
        + "each, are \(16 * run.length * run.length). ",
      zh: "标准注意力一共读写 \(standardBytes) 字节，其中 S、P 各写一遍、读一遍，占 "
        + "\(16 * run.length * run.length) 字节。")
  }

  private var agreement: Localized<String> {
    // Float32 keeps seven digits, and scores go into exponents.
    let scores = run.plain.masked.storage.lazy.filter(\.isFinite).map(\.magnitude).max() ?? 0
    let difference = run.maxDifference
    return difference < 1e-5 * Double(max(1, scores))
      ? Localized(
        en: "Equal to plain attention within \(difference.compact(2)). ",
        zh: "与普通注意力相等，误差不超过 \(difference.compact(2))。")
      : Localized(
        en: "This is not plain attention: it is off by \(difference.compact(2)). ",
        zh: "这不是普通注意力：相差 \(difference.compact(2))。")
  }

  private var cost: Localized<String> {
    let bytes = run.traffic.readBytes + run.traffic.writeBytes
    let tiles = run.tileRows * run.tileColumns
    let share = (Double(bytes) / Double(standardBytes)).compact(3)
    let skipped: Localized<String> =
      run.tilesSkipped == 0
      ? Localized(en: "", zh: "")
      : Localized(
        en: "\(run.tilesSkipped) of \(tiles) tiles skipped. ",
        zh: "\(tiles) 块中跳过 \(run.tilesSkipped) 块。")
    return skipped
      + Localized(
        en:
          "\(bytes) bytes through HBM, \(share) times the \(standardBytes) of standard attention: ",
        zh: "HBM 读写 \(bytes) 字节，是标准做法 \(standardBytes) 字节的 \(share) 倍：")
      + (bytes < standardBytes
        ? Localized(en: "here flash wins. ", zh: "这里 flash 赢了。")
        : Localized(en: "here flash loses. ", zh: "这里 flash 输了。"))
  }

  /// From which N, or from which blocks, fewer bytes are moved.
  private var pays: Localized<String> {
    let order = run.comparedOrder
    let name = order.rawValue
    if let length = run.costs.winsFromLength(order) {
      return length == 1
        ? Localized(
          en: "In whole blocks of this size \(name) moves less at every N.",
          zh: "按这样的整块算，N 取多少 \(name) 都更省。")
        : Localized(
          en: "In whole blocks of this size \(name) moves less from N = \(length) on.",
          zh: "按这样的整块算，从 N = \(length) 起 \(name) 更省。")
    }
    let never = Localized(
      en: "In blocks of this size \(name) does not pay, however long N is (tried up to "
        + "\(FlashCosts.longest))",
      zh: "用这样大小的块，N 再长 \(name) 也不划算（试到 \(FlashCosts.longest)）")
    guard let block = run.costs.winsFromBlock(order, length: run.length) else {
      return never + Localized(en: ".", zh: "。")
    }
    return never
      + Localized(
        en: "; at this N it would from blocks of \(block) × \(block) on.",
        zh: "；目前的 N，块要到 \(block) × \(block) 才划算。")
  }
}
