import Attention
import Course
import Figures
import Tensors

/// What the flash lab says of a moment and of the whole, in the numbers of this run.
struct FlashSentences {
  let run: FlashLabRun

  func sentence(of moment: FlashMoment, _ trace: FlashTrace) -> Localized<String> {
    let step = trace.steps[moment.index]
    let row = FlashRowWords(run: run, step: step, previous: run.previous(of: moment.index))
    let now = memory(moment)
    return switch moment.phase {
    case .start: start
    case .openRows: loadedQueries(step) + now
    case .openKeys: loadedKeys(step) + now
    case .load: (trace.order == .fa1 ? loadedState(step) : loadedKeys(step)) + now
    case .scores: scores(step, row) + now
    case .maximum: maximum(row) + now
    case .weights: weights(row) + now
    case .output: output(row, trace.order) + now
    case .store: stored(step) + now
    case .closeRows: closed(step, row) + now
    case .tile: met(step) + state(row) + now
    case .skipped: skipped(step) + now
    }
  }

  // MARK: Loads and stores

  private var start: Localized<String> {
    let tiles = "\(run.tileRows) × \(run.tileColumns)"
    let scores = (4 * run.length * run.length).inBytes
    return Localized(
      en: "\(run.length) queries and \(run.length) keys make \(tiles) tiles. All of S would be "
        + "\(scores); blocks of Q, K, V and O with one tile of S, m and ℓ are "
        + "\(run.sramPeakBytes.inBytes), and they fit into the \(run.sramBytes.inBytes) of SRAM. "
        + "Nothing is read yet.",
      zh: "\(run.length) 个 query、\(run.length) 个 key，切成 \(tiles) 块。整个 S 要 \(scores)；"
        + "Q、K、V、O 各一块，加上一块 S 和 m、ℓ，共 \(run.sramPeakBytes.inBytes)，"
        + "放得进 \(run.sramBytes.inBytes) 的 SRAM。还什么都没有读。")
  }

  private func loadedQueries(_ step: FlashStep) -> Localized<String> {
    Localized(
      en: "\(queries(step)) come in; their O and ℓ begin at 0, m at −∞, and stay on chip until all "
        + "keys were seen.",
      zh: "读入\(queriesInChinese(step))；它们的 O、ℓ 从 0 开始，m 从 −∞ 开始，一直留在片上，直到看完所有 key。")
  }

  private func loadedKeys(_ step: FlashStep) -> Localized<String> {
    Localized(
      en: "K and V of \(keys(step)) come in.",
      zh: "读入 key \(range(step.keys)) 的 K、V。")
  }

  private func loadedState(_ step: FlashStep) -> Localized<String> {
    Localized(
      en: "\(queries(step)) come in with the O, m and ℓ that earlier tiles left them.",
      zh: "读入\(queriesInChinese(step))，连同前面各块留下的 O、m、ℓ。")
  }

  private func stored(_ step: FlashStep) -> Localized<String> {
    Localized(
      en:
        "O, m and ℓ of queries \(range(step.queries)) go back to HBM and wait for the next keys.",
      zh: "query \(range(step.queries)) 的 O、m、ℓ 写回 HBM，等下一组 key。")
  }

  private func closed(_ step: FlashStep, _ row: FlashRowWords) -> Localized<String> {
    Localized(
      en: "All keys were seen: O of queries \(range(step.queries)) is divided by ℓ, only now, and "
        + "goes out once, with m + ln ℓ for the backward pass; of query \(row.query + 1) that is "
        + "\(row.before(orAfter: step).fixed(3)) + ln \(row.sumBefore(orAfter: step).fixed(3)).",
      zh: "key 都看完了：query \(range(step.queries)) 的 O 到这时才除以 ℓ，只写出一遍，"
        + "同时写出反向要用的 m + ln ℓ；query \(row.query + 1) 的是 "
        + "\(row.before(orAfter: step).fixed(3)) + ln \(row.sumBefore(orAfter: step).fixed(3))。")
  }

