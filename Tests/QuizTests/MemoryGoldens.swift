import Foundation
import Quiz

/// A review history as py-fsrs schedules it (`Tests/Goldens/fsrs.py`).
struct MemoryGolden: Sendable {
  struct Review: Sendable {
    /// Seconds since the last review.
    var gap: Double
    var rating: Rating
    var phase: MemoryCard.Phase
    var step: Int?
    var stability: Double
    var difficulty: Double
    /// Seconds until the card is due.
    var interval: Double
    /// The chance to remember before the review.
    var recall: Double
  }

  struct Unreadable: Error { var line: Substring }

  var reviews: [Review]

  static func all() throws -> [MemoryGolden] {
    let tests = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
      .deletingLastPathComponent()
    let text = try String(
      contentsOf: tests.appendingPathComponent("Goldens/fsrs.txt"), encoding: .utf8)
    return try text.split(separator: "\n").map { line in
      MemoryGolden(
        reviews: try line.split(separator: ";").map { part in
          let words = part.split(separator: " ")
          guard words.count == 8, let gap = Double(words[0]),
            let rating = Int(words[1]).flatMap({ Rating(rawValue: $0) }),
            let phase = Int(words[2]).flatMap({ MemoryCard.Phase(rawValue: $0) }),
            let stability = Double(words[4]), let difficulty = Double(words[5]),
            let interval = Double(words[6]), let recall = Double(words[7])
          else { throw Unreadable(line: part) }
          return Review(
            gap: gap, rating: rating, phase: phase, step: Int(words[3]), stability: stability,
            difficulty: difficulty, interval: interval, recall: recall)
        })
    }
  }
}
