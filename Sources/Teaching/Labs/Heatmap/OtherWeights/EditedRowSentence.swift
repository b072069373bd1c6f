import Course
import Figures

/// What is said of a row of weights and its edit.
struct EditedRowSentence {
  let edited: EditedRow
  let tokens: [String]
  /// `[N, d]`
  let value: [[Float]]

  private var query: String { tokens[edited.row] }
  private var top: Int { edited.top }
  private var needed: Int { edited.affineRank + 1 }
  private var headDim: Int { edited.outputBefore.count }

  var text: Localized<String> {
    guard edited.isEdited else { return untouched }
    switch edited.other {
    case .success(let other) where edited.isOther: return found(other)
    case .failure(let absence) where edited.isOther: return EditedRowSentence.none(self, absence)
    default: return byHand
    }
  }

  /// Why there is no other row; nil where there is one.
  var refusal: Localized<String>? {
    if case .failure(let absence) = edited.other {
      EditedRowSentence.none(self, absence)
    } else {
      nil
    }
  }

  private var untouched: Localized<String> {
    if let refusal {
      return Localized(
        en: "Nothing is edited. " + refusal.english, zh: "还没有改动。" + refusal.chinese)
    }
    return Localized(
      en:
        "Nothing is edited. “\(query)” sees \(edited.visible.count) tokens, whose values have affine "
        + "rank r = \(edited.affineRank): \(needed) tokens are enough for any output, and another row "
        + "of weights gives this very one.",
      zh: "还没有改动。“\(query)”看得到 \(edited.visible.count) 个词，它们的 value 的仿射秩 r = "
        + "\(edited.affineRank)：任何输出用 \(needed) 个词就够，所以另有一行权重给出完全相同的输出。")
  }

  private func found(_ other: OtherRow) -> Localized<String> {
    let was = edited.before[top].fixed(3)
    let change = edited.outputChange
    let same = Localized(
      en: change == 0 ? "exactly the same" : "the same to \(change.compact(1))",
      zh: change == 0 ? "分毫不差" : "不变（只差 \(change.compact(1))）")
    let debate = Localized(
      en:
        " So “attention is not explanation” (Jain & Wallace 2019), unless the other row must be one "
        + "that a model can learn to give (Wiegreffe & Pinter 2019).",
      zh: "所以“注意力不是解释”（Jain & Wallace 2019）；除非要求那一行也是模型学得出来的"
        + "（Wiegreffe & Pinter 2019）。")
    let isMoved = edited.before[top] - other.weights[top] > 0.0005
    guard isMoved else {
      return Localized(
        en: "“\(tokens[top])” must keep its \(was)\(reason.english), but "
          + "\(edited.totalVariation.fixed(3)) of the rest could lie elsewhere and the output of "
          + "“\(query)” would be \(same.english), on \(edited.support) tokens "
          + "(r + 1 = \(needed))." + debate.english,
        zh: "“\(tokens[top])”的 \(was) 动不了\(reason.chinese)，但其余的权重里有 "
          + "\(edited.totalVariation.fixed(3)) 可以挪到别处，“\(query)”的输出\(same.chinese)，"
          + "只用 \(edited.support) 个词（r + 1 = \(needed)）。" + debate.chinese)
    }
    let hasFloor = other.weights[top] > 0.0005 && other.weights[top] <= other.leastTop + 1e-9
    return Localized(
      en:
        "“\(query)” could give \(other.weights[top].fixed(3)) to \(named(top).english) instead of "
        + was + (hasFloor ? " (no less)" : "") + " and the output would be \(same.english), on "
        + "\(edited.support) tokens (r + 1 = \(needed))\(likeness.english)." + debate.english,
      zh: "“\(query)”给\(named(top).chinese)的权重可以从 \(was) 变成 \(other.weights[top].fixed(3))"
        + (hasFloor ? "（不能更低）" : "") + "，输出\(same.chinese)，只用 \(edited.support) 个词"
        + "（r + 1 = \(needed)）\(likeness.chinese)。" + debate.chinese)
  }

  private func named(_ key: Int) -> Localized<String> {
    key == edited.row
      ? Localized(en: "itself", zh: "自己") : Localized("“\(tokens[key])”")
  }

