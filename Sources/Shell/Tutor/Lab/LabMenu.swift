import Canvas
import Course

/// A menu over a lab. Any key that is none of its letters closes it.
protocol LabMenu: Sendable {
  func entries(_ panel: LabPanel, _ language: Language) -> [PopUpMenu.Entry]
  func choose(_ letter: Character, _ panel: inout LabPanel, _ context: Context) -> [Action]
}
