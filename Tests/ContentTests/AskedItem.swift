import Course
import Dispatch
import Labs
import Quiz
import Synchronization

/// A computed item of the course, as many seeds ask it: once for all tests.
struct AskedItem: Sendable {
  var id: String
  var computation: Computation
  /// Different ones, by seed.
  var questions: [Question] = []

  static let english = Result<[AskedItem], any Error> { try asked(in: .english, atMost: .max) }
  /// The same questions are asked, so that few are enough.
  static let chinese = Result<[AskedItem], any Error> { try asked(in: .chinese, atMost: 2) }

  /// How many seeds ask an item that draws its run, where the lab can be broken: each looks at up to 24
  /// runs of every engine.
  private static func seeds(of lab: String) -> UInt64 {
    switch lab {
    case "seq2seq": 2
    case "dense", "flash", "masks", "rnn": 12
    default: 60
    }
  }

  private static func asked(in language: Language, atMost limit: UInt64) throws -> [AskedItem] {
    let items = try Content.course().lessons.filter { $0.language == language }
      .flatMap(\.items).compactMap { item -> (Item, Computation)? in
        guard case .success(.numeric(let numeric)) = item, let computation = numeric.computation
        else { return nil }
        return (.numeric(numeric), computation)
      }
    let asked = Mutex<[Int: Result<AskedItem, any Error>]>([:])
    DispatchQueue.concurrentPerform(iterations: items.count) { index in
      let (item, computation) = items[index]
      let outcome = Result { try AskedItem(item, computation, atMost: limit) }
      asked.withLock { $0[index] = outcome }
    }
    return try asked.withLock { outcomes in
      try outcomes.sorted { $0.key < $1.key }.map { try $0.value.get() }
    }
  }

  private init(_ item: Item, _ computation: Computation, atMost limit: UInt64) throws {
    id = item.id
    self.computation = computation
    // Items that do not draw their run ask for few runs again and again.
    let runner = RememberingRunner()
    let isBreakable = !runner.sabotages(of: computation.lab).isEmpty
    let isDrawn = computation.seed == .drawn
    let count = isDrawn ? isBreakable ? Self.seeds(of: computation.lab) : 5 : 60
    for seed in 1...min(limit, count) {
      let question = try item.question(
        seed: seed, runner: isDrawn ? Laboratory() as any LabRunner : runner)
      let isNew = !questions.contains { $0.run == question.run && $0.item == question.item }
      if isNew { questions.append(question) }
    }
  }

  /// Whether some broken engine gives a number, at a cell that may be asked for, that is neither the
  /// true one nor that of another broken engine. Many numbers are the same on all of them.
  func isTelling(_ run: LabRequest) throws -> Bool {
    let truth = computation.candidates(in: try Laboratory().values(run))
    let broken = Laboratory().sabotages(of: run.lab).compactMap { choice -> [Double]? in
      var run = run
      run.mutant = choice.name
      // An engine that cannot be run gives nobody a number.
      return (try? Laboratory().values(run)).map(computation.candidates)
    }
    return truth.indices.contains { cell in
      let numbers = broken.filter { $0.count == truth.count }.map { $0[cell] }
      return numbers.contains { number in
        number.isFinite && !number.isAlmost(truth[cell])
          && numbers.count { $0.isAlmost(number) } == 1
      }
    }
  }
}

extension Computation {
  /// The numbers of a run that the item may ask for, in the unit of the lab.
  func candidates(in values: LabValues) -> [Double] {
    if cell.isEmpty { return values.numbers[result].map { [$0] } ?? [] }
    guard let matrix = values.matrices[result] else { return [] }
    func indices(_ index: Index, below count: Int) -> Range<Int> {
      if case .fixed(let number) = index { (number - 1)..<min(number, count) } else { 0..<count }
    }
    let rows = cell.count == 2 ? indices(cell[0], below: matrix.rows) : 0..<1
    let columns = indices(cell[cell.count - 1], below: matrix.columns)
    return rows.flatMap { row in columns.map { matrix[row, $0] } }
  }
}

extension Double {
  /// Engines that compute the same in another order differ by rounding.
  fileprivate func isAlmost(_ other: Double) -> Bool {
    self == other || (self - other).magnitude <= 1e-5 * (1 + other.magnitude)
  }
}

/// The labs, each run made once.
private final class RememberingRunner: LabRunner {
  private let laboratory = Laboratory()
  private let made = Mutex<[LabRequest: LabValues]>([:])

  var catalogue: [LabDescription] { laboratory.catalogue }

  func sabotages(of lab: String) -> [SabotageChoice] { laboratory.sabotages(of: lab) }

  func numbers(_ request: LabRequest) throws -> [String: Double] { try values(request).numbers }

  func values(_ request: LabRequest) throws -> LabValues {
    if let values = made.withLock({ $0[request] }) { return values }
    let values = try laboratory.values(request)
    made.withLock { $0[request] = values }
    return values
  }
}
