/// The names of headings, for links to them: `{#name}` where the heading has it, otherwise its
/// words as GitHub joins them.
struct AnchorNames {
  private var taken: Set<String> = []
  /// How often the words of each heading came before.
  private var counts: [String: Int] = [:]

  /// Takes a name; false where another heading has it.
  mutating func claim(_ name: String) -> Bool { taken.insert(name).inserted }

  mutating func name(for title: String) -> String {
    var base = ""
    for character in title.lowercased() {
      if character.isLetter || character.isNumber || character == "-" || character == "_" {
        base.append(character)
      } else if character.isWhitespace {
        base.append("-")
      }
    }
    if base.isEmpty { base = "section" }
    var name = base
    while !taken.insert(name).inserted {
      counts[base, default: 0] += 1
      name = "\(base)-\(counts[base, default: 0])"
    }
    return name
  }

  static func isValid(_ name: String) -> Bool {
    !name.isEmpty
      && name.allSatisfy { $0.isASCII && ($0.isLetter || $0.isNumber) || $0 == "-" || $0 == "_" }
  }

  /// Takes `{#name}` off the end of a heading.
  static func removeExplicit(from heading: inout [Inline]) -> String? {
    guard case .text(let text)? = heading.last, text.hasSuffix("}"),
      let brace = text.lastIndex(of: "{"), text[brace...].hasPrefix("{#")
    else { return nil }
    let name = text[brace...].dropFirst(2).dropLast()
    var rest = text[..<brace]
    while rest.last?.isWhitespace == true { rest.removeLast() }
    heading.removeLast()
    if !rest.isEmpty { heading.append(.text(String(rest))) }
    return String(name)
  }
}
