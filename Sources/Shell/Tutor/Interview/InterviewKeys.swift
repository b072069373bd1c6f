import Canvas

extension InterviewScreen {
  var hints: [KeyHelp] {
    let back = KeyHelp("Esc", en: "back", zh: "返回")
    switch stage {
    case .intro:
      return [KeyHelp("Enter", en: "begin", zh: "开始")]
        + (scopes.count > 1 ? [KeyHelp("↑↓", en: "what is asked", zh: "范围")] : []) + [back]
    case .finished: return [KeyHelp("Enter", en: "go on", zh: "继续"), back]
    case .round: break
    }
    let end = KeyHelp("Esc", en: "end", zh: "结束")
    switch panel?.stage {
    case .answering:
      let takesEnter = panel?.editor.takesEnter == true
      return (panel?.editor.hints ?? []) + [
        KeyHelp(takesEnter ? "Ctrl-D" : "Enter", en: "answer", zh: "答完"),
        KeyHelp("Ctrl-N", en: "skip", zh: "跳过"), end,
      ]
    case .judged:
      var hints = [KeyHelp("Enter", en: "next", zh: "下一题")]
      if followUp != nil {
        hints = [
          KeyHelp("Enter", en: "follow-up", zh: "追问"), KeyHelp("n", en: "next", zh: "下一题"),
        ]
      }
      hints += [
        KeyHelp("l", en: "lab", zh: "实验"), KeyHelp("o", en: "lesson", zh: "看课文"),
      ]
      if canOverrule { hints.append(KeyHelp("v", en: "I did say that", zh: "我说到了")) }
      return hints + [end]
    case .waiting, .failed, nil: return [KeyHelp("Ctrl-N", en: "next", zh: "下一题"), end]
    }
  }

  /// A point of the rubric was not met, as the text is read.
  private var canOverrule: Bool {
    guard case .rubric(let reading) = panel?.latest?.grade.detail else { return false }
    return reading.tally.met.count < reading.findings.count
  }

  var keys: [KeyHelp] {
    [
      KeyHelp("Enter", en: "a new line; then the follow-up", zh: "换行；判完后进入追问"),
      KeyHelp("Ctrl-D", en: "answer", zh: "答完提交"),
      KeyHelp("Ctrl-←→", en: "a word on", zh: "按词移动"),
      KeyHelp("Ctrl-W Ctrl-U", en: "delete a word, a line's beginning", zh: "删除一个词、删到行首"),
      KeyHelp("Ctrl-N", en: "skip", zh: "跳过"),
      KeyHelp("n", en: "the next question, without the follow-up", zh: "不要追问，下一题"),
      KeyHelp("l", en: "the lab that shows it", zh: "演示它的实验"),
      KeyHelp("o g", en: "the lesson", zh: "看课文"),
      KeyHelp("v 1-9", en: "I did say that: a point of the rubric", zh: "要点里的这一条我说到了"),
      KeyHelp("u", en: "take the grading back", zh: "撤销评分"),
      KeyHelp("Esc q", en: "to the end; back", zh: "结束；返回"),
    ]
  }
}
