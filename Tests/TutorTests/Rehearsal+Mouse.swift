import Canvas

@testable import Tutor

extension Rehearsal {
  /// Presses the mouse on the first place where a text stands; nothing where it does not.
  func click(_ text: String) async {
    let frame = frame
    for row in 0..<frame.size.rows {
      for column in 0..<frame.size.columns {
        let rest = (column..<frame.size.columns).map { frame[$0, row].text }.joined()
        guard rest.hasPrefix(text) else { continue }
        return await receive(.mouse(Mouse(.press, column: column, row: row)))
      }
    }
  }
}
