import Canvas
import Course
import Foundation
import Labs
import Progress
import Testing

@testable import Tutor

/// Windows of any size, and whatever a learner does in them.
@Suite struct WindowTests {
  @Test(arguments: GoldenScreens.scenes)
  func everyScreenLivesInEverySize(scene: GoldenScreens.Scene) async throws {
    let rehearsal = try await Rehearsal(
      record: scene.record, opening: scene.opening, course: scene.course)
    for key in scene.keys { await rehearsal.press(key) }
    let sizes = [
      (1, 1), (0, 0), (2, 1), (1, 60), (500, 1), (60, 16), (61, 17), (300, 100), (60, 100),
    ]
    for (columns, rows) in sizes {
      let size = Size(columns: columns, rows: rows)
      await rehearsal.receive(.resized(size))
      #expect(rehearsal.frame.size == size)
      await rehearsal.receive(.mouse(Mouse(.press, column: columns - 1, row: rows - 1)))
      await rehearsal.receive(.mouse(Mouse(.wheelDown, column: 0, row: 0)))
      #expect(rehearsal.frame.size == size)
    }
  }

  @Test(arguments: [(59, 16), (60, 15), (59, 15), (80, 5)])
  func aSmallWindowSaysSoInOneLine(columns: Int, rows: Int) async throws {
    for (language, sentence) in [
      (Language.english, "attn-tutor needs a window of at least 60×16."),
      (.chinese, "窗口至少需要 60×16。"),
    ] {
      let rehearsal = try await Rehearsal(
        size: Size(columns: columns, rows: rows), language: language,
        opening: .lesson("attention/steps"))
      #expect(rehearsal.text == sentence + String(repeating: "\n", count: rows))
    }
  }

  /// A page that began within a block begins at the block's start afterwards: that is the lab's.
  @Test(arguments: GoldenScreens.scenes.filter { $0.name != "lesson-lab" })
  func growingBringsAllBack(scene: GoldenScreens.Scene) async throws {
    let large = Size(columns: 80, rows: 24)
    let rehearsal = try await Rehearsal(
      size: large, record: scene.record, opening: scene.opening, course: scene.course)
    for key in scene.keys { await rehearsal.press(key) }
    let before = rehearsal.frame
    await rehearsal.receive(.resized(Size(columns: 20, rows: 4)))
    #expect(rehearsal.text.hasPrefix("attn-tutor needs a"))
    await rehearsal.receive(.resized(large))
    #expect(rehearsal.frame == before)
  }

  /// Keys and sizes at random from a seed. `ATTN_TUTOR_SEED=n swift test` does the same again.
  @Test func randomKeysAndSizes() async throws {
    let given = ProcessInfo.processInfo.environment["ATTN_TUTOR_SEED"].flatMap(UInt64.init)
    let seed = given ?? UInt64.random(in: 0...999_999)
    print("randomKeysAndSizes: ATTN_TUTOR_SEED=\(seed)")
    var random = Random(state: seed)
    let trial = try await Trial(allowsMotion: true, runLab: Self.quickRun)
    var size = trial.state.size
    for count in 0..<2_000 {
      switch Int.random(in: 0..<20, using: &random) {
      case 0:
        size = Self.size(&random)
        await trial.receive(.resized(size))
      case 1:
        let mouse = Mouse(
          [.press, .press, .wheelUp, .wheelDown].randomElement(using: &random) ?? .press,
          column: Int.random(in: -1...size.columns, using: &random),
          row: Int.random(in: -1...size.rows, using: &random))
        await trial.receive(.mouse(mouse))
      case 2:
        let texts = ["", "1024", "中文 [PAD]", "\u{1B}[2J\n", "e\u{301}👨\u{200D}👩", "-1e999"]
        await trial.receive(.paste(texts.randomElement(using: &random) ?? ""))
      case 3: trial.session.receive(.tick)
      default: await trial.receive(.key(Self.key(&random)))
      }
      let frame = trial.frame
      guard frame.size == size else {
        Issue.record("seed \(seed), step \(count): \(frame.size) instead of \(size)")
        return
      }
    }
  }

  private static func key(_ random: inout Random) -> Key {
    let special: [Key] = [
      .enter, .enter, .enter, .escape, .tab, .tab, .tab, .backTab, .backspace, .delete, .up, .down,
      .down, .left, .right, .right, .home, .end, .pageUp, .pageDown, .function(1), .control("u"),
      .control("z"),
    ]
    let letters = "abcdefghijklmnopqrstuvwxyzLRG?/[] 0123456789.-中é∎"
    return Bool.random(using: &random)
      ? special.randomElement(using: &random) ?? .enter
      : .character(letters.randomElement(using: &random) ?? " ")
  }

  private static func size(_ random: inout Random) -> Size {
    if Int.random(in: 0..<4, using: &random) == 0 {
      return Size(
        columns: Int.random(in: 0..<62, using: &random),
        rows: Int.random(in: 0..<18, using: &random))
    }
    return Size(
      columns: Int.random(in: 60...200, using: &random),
      rows: Int.random(in: 16...60, using: &random))
  }

  /// The same lab with a tenth of its work, so that many runs take no time.
  private static let quickRun: @Sendable (LabRequest) -> Result<Findings, LabError> = { request in
    var request = request
    if request.lab == "scaling" {
      request.settings["draws"] = "3"
      request.settings["d"] = "16"
    } else if request.lab == "heatmap" {
      request.settings["d"] = "4"
    }
    return Laboratory().outcome(of: request)
  }

  /// Steele, Lea and Flood 2014.
  private struct Random: RandomNumberGenerator {
    var state: UInt64

    mutating func next() -> UInt64 {
      state &+= 0x9E37_79B9_7F4A_7C15
      var value = state
      value = (value ^ value >> 30) &* 0xBF58_476D_1CE4_E5B9
      value = (value ^ value >> 27) &* 0x94D0_49BB_1331_11EB
      return value ^ value >> 31
    }
  }
}
