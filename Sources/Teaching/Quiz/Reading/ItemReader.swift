import Course

/// Reads the YAML of a `quiz` block, and says of each key what is wrong with it.
struct ItemReader {
  private static let commonKeys = [
    "id", "type", "version", "prompt", "answer", "explain", "hint", "difficulty", "review",
    "points",
  ]

  var yaml: YAMLReader
  private let place: Place

  init(_ block: QuizBlock) throws(Diagnostic) {
    place = block.place
    yaml = YAMLReader(try YAMLDocument(block.yaml, at: block.place).root)
  }

  /// That of the lesson: its file is named `name.en.md` or `name.zh.md`.
  var language: Language {
    place.file.split(separator: ".").lazy.compactMap { Language(rawValue: String($0)) }.last
      ?? .english
  }

  mutating func read() -> Item? {
    let names = Item.types.map { $0.name }
    guard let name = yaml.choice(for: "type", among: names, required: true),
      let type = Item.types.first(where: { $0.name == name })
    else { return nil }
    yaml.unknownKeys(allowed: Self.commonKeys + type.keys)
    return type.read(&self)?.item
  }

  mutating func readCommon() -> ItemCommon? {
    let id = yaml.string(for: "id", required: true)
    let version = yaml.int(for: "version", in: 1...1_000_000)
    let prompt = blocks(for: "prompt", required: true)
    let points = yaml.double(for: "points")
    if let points, points <= 0 {
      yaml.report(at: yaml.place(of: "points"), "'points' must be above 0")
    }
    let hint = blocks(for: "hint")
    let difficulty = yaml.int(for: "difficulty", in: 1...5)
    let review = yaml.string(for: "review")
    guard let id, let prompt else { return nil }
    return ItemCommon(
      id: id, version: version ?? 1, prompt: prompt, hint: hint, difficulty: difficulty,
      review: review, points: points ?? 1, place: place,
      places: Dictionary(
        yaml.entries.map { ($0.key, $0.value.place) }, uniquingKeysWith: { first, _ in first }))
  }

  /// The key of some types is not under `answer`.
  mutating func refuseAnswer(insteadOf reason: String) {
    guard yaml.contains("answer") else { return }
    yaml.report(at: yaml.keyPlace(of: "answer"), "this type takes no 'answer': \(reason)")
  }

  // MARK: Markdown in values

  mutating func blocks(for key: String, required: Bool = false) -> [Block]? {
    yaml.scalar(for: key, required: required).map { blocks($0) }
  }

  mutating func blocks(_ scalar: YAMLScalar) -> [Block] {
    let read = Markdown.blocks(scalar.text, at: scalar.textPlace)
    yaml.diagnostics += read.diagnostics
    return read.blocks
  }

  mutating func inlines(_ scalar: YAMLScalar) -> [Inline] {
    let read = Markdown.inlines(scalar.text, at: scalar.textPlace)
    yaml.diagnostics += read.diagnostics
    return read.inlines
  }
}
