extension Claim {
  /// Reads a `.claims.yaml`. A claim that says nothing usable is left out, with a diagnostic.
  public static func read(
    _ yaml: String, file: String
  ) -> (claims: [String: Claim], diagnostics: [Diagnostic]) {
    let document: YAMLDocument
    do {
      document = try YAMLDocument(yaml, at: Place(file: file))
    } catch {
      return ([:], [error])
    }
    var reader = YAMLReader(document.root)
    var claims: [String: Claim] = [:]
    for entry in reader.entries {
      reader.read(entry.value) { claim in
        claims[entry.key] = Claim(reading: &claim, at: entry.keyPlace)
      }
    }
    return (claims, reader.diagnostics)
  }

  private static let bases = ["lab", "source", "divide", "subtract", "order"]

  private init?(reading reader: inout YAMLReader, at place: Place) {
    let found = Claim.bases.filter(reader.contains)
    guard let kind = found.first, found.count == 1 else {
      let what = found.isEmpty ? "nothing" : found.map { "'\($0)'" }.joined(separator: " and ")
      reader.unknownKeys(allowed: Claim.bases + Claim.keys(of: "lab") + Claim.keys(of: "source"))
      reader.report(
        at: place,
        "a claim rests on one of 'lab', 'source', 'divide', 'subtract', 'order'; found \(what)")
      return nil
    }
    reader.unknownKeys(allowed: Claim.keys(of: kind))
    var places: [String: Place] = [:]
    for entry in reader.entries { places[entry.key] = entry.value.place }
    guard let basis = Claim.basis(kind, &reader, &places) else { return nil }
    let unit = reader.string(for: "unit")
    if kind != "source", let unit, Unit(unit) == nil {
      reader.report(
        at: reader.place(of: "unit"),
        "unknown unit '\(unit)', expected \(Unit.names.joined(separator: ", "))")
    }
    let within = reader.string(for: "within")
    if let within, Margin(within) == nil {
      reader.report(
        at: reader.place(of: "within"),
        "'within' must be a number or a share as \"3%\", found '\(within)'")
    }
    self.init(basis, unit: unit, within: within, at: place, places: places)
  }

  private static func keys(of kind: String) -> [String] {
    switch kind {
    case "lab": ["lab", "set", "seed", "mutant", "result", "theory", "unit", "within"]
    case "source": ["source", "where", "value", "unit"]
    case "order": ["order"]
    default: [kind, "unit", "within"]
    }
  }

  private static func basis(
    _ kind: String, _ reader: inout YAMLReader, _ places: inout [String: Place]
  ) -> Basis? {
    switch kind {
    case "lab":
      let settings = reader.settings(for: "set")
      // The keys of the claim itself win: no control is called `lab` or `result`.
      places.merge(settings.places) { own, _ in own }
      let seed = reader.seed()
      let mutant = reader.string(for: "mutant")
      guard let lab = reader.string(for: "lab"),
        let result = reader.string(for: "result", required: true)
      else { return nil }
      let request = LabRequest(
        lab: lab, settings: settings.values, seed: seed ?? 1, mutant: mutant)
      guard reader.contains("theory") else { return .run(request, result: result) }
      guard let theory = reader.string(for: "theory") else { return nil }
      do {
        _ = try Expression(theory)
      } catch {
        reader.report(at: reader.place(of: "theory"), error.message)
        return nil
      }
      return .theorem(request, result: result, theory: theory)
    case "source":
      let location = reader.string(for: "where")
      guard let id = reader.string(for: "source"),
        let value = reader.double(for: "value", required: true)
      else { return nil }
      return .source(id: id, where: location ?? "", value: value)
    case "order":
      let names = (reader.strings(for: "order") ?? []).map(\.text)
      guard names.count >= 2 else {
        reader.report(at: reader.place(of: "order"), "'order' must list at least two claims")
        return nil
      }
      return .order(names)
    default:
      let names = (reader.strings(for: kind) ?? []).map(\.text)
      guard names.count == 2 else {
        reader.report(at: reader.place(of: kind), "'\(kind)' must list two claims, as [a, b]")
        return nil
      }
      return kind == "divide" ? .divide(names[0], names[1]) : .subtract(names[0], names[1])
    }
  }
}