  private func skipped(_ step: FlashStep) -> Localized<String> {
    let spared: Localized<String> =
      run.order == .fa1
      ? Localized(
        en: "the block of queries is not read, and nothing is computed.", zh: "不读 query 块，也不计算。")
      : Localized(en: "the tile is not read, and nothing is computed.", zh: "不读这块 K、V，也不计算。")
    return Localized(
      en: "\(queries(step)) may see none of \(keys(step)): ",
      zh: "query \(range(step.queries)) 看不到 key \(range(step.keys)) 中的任何一个：") + spared
  }

  /// What is on chip, and what has gone through HBM.
  private func memory(_ moment: FlashMoment) -> Localized<String> {
    let (held, room) = (moment.chip.bytes.inBytes, run.sramBytes.inBytes)
    let (read, written) = (moment.traffic.readBytes, moment.traffic.writeBytes)
    return Localized(
      en:
        " On chip \(held) of \(room); HBM so far \(read.grouped) bytes read, \(written.grouped) written.",
      zh: "片上 \(held)（共 \(room)）；HBM 至今读 \(read.grouped) 字节、写 \(written.grouped) 字节。")
  }

  // MARK: Work on a tile

  private func met(_ step: FlashStep) -> Localized<String> {
    Localized(
      en: "\(queries(step)) \(step.queries.count == 1 ? "meets" : "meet") \(keys(step)). ",
      zh: "query \(range(step.queries)) 遇上 key \(range(step.keys))。")
  }

  private func scores(_ step: FlashStep, _ row: FlashRowWords) -> Localized<String> {
    let size = "\(step.queries.count) × \(step.keys.count)"
    guard row.largestScore > -.infinity else {
      return met(step)
        + Localized(
          en: "The \(size) scores are on chip only; query \(row.query + 1) may see none of them.",
          zh: "\(size) 个得分只在片上；query \(row.query + 1) 一个也看不到。")
    }
    return met(step)
      + Localized(
        en: "The \(size) scores are on chip only and never in HBM; the largest of query "
          + "\(row.query + 1) is \(row.largestScore.fixed(3)).",
        zh: "\(size) 个得分只在片上，从不写进 HBM；query \(row.query + 1) 的最大得分是 "
          + "\(row.largestScore.fixed(3))。")
  }

  private func maximum(_ row: FlashRowWords) -> Localized<String> {
    let query = row.query + 1
    if row.after == -.infinity {
      return Localized(
        en: "Query \(query) has seen no key yet, and m stays −∞.",
        zh: "query \(query) 还没有看到任何 key，m 仍是 −∞。")
    }
    if row.before == -.infinity {
      return Localized(
        en: "The first scores that query \(query) sees: m goes from −∞ to \(row.after.fixed(3)).",
        zh: "query \(query) 第一次看到得分：m 从 −∞ 变为 \(row.after.fixed(3))。")
    }
    if row.after == row.before {
      return Localized(
        en: "Query \(query) finds \(row.largestScore.fixed(3)) at most, which is not above "
          + "m = \(row.after.fixed(3)): m stays, and nothing has to be put right for it.",
        zh: "query \(query) 这里最大只有 \(row.largestScore.fixed(3))，不超过 m = \(row.after.fixed(3))："
          + "m 不变，前面的结果不用改。")
    }
    return Localized(
      en: "Query \(query) finds a larger score: m goes from \(row.before.fixed(3)) to "
        + "\(row.after.fixed(3)). What was summed with the old m is now too large "
        + "by the factor e^\((row.after - row.before).fixed(3)) = \((1 / row.rescale).compact(4)).",
      zh: "query \(query) 遇到更大的得分：m 从 \(row.before.fixed(3)) 变为 \(row.after.fixed(3))。"
        + "用旧的 m 累加的结果，现在是应有的 e^\((row.after - row.before).fixed(3)) = "
        + "\((1 / row.rescale).compact(4)) 倍。")
  }

