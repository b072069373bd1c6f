import Testing

@testable import Quiz

/// What an answer says of the memory.
struct RatingTests {
  @Test(
    arguments: [
      (0, false, nil, .again), (0.49, false, nil, .again), (0.5, false, nil, .hard),
      (0.99, false, nil, .hard), (1, false, nil, .good), (1, true, nil, .hard),
      (0.5, true, nil, .hard), (0.4, true, nil, .again), (1, false, 20, .easy),
      (1, false, 20.1, .good), (1, true, 1, .hard), (0.9, false, 1, .hard), (0, false, 1, .again),
      (.nan, false, nil, .again),
    ] as [(Double, Bool, Double?, Rating)])
  func followsFromTheAnswer(share: Double, hint: Bool, seconds: Double?, rating: Rating) {
    #expect(
      Rating(share: share, hintTaken: hint, seconds: seconds, expectedSeconds: 40) == rating)
  }

  @Test func withoutATimeToExpectNothingIsQuick() {
    #expect(Rating(share: 1, seconds: 0.1) == .good)
  }

  /// Ten seconds a degree of difficulty, and the reading.
  @Test func aHarderItemMayTakeLonger() throws {
    let item = try #require(read(Sample.single).item)
    let harder = try #require(read(Sample.single + "\ndifficulty: 5").item)
    #expect(item.expectedSeconds > 20 && item.expectedSeconds < 30)
    #expect(abs(harder.expectedSeconds - item.expectedSeconds - 30) < 1e-9)
  }
}
