import Canvas
import Course

extension QuizScreen {
  var hints: [KeyHelp] {
    switch phase {
    case .waiting: [QuizKeys.skip(isTyping: false), QuizKeys.back]
    case .failed:
      [
        KeyHelp("Enter", en: "next", zh: "下一题"), KeyHelp("r", en: "try again", zh: "再试一次"),
        QuizKeys.back,
      ]
    case .answering: answeringHints
    case .judged: judgedHints
    case .finished where entries.isEmpty: [KeyHelp("Enter", en: "back", zh: "返回")]
    case .finished: finishedHints
    }
  }

  private var finishedHints: [KeyHelp] {
    let missed =
      entries.contains(where: \.isMissed) ? [KeyHelp("m", en: "missed ones again", zh: "重做错题")] : []
    return [KeyHelp("Enter", en: "open", zh: "打开")] + missed
      + [KeyHelp("r", en: "all again", zh: "全部重做"), QuizKeys.back]
  }

  private var answeringHints: [KeyHelp] {
    editor.hints + [
      KeyHelp(editor.takesEnter ? "Ctrl-D" : "Enter", en: "answer", zh: "提交"),
      KeyHelp(editor.isTyping ? "Tab" : "h", en: "hint", zh: "提示"),
      QuizKeys.skip(isTyping: editor.isTyping), QuizKeys.back,
    ]
  }

  private var judgedHints: [KeyHelp] {
    var hints = [KeyHelp("Enter", en: "next", zh: "下一题")]
    if isLookingBack { hints = [KeyHelp("Enter", en: "summary", zh: "回到小结")] }
    if entry?.shown.isSelfRated == true {
      hints.append(KeyHelp("1-4", en: "how well", zh: "记得多牢"))
    }
    if entry?.latest?.xray != nil { hints.append(KeyHelp("x", en: "X-ray", zh: "看错在哪")) }
    if entry?.question?.run != nil { hints.append(KeyHelp("l", en: "lab", zh: "实验")) }
    hints += [
      KeyHelp("r", en: "again", zh: "重做"), KeyHelp("o", en: "lesson", zh: "看课文"),
      KeyHelp("u", en: "undo", zh: "撤销"),
    ]
    if entry?.latest?.grade.isRight == false, entry?.latest?.isDisputed == false {
      hints.append(KeyHelp("d", en: "I am right", zh: "我没错"))
    }
    return hints + [QuizKeys.back]
  }

  var keys: [KeyHelp] { QuizKeys.all }
}

enum QuizKeys {
  static let back = KeyHelp("Esc", en: "back", zh: "返回")

  static func skip(isTyping: Bool) -> KeyHelp {
    KeyHelp(isTyping ? "Ctrl-N" : "s", en: "skip", zh: "跳过")
  }

  static let all = [
    KeyHelp("1-9", en: "choose", zh: "选择"),
    KeyHelp("↑↓ space", en: "move, mark", zh: "移动、勾选"),
    KeyHelp("Enter", en: "answer; then the next item", zh: "提交；之后进入下一题"),
    KeyHelp("Ctrl-D", en: "answer, where Enter makes a new line", zh: "提交（多行输入时 Enter 是换行）"),
    KeyHelp("h Tab", en: "a hint, for a quarter of the points", zh: "看提示，扣四分之一的分"),
    KeyHelp("s Ctrl-N", en: "skip; Ctrl-N while typing", zh: "跳过（输入时用 Ctrl-N）"),
    KeyHelp("u Ctrl-P", en: "take back the last answer or skip", zh: "撤销上一次作答或跳过"),
    KeyHelp("r", en: "try again with the same numbers", zh: "用同样的数值重做"),
    KeyHelp("1-4", en: "how well you remembered it", zh: "自评记得多牢"),
    KeyHelp("v 1-9", en: "I did say that: a point of the rubric", zh: "要点里的这一条我说到了"),
    KeyHelp("d", en: "I think this is right: for the instructor", zh: "我认为没错：留给老师看"),
    KeyHelp("x", en: "the mistake that gives your answer, in the lab", zh: "在实验里看你的答案错在哪"),
    KeyHelp("l", en: "the run that gives the answer", zh: "得出答案的那次运行"),
    KeyHelp("o", en: "the lesson, where it is explained", zh: "到课文中讲解处"),
    KeyHelp("m", en: "at the end: what was missed, once more", zh: "结束后：重做错题"),
    KeyHelp("Esc q", en: "to the end; back", zh: "结束；返回"),
  ]
}
