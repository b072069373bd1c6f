import ArgumentParser
import Canvas
import Course
import Figures
import Labs
import Tutor

/// The labs without a screen.
struct LabCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "lab", abstract: "List the labs, describe one, or run it and print its numbers.",
    subcommands: [List.self, Show.self, Run.self])

  struct List: ParsableCommand {
    static let configuration = CommandConfiguration(abstract: "List the labs.")

    @OptionGroup var language: LanguageOption

    func run() throws {
      let labs = LabRegistry.all.map(\.description)
      let width = labs.map(\.name.count).max() ?? 0
      for lab in labs {
        let pad = String(repeating: " ", count: width - lab.name.count)
        try output("\(lab.name)\(pad)  \(lab.title[language.printed])")
      }
    }
  }

  struct Show: ParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Describe a lab: its controls and its results.")

    @Argument(help: "The lab's name.") var name: String
    @OptionGroup var language: LanguageOption

    func run() throws {
      let lab = try Laboratory().lab(named: name).description
      try output(LabManual(lab, language.printed).text, terminator: "")
    }
  }

  struct Run: ParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Run a lab and print what it gives.",
      discussion: "The same seed gives the same bytes on every run.")

    enum Format: String, ExpressibleByArgument, CaseIterable { case text, ansi, json, csv, svg }

    @Argument(help: "The lab's name.") var name: String
    @Option(
      name: .customLong("set"),
      help: ArgumentHelp("Set a control; may be given more than once.", valueName: "key=value"))
    var settings: [String] = []
    @Option(help: "Run it on a machine that is broken on purpose.") var mutant: String?
    @Option(help: "The seed of the random numbers.") var seed: UInt64 = 1
    @Option(help: "The stage to show, from 1; by default the last one.") var step: Int?
    @Option(help: "How it is printed.") var format: Format = .text
    @OptionGroup var language: LanguageOption

    func run() throws {
      let request = LabRequest(
        lab: name, settings: try pairs(), seed: seed, mutant: mutant)
      let run = try Laboratory().run(request)
      let steps = run.findings.steps.count
      if let step, !(1...steps).contains(step) {
        throw CommandFailure("error: --step \(step) is not there, expected 1 to \(steps)", .usage)
      }
      let report = LabReport(
        description: run.lab.description, settings: run.settings, seed: seed,
        findings: run.findings, step: (step ?? steps) - 1)
      try output(printed(report), terminator: "")
    }

    private func printed(_ report: LabReport) -> String {
      let language = language.printed
      switch format {
      case .json: return report.json + "\n"
      case .csv: return report.csv
      case .text: return LabPrinter(report, language).text
      case .ansi: return LabPrinter(report, language).ansi
      case .svg:
        let view = report.findings.steps[report.step].views(language).first
        return view.map { $0.figure.svg(title: $0.title) } ?? ""
      }
    }

    private func pairs() throws -> [String: String] {
      var pairs: [String: String] = [:]
      for setting in settings {
        guard let equals = setting.firstIndex(of: "="), equals > setting.startIndex else {
          throw CommandFailure("error: '--set \(setting)': expected KEY=VALUE", .usage)
        }
        pairs[String(setting[..<equals])] = String(setting[setting.index(after: equals)...])
      }
      return pairs
    }
  }
}
