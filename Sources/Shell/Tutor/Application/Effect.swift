import Course
import Progress
import Quiz

/// What `update` asks the outside to do. Answers come back as messages.
public enum Effect: Sendable, Equatable {
  case loadLesson(id: String, Language)
  /// Replaces a run of the same panel that is still under way.
  case runLab(LabTicket, LabRequest)
  /// Ends a run before its time; what it has by then comes back.
  case stopLab(LabTicket)
  /// Draws the numbers of an item and computes its key; replaces a request of the same screen.
  case ask(QuestionTicket, Item, seed: UInt64)
  case save(ProgressEvent)
  /// Everything that was ever answered.
  case loadHistory
  case loadGlossary
  case loadDuels
  /// The papers and pages that lessons rest on.
  case loadReferences
  /// The lines of the engine that carry these marks.
  case loadSource(marks: [String])
  case copy(String)
  case writeFile(name: String, contents: String)
  case suspend
  case quit
}
