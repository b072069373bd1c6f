import Attention
import Course
import Figures
import Tensors

/// What the flash lab says of a tile and of the whole, in the numbers of this run.
struct FlashSentences {
  let run: FlashLabRun

  func sentence(of step: FlashStep, after previous: FlashStep?) -> Localized<String> {
    guard let tile = step.tile else { return skipped(step) }
    let meeting = Localized(
      en: "\(name(step.queries, "query", "queries")) \(step.queries.count == 1 ? "meets" : "meet") "
        + "\(name(step.keys, "key", "keys").lowercased()). ",
      zh: "query \(range(step.queries)) 遇上 key \(range(step.keys))。")
    let state = state(tile, step, previous?.tile)
    let bytes = bytes(step.traffic)
    return Localized(
      en: meeting.english + state.english + bytes.english,
      zh: meeting.chinese + state.chinese + bytes.chinese)
  }

  /// What becomes of the last query of the block.
  private func state(
    _ tile: FlashStep.Tile, _ step: FlashStep, _ previous: FlashStep.Tile?
  ) -> Localized<String> {
    let row = step.queries.count - 1
    let query = step.queries.upperBound
    let (maximum, sum) = (tile.maximum[row].fixed(3), tile.sum[row].fixed(3))
    let factor = tile.rescale[row]
    guard let before = previous?.maximum[row], before > -.infinity else {
      return Localized(
        en: "Query \(query) sets m = \(maximum), and ℓ = \(sum) is its sum of e^(s − m). ",
        zh: "query \(query) 记下 m = \(maximum)，e^(s − m) 之和为 ℓ = \(sum)。")
    }
    guard factor != 1 else {
      return Localized(
        en: "Query \(query) finds no larger score: m stays \(maximum), and ℓ is now \(sum). ",
        zh: "query \(query) 没有遇到更大的得分：m 仍是 \(maximum)，ℓ 变为 \(sum)。")
    }
    return Localized(
      en: "For query \(query), m goes from \(before.fixed(3)) to \(maximum), so what was summed is "
        + "multiplied by e^(m′ − m) = \(factor.fixed(3)); ℓ is now \(sum). ",
      zh: "query \(query) 的 m 从 \(before.fixed(3)) 变为 \(maximum)，先前累加的都要乘以 "
        + "e^(m′ − m) = \(factor.fixed(3))；ℓ 变为 \(sum)。")
  }

  private func skipped(_ step: FlashStep) -> Localized<String> {
    let bytes = bytes(step.traffic)
    let spared =
      run.order == .fa1
      ? Localized(
        en: "the block of queries is not read, and nothing is computed. ", zh: "不读 query 块，也不计算。")
      : Localized(en: "the tile is not read, and nothing is computed. ", zh: "不读这块 K、V，也不计算。")
    return Localized(
      en: "\(name(step.queries, "query", "queries")) may see none of "
        + "\(name(step.keys, "key", "keys").lowercased()): " + spared.english + bytes.english,
      zh: "query \(range(step.queries)) 看不到 key \(range(step.keys)) 中的任何一个："
        + spared.chinese + bytes.chinese)
  }

  private func bytes(_ traffic: HBMTraffic) -> Localized<String> {
    Localized(
      en: "HBM so far: \(traffic.readBytes) bytes read, \(traffic.writeBytes) written.",
      zh: "HBM 至今读 \(traffic.readBytes) 字节、写 \(traffic.writeBytes) 字节。")
  }

  var finished: Localized<String> {
    let standard = run.standard.readBytes + run.standard.writeBytes
    guard run.order != .standard else {
      return Localized(
        en:
          "P and V are read for the output: \(standard) bytes in all, of which S and P, written and "
          + "read once each, are \(16 * run.length * run.length).",
        zh: "读入 P 和 V 得到输出：一共 \(standard) 字节，其中 S、P 各写一遍、读一遍，占 "
          + "\(16 * run.length * run.length) 字节。")
    }
    let bytes = run.traffic.readBytes + run.traffic.writeBytes
    let share = (Double(bytes) / Double(standard)).compact(3)
    let tiles = run.tileRows * run.tileColumns
    let difference = run.maxDifference
    let agrees = difference < 1e-4
    return Localized(
      en: (agrees ? "Equal to plain attention within" : "This is not plain attention: it is off by")
        + " \(difference.compact(2)). \(run.tilesSkipped) of \(tiles) tiles skipped; \(bytes) bytes "
        + "through HBM, \(share) times the \(standard) of standard attention, with "
        + "\(run.sramPeakBytes) of \(run.sramBytes) bytes of SRAM in blocks.",
      zh: (agrees ? "与普通注意力相等，误差不超过 " : "这不是普通注意力：相差 ")
        + "\(difference.compact(2))。\(tiles) 块中跳过 \(run.tilesSkipped) 块；HBM 读写 \(bytes) 字节，"
        + "是标准做法 \(standard) 字节的 \(share) 倍；SRAM \(run.sramBytes) 字节，各块占 \(run.sramPeakBytes)。")
  }

  private func name(_ range: Range<Int>, _ one: String, _ many: String) -> String {
    let noun = range.count == 1 ? one : many
    return noun.prefix(1).uppercased() + noun.dropFirst() + " " + self.range(range)
  }

  /// Counted from 1: `9–16`.
  private func range(_ range: Range<Int>) -> String {
    range.count == 1
      ? "\(range.upperBound)" : "\(range.lowerBound + 1)–\(range.upperBound)"
  }
}
