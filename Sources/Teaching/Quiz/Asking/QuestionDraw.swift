import Course

/// Draws a computed item: settings, then the seed of the lab and the cell, and what broken engines make of
/// the same.
///
/// Settings are drawn first and stay. A cell of a run could tell apart as many mutants as give numbers
/// there that differ from the true one and from each other at all: one that does no harm there, and two
/// whose harm is the same, do not count. It does tell apart those that differ by more than twice the
/// tolerance. The cells of a run are looked at in an order that is drawn, and the first of those that tell
/// most apart is kept. Where the item draws its seed, some runs are looked at, and then as many more as it
/// takes until the cell kept tells apart as many mutants as any cell seen could; after `mostRuns` the best
/// of all has to do.
struct QuestionDraw {
  private static let leastRuns = 4
  private static let mostRuns = 24
  /// Of a greater matrix so many cells are drawn.
  private static let mostCells = 256
  /// Seeds that a learner can type into the lab.
  private static let seeds = 9999

  private let item: NumericValue
  private let computation: Computation
  private let runner: any LabRunner
  private let seed: UInt64
  private var stream: DrawStream

  init(_ item: NumericValue, _ computation: Computation, seed: UInt64, runner: any LabRunner) {
    self.item = item
    self.computation = computation
    self.runner = runner
    self.seed = seed
    stream = DrawStream(seed: seed, name: item.common.id)
  }

  /// A cell of a run, with the mutants that it tells apart.
  private struct Candidate {
    var run: Run
    /// From 0; nil where a number is asked for.
    var cell: (row: Int, column: Int)?
    var key: Double
    var xrays: [XRay]
    /// How many mutants it could tell apart with no tolerance at all.
    var potential: Int
  }

  /// One run of the true engine and of every broken one.
  private struct Run {
    var request: LabRequest
    var truth: LabValues
    var broken: [(choice: SabotageChoice, values: LabValues)]
  }

  mutating func question() throws(LabError) -> Question {
    var settings = computation.settings
    for control in computation.varied {
      settings[control.control] = control.values[stream.index(below: control.values.count)]
    }
    var best: Candidate?
    var potential = 0
    let mutants = runner.sabotages(of: computation.lab).count
    // Without a draw, or without anything to tell apart, one run says all.
    let isOnce = computation.seed != .drawn || mutants == 0
    for count in 1...(isOnce ? 1 : Self.mostRuns) {
      let run = try run(settings)
      for candidate in try candidates(of: run) {
        potential = max(potential, candidate.potential)
        if candidate.xrays.count > best?.xrays.count ?? -1 { best = candidate }
      }
      guard let found = best?.xrays.count else { continue }
      if found == mutants || found == potential && count >= Self.leastRuns { break }
    }
    guard let best else {
      throw .impossible(
        Localized(
          en: "lab '\(computation.lab)' gives no finite number for '\(computation.result)'",
          zh: "实验 '\(computation.lab)' 的 '\(computation.result)' 不是有限的数"))
    }
    return try question(best)
  }

  // MARK: Running

  private mutating func run(_ settings: [String: String]) throws(LabError) -> Run {
    var request = LabRequest(lab: computation.lab, settings: settings)
    switch computation.seed {
    case .fixed(let number): request.seed = number
    case .drawn: request.seed = UInt64(1 + stream.index(below: Self.seeds))
    }
    let truth = try values(request)
    let broken = runner.sabotages(of: request.lab).compactMap { choice in
      var request = request
      request.mutant = choice.name
      // An engine that is broken may not run at all; then nobody gets a number from it.
      return (try? values(request)).map { (choice, $0) }
    }
    return Run(request: request, truth: truth, broken: broken)
  }

  private func values(_ request: LabRequest) throws(LabError) -> LabValues {
    do {
      return try runner.values(request)
    } catch let error as LabError {
      throw error
    } catch {
      throw .stopped
    }
  }

  // MARK: Cells

  private mutating func candidates(of run: Run) throws(LabError) -> [Candidate] {
    if computation.cell.isEmpty {
      guard let key = run.truth.numbers[computation.result] else { throw noResult }
      let answers = run.broken.map { ($0.choice, $0.values.numbers[computation.result]) }
      return candidate(run, cell: nil, key: key, answers).map { [$0] } ?? []
    }
    guard let truth = run.truth.matrices[computation.result] else { throw noResult }
    let matrices = run.broken.map { ($0.choice, $0.values.matrices[computation.result]) }
    return try cells(of: truth).compactMap { row, column in
      let answers = matrices.map { choice, matrix in
        let isSame = matrix?.rows == truth.rows && matrix?.columns == truth.columns
        return (choice, isSame ? matrix?[row, column] : nil)
      }
      return candidate(run, cell: (row, column), key: truth[row, column], answers)
    }
  }

