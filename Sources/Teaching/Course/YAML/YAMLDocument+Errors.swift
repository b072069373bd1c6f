import Yams

extension YAMLDocument {
  /// What libyaml says, in words for an author, at the place in the outer file.
  static func diagnostic(of error: YamlError, _ source: inout SourceText) -> Diagnostic {
    switch error {
    case .scanner(let context, let problem, let mark, _),
      .parser(let context, let problem, let mark, _),
      .composer(let context, let problem, let mark, _):
      return diagnostic(context: context, problem: problem, mark: mark, &source)
    case .reader(let problem, let offset, _, let yaml):
      let index = offset.flatMap {
        yaml.index(yaml.startIndex, offsetBy: $0, limitedBy: yaml.endIndex)
      }
      let byte = index.map { yaml.utf8.distance(from: yaml.startIndex, to: $0) } ?? 0
      return Diagnostic(at: source.place(at: byte), "bad YAML: \(problem)")
    case .duplicatedKeysInMapping(let keys, let context):
      let key = keys.first ?? ""
      let first = source.offset(line: context.mark.line, scalar: context.mark.column)
      let firstLine = source.place(at: first).line
      let place = source.place(at: source.offset(ofKey: key, after: first))
      return Diagnostic(at: place, "duplicate key '\(key)', first in line \(firstLine)")
    case .no, .memory, .writer, .emitter, .representer, .dataCouldNotBeDecoded:
      return Diagnostic(at: source.origin, "bad YAML: it cannot be read")
    }
  }

  private static func diagnostic(
    context: YamlError.Context?, problem: String, mark: Mark, _ source: inout SourceText
  ) -> Diagnostic {
    let isUnclosedQuote =
      problem == "found unexpected end of stream"
      && context?.text == "while scanning a quoted scalar"
    if isUnclosedQuote, let start = context?.mark {
      let offset = source.offset(line: start.line, scalar: start.column)
      return Diagnostic(
        at: source.place(at: offset), "bad YAML: the quote that opens here is not closed")
    }
    let offset = source.offset(line: mark.line, scalar: mark.column)
    let end = source.bytes.lastIndex { !Ascii.isWhitespace($0) } ?? 0
    if offset > end, let context, context.text.hasPrefix("while parsing a flow") {
      let start = min(source.offset(line: context.mark.line, scalar: context.mark.column), end)
      return Diagnostic(
        at: source.place(at: start), "bad YAML: the bracket that opens here is not closed")
    }
    return Diagnostic(
      at: source.place(at: min(offset, end)), "bad YAML: \(sentence(for: problem))")
  }

  private static func sentence(for problem: String) -> String {
    switch problem {
    case "mapping values are not allowed in this context":
      "a value that holds ': ' must be quoted"
    case "found character that cannot start any token":
      "a value cannot begin with this character; quote it, and indent with spaces, not tabs"
    case "could not find expected ':'": "expected 'key: value'"
    case "did not find expected key": "expected a key in the column of the keys above"
    case "did not find expected ',' or '}'":
      "expected ',' or '}'; text with ', ' or ': ' must be quoted"
    case "did not find expected ',' or ']'":
      "expected ',' or ']'; text with ', ' or ': ' must be quoted"
    case "did not find expected '-' indicator": "expected '-' in the column of the items above"
    case "found undefined alias": "a value that begins with '*' must be quoted"
    case "but found another document": "one document only; '---' cannot stand here"
    case _ where problem.hasPrefix("Maximum nesting level reached"): "nested too deeply"
    default: problem
    }
  }
}

extension SourceText {
  /// Where a key is repeated. Yams says only where it stands first.
  fileprivate func offset(ofKey key: String, after first: Int) -> Int {
    let name = Array(key.utf8)
    var index = first + max(name.count, 1)
    while index + name.count < bytes.count {
      let follows = bytes[index - 1]
      let isStart = Ascii.isWhitespace(follows) || "{,\"'".utf8.contains(follows)
      if isStart, bytes[index...].starts(with: name) {
        var end = index + name.count
        while end < bytes.count, "\"' ".utf8.contains(bytes[end]) { end += 1 }
        if end < bytes.count, bytes[end] == UInt8(ascii: ":") { return index }
      }
      index += 1
    }
    return first
  }
}
