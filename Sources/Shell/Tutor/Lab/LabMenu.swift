import Canvas
import Course

/// A menu over a lab. Its letters choose; the arrows and Enter do nothing, any other key
/// closes it.
protocol LabMenu: Sendable {
  func entries(_ panel: LabPanel, _ language: Language) -> [PopUpMenu.Entry]
  func choose(_ letter: Character, _ panel: inout LabPanel, _ context: Context) -> [Action]
}
