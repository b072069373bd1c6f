import Foundation
import Testing

/// Commands without a terminal: what they print, and their exit codes.
@Suite struct CommandTests {
  @Test(arguments: [[], ["--lang", "zh"], ["quiz"], ["quiz", "--lesson", "attention/steps"]])
  func theTutorNeedsATerminal(arguments: [String]) throws {
    let command = try Command(arguments)
    #expect(command.status == 64)
    #expect(command.output.isEmpty)
    #expect(
      command.errors == """
        error: the tutor needs a terminal, and this is none. \
        To print a lesson instead: attn-tutor read attention/steps --format text

        """)
  }

  private static let titles = [
    "en": "How is attention computed, step by step?", "zh": "一步一步算一遍注意力",
  ]

  @Test(arguments: [([], "en"), (["--lang", "zh"], "zh"), (["--format", "text"], "en")])
  func aLessonIsPrinted(options: [String], language: String) throws {
    let command = try Command(["read", "attention/steps"] + options)
    #expect(command.status == 0)
    #expect(command.errors.isEmpty)
    for (other, title) in Self.titles {
      #expect(command.output.contains(title) == (other == language))
    }
    #expect(!command.output.contains("\u{1B}"))
    #expect(command.output.split(separator: "\n").count > 40)
  }

  @Test func theLanguageIsThatOfTheLocale() throws {
    let command = try Command("read", "attention/steps", environment: ["LANG": "zh_CN.UTF-8"])
    #expect(command.output.contains("注意力"))
  }

  private struct Report: Decodable {
    var lab: String
    var seed: Int
    var results: [String: Double]
  }

  private func scaling(_ settings: String...) throws -> [String: Double] {
    let command = try Command(
      ["lab", "run", "scaling"] + settings.flatMap { ["--set", $0] } + ["--format", "json"])
    #expect(command.status == 0)
    let report = try JSONDecoder().decode(Report.self, from: Data(command.output.utf8))
    #expect(report.lab == "scaling" && report.seed == 1)
    return report.results
  }

  @Test func unscaledScoresSpreadAndSaturate() throws {
    let results = try scaling("d=1024")
    let variance = try #require(results["variance"])
    #expect(abs(variance - 1024) < 0.05 * 1024)
    #expect(abs(try #require(results["entropy"]) - 0.093) < 0.015)
    #expect(abs(try #require(results["jacobianNorm"]) - 0.052) < 0.008)
  }

  @Test func scaledEntropyDoesNotDependOnTheHeadSize() throws {
    let wide = try #require(try scaling("d=1024", "scale=true")["entropy"])
    let narrow = try #require(try scaling("d=64", "scale=true")["entropy"])
    #expect(abs(wide / narrow - 1) < 0.02)
  }

  @Test(arguments: ["text", "ansi", "json", "csv", "svg"])
  func theSameSeedGivesTheSameBytes(format: String) throws {
    let arguments = ["lab", "run", "scaling", "--set", "draws=50", "--format", format]
    let first = try Command(arguments)
    #expect(first.status == 0)
    #expect(!first.output.isEmpty && first.output.hasSuffix("\n"))
    #expect(try Command(arguments).output == first.output)
    #expect(try Command(arguments + ["--seed", "2"]).output != first.output)
  }

  struct Refusal: Sendable, CustomTestStringConvertible {
    let arguments: String
    let status: Int32
    let sentence: String

    init(_ arguments: String, _ status: Int32, _ sentence: String) {
      self.arguments = arguments
      self.status = status
      self.sentence = sentence
    }

    var testDescription: String { arguments }
  }

  @Test(arguments: [
    Refusal("lab run scalling", 64, "unknown lab 'scalling'; did you mean 'scaling'?"),
    Refusal("lab show nothing-like-it", 64, "unknown lab 'nothing-like-it'"),
    Refusal(
      "lab run scaling --set dd=4", 64, "lab 'scaling' has no control 'dd'; did you mean 'd'?"),
    Refusal(
      "lab run scaling --set d=0", 64,
      "'0' is no value of 'd', expected a whole number from 1 to 4096"),
    Refusal("lab run scaling --set d=NaN", 64, "'NaN' is no value of 'd'"),
    Refusal("lab run scaling --set d=1e999", 64, "'1e999' is no value of 'd'"),
    Refusal("lab run scaling --set d", 64, "'--set d': expected KEY=VALUE"),
    Refusal("lab run scaling --set =4", 64, "'--set =4': expected KEY=VALUE"),
    Refusal("lab run scaling --step 2", 64, "--step 2 is not there, expected 1 to 1"),
    Refusal("lab run scaling --step 0", 64, "--step 0 is not there, expected 1 to 1"),
    Refusal("lab run scaling --seed -1", 64, "--seed"),
    Refusal("lab run scaling --format xml", 64, "--format"),
    Refusal("lab run padding-mask --set lengths=99", 64, "16"),
    Refusal("read attention/stepps", 66, "attention/stepps"),
    Refusal("quiz --chapter nowhere", 66, "there is no chapter 'nowhere'"),
    Refusal("quiz --count 0", 64, "--count takes a number from 1."),
    Refusal("quiz --answers /nonexistent.json", 66, "/nonexistent.json"),
    Refusal("lint /nonexistent", 66, "/nonexistent"),
    Refusal("verify /nonexistent", 66, "/nonexistent"),
    Refusal(
      "verify attention/stepps", 66,
      "attention/stepps:1:1: error: there is no such file or folder, and no chapter or lesson; "
        + "did you mean 'attention/steps'?"),
    Refusal(
      "verify --mutant no-scalin", 64, "unknown mutant 'no-scalin'; did you mean 'no-scaling'?"),
    Refusal("--theme pink", 64, "'pink' is no theme"),
    Refusal("frobnicate", 64, "frobnicate"),
  ])
  func aMistakeIsASentenceAndACode(_ refusal: Refusal) throws {
    let command = try Command(refusal.arguments.split(separator: " ").map(String.init))
    #expect(command.status == refusal.status)
    #expect(command.output.isEmpty)
    #expect(command.errors.contains(refusal.sentence), "\(command.errors)")
    #expect(command.errors.split(separator: "\n").count <= 5)
    #expect(!command.errors.contains("Error Domain") && !command.errors.contains("Fatal"))
  }

  @Test(arguments: [
    [], ["read"], ["quiz"], ["lab"], ["lab", "run"], ["lint"], ["verify"], ["progress"],
    ["doctor"],
  ])
  func everyCommandExplainsItself(command: [String]) throws {
    let help = try Command(command + ["--help"])
    #expect(help.status == 0)
    #expect(help.errors.isEmpty)
    #expect(help.output.contains("OVERVIEW: "))
    #expect(help.output.contains("USAGE: attn-tutor"))
  }

  private struct ClaimReport: Decodable {
    var claim: String
    var holds: Bool
  }

  /// The first chapter alone, which has few claims.
  private func verify(_ options: String...) throws -> Command {
    let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .deletingLastPathComponent()
    return try Command(["verify", root.appending(path: "Content/start").path] + options)
  }

  @Test func claimsHoldOnTheTrueEngine() throws {
    let command = try verify()
    #expect(command.status == 0)
    #expect(command.output.hasSuffix(" claims hold\n"))
    #expect(command.output.split(separator: "\n").count == 1)
  }

  /// A chapter and a lesson go by their ids, as everywhere.
  @Test(arguments: [["verify"], ["lint"]]) func partsOfTheCourseHaveNames(command: [String]) throws
  {
    let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .deletingLastPathComponent().appending(path: "Content").path
    let placed = try Command(command + ["\(root)/start"])
    for name in ["start", "start/welcome"] {
      let named = try Command(command + [name, "--content", root])
      #expect(named.status == 0)
      #expect(named.output == placed.output)
    }
  }

  @Test func aBrokenEngineIsNoticed() throws {
    let command = try verify("--mutant", "no-scaling")
    #expect(command.status == 1)
    let lines = command.output.split(separator: "\n")
    #expect(lines.count > 1)
    for line in lines.dropLast() {
      #expect(line.contains(": error: claim '") && line.contains("the text says '"), "\(line)")
    }
    #expect(lines.last?.hasSuffix(" claims hold with 'no-scaling'") == true)
  }

  @Test func claimsAreTheSameArrayOnEveryEngine() throws {
    let outcomes = try [
      verify("--format", "json"), verify("--mutant", "no-scaling", "--format", "json"),
    ]
    .map { try JSONDecoder().decode([ClaimReport].self, from: Data($0.output.utf8)) }
    #expect(outcomes[0].map(\.claim) == outcomes[1].map(\.claim))
    #expect(outcomes[0].allSatisfy { $0.holds })
    #expect(outcomes[1].contains { !$0.holds })
  }

  @Test func theVersionIsThreeNumbers() throws {
    let command = try Command("--version")
    #expect(command.status == 0)
    let parts = command.output.split(separator: "\n").first?.split(separator: ".") ?? []
    #expect(parts.count == 3 && parts.allSatisfy { Int($0) != nil })
  }

  @Test(arguments: ["bash", "zsh", "fish"])
  func shellsCanComplete(shell: String) throws {
    let command = try Command("--generate-completion-script", shell)
    #expect(command.status == 0)
    for name in ["read", "quiz", "lab", "lint", "verify", "progress", "doctor"] {
      #expect(command.output.contains(name))
    }
  }

  @Test func theLabsAreListedAndDescribed() throws {
    let list = try Command("lab", "list")
    #expect(list.status == 0)
    let names = list.output.split(separator: "\n").compactMap { $0.split(separator: " ").first }
    #expect(names.contains("scaling") && names.contains("heatmap"))
    for name in names {
      let manual = try Command("lab", "show", String(name), "--lang", "zh")
      #expect(manual.status == 0)
      #expect(manual.output.contains(name))
    }
  }

  @Test func doctorSaysThatThereIsNoTerminal() throws {
    let data = FileManager.default.temporaryDirectory.appending(path: UUID().uuidString).path
    defer { try? FileManager.default.removeItem(atPath: data) }
    let command = try Command("doctor", "--data-dir", data)
    #expect(command.status == 0)
    #expect(command.output.contains("ok   terminal  none here"))
  }
}
