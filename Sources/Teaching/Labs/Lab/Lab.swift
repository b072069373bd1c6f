import Attention
import Course
import Figures
import Tensors

/// An experiment: controls in, numbers and pictures out. It knows no terminal.
///
/// A lab is a value without state: the same settings, seed and engine give the same findings.
public protocol Lab: Sendable {
  var description: LabDescription { get }

  /// What the learner may break in it on purpose; none by default.
  var mutants: [Mutant] { get }

  /// What it offers to do at the cell that the learner looks at; nothing by default.
  var actions: [LabAction] { get }

  /// Runs that may take longer than a frame look at `Task.isCancelled` and report how far they are by
  /// `LabProgress`.
  /// - Throws: `LabError.impossible` where the settings do not go together; `CancellationError`
  func run(_ settings: Settings, seed: UInt64, engine: AttentionEngine) throws -> Findings
}

extension Lab {
  public var mutants: [Mutant] { [] }
  public var actions: [LabAction] { [] }
}

/// What a run gives.
public struct Findings: Sendable {
  /// Every number that a view shows, by the name that claims and quiz items use.
  public var results: [Scalar]
  public var tensors: [NamedTensor]
  /// The stages of the computation, at least one; the last one is the finished computation.
  public var steps: [Step]
  /// The stage that a screen opens with: the one that says most.
  public var openingStep: Int
  /// The number that a screen opens at: the one that the sentence speaks of.
  public var openingCell: CellReference?
  /// How this run differs from the true one; nil where it is the true one.
  public var sabotage: Sabotage?
  /// Where a number of a tensor comes from; nil where there is no such number.
  public var derivation: @Sendable (CellReference, Language) -> Derivation?

  public init(
    results: [Scalar], tensors: [NamedTensor], steps: [Step], openingStep: Int? = nil,
    openingCell: CellReference? = nil,
    derivation: @escaping @Sendable (CellReference, Language) -> Derivation? = { _, _ in nil }
  ) {
    self.results = results
    self.tensors = tensors
    self.steps = steps
    self.openingStep = openingStep ?? max(0, steps.count - 1)
    self.openingCell = openingCell
    self.derivation = derivation
  }
}

public struct Scalar: Sendable, Equatable {
  public var name: String
  public var value: Double

  public init(_ name: String, _ value: Double) {
    self.name = name
    self.value = value
  }
}

public struct NamedTensor: Sendable {
  public var name: String
  public var tensor: Tensor
  /// Where its first number stands in the matrix of that name, of which it may be a part.
  public var firstRow: Int
  public var firstColumn: Int

  public init(_ name: String, _ tensor: Tensor, firstRow: Int = 0, firstColumn: Int = 0) {
    self.name = name
    self.tensor = tensor
    self.firstRow = firstRow
    self.firstColumn = firstColumn
  }
}

/// One stage of a run: what is seen, and the sentence that says so with this run's numbers.
public struct Step: Sendable {
  public var title: Localized<String>
  public var sentence: Localized<String>
  /// What is new in this step, in the order in which it was computed: where a broken machine is looked
  /// for that first leaves the truth.
  public var computed: [NamedTensor]
  /// The lesson that says more of what is seen, such as `attention/steps#sinks`.
  public var lesson: String?
  public var views: @Sendable (Language) -> [View]

  public init(
    title: Localized<String>, sentence: Localized<String>, computed: [NamedTensor] = [],
    lesson: String? = nil, views: @escaping @Sendable (Language) -> [View]
  ) {
    self.title = title
    self.sentence = sentence
    self.computed = computed
    self.lesson = lesson
    self.views = views
  }
}

/// A titled figure. The first view of a step is the one that stays when there is room for one only.
public struct View: Sendable, Equatable {
  public var title: String
  public var figure: Figure

  public init(_ title: String, _ figure: Figure) {
    self.title = title
    self.figure = figure
  }
}

/// One number of a named matrix.
public struct CellReference: Sendable, Hashable {
  public var tensor: String
  public var row: Int
  public var column: Int

  public init(_ tensor: String, _ row: Int, _ column: Int) {
    self.tensor = tensor
    self.row = row
    self.column = column
  }

  /// `weights[3,2]`, counted from 1 as the figures do.
  public var name: String { "\(tensor)[\(row + 1),\(column + 1)]" }
}

/// Where one number comes from: its formula with the values put in, and the numbers it rests on.
public struct Derivation: Sendable, Equatable {
  /// A number that the formula uses, which can be taken apart in turn where it has a reference.
  public struct Input: Sendable, Equatable {
    public var name: String
    public var value: Double
    public var reference: CellReference?

    public init(_ name: String, _ value: Double, reference: CellReference? = nil) {
      self.name = name
      self.value = value
      self.reference = reference
    }
  }

  public var subject: CellReference
  public var value: Double
  /// One plain line: `weights[3,2] = e^(1.136 − 1.902) / 4.871 = 0.095`.
  public var summary: String
  /// The formula in general, then with its values: LaTeX, one a line.
  public var lines: [String]
  public var inputs: [Input]

  public init(
    subject: CellReference, value: Double, summary: String, lines: [String], inputs: [Input]
  ) {
    self.subject = subject
    self.value = value
    self.summary = summary
    self.lines = lines
    self.inputs = inputs
  }
}
