import Canvas
import Course
import Progress
import Testing

@testable import Tutor

/// What home offers beside the chapters.
@Suite struct HomeTests {
  /// In the least window there are words only, in two columns.
  @Test(arguments: [Size(columns: 60, rows: 16), Size(columns: 80, rows: 24)])
  func everythingOnHomeIsAClickAway(size: Size) async throws {
    let isSmall = size.rows < 20
    for (word, brief, isOpen) in [
      ("Paths", "Paths", { $0 is PathsScreen }), ("Glossary", "Glossary", { $0 is GlossaryScreen }),
      ("References", "Sources", { $0 is ReferencesScreen }),
      ("How you stand", "Standing", { $0 is StatisticsScreen }),
      ("Duels with the notes", "Duels", { $0 is DuelsScreen }),
      ("i Interview", "i Interview", { $0 is InterviewScreen }),
    ] as [(String, String, (any ScreenModel) -> Bool)] {
      let rehearsal = try await Rehearsal(size: size)
      let text = isSmall ? brief : word
      #expect(rehearsal.text.contains(text), "\(text)")
      await rehearsal.click(text)
      #expect(isOpen(rehearsal.front), "\(text) opens \(type(of: rehearsal.front))")
    }
  }

  @Test(arguments: Language.allCases)
  func wordsAreNotCutInTheLeastWindow(language: Language) async throws {
    let rehearsal = try await Rehearsal(size: Size(columns: 60, rows: 16), language: language)
    let lines = rehearsal.text.split(separator: "\n").map(String.init)
    let labs = try #require(lines.firstIndex { $0.contains("8 ") })
    for line in lines[(labs + 1)...(labs + 3)] {
      #expect(!line.prefix { $0 != "│" }.contains("…"), "\(line)")
    }
  }
}
