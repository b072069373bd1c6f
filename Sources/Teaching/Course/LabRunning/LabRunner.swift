/// Which lab to run, and how. Settings are as written, unchecked; `Control.value(parsing:)` reads them.
public struct LabRequest: Sendable, Hashable {
  public var lab: String
  public var settings: [String: String]
  public var seed: UInt64
  /// The broken engine that runs it, by name; nil for the true one.
  public var mutant: String?

  public init(
    lab: String, settings: [String: String] = [:], seed: UInt64 = 1, mutant: String? = nil
  ) {
    self.lab = lab
    self.settings = settings
    self.seed = seed
    self.mutant = mutant
  }
}

/// A named number or tensor that a lab gives.
public struct ResultDescription: Sendable, Hashable {
  public var name: String
  public var meaning: Localized<String>
  /// For a tensor its axes in the lab's own words, as "[query, key]"; nil for a number.
  public var axes: String?
  /// A tensor's name and axes as Chinese texts have them, as "得分[目标, 源]"; nil where these are the
  /// same.
  public var inChinese: String?
  /// True where the value is timed on this machine and differs from run to run.
  public var isMeasured: Bool
  /// The settings under which it is given; always where there are none.
  public var given: [String: String]

  public init(
    _ name: String, _ meaning: Localized<String>, axes: String? = nil, inChinese: String? = nil,
    isMeasured: Bool = false, given: [String: String] = [:]
  ) {
    self.name = name
    self.meaning = meaning
    self.axes = axes
    self.inChinese = inChinese
    self.isMeasured = isMeasured
    self.given = given
  }

  /// The names of a tensor's axes: `query` and `key` for "[query, key]"; empty for a number.
  public var axisNames: [String] { Self.names(in: axes ?? "") }

  /// What a table of a tensor is headed by: its name and the names of its axes.
  public func tableNames(_ language: Language) -> (name: String, axes: [String]) {
    guard language == .chinese, let inChinese, let name = Self.names(in: inChinese).first else {
      return (name, axisNames)
    }
    return (name, Array(Self.names(in: inChinese).dropFirst()))
  }

  private static func names(in text: String) -> [String] {
    text.split { "[], ".contains($0) }.map(String.init)
  }
}

/// What a lab takes and gives, without running it.
public struct LabDescription: Sendable {
  public var name: String
  public var title: Localized<String>
  public var summary: Localized<String>
  public var controls: [Control]
  public var results: [ResultDescription]

  public init(
    name: String, title: Localized<String>, summary: Localized<String>, controls: [Control],
    results: [ResultDescription]
  ) {
    self.name = name
    self.title = title
    self.summary = summary
    self.controls = controls
    self.results = results
  }
}

/// A way to break a lab's engine, as a menu offers it.
public struct SabotageChoice: Sendable, Equatable {
  /// As `lab run --mutant` takes it.
  public var name: String
  public var sentence: Localized<String>

  public init(name: String, sentence: Localized<String>) {
    self.name = name
    self.sentence = sentence
  }
}

/// The numbers of a run.
public struct LabValues: Sendable, Equatable {
  /// A tensor as the matrix that the lab shows.
  public struct Matrix: Sendable, Equatable {
    public var rows: Int
    public var columns: Int
    /// Row by row.
    public var values: [Double]

    public init(rows: Int, columns: Int, values: [Double]) {
      self.rows = rows
      self.columns = columns
      self.values = values
    }

    public subscript(row: Int, column: Int) -> Double { values[row * columns + column] }
  }

  public var numbers: [String: Double]
  public var matrices: [String: Matrix]

  public init(numbers: [String: Double], matrices: [String: Matrix] = [:]) {
    self.numbers = numbers
    self.matrices = matrices
  }
}

/// The labs as lessons see them: what there is, and the numbers of a run. `Labs` implements it.
public protocol LabRunner: Sendable {
  var catalogue: [LabDescription] { get }

  /// The scalars of a run, by name.
  /// - Throws: `LabError` where the lab, a control or a value is not there or out of range.
  func numbers(_ request: LabRequest) throws -> [String: Double]

  /// The scalars and the matrices of a run; of the broken engine's where the request names one.
  /// - Throws: as `numbers`
  func values(_ request: LabRequest) throws -> LabValues

  /// What can be broken in a lab; nothing where there is no such lab.
  func sabotages(of lab: String) -> [SabotageChoice]
}

extension LabRunner {
  public func values(_ request: LabRequest) throws -> LabValues {
    LabValues(numbers: try numbers(request))
  }

  public func sabotages(of lab: String) -> [SabotageChoice] { [] }
}
