import Canvas

extension PredictionPanel {
  /// What a key does while the prediction has the focus.
  /// - Returns: nil where the key is none of the prediction's.
  mutating func handle(_ key: Key, now: Double) -> [Action]? {
    switch phase {
    case .asking: return handleAsking(key)
    case .weighing: return handleWeighing(key, now: now)
    case .running, .decided:
      guard key == .character("r") else { return nil }
      askAgain()
      return []
    }
  }

  private mutating func handleAsking(_ key: Key) -> [Action]? {
    switch key {
    case .enter, .character(" "): weigh()
    default:
      guard moves(key) else { return nil }
      // A number says which; a cursor only looks around.
      if case .character(let digit) = key, digit.isNumber { weigh() }
    }
    return []
  }

  private mutating func handleWeighing(_ key: Key, now: Double) -> [Action]? {
    switch key {
    case .left, .character("h"): changeConfidence(by: -1)
    case .right, .character("l"): changeConfidence(by: 1)
    case .enter: return commit(now: now)
    case .escape: reconsider()
    default: return moves(key) ? [] : nil
    }
    return []
  }

  /// Moves to a choice, where the key is one for that.
  private mutating func moves(_ key: Key) -> Bool {
    switch key {
    case .up, .character("k"): moveCursor(by: -1)
    case .down, .character("j"): moveCursor(by: 1)
    case .character(let digit):
      guard let number = digit.wholeNumberValue,
        prediction.choices.indices.contains(number - 1)
      else { return false }
      choose(number - 1)
    default: return false
    }
    return true
  }

  /// A click on a choice.
  mutating func click(_ choice: Int) {
    switch phase {
    case .asking, .weighing:
      choose(choice)
      weigh()
    case .running, .decided: break
    }
  }

  var hints: [KeyHelp] {
    switch phase {
    case .asking:
      [
        KeyHelp("1-\(prediction.choices.count) ↑↓", en: "choose", zh: "选择"),
        KeyHelp("Enter", en: "how sure?", zh: "有多大把握"),
        KeyHelp("Tab", en: "on", zh: "往下"), KeyHelp("Esc", en: "text", zh: "正文"),
      ]
    case .weighing:
      [
        KeyHelp("←→", en: "how sure", zh: "把握"), KeyHelp("Enter", en: "commit", zh: "确定"),
        KeyHelp("↑↓", en: "another choice", zh: "换一个"), KeyHelp("Esc", en: "back", zh: "返回"),
      ]
    case .running, .decided:
      [
        KeyHelp("r", en: "predict again", zh: "重猜"), KeyHelp("Tab", en: "on", zh: "往下"),
        KeyHelp("Esc", en: "text", zh: "正文"),
      ]
    }
  }
}
