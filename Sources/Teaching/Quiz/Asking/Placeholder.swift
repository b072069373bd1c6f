import Course

/// Where a text of a computed item stands for a number of the draw: `{name}` in text, `{{name}}` in
/// math, `{weights[row,2]}` for a cell of a matrix, `{weights[row]}` for a row of it, and `{m[2]}` for a
/// number of a tensor of one axis.
struct Placeholder: Equatable {
  var name: String
  /// Row and column, or one of them alone.
  var indices: [Computation.Index] = []

  /// As lint names it.
  var text: String
}

/// A text, cut into what stands as it is and what is put in.
enum TemplatePiece: Equatable {
  case text(String)
  case placeholder(Placeholder)

  /// Reading takes time linear in the text.
  static func pieces(of text: String, isMath: Bool) -> [TemplatePiece] {
    guard text.utf8.contains(UInt8(ascii: "{")) else { return [.text(text)] }
    var pieces: [TemplatePiece] = []
    var rest = text[...]
    var plain = text.startIndex
    while let brace = rest.firstIndex(of: "{") {
      rest = rest[brace...]
      guard let (placeholder, end) = placeholder(in: rest, isMath: isMath) else {
        rest = rest.dropFirst()
        continue
      }
      if plain < brace { pieces.append(.text(String(text[plain..<brace]))) }
      pieces.append(.placeholder(placeholder))
      rest = rest[end...]
      plain = end
    }
    if plain < text.endIndex { pieces.append(.text(String(text[plain...]))) }
    return pieces
  }

  /// What a text that begins with a brace stands for. Math has braces of its own, so that two are
  /// asked for there; in text two are taken for one.
  private static func placeholder(
    in text: Substring, isMath: Bool
  ) -> (Placeholder, end: String.Index)? {
    let braces = text.hasPrefix("{{") ? 2 : 1
    guard !isMath || braces == 2 else { return nil }
    var rest = text.dropFirst(braces)
    let name = rest.prefix { $0.isASCII && ($0.isLetter || $0.isNumber) }
    guard name.first?.isLetter == true else { return nil }
    rest = rest[name.endIndex...]
    var indices: [Computation.Index] = []
    if rest.first == "[" {
      // No index is longer: a bracket that is not closed soon is none.
      guard let close = rest.prefix(40).firstIndex(of: "]") else { return nil }
      let parts = rest[..<close].dropFirst().split(separator: ",", omittingEmptySubsequences: false)
      indices = parts.compactMap { Computation.Index($0) }
      guard indices.count == parts.count, (1...2).contains(indices.count) else { return nil }
      rest = rest[rest.index(after: close)...]
    }
    let closing = String(repeating: "}", count: braces)
    guard rest.hasPrefix(closing) else { return nil }
    let inside = text[text.index(text.startIndex, offsetBy: braces)..<rest.startIndex]
    return (
      Placeholder(name: String(name), indices: indices, text: String(inside)),
      rest.index(rest.startIndex, offsetBy: braces)
    )
  }
}
