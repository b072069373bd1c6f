/// What words mean, in both languages at once: 显存, "global memory" and HBM are one meaning.
struct Lexicon: Sendable {
  /// A meaning of a form; the opposite form of a meaning has it denied.
  struct Sense: Sendable, Hashable {
    var name: String
    var isDenied: Bool
  }

  /// What a form stands for: one word with all of its meanings, and the words of compounds.
  struct Entry: Sendable {
    var senses: [Sense] = []
    var parts: [Sense] = []
    /// It may be meant, or be no more than an article.
    var isLight = false
  }

  private struct Node: Sendable {
    var next: [String: Int] = [:]
    var entry: Entry?
  }

  static let shared = Lexicon(field)

  /// The Latin words that are known to be right, in their usual inflections.
  static let spelling: Spelling = {
    let text = [field, common].joined(separator: "\n") + Particles.forms
    var words = text.split { !("a"..."z").contains($0) }.map(String.init)
    words += silent.union(light).union(claiming).union(verbs)
    return Spelling(words.flatMap { [$0, $0 + "s", $0 + "ed", $0 + "ing"] })
  }()

  private var nodes = [Node()]

  private init(_ lines: String) {
    for line in lines.split(separator: "\n") {
      guard let colon = line.firstIndex(of: ":") else { continue }
      let isLight = line[..<colon].hasSuffix("?")
      let names = line[..<colon].split(separator: "+").map { $0.filter { $0 != "?" }.trimmed }
      let sides = line[line.index(after: colon)...].split(separator: "|")
      for (side, isDenied) in zip(sides, [false, true]) {
        for form in side.split(separator: ",") {
          add(form.trimmed, names.map { Sense(name: $0, isDenied: isDenied) }, isLight)
        }
      }
    }
  }

  private mutating func add(_ form: String, _ senses: [Sense], _ isLight: Bool) {
    var node = 0
    for word in WordScanner.words(of: form) {
      if let next = nodes[node].next[word.text] {
        node = next
      } else {
        nodes.append(Node())
        nodes[node].next[word.text] = nodes.count - 1
        node = nodes.count - 1
      }
    }
    guard node > 0 else { return }
    var entry = nodes[node].entry ?? Entry()
    entry.isLight = entry.isLight || isLight
    if senses.count == 1 {
      for sense in senses where !entry.senses.contains(sense) { entry.senses.append(sense) }
    } else {
      for sense in senses where !entry.parts.contains(sense) { entry.parts.append(sense) }
    }
    nodes[node].entry = entry
  }

  /// The longest form that begins at a word, and the word after it.
  func entry(in words: [Word], at start: Int) -> (entry: Entry, end: Int)? {
    var found: (Entry, Int)?
    var node = 0
    var index = start
    while index < words.count {
      let word = words[index]
      if let next = nodes[node].next[word.text] {
        node = next
        index += 1
        if let entry = nodes[node].entry { found = (entry, index) }
      } else if index > start, Self.articles.contains(word.text), word.kind == .plain {
        index += 1
      } else {
        break
      }
    }
    return found
  }

  /// "square root of the dimension" is "square root of dimension".
  private static let articles: Set<String> = ["the", "a", "an"]
}