  private var noResult: LabError {
    .impossible(
      Localized(
        en: "lab '\(computation.lab)' gives no '\(computation.result)' at these settings",
        zh: "在这组设置下，实验 '\(computation.lab)' 没有给出 '\(computation.result)'"))
  }

  /// The cells that may be asked for, in the order in which they are looked at.
  private mutating func cells(
    of matrix: LabValues.Matrix
  ) throws(LabError) -> [(row: Int, column: Int)] {
    // A tensor of one axis is a single row.
    let row = computation.cell.count == 2 ? computation.cell[0] : .fixed(1)
    let column = computation.cell[computation.cell.count - 1]
    let rows = try indices(row, below: matrix.rows)
    let columns = try indices(column, below: matrix.columns)
    let count = rows.count * columns.count
    if count > Self.mostCells {
      return (0..<Self.mostCells).map { _ in
        (
          rows.lowerBound + stream.index(below: rows.count),
          columns.lowerBound + stream.index(below: columns.count)
        )
      }
    }
    var cells = rows.flatMap { row in columns.map { (row: row, column: $0) } }
    for last in cells.indices.dropFirst().reversed() {
      cells.swapAt(last, stream.index(below: last + 1))
    }
    return cells
  }

  private func indices(
    _ index: Computation.Index, below count: Int
  ) throws(LabError) -> Range<Int> {
    guard case .fixed(let number) = index else { return 0..<count }
    guard number <= count else {
      throw .impossible(
        Localized(
          en: "'\(computation.result)' has no row or column \(number), there are \(count)",
          zh: "'\(computation.result)' 没有第 \(number) 行或列，只有 \(count)"))
    }
    return number - 1..<number
  }

  /// nil where there is no number to ask for.
  private func candidate(
    _ run: Run, cell: (row: Int, column: Int)?, key: Double, _ answers: [(SabotageChoice, Double?)]
  ) -> Candidate? {
    guard key.isFinite else { return nil }
    let all = answers.compactMap { choice, value -> XRay? in
      guard let value, value.isFinite, !Self.isRounding(value, key) else { return nil }
      return XRay(mutant: choice.name, sentence: choice.sentence, value: item.inUnit(value))
    }
    let key = item.inUnit(key)
    // A handful of mutants, so that pairs may be looked at.
    let distinct = all.filter { one in
      !all.contains { $0.mutant != one.mutant && Self.isRounding($0.value, one.value) }
    }
    let clear = distinct.filter { one in
      item.tells(one.value, from: key)
        && !all.contains { $0.mutant != one.mutant && !item.tells(one.value, from: $0.value) }
    }
    return Candidate(run: run, cell: cell, key: key, xrays: clear, potential: distinct.count)
  }

  /// Engines that compute the same in another order differ by as much.
  private static func isRounding(_ value: Double, _ other: Double) -> Bool {
    abs(value - other) <= 1e-5 * (1 + max(abs(value), abs(other)))
  }

  // MARK: Texts

  private func question(_ candidate: Candidate) throws(LabError) -> Question {
    var drawn = item
    drawn.answer = candidate.key
    drawn.answerText = PrintedValue.key(candidate.key, item.tolerance)
    let lab = runner.catalogue.first { $0.name == computation.lab }
    let matrices = lab?.results.filter { $0.axisNames.count > 1 }.map(\.name) ?? []
    let numbers = DrawnNumbers(
      computation: computation, request: candidate.run.request, values: candidate.run.truth,
      matricesOfRows: Set(matrices), row: candidate.cell?.row, column: candidate.cell?.column,
      key: drawn.answerText)
    let template = Template(value: numbers.value)
    drawn.common.prompt = template.filled(item.common.prompt)
    for name in computation.shown {
      drawn.common.prompt += try ShownMatrix(
        name, of: candidate.run.truth, lab, in: item.language, at: item.common.place
      ).blocks
    }
    drawn.common.hint = item.common.hint.map(template.filled)
    switch item.explanation {
    case .text(let blocks): drawn.explanation = .text(template.filled(blocks))
    case .choices(let reasons): drawn.explanation = .choices(reasons.mapValues(template.filled))
    }
    return Question(
      item: .numeric(drawn), seed: seed, run: candidate.run.request, xrays: candidate.xrays)
  }
}
