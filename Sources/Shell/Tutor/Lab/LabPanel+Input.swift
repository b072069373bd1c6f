import Canvas
import Course
import Labs

extension LabPanel {
  /// What a key does while the panel has the focus.
  /// - Returns: nil where the key is none of the panel's.
  mutating func handle(_ key: Key, _ context: Context) -> [Action]? {
    if editor != nil { return edit(key) }
    if let actions = handleAnywhere(key, context) { return actions }
    return switch focus {
    case .figure: handleInFigure(key)
    case .control(let index) where description.controls.indices.contains(index):
      handle(key, inControl: index)
    case .control: nil
    }
  }

  mutating func paste(_ text: String) {
    if editor != nil { _ = editor?.handle(.paste(text)) }
  }

  private mutating func handleAnywhere(_ key: Key, _ context: Context) -> [Action]? {
    switch key {
    case .character(" "):
      guard steps.count > 1 else { return nil }
      togglePlaying(context.allowsMotion)
    case .character("n"): showStep(step + 1)
    case .character("p"): showStep(step - 1)
    case .home, .end:
      guard steps.count > 1 else { return nil }
      showStep(key == .home ? 0 : .max)
    case .character("v"): showNextView()
    case .character("["): changePace(by: 2)
    case .character("]"): changePace(by: 0.5)
    case .character("{"): showStep(step - max(1, steps.count / 10))
    case .character("}"): showStep(step + max(1, steps.count / 10))
    case .character("R"): return reseed().map(Action.effect)
    case .character("G"):
      guard let place = currentStep?.lesson else { return nil }
      return [.open(LessonScreen(link: place))]
    case .character("K"):
      guard !kernelMarks.isEmpty else { return nil }
      return [.open(SourceScreen(marks: kernelMarks))]
    case .escape:
      return stop().map { [.effect($0)] }
    case .character("y"):
      return [.effect(.copy(command)), .notify(Strings.copied(command))]
    case .character("x"):
      guard let findings else { return [] }
      guard let reference else { return [.notify(Strings.noNumbers)] }
      return [.open(DerivationScreen(findings: findings, subject: reference, context: context))]
    case .character(let letter):
      // A sign that is typed into a control is the beginning of a number.
      if letter.isLetter || focus == .figure,
        let action = lab.actions.first(where: { $0.key == letter })
      {
        return perform(action)
      }
      guard let index = description.controls.firstIndex(where: { $0.mnemonic == letter }) else {
        return nil
      }
      focus = .control(index)
      if case .toggle = description.controls[index].kind { return change(index, by: 1) }
    default: return nil
    }
    return []
  }

  private mutating func perform(_ action: LabAction) -> [Action] {
    guard let findings, !isRunning else { return [] }
    switch action.outcome(settings, findings, reference) {
    case .refused(let reason): return [.notify(reason)]
    case .set(let written, let step):
      do throws(LabError) {
        let effects = try set(written)
        if let step { showStep(step) }
        return effects.map(Action.effect)
      } catch {
        return [.notify(error.message)]
      }
    }
  }

  private mutating func handleInFigure(_ key: Key) -> [Action]? {
    switch key {
    case .up, .character("k"): moveCrosshair(rows: -1, columns: 0)
    case .down, .character("j"): moveCrosshair(rows: 1, columns: 0)
    case .left, .character("h"): moveCrosshair(rows: 0, columns: -1)
    case .right, .character("l"): moveCrosshair(rows: 0, columns: 1)
    default: return nil
    }
    return []
  }

  private mutating func handle(_ key: Key, inControl index: Int) -> [Action]? {
    let control = description.controls[index]
    switch key {
    case .left, .character("h"): return change(index, by: -1)
    case .right, .character("l"): return change(index, by: 1)
    case .up, .character("k"): focus = .control(max(0, index - 1))
    case .down, .character("j"):
      focus = .control(min(description.controls.count - 1, index + 1))
    case .backspace: return set(control, to: control.initial).map(Action.effect)
    case .enter:
      if case .toggle = control.kind { return change(index, by: 1) }
      editor = TextField(settings[control].description, limit: control.textLimit)
    case .character(let typed):
      guard control.isTyped, typed.isNumber || typed == "." || typed == "-" else { return nil }
      editor = TextField(String(typed), limit: control.textLimit)
    default: return nil
    }
    return []
  }

  private mutating func change(_ index: Int, by direction: Int) -> [Action] {
    let control = description.controls[index]
    let value = settings[control]
    let next = direction > 0 ? control.value(after: value) : control.value(before: value)
    return set(control, to: next).map(Action.effect)
  }

  private mutating func edit(_ key: Key) -> [Action] {
    guard let control, let text = editor?.text else { return [] }
    switch key {
    case .escape: editor = nil
    case .enter, .tab:
      do throws(LabError) {
        let value = try control.value(parsing: text)
        editor = nil
        return set(control, to: value).map(Action.effect)
      } catch {
        return [.notify(error.message)]
      }
    default: _ = editor?.handle(.key(key))
    }
    return []
  }

  /// The command that gives the same numbers without a screen.
  var command: String {
    let settings = request.settings.sorted { $0.key < $1.key }
      .map { " --set \($0.key)=\(shellQuoted($0.value))" }
    let broken = mutant.map { " --mutant \($0)" } ?? ""
    let seed = seed == 1 ? "" : " --seed \(seed)"
    let step = step == steps.count - 1 || steps.isEmpty ? "" : " --step \(step + 1)"
    return "attn-tutor lab run \(description.name)" + settings.joined() + broken + seed + step
  }

  private func shellQuoted(_ text: String) -> String {
    let isPlain = text.allSatisfy {
      $0.isASCII && ($0.isLetter || $0.isNumber || "-.,_".contains($0))
    }
    return isPlain
      ? text
      : "'"
        + text.split(separator: "'", omittingEmptySubsequences: false)
        .joined(separator: "'\\''") + "'"
  }
}

extension Control {
  /// True where a digit begins to type a value.
  var isTyped: Bool {
    switch kind {
    case .integer, .number, .text: true
    case .toggle, .choice: false
    }
  }

  var textLimit: Int {
    if case .text(let limit) = kind { limit } else { 24 }
  }
}
