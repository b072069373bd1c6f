import Course

extension ItemReader {
  /// Reads `compute`, `vary` and `show`.
  /// - Returns: nil where there is no `compute`, or it says nothing usable, which has been said
  mutating func readComputation() -> Computation? {
    guard yaml.contains("compute") else {
      for key in ["vary", "show"] where yaml.contains(key) {
        yaml.report(
          at: yaml.keyPlace(of: key), "'\(key)' needs a 'compute', which names the lab")
      }
      return nil
    }
    if yaml.contains("answer") {
      yaml.report(
        at: yaml.keyPlace(of: "answer"), "an item has 'answer' or 'compute' for its key, not both")
    }
    let varied = readVaried()
    let shown = yaml.contains("show") ? yaml.strings(for: "show") : nil
    var computation = yaml.mapping(for: "compute") { reader in Self.computation(&reader) } ?? nil
    computation?.varied = varied
    computation?.shown = shown?.map(\.text) ?? []
    if let first = shown?.first { computation?.places["show"] = first.place }
    for (index, matrix) in (shown ?? []).enumerated() {
      computation?.places["show.\(index)"] = matrix.place
    }
    for control in varied where computation?.settings[control.control] != nil {
      yaml.report(
        at: control.places.first ?? yaml.place, "'\(control.control)' is both varied and set")
    }
    return yaml.contains("answer") ? nil : computation
  }

  private static func computation(_ reader: inout YAMLReader) -> Computation? {
    reader.unknownKeys(allowed: ["lab", "set", "seed", "result"])
    let lab = reader.string(for: "lab", required: true)
    let set = reader.settings(for: "set")
    let seed = readSeed(&reader)
    let written = reader.string(for: "result", required: true)
    guard let lab, let written else { return nil }
    guard let (result, cell) = resultAndCell(written) else {
      reader.report(
        at: reader.place(of: "result"),
        "'\(written)' is no result; expected a name, or a cell of a matrix as \"weights[3,2]\" or "
          + "\"weights[{row},{column}]\"")
      return nil
    }
    var places = Dictionary(
      set.places.map { ("set.\($0.key)", $0.value) }, uniquingKeysWith: { first, _ in first })
    for key in ["lab", "result"] { places[key] = reader.place(of: key) }
    return Computation(
      lab: lab, settings: set.values, varied: [], seed: seed ?? .fixed(1), result: result,
      cell: cell, shown: [], places: places)
  }

  private static func readSeed(_ reader: inout YAMLReader) -> Computation.Seed? {
    guard let node = reader.node(for: "seed") else { return nil }
    guard case .scalar(let scalar) = node.value else {
      _ = reader.string(for: "seed")
      return nil
    }
    if scalar.text == "draw" { return .drawn }
    guard let number = scalar.int, number >= 0 else {
      reader.report(
        at: node.place, "'seed' must be a whole number from 0, or draw; found '\(scalar.text)'")
      return nil
    }
    return .fixed(UInt64(number))
  }

  /// `entropy`, `l[2]`, `weights[3,2]`, `weights[{row},{column}]`.
  private static func resultAndCell(_ text: String) -> (String, [Computation.Index])? {
    guard let bracket = text.firstIndex(of: "[") else { return (text.trimmed, []) }
    let name = text[..<bracket].trimmed
    let rest = text[text.index(after: bracket)...].trimmed
    guard !name.isEmpty, rest.hasSuffix("]") else { return nil }
    let parts = rest.dropLast().split(separator: ",", omittingEmptySubsequences: false)
    let cell = parts.compactMap { Computation.Index($0) }
    guard cell.count == parts.count, (1...2).contains(cell.count) else { return nil }
    // Rows are drawn where rows are named, and columns where columns are.
    guard cell.count == 1 ? cell[0] != .row : cell[0] != .column && cell[1] != .row else {
      return nil
    }
    return (name, cell)
  }

  private mutating func readVaried() -> [Computation.Varied] {
    guard yaml.contains("vary") else { return [] }
    let varied = yaml.mapping(for: "vary") { reader in
      if reader.entries.isEmpty { reader.report(at: reader.place, "'vary' names no control") }
      return reader.keys.sorted().compactMap { name -> Computation.Varied? in
        guard let values = reader.strings(for: name) else { return nil }
        if values.isEmpty {
          reader.report(at: reader.place(of: name), "'\(name)' has no value to be drawn")
          return nil
        }
        return Computation.Varied(
          control: name, values: values.map(\.text), places: values.map(\.place))
      }
    }
    return varied ?? []
  }
}
