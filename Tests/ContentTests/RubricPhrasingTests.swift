import Course
import Quiz
import Testing

/// Every phrasing of the course's rubrics by itself, as the whole of an answer.
struct RubricPhrasingTests {
  /// A point of a free answer with a phrasing of it.
  private struct Sample {
    var item: FreeText
    var point: Int
    var phrasing: String

    var isMet: Bool { item.rubric.reading(of: phrasing + ".").tally.met.contains(point) }
    var sentence: String {
      "\(Content.sentence(Diagnostic(at: item.common.place, phrasing))) (\(item.common.id), \(point))"
    }
  }

  private static func samples(
    _ phrasings: (RubricPoint) -> [Language: [String]]
  ) throws -> [Sample] {
    try Content.course().lessons.flatMap { lesson in
      lesson.items.flatMap { item -> [Sample] in
        guard case .success(.short(let short)) = item else { return [] }
        return short.rubric.points.enumerated().flatMap { index, point in
          phrasings(point).values.joined().map {
            Sample(item: short, point: index + 1, phrasing: $0)
          }
        }
      }
    }
  }

  /// What meets a point meets it with nothing around it.
  @Test func whatIsAcceptedIsAcceptedAlone() throws {
    let samples = try Self.samples(\.accept)
    #expect(samples.count > 1000)
    #expect(samples.filter { !$0.isMet }.map(\.sentence) == [])
  }

  @Test func whatContradictsAPointDoesNotMeetIt() throws {
    let samples = try Self.samples(\.contradict)
    #expect(samples.count > 100)
    #expect(samples.filter(\.isMet).map(\.sentence) == [])
  }
}
