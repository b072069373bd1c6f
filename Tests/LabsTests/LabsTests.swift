import Attention
import Course
import Figures
import Tensors
import Testing

@testable import Labs

extension Findings {
  func result(_ name: String) throws -> Double {
    try #require(results.first { $0.name == name }, "no result \(name)").value
  }

  func tensor(_ name: String) -> Tensor? { tensors.first { $0.name == name }?.tensor }
}

/// What holds for every lab.
struct EveryLabTests {
  static let names = Laboratory().catalogue.map(\.name)

  /// Names that lessons, claims and scripts rely on.
  @Test func theFlagshipsAreThere() {
    let flagships: Set = [
      "heatmap", "self-cross", "tied-qkv", "padding-mask", "masks", "dense", "seq2seq", "scaling",
      "additive-dot", "heads", "mha-mqa-gqa", "online-softmax", "flash", "memory-hierarchy",
      "complexity", "decoding", "rnn",
    ]
    #expect(flagships.subtracting(Self.names).isEmpty)
    #expect(Set(Self.names).count == Self.names.count)
  }

  /// What is described is what is given, so that `lab show` never lies.
  @Test(arguments: names)
  func resultsAreTheDescribedOnes(_ name: String) throws {
    let run = try Laboratory().run(LabRequest(lab: name))
    let described = run.lab.description.results(given: run.settings)
    #expect(run.findings.results.map(\.name) == described.filter { $0.axes == nil }.map(\.name))
    #expect(
      Set(run.findings.tensors.map(\.name)) == Set(described.filter { $0.axes != nil }.map(\.name)))
    for scalar in run.findings.results { #expect(scalar.value.isFinite, "\(scalar.name)") }
  }

  @Test(arguments: names)
  func tablesHaveAsManyAxesInEveryLanguage(_ name: String) throws {
    for result in try Laboratory().lab(named: name).description.results {
      let names = Language.allCases.map { result.tableNames($0) }
      #expect(names.allSatisfy { $0.axes.count == result.axisNames.count && !$0.name.isEmpty })
    }
  }

  /// Also where the lab does not offer to break anything: `verify --mutant` runs them all.
  @Test(arguments: names)
  func aBrokenEngineGivesNumbersOrASentence(_ name: String) throws {
    for mutant in Mutant.all {
      let laboratory = try Laboratory(mutant: mutant.name)
      do {
        _ = try laboratory.values(LabRequest(lab: name))
      } catch {
        #expect(error is LabError, "\(mutant.name): \(error)")
      }
    }
  }

