import Course

extension ItemReader {
  mutating func readChoices() -> [[Inline]] {
    guard let nodes = yaml.list(for: "choices", required: true) else { return [] }
    if nodes.count < 2 {
      yaml.report(at: yaml.place(of: "choices"), "'choices' must be at least two")
    }
    var choices: [[Inline]] = []
    for node in nodes {
      guard case .scalar(let scalar) = node.value else {
        yaml.report(at: node.place, "a choice must be a text")
        choices.append([])
        continue
      }
      let choice = inlines(scalar)
      if choice.isEmpty {
        yaml.report(at: node.place, "a choice is empty")
      } else if let same = choices.firstIndex(where: { $0.plainText == choice.plainText }) {
        yaml.report(at: node.place, "this choice is the same as choice \(same + 1)")
      }
      choices.append(choice)
    }
    return choices
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
      guard let index = readAnswer(node, among: choices) else { return nil }
      if answers.contains(index) {
        yaml.report(at: node.place, "'answer' names choice \(index + 1) twice")
      }
      answers.append(index)
    }
    return answers
  }

  private mutating func readAnswer(_ node: YAMLNode, among choices: [[Inline]]) -> Int? {
    if case .scalar(let scalar) = node.value {
      let named = choices.index(ofChoice: scalar.text)
      guard let number = scalar.int else {
        if let named { return named }
        return reportNoChoice(node, choices)
      }
      if choices.indices.contains(number - 1) {
        if let named, named != number - 1 {
          yaml.report(
            at: node.place,
            "'\(number)' is both the number of choice \(number) and the text of choice "
              + "\(named + 1); write the text in quotes, or the number \(named + 1)")
        }
        return number - 1
      }
    }
    return reportNoChoice(node, choices)
  }

  private mutating func reportNoChoice(_ node: YAMLNode, _ choices: [[Inline]]) -> Int? {
    yaml.report(
      at: node.place,
      "the answer is not among the choices, expected a number from 1 to \(choices.count) "
        + "or the text of a choice")
    return nil
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
    case .scalar:
      return yaml.scalar(for: "explain").map { .text(blocks($0)) }
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
    var isSound = true
    for entry in entries {
      let number = Int(entry.key)
      // Without choices that can be read any number will do.
      guard let number, number >= 1, choices == 0 || number <= choices else {
        yaml.report(at: entry.keyPlace, "'\(entry.key)' is no choice, expected 1 to \(choices)")
        isSound = false
        continue
      }
      guard case .scalar(let scalar) = entry.value.value else {
        yaml.report(at: entry.value.place, "a reason must be a text")
        isSound = false
        continue
      }
      reasons[number] = blocks(scalar)
    }
    if isSound, choices > 0, let missing = (1...choices).first(where: { reasons[$0] == nil }) {
      yaml.report(at: yaml.keyPlace(of: "explain"), "'explain' has no reason for choice \(missing)")
    }
    return reasons
  }
}
