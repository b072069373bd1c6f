import Canvas
import Testing

@testable import Tutor

extension Rehearsal {
  /// Presses the mouse on the first place where a text stands.
  func click(_ text: String, sourceLocation: SourceLocation = #_sourceLocation) async {
    let frame = frame
    for row in 0..<frame.size.rows {
      for column in 0..<frame.size.columns {
        let rest = (column..<frame.size.columns).map { frame[$0, row].text }.joined()
        guard rest.hasPrefix(text) else { continue }
        return await receive(.mouse(Mouse(.press, column: column, row: row)))
      }
    }
    Issue.record("“\(text)” is not on the screen", sourceLocation: sourceLocation)
  }
}
