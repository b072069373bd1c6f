import Course

extension ItemReader {
  /// The points of a rubric, and where what must be the same in every language stands.
  mutating func readRubric() -> (points: [RubricPoint], places: [String: Place]) {
    guard let nodes = yaml.list(for: "rubric", required: true) else { return ([], [:]) }
    if nodes.isEmpty {
      yaml.report(at: yaml.place(of: "rubric"), "'rubric' must have at least one point")
    }
    var points: [RubricPoint] = []
    var places: [String: Place] = [:]
    for (index, node) in nodes.enumerated() {
      var reader = YAMLReader(node)
      reader.unknownKeys(allowed: ["point", "accept", "contradict"])
      let text = reader.scalar(for: "point", required: true)
      let accept = phrasings(for: "accept", in: &reader, required: true)
      let contradict = phrasings(for: "contradict", in: &reader)
      yaml.diagnostics += reader.diagnostics
      places[FreeText.acceptName(index)] = reader.place(of: "accept")
      places[FreeText.contradictName(index)] = reader.place(of: "contradict")
      points.append(
        RubricPoint(text: text.map { inlines($0) } ?? [], accept: accept, contradict: contradict))
    }
    return (points, places)
  }

  private func phrasings(
    for key: String, in reader: inout YAMLReader, required: Bool = false
  ) -> [Language: [String]] {
    var found: [Language: [String]] = [:]
    let isRead: Void? = reader.mapping(for: key, required: required) { languages in
      languages.unknownKeys(allowed: Language.allCases.map(\.rawValue))
      for language in Language.allCases {
        guard let texts = languages.strings(for: language.rawValue) else { continue }
        for (text, place) in texts where !Phrasing.hasWord(text) {
          languages.report(at: place, "'\(text)' has no word that could be found in an answer")
        }
        found[language] = texts.map(\.text)
      }
    }
    if required, isRead != nil, found.values.allSatisfy(\.isEmpty) {
      reader.report(at: reader.place(of: key), "'\(key)' has no phrasing")
    }
    return found
  }

  /// All points where the item does not say.
  mutating func readPass(points: Int) -> Int {
    guard let pass = yaml.int(for: "pass", in: 1...1_000_000) else { return max(1, points) }
    if points > 0, pass > points {
      yaml.report(
        at: yaml.place(of: "pass"), "'pass' is \(pass), but the rubric has only \(points) points")
    }
    return pass
  }

  /// One text, or one for each language.
  mutating func readModels() -> Localized<[Block]>? {
    guard let node = yaml.node(for: "model"), case .mapping = node.value else {
      return yaml.scalar(for: "model", required: true).map { Localized(blocks($0)) }
    }
    var scalars: [Language: YAMLScalar] = [:]
    yaml.mapping(for: "model") { languages in
      languages.unknownKeys(allowed: Language.allCases.map(\.rawValue))
      for language in Language.allCases {
        scalars[language] = languages.scalar(for: language.rawValue)
      }
    }
    let models = scalars.mapValues { blocks($0) }
    guard let fallback = models[language] ?? models[language.other] else {
      yaml.report(at: node.place, "'model' has no text")
      return nil
    }
    return Localized(
      en: models[.english] ?? fallback, zh: models[.chinese] ?? fallback)
  }

  mutating func readFollowups(points: Int) -> [Int: String] {
    var followups: [Int: String] = [:]
    yaml.mapping(for: "followups") { reader in
      for entry in reader.entries {
        guard let id = reader.string(for: entry.key) else { continue }
        // Without a rubric that can be read any number will do.
        guard let point = Int(entry.key), point >= 1, points == 0 || point <= points else {
          reader.report(
            at: entry.keyPlace, "'\(entry.key)' is no point, expected 1 to \(max(1, points))")
          continue
        }
        followups[point] = id
      }
    }
    return followups
  }

  mutating func readExamples(points: Int) -> [FreeText.Example] {
    guard yaml.contains("examples"), let nodes = yaml.list(for: "examples") else { return [] }
    var examples: [FreeText.Example] = []
    for node in nodes {
      yaml.read(node) { reader in
        reader.unknownKeys(allowed: ["text", "points"])
        let text = reader.string(for: "text", required: true)
        let numbers = reader.list(for: "points", required: true)
        var met: Set<Int> = []
        for number in numbers ?? [] {
          guard case .scalar(let scalar) = number.value, let point = scalar.int, point >= 1,
            points == 0 || point <= points
          else {
            reader.report(
              at: number.place, "an example's points are numbers from 1 to \(max(1, points))")
            continue
          }
          met.insert(point)
        }
        guard let text, numbers != nil else { return }
        examples.append(FreeText.Example(text: text, points: met, place: reader.place(of: "text")))
      }
    }
    return examples
  }
}
