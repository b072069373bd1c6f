extension CourseLibrary {
  /// `errata.yaml`, in its order; a course may do without. An entry that cannot be read is left out.
  public func readDuels() -> (duels: [Duel], diagnostics: [Diagnostic]) {
    let sources = readSources().sources
    let (duels, diagnostics) = readList("errata.yaml") { id, reader in
      Duel(reading: &reader, id: id, in: languages, sources: sources)
    }
    return (duels.compactMap(\.self), diagnostics)
  }
}

extension Duel {
  fileprivate static let keys = [
    "notes", "claim", "question", "truth", "source", "where", "lesson", "bet", "claimed", "decided",
  ]

  fileprivate init?(
    reading reader: inout YAMLReader, id: String, in languages: [Language], sources: [Source]
  ) {
    reader.unknownKeys(allowed: Self.keys)
    let notes = reader.placedTexts(for: "notes").map(\.text)
    let claim = reader.texts(for: "claim", in: languages)
    let question = reader.texts(for: "question", in: languages)
    let truth = reader.texts(for: "truth", in: languages)
    let source = reader.string(for: "source", required: true)
    let place = reader.localized(for: "where", in: languages, required: true)
    let lesson = reader.string(for: "lesson")
    let prediction = reader.bet(id: Self.predictionPrefix + id, in: languages)
    let claimed = reader.key(for: "claimed", of: prediction)
    let decided = reader.key(for: "decided", of: prediction)
    guard let claim, let question, let truth, let source, let place, let prediction, let claimed,
      let decided
    else { return nil }
    self.init(
      id: id, notes: notes, claim: claim, question: question, truth: truth, sourceID: source,
      source: sources.first { $0.id == source }, whereInSource: place, lesson: lesson,
      prediction: prediction, claimed: claimed, decided: decided, place: reader.place,
      places: Dictionary(reader.entries.map { ($0.key, $0.value.place) }) { first, _ in first })
  }
}

extension YAMLReader {
  /// Markdown in each language of the course.
  fileprivate mutating func texts(
    for key: String, in languages: [Language]
  ) -> Localized<[Block]>? {
    mapping(for: key, required: true) { reader in
      reader.unknownKeys(allowed: Language.allCases.map(\.rawValue))
      var texts: [Language: [Block]] = [:]
      for language in Language.allCases {
        let isRequired = languages.contains(language)
        guard let scalar = reader.scalar(for: language.rawValue, required: isRequired) else {
          continue
        }
        let (blocks, found) = Markdown.blocks(scalar.text, at: scalar.textPlace)
        reader.diagnostics += found
        texts[language] = blocks
      }
      return Localized(texts)
    } ?? nil
  }

  /// The bet, once a language. What is wrong with it in both is told once.
  fileprivate mutating func bet(id: String, in languages: [Language]) -> Localized<Prediction>? {
    guard let node = node(for: "bet") else {
      report(at: place, "missing key 'bet'")
      return nil
    }
    if case .mapping(let entries) = node.value,
      let claim = entries.first(where: { $0.key == "claim" })
    {
      report(at: claim.keyPlace, "a bet rests on 'lab': a duel has no claims file")
      return nil
    }
    var predictions: [Language: Prediction] = [:]
    var found: [Diagnostic] = []
    for language in languages {
      var reader = YAMLReader(node)
      let prediction = Prediction(reading: &reader, id: id, in: language, at: node.place)
      found += reader.diagnostics.filter { !found.contains($0) }
      predictions[language] = prediction
    }
    diagnostics += found
    let keys = Set(predictions.values.map { $0.choices.map(\.key) })
    if keys.count > 1 {
      report(at: node.place, "the choices of the bet differ by language")
    }
    return found.isEmpty && keys.count == 1 ? Localized(predictions) : nil
  }

  fileprivate mutating func key(for name: String, of bet: Localized<Prediction>?) -> String? {
    guard let key = string(for: name, required: true), let bet else { return nil }
    let known = bet.english.choices.map(\.key)
    if known.contains(key) { return key }
    report(
      at: place(of: name),
      "'\(name)' is no choice of the bet; expected \(known.joined(separator: ", "))")
    return nil
  }
}

extension Localized {
  /// What there is in one language serves for both.
  fileprivate init?(_ values: [Language: Value]) {
    guard let fallback = Language.allCases.lazy.compactMap({ values[$0] }).first else { return nil }
    self.init(en: values[.english] ?? fallback, zh: values[.chinese] ?? fallback)
  }
}
