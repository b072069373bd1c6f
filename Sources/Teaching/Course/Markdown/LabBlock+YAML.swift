extension LabBlock {
  /// Reads the YAML of a `lab` fence: `name`, `set`, `seed`, `step` and `view`.
  static func read(
    _ yaml: String, at place: Place
  ) -> (block: LabBlock, diagnostics: [Diagnostic]) {
    var block = LabBlock(request: LabRequest(lab: ""))
    let document: YAMLDocument
    do {
      document = try YAMLDocument(yaml, at: place)
    } catch {
      return (block, [error])
    }
    var reader = YAMLReader(document.root)
    reader.unknownKeys(allowed: ["name", "set", "seed", "step", "view"])
    block.request.lab = reader.string(for: "name", required: true) ?? ""
    if reader.contains("name") { block.places["name"] = reader.place(of: "name") }
    let settings = reader.settings(for: "set")
    block.request.settings = settings.values
    block.places.merge(settings.places) { name, _ in name }
    block.request.seed = reader.seed() ?? block.request.seed
    block.opening = LabOpening(step: reader.step(), view: reader.int(for: "view", in: 1...Int.max))
    return (block, reader.diagnostics)
  }
}

extension YAMLReader {
  /// Values of a lab's controls as written, and where they stand.
  public mutating func settings(
    for key: String
  ) -> (values: [String: String], places: [String: Place]) {
    var values: [String: String] = [:]
    var places: [String: Place] = [:]
    _ = mapping(for: key) { reader in
      for entry in reader.entries {
        places[entry.key] = entry.value.place
        guard case .scalar(let scalar) = entry.value.value else {
          reader.report(
            at: entry.value.place,
            "'\(entry.key)' must be a single value, found \(entry.value.kind); quote a list")
          continue
        }
        values[entry.key] = scalar.text
      }
    }
    return (values, places)
  }

  /// The value of `seed`, a whole number from 0.
  public mutating func seed() -> UInt64? {
    int(for: "seed", in: 0...Int.max).map(UInt64.init)
  }

  fileprivate mutating func step() -> LabOpening.Step? {
    guard let scalar = scalar(for: "step") else { return nil }
    if scalar.text == "last" { return .last }
    guard let number = scalar.int, number > 0 else {
      report(
        at: place(of: "step"), "'step' must be a number from 1, or 'last', found '\(scalar.text)'")
      return nil
    }
    return .number(number)
  }
}