  @Test(arguments: names)
  func controlsHaveMnemonicsOfTheirOwn(_ name: String) throws {
    let controls = try Laboratory().lab(named: name).description.controls
    #expect(Set(controls.map(\.mnemonic)).count == controls.count)
    for control in controls {
      #expect(
        (control.name + control.label.english).lowercased().contains(control.mnemonic),
        "\(control.name)")
      #expect(try control.value(parsing: control.initial.description) == control.initial)
    }
  }

  /// Labs whose bars and curves are derived from what they print: counts up to a step, laws of other
  /// lengths, ratios, floors of a logarithmic axis.
  private static let deriving: Set = ["flash", "dense", "complexity", "rnn"]

  /// Every setting that the arrow keys reach runs, and its figures are well formed in both languages.
  @Test(arguments: names)
  func everyStepOfEveryControlRuns(_ name: String) throws {
    let laboratory = Laboratory()
    let controls = try laboratory.lab(named: name).description.controls
    for control in controls {
      for value in control.reachable where !isSlow(name, control, value) {
        var settings = [control.name: value.description]
        if name == "heatmap", control.name == "head" { settings["heads"] = "8" }
        if name == "heatmap", control.name == "heads" { settings["head"] = "1" }
        let run = try laboratory.run(LabRequest(lab: name, settings: settings))
        for step in run.findings.steps.shown(all: value == controls[0].initial) {
          let printed = PrintedNumbers(run.findings, at: step)
          #expect(!step.sentence.english.isEmpty && !step.sentence.chinese.isEmpty)
          for language in Language.allCases {
            let views = step.views(language)
            #expect(!views.isEmpty)
            for view in views {
              let place = "\(control.name) \(value), \(view.title)"
              #expect(view.figure.isWellFormed, "\(place)")
              // So that the command which `y` copies prints what the screen shows.
              #expect(printed.cellsMissing(from: view.figure) == nil, "\(place)")
              guard !Self.deriving.contains(name) else { continue }
              #expect(printed.numberMissing(from: view.figure) == nil, "\(place)")
            }
          }
        }
      }
    }
  }

  /// Long draws and sequences are covered by the lab's own tests.
  private func isSlow(_ lab: String, _ control: Control, _ value: ControlValue) -> Bool {
    guard case .integer(let number) = value else { return false }
    if lab == "complexity" { return control.name == "maxN" && number > 1024 }
    guard lab == "scaling" else { return false }
    return control.name == "draws" && number > 2000 || control.name == "keys" && number > 64
  }

  @Test func numbersAreThoseOfTheRun() throws {
    let request = LabRequest(lab: "padding-mask", settings: ["maskValue": "0"])
    let numbers = try Laboratory().numbers(request)
    #expect(numbers.keys.sorted() == ["emptyRows", "leak", "nanRows"])
    #expect(abs((numbers["leak"] ?? 0) - 0.0904) < 1e-4)
  }

  @Test(arguments: [
    ("heatmpa", "unknown lab 'heatmpa'; did you mean 'heatmap'?"),
    ("paddingmask", "unknown lab 'paddingmask'; did you mean 'padding-mask'?"),
    ("flux-capacitor", "unknown lab 'flux-capacitor'"),
  ])
  func unknownLabsAreNamed(_ name: String, _ message: String) {
    #expect {
      try Laboratory().run(LabRequest(lab: name))
    } throws: {
      ($0 as? LabError)?.message.english == message
    }
  }
}

extension [Step] {
  /// All steps, or a few of many.
  fileprivate func shown(all: Bool) -> [Step] {
    all || count <= 8 ? self : [self[0], self[count / 3], self[count / 2], self[count - 1]]
  }
}

extension Control {
  /// The values that the arrow keys reach from the initial one.
  fileprivate var reachable: [ControlValue] {
    var values = [initial]
    if case .toggle = kind { return [.toggle(false), .toggle(true)] }
    while let last = values.last, value(after: last) != last { values.append(value(after: last)) }
    while value(before: values[0]) != values[0] { values.insert(value(before: values[0]), at: 0) }
    return values
  }
}

extension Figure {
  /// As many numbers as labels, and scales that are no single point.
  fileprivate var isWellFormed: Bool {
    switch self {
    case .heatmap(let map):
      map.values.count == map.rows * map.columns && map.range.lowerBound < map.range.upperBound
    case .bars(let bars): bars.labels.count == bars.values.count && bars.maximum > 0
    case .lines(let lines):
      lines.series.allSatisfy { $0.x.count == $0.y.count && !$0.x.isEmpty }
        && lines.yAxis.range.lowerBound < lines.yAxis.range.upperBound
    case .histogram(let histogram):
      histogram.counts.count == histogram.expected?.count
        && histogram.range.lowerBound < histogram.range.upperBound
    case .matrix(let matrix):
      matrix.values.count == matrix.rowLabels.count * matrix.columnLabels.count
    case .blocks(let grid): grid.states.count == grid.rows * grid.columns
    case .flow(let flow): flow.stages.allSatisfy { !$0.boxes.isEmpty }
    case .pyramid(let pyramid):
      pyramid.levels.allSatisfy { $0.size > 0 && $0.notes.count == pyramid.headings.count }
    case .timeline(let timeline):
      timeline.lanes.allSatisfy { $0.spans.allSatisfy { $0.start <= $0.end } }
    case .listing(let listing): !listing.lines.isEmpty
    }
  }
}

extension LabDescription {
  /// Those that are given under the settings.
  func results(given settings: Settings) -> [ResultDescription] {
    results.filter { result in
      result.given.allSatisfy { settings.values[$0.key]?.description == $0.value }
    }
  }
}
