import Course

/// Reads the YAML of a `quiz` block, and says of each key what is wrong with it.
struct ItemReader {
  static let types = ["single", "multiple", "numeric"]
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

  mutating func read() -> Item? {
    switch yaml.choice(for: "type", among: Self.types, required: true) {
    case "single":
      yaml.unknownKeys(allowed: Self.commonKeys + ["choices"])
      return readSingle()
    case "multiple":
      yaml.unknownKeys(allowed: Self.commonKeys + ["choices"])
      return readMultiple()
    case "numeric":
      yaml.unknownKeys(allowed: Self.commonKeys + ["tolerance", "unit"])
      return readNumeric()
    default: return nil
    }
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
      review: review, points: points ?? 1, place: place)
  }

  // MARK: Markdown in values

  private mutating func blocks(for key: String, required: Bool = false) -> [Block]? {
    yaml.scalar(for: key, required: required).map { blocks($0) }
  }

  private mutating func blocks(_ scalar: YAMLScalar) -> [Block] {
    let read = Markdown.blocks(scalar.text, at: scalar.textPlace)
    yaml.diagnostics += read.diagnostics
    return read.blocks
  }

  // MARK: Choices

  mutating func readChoices() -> [[Inline]] {
    guard let nodes = yaml.list(for: "choices", required: true) else { return [] }
    if nodes.count < 2 {
      yaml.report(at: yaml.place(of: "choices"), "'choices' must be at least two")
    }
    return nodes.map { node in
      guard case .scalar(let scalar) = node.value else {
        yaml.report(at: node.place, "a choice must be a text")
        return []
      }
      let read = Markdown.inlines(scalar.text, at: scalar.textPlace)
      yaml.diagnostics += read.diagnostics
      return read.inlines
    }
  }

  /// The right choices, from 0: given as numbers from 1, or as their texts.
  mutating func readAnswers(among choices: [[Inline]], isSingle: Bool) -> [Int]? {
    guard let node = yaml.node(for: "answer") else {
      yaml.report(at: yaml.place, "missing key 'answer'")
      return nil
    }
    var nodes = [node]
    if case .list(let items) = node.value {
      nodes = items
      if isSingle || items.isEmpty {
        yaml.report(
          at: node.place,
          isSingle ? "'answer' must be one choice" : "'answer' must name at least one choice")
        return nil
      }
    }
    // The choices are at fault, which has been said.
    if choices.isEmpty { return nil }
    var answers: [Int] = []
    for node in nodes {
      guard let index = index(of: node, among: choices) else {
        yaml.report(
          at: node.place,
          "the answer is not among the choices, expected a number from 1 to \(choices.count) "
            + "or the text of a choice")
        return nil
      }
      answers.append(index)
    }
    return answers
  }

  private func index(of node: YAMLNode, among choices: [[Inline]]) -> Int? {
    guard case .scalar(let scalar) = node.value else { return nil }
    if let number = scalar.int {
      return choices.indices.contains(number - 1) ? number - 1 : nil
    }
    return choices.index(ofChoice: scalar.text)
  }

  // MARK: Explanations

  /// - Parameter choices: how many there are, for reasons by their numbers; nil where the item has
  ///   none, and only a text explains it
  mutating func readExplanation(choices: Int?) -> Explanation? {
    guard let node = yaml.node(for: "explain") else {
      yaml.report(at: yaml.place, "missing key 'explain'")
      return nil
    }
    switch node.value {
    case .scalar(let scalar): return .text(blocks(scalar))
    case .list where choices == nil, .mapping where choices == nil:
      yaml.report(at: node.place, "'explain' must be a text")
      return nil
    case .list:
      yaml.report(at: node.place, "'explain' must be a text, or a reason for each choice")
      return nil
    case .mapping(let entries):
      return .choices(reasons(entries, choices: choices ?? 0))
    }
  }

  private mutating func reasons(_ entries: [YAMLEntry], choices: Int) -> [Int: [Block]] {
    var reasons: [Int: [Block]] = [:]
    for entry in entries {
      let number = Int(entry.key)
      // Without choices that can be read any number will do.
      guard let number, number >= 1, choices == 0 || number <= choices else {
        yaml.report(at: entry.keyPlace, "'\(entry.key)' is no choice, expected 1 to \(choices)")
        continue
      }
      guard case .scalar(let scalar) = entry.value.value else {
        yaml.report(at: entry.value.place, "a reason must be a text")
        continue
      }
      reasons[number] = blocks(scalar)
    }
    return reasons
  }
}
