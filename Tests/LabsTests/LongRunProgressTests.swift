import Course
import Testing

@testable import Labs

/// Labs whose greatest settings take seconds say how far they are, and stop when they are told to.
struct LongRunProgressTests {
  private static let labs = [
    LabRequest(lab: "scaling", settings: ["d": "256"]),
    LabRequest(lab: "scaling", settings: ["distribution": "t5"]),
    LabRequest(lab: "additive-dot"),
    LabRequest(lab: "tied-qkv", settings: ["draws": "50"]),
    LabRequest(lab: "heads", settings: ["model": "64"]),
  ]

  @Test(arguments: labs)
  func progressGoesForward(_ request: LabRequest) throws {
    let fractions = Fractions()
    _ = try LabProgress.reporting(
      to: { fraction, _ in fractions.append(fraction) }, { try Laboratory().run(request) })
    #expect(fractions.all.count > 5)
    #expect(fractions.all.first == 0)
    #expect(fractions.all == fractions.all.sorted() && fractions.all.allSatisfy { $0 < 1 })
  }

  /// Within the next block, or head.
  @Test(arguments: labs)
  func aRunUnderWayStops(_ request: LabRequest) async throws {
    let fractions = Fractions()
    let run = Task {
      try LabProgress.reporting(
        to: { fraction, _ in
          fractions.append(fraction)
          if fractions.all.count == 3 { withUnsafeCurrentTask { $0?.cancel() } }
        }, { try Laboratory().run(request).findings })
    }
    await #expect(throws: CancellationError.self) { _ = try await run.value }
    #expect(fractions.all.count <= 4)
  }
}