  /// A token that takes over, whose value is that of the top one.
  private var likeness: Localized<String> {
    let twin = edited.visible.first {
      $0 != top && edited.after[$0] - edited.before[$0] > 0.01 && value[$0] == value[top]
    }
    guard let twin else { return Localized("") }
    return Localized(
      en: ": to V, “\(tokens[twin])” is the same as “\(tokens[top])”",
      zh: "：在 V 看来，“\(tokens[twin])”和“\(tokens[top])”一模一样")
  }

  /// Why the largest weight cannot move, where one number of the values says so.
  private var reason: Localized<String> {
    let column = (0..<headDim).first { column in
      value[top][column] != 0
        && edited.visible.allSatisfy { $0 == top || value[$0][column] == 0 }
    }
    guard let column else { return Localized("") }
    let name = Projections.valueName(column)
    return Localized(
      en: ", for it alone has ‘\(name.english)’", zh: "（只有它有“\(name.chinese)”）")
  }

  private static func none(
    _ sentence: EditedRowSentence, _ absence: OtherRow.Absence
  ) -> Localized<String> {
    let query = sentence.query
    let top = sentence.tokens[sentence.top]
    let weight = sentence.edited.before[sentence.top].fixed(3)
    let offer = Localized(
      en: " A smaller head (d is \(sentence.headDim)) or a longer sentence leaves more room.",
      zh: "把头变小（现在 d = \(sentence.headDim)）或换个更长的句子，余地就大了。")
    switch absence {
    case .tooFewTokens:
      return Localized(
        en: "No other row gives “\(query)” this output: it sees \(sentence.edited.visible.count) "
          + "token\(sentence.edited.visible.count == 1 ? "" : "s"), and up to r + 1 = "
          + "\(sentence.needed), r the affine rank of the values, mix in one way only."
          + offer.english,
        zh: "没有别的权重能让“\(query)”得到这个输出：它看得到 \(sentence.edited.visible.count) 个词，而 "
          + "r + 1 = \(sentence.needed) 个以内（r 是 value 的仿射秩）只有一种混合方式。" + offer.chinese)
    case .onlyOne:
      return Localized(
        en: "No other row gives “\(query)” this output: nothing makes up for the value of "
          + "“\(top)”\(sentence.reason.english), which has \(weight) of the weight."
          + offer.english,
        zh: "没有别的权重能让“\(query)”得到这个输出：“\(top)”占了 \(weight)，别的词补不上它的 value"
          + "\(sentence.reason.chinese)。" + offer.chinese)
    case .tooClose(let variation):
      return Localized(
        en: "Rows that give “\(query)” the same output are all but the same row, within "
          + "\(variation.fixed(3)): “\(top)” has \(weight)\(sentence.reason.english)."
          + offer.english,
        zh: "能让“\(query)”得到同样输出的权重，和这一行几乎没有差别（不超过 \(variation.fixed(3))）："
          + "“\(top)”占了 \(weight)\(sentence.reason.chinese)。" + offer.chinese)
    case .notNumbers:
      return Localized(
        en:
          "The row of “\(query)” is no row of weights, so that there is no other one to look for.",
        zh: "“\(query)”这一行不是合法的权重，无从寻找另一行。")
    }
  }

  private var byHand: Localized<String> {
    let key =
      edited.before.indices.max {
        (edited.after[$0] - edited.before[$0]).magnitude
          < (edited.after[$1] - edited.before[$1]).magnitude
      } ?? 0
    let column =
      edited.outputBefore.indices.max {
        (edited.outputAfter[$0] - edited.outputBefore[$0]).magnitude
          < (edited.outputAfter[$1] - edited.outputBefore[$1]).magnitude
      } ?? 0
    let (was, now) = (edited.before[key].fixed(3), edited.after[key].fixed(3))
    let variation = edited.totalVariation.fixed(3)
    let name = Projections.valueName(column)
    let from = edited.outputBefore[column].fixed(3)
    let to = edited.outputAfter[column].fixed(3)
    let isStill = edited.outputChange < OtherRow.sameOutput
    return Localized(
      en: "“\(query)” gives \(now) to \(named(key).english) instead of \(was), \(variation) of its "
        + "weight lies elsewhere (total variation), and its output "
        + (isStill
          ? "stays the same."
          : "moves, most of all in ‘\(name.english)’: from \(from) to \(to)."),
      zh: "“\(query)”给\(named(key).chinese)的权重从 \(was) 变成 \(now)，共有 \(variation) 的权重换了地方（总变差），"
        + (isStill ? "输出却没有变。" : "输出随之移动，“\(name.chinese)”变得最多：从 \(from) 到 \(to)。"))
  }
}
