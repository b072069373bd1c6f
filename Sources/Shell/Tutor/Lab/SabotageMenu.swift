import Canvas
import Course

/// `B`: breaks the machine in one of the ways that its lab offers, or mends it.
struct SabotageMenu: LabMenu {
  private static let letters = "123456789abcdefg"

  func entries(_ panel: LabPanel, _ language: Language) -> [PopUpMenu.Entry] {
    let mend = PopUpMenu.Entry(
      key: "0", text: Words.whole[language], isChosen: panel.mutant == nil)
    return [mend]
      + zip(Self.letters, panel.lab.sabotages).map { letter, choice in
        PopUpMenu.Entry(
          key: letter, text: choice.sentence[language],
          isChosen: panel.mutant == choice.name)
      }
  }

  func choose(_ letter: Character, _ panel: inout LabPanel, _ context: Context) -> [Action] {
    if letter == "0" { return panel.run(on: nil).map(Action.effect) }
    guard let choice = zip(Self.letters, panel.lab.sabotages).first(where: { $0.0 == letter })
    else {
      return []
    }
    return panel.run(on: choice.1.name).map(Action.effect)
  }

  private enum Words {
    static let whole = Localized(en: "nothing broken", zh: "一切正常")
  }
}
