import Attention
import Course
import Tensors

/// The labs, ready to run: what lessons, the quiz, the commands and the screens go through.
public struct Laboratory: LabRunner {
  public var labs: [any Lab]
  public var engine: AttentionEngine

  public init(labs: [any Lab] = LabRegistry.all, engine: AttentionEngine = AttentionEngine()) {
    self.labs = labs
    self.engine = engine
  }

  /// The labs on an engine that is broken.
  /// - Throws: `LabError.unknownMutant`, with the nearest name
  public init(mutant name: String) throws(LabError) {
    self.init(engine: try Self.mutant(named: name).engine)
  }

  public var catalogue: [LabDescription] { labs.map(\.description) }

  /// - Throws: `LabError.unknownLab`, with the nearest name
  public func lab(named name: String) throws(LabError) -> any Lab {
    guard let lab = labs.first(where: { $0.description.name == name }) else {
      throw .unknownLab(
        name, nearest: nearest(to: name, among: labs.map { $0.description.name }))
    }
    return lab
  }

  /// One run. Long runs look at `Task.isCancelled`.
  /// - Throws: `LabError`; `CancellationError` where the task was cancelled
  public func run(_ request: LabRequest) throws -> LabRun {
    let lab = try lab(named: request.lab)
    let settings = try Settings(lab.description, written: request.settings)
    var findings = try lab.run(settings, seed: request.seed, engine: engine)
    if let name = request.mutant {
      let mutant = try Self.mutant(named: name)
      findings = try broken(lab, settings, seed: request.seed, by: mutant).beside(
        findings, of: mutant, isTraced: lab.mutants.contains { $0.name == name })
    }
    return LabRun(lab: lab, settings: settings, seed: request.seed, findings: findings)
  }

  private func broken(
    _ lab: any Lab, _ settings: Settings, seed: UInt64, by mutant: Mutant
  ) throws -> Findings {
    do {
      return try lab.run(settings, seed: seed, engine: mutant.engine)
    } catch let error as ShapeError {
      let misfit = Self.misfit(error)
      let (en, zh) = mutant.sentence
      throw LabError.impossible(
        Localized(en: "\(en) \(misfit.english)", zh: "\(zh)\(misfit.chinese)"))
    }
  }

  /// A broken engine may take operands for shapes that do not fit, which the true one never does.
  private static func misfit(_ error: ShapeError) -> Localized<String> {
    Localized(
      en: "At these settings the shapes do not fit: \(error)",
      zh: "在目前的设置下，形状对不上：\(error)")
  }

  private static func mutant(named name: String) throws(LabError) -> Mutant {
    guard let mutant = Mutant.named(name) else {
      throw .unknownMutant(name, nearest: nearest(to: name, among: Mutant.all.map(\.name)))
    }
    return mutant
  }

  /// One run of one engine, with nothing beside it.
  private func findings(_ request: LabRequest) throws -> Findings {
    let lab = try lab(named: request.lab)
    let settings = try Settings(lab.description, written: request.settings)
    if let name = request.mutant {
      return try broken(lab, settings, seed: request.seed, by: try Self.mutant(named: name))
    }
    do {
      return try lab.run(settings, seed: request.seed, engine: engine)
    } catch let error as ShapeError {
      throw LabError.impossible(Self.misfit(error))
    }
  }

  public func numbers(_ request: LabRequest) throws -> [String: Double] {
    try findings(request).numbers
  }

  public func values(_ request: LabRequest) throws -> LabValues {
    try findings(request).values
  }

  public func sabotages(of lab: String) -> [SabotageChoice] {
    (try? self.lab(named: lab).sabotages) ?? []
  }
}

extension Findings {
  /// Its numbers, without pictures and words.
  public var values: LabValues { LabValues(numbers: numbers, matrices: matrices) }

  fileprivate var numbers: [String: Double] {
    Dictionary(results.map { ($0.name, $0.value) }, uniquingKeysWith: { first, _ in first })
  }

  /// Tensors of more axes are the rows of all of their matrices, one below the other.
  fileprivate var matrices: [String: LabValues.Matrix] {
    var matrices: [String: LabValues.Matrix] = [:]
    for named in tensors where matrices[named.name] == nil {
      let columns = max(1, named.tensor.shape.width)
      let values = named.tensor.storage.map(Double.init)
      matrices[named.name] = LabValues.Matrix(
        rows: values.count / columns, columns: columns, values: values)
    }
    return matrices
  }
}

/// A lab with the settings that it ran under, and what it found.
public struct LabRun: Sendable {
  public var lab: any Lab
  public var settings: Settings
  public var seed: UInt64
  public var findings: Findings
}
