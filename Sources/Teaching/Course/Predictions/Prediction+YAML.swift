extension Prediction {
  /// Of a change that is not told from standing still, unless the author says another.
  private static let narrowestChange = "1%"

  /// Reads the YAML of a `predict` fence.
  /// - Returns: nil, with a diagnostic, where it asks nothing that can be decided
  static func read(
    _ yaml: String, at place: Place
  ) -> (prediction: Prediction?, diagnostics: [Diagnostic]) {
    do {
      var reader = YAMLReader(try YAMLDocument(yaml, at: place).root)
      let prediction = Prediction(reading: &reader, at: place)
      return (reader.diagnostics.isEmpty ? prediction : nil, reader.diagnostics)
    } catch {
      return (nil, [error])
    }
  }

  /// What decides a prediction whose choices may be in several languages, and those choices in one.
  /// - Parameter id: nil where it stands in the YAML
  init?(
    reading reader: inout YAMLReader, id: String? = nil, in language: Language? = nil,
    at place: Place
  ) {
    let isClaim = reader.contains("claim")
    if isClaim == reader.contains("lab") {
      let found = isClaim ? "both" : "neither"
      reader.report(at: place, "a prediction rests on 'claim' or on 'lab'; found \(found)")
    }
    let keys =
      isClaim
      ? ["claim"]
      : ["lab", "set", "seed", "mutant", "result", "unit", "from", "to", "within"]
    reader.unknownKeys(allowed: (id == nil ? ["id"] : []) + ["choices"] + keys)
    var places: [String: Place] = [:]
    for entry in reader.entries { places[entry.key] = entry.value.place }
    guard let id = id ?? reader.string(for: "id", required: true),
      let basis = Prediction.basis(&reader, &places)
    else { return nil }
    let unit = isClaim ? nil : reader.string(for: "unit")
    if let unit, Unit(unit) == nil {
      reader.report(
        at: reader.place(of: "unit"),
        "unknown unit '\(unit)', expected \(Unit.names.joined(separator: ", "))")
    }
    let isChange = if case .change = basis { true } else { false }
    let choices = isChange ? reader.directions(language) : reader.numbers(language)
    reader.tellApart(choices)
    self.init(id: id, choices: choices, basis: basis, unit: unit, at: place, places: places)
  }

  private static func basis(
    _ reader: inout YAMLReader, _ places: inout [String: Place]
  ) -> Basis? {
    if reader.contains("claim") { return reader.string(for: "claim").map(Basis.claim) }
    let set = reader.settings(for: "set", &places)
    let seed = reader.seed() ?? 1
    let mutant = reader.string(for: "mutant")
    guard let lab = reader.string(for: "lab"),
      let result = reader.string(for: "result", required: true)
    else { return nil }
    func request(_ settings: [String: String]) -> LabRequest {
      LabRequest(
        lab: lab, settings: set.merging(settings) { $1 }, seed: seed, mutant: mutant)
    }
    guard reader.contains("to") else {
      for key in ["from", "within"] where reader.contains(key) {
        reader.report(at: reader.keyPlace(of: key), "'\(key)' needs 'to': what is changed")
      }
      return .run(request([:]), result: result)
    }
    let from = reader.settings(for: "from", &places)
    let to = reader.settings(for: "to", &places)
    let within = reader.contains("within") ? reader.string(for: "within") : narrowestChange
    if let within, Margin(within) == nil {
      reader.report(
        at: reader.place(of: "within"),
        "'within' must be a number or a share as \"3%\", found '\(within)'")
    }
    if request(from) == request(to) {
      reader.report(at: reader.place(of: "to"), "'to' changes nothing")
    }
    return .change(
      from: request(from), to: request(to), result: result, within: within ?? narrowestChange)
  }
}

extension YAMLReader {
  fileprivate mutating func settings(
    for key: String, _ places: inout [String: Place]
  ) -> [String: String] {
    let settings = settings(for: key)
    for (name, place) in settings.places { places["\(key).\(name)"] = place }
    return settings.values
  }

  /// Choices in each of which a number stands.
  fileprivate mutating func numbers(_ language: Language?) -> [Prediction.Choice] {
    guard let nodes = list(for: "choices", required: true) else { return [] }
    return nodes.compactMap { node in
      guard let text = choiceText(node, language) else { return nil }
      guard let printed = PrintedNumber(text.plainText) else {
        report(at: node.place, "there is no number in '\(text.plainText)'")
        return nil
      }
      return Prediction.Choice(
        text, .number(printed.value, unit: printed.unit), at: node.place)
    }
  }

  /// Choices by where the number goes.
  fileprivate mutating func directions(_ language: Language?) -> [Prediction.Choice] {
    let names = Prediction.Direction.allCases.map(\.rawValue)
    guard let node = node(for: "choices"), case .mapping(let entries) = node.value else {
      report(
        at: place(of: "choices"),
        "'choices' of a change must be texts for \(names.joined(separator: ", "))")
      return []
    }
    return entries.compactMap { entry in
      guard let direction = Prediction.Direction(rawValue: entry.key) else {
        let hint = nearest(to: entry.key, among: names).map { "did you mean '\($0)'?" }
        report(
          at: entry.keyPlace,
          "a number does not '\(entry.key)'; "
            + (hint ?? "expected \(names.joined(separator: ", "))"))
        return nil
      }
      return choiceText(entry.value, language).map {
        Prediction.Choice($0, .direction(direction), at: entry.value.place)
      }
    }
  }

  private mutating func choiceText(_ node: YAMLNode, _ language: Language?) -> [Inline]? {
    if let language, case .mapping = node.value {
      return read(node) { reader in
        reader.unknownKeys(allowed: Language.allCases.map(\.rawValue))
        guard let text = reader.node(for: language.rawValue) else {
          reader.report(at: node.place, "missing key '\(language.rawValue)'")
          return nil
        }
        return reader.choiceText(text, nil)
      }
    }
    guard case .scalar(let scalar) = node.value else {
      report(at: node.place, "a choice must be a text")
      return nil
    }
    let (text, found) = Markdown.inlines(scalar.text, at: scalar.textPlace)
    diagnostics += found
    if text.isEmpty { report(at: node.place, "a choice is empty") }
    return text.isEmpty ? nil : text
  }

  /// Two to six choices, no two of which look or mean the same.
  fileprivate mutating func tellApart(_ choices: [Prediction.Choice]) {
    guard diagnostics.isEmpty else { return }
    if !(2...6).contains(choices.count) {
      report(at: place(of: "choices"), "'choices' must be two to six, found \(choices.count)")
    }
    for (index, choice) in choices.enumerated() {
      let same = choices[..<index].firstIndex {
        $0.key == choice.key || $0.text.plainText == choice.text.plainText
      }
      if let same {
        report(at: choice.place, "this choice cannot be told from choice \(same + 1)")
      }
    }
  }
}