  private func weights(_ row: FlashRowWords) -> Localized<String> {
    let query = row.query + 1
    let sum = (row.weightSum.fixed(3), row.sumAfter.fixed(3))
    guard row.before > -.infinity else {
      return Localized(
        en: "P = e^(S − m) takes the place of S. Of query \(query) it sums to \(sum.0), and that "
          + "is ℓ = \(sum.1).",
        zh: "P = e^(S − m) 占用 S 的位置。query \(query) 这一行之和为 \(sum.0)，于是 ℓ = \(sum.1)。")
    }
    return Localized(
      en: "P = e^(S − m) takes the place of S. Of query \(query) it sums to \(sum.0); ℓ goes from "
        + "\(row.sumBefore.fixed(3)), times e^(m′ − m) = \(row.rescale.fixed(3)), to \(sum.1).",
      zh: "P = e^(S − m) 占用 S 的位置。query \(query) 这一行之和为 \(sum.0)；ℓ 原来是 "
        + "\(row.sumBefore.fixed(3))，乘以 e^(m′ − m) = \(row.rescale.fixed(3))，再加上它，得 \(sum.1)。")
  }

  private func output(_ row: FlashRowWords, _ order: LoopOrder) -> Localized<String> {
    let query = row.query + 1
    let divided: Localized<String> =
      order == .fa1
      ? Localized(en: " and divided by the new ℓ at once", zh: "，并且马上除以新的 ℓ")
      : Localized(en: ", and not yet divided by ℓ", zh: "，暂不除以 ℓ")
    guard row.before > -.infinity else {
      return Localized(
        en: "PV is the first that O of query \(query) holds\(divided.english).",
        zh: "query \(query) 的 O 第一次有了内容：PV\(divided.chinese)。")
    }
    return Localized(
      en: "O of query \(query) is multiplied by \(row.rescale.fixed(3)), PV is added"
        + "\(divided.english).",
      zh: "query \(query) 的 O 先乘以 \(row.rescale.fixed(3))，再加上 PV\(divided.chinese)。")
  }

  /// What becomes of the row in a step that is a whole tile.
  private func state(_ row: FlashRowWords) -> Localized<String> {
    let query = row.query + 1
    let (maximum, sum) = (row.after.fixed(3), row.sumAfter.fixed(3))
    guard row.before > -.infinity else {
      return Localized(
        en: "Query \(query) sets m = \(maximum), and ℓ = \(sum) is its sum of e^(s − m).",
        zh: "query \(query) 记下 m = \(maximum)，e^(s − m) 之和为 ℓ = \(sum)。")
    }
    guard row.rescale != 1 else {
      return Localized(
        en: "Query \(query) finds no larger score: m stays \(maximum), and ℓ is now \(sum).",
        zh: "query \(query) 没有遇到更大的得分：m 仍是 \(maximum)，ℓ 变为 \(sum)。")
    }
    return Localized(
      en:
        "For query \(query), m goes from \(row.before.fixed(3)) to \(maximum), so what was summed "
        + "is multiplied by e^(m′ − m) = \(row.rescale.fixed(3)); ℓ is now \(sum).",
      zh: "query \(query) 的 m 从 \(row.before.fixed(3)) 变为 \(maximum)，先前累加的都要乘以 "
        + "e^(m′ − m) = \(row.rescale.fixed(3))；ℓ 变为 \(sum)。")
  }

  // MARK: Words

  private func queries(_ step: FlashStep) -> String {
    (step.queries.count == 1 ? "Query " : "Queries ") + range(step.queries)
  }

  private func keys(_ step: FlashStep) -> String {
    (step.keys.count == 1 ? "key " : "keys ") + range(step.keys)
  }

  private func queriesInChinese(_ step: FlashStep) -> String { " query \(range(step.queries))" }

  /// Counted from 1: `9–16`.
  private func range(_ range: Range<Int>) -> String {
    range.count == 1
      ? "\(range.upperBound)" : "\(range.lowerBound + 1)–\(range.upperBound)"
  }
}

extension FlashRowWords {
  /// m of a row whose last tile may have been skipped.
  func before(orAfter step: FlashStep) -> Float { step.tile == nil ? before : after }

  func sumBefore(orAfter step: FlashStep) -> Float { step.tile == nil ? sumBefore : sumAfter }
}

extension Localized<String> {
  static func + (left: Localized<String>, right: Localized<String>) -> Localized<String> {
    Localized(en: left.english + right.english, zh: left.chinese + right.chinese)
  }
}
