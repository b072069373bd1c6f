extension Rubric {
  /// What a text says to each point.
  public func reading(of text: String) -> RubricReading {
    let statement = Statement(text)
    let search = PhrasingSearch(statement, copied: copies(in: statement))
    return RubricReading(
      points.map { finding($0, in: text, search) })
  }

  private func finding(
    _ point: RubricPoint, in text: String, _ search: PhrasingSearch
  ) -> RubricReading.Finding {
    let accept = point.acceptedPhrasings.map { Phrasing($0) }
    let contrary = point.contraryPhrasings.map { Phrasing($0, isStrict: true) }
    let accepted = search.matches(of: accept, .accepting)
    let agreeing = accepted.joined().filter { $0.verdict == .agrees }
    for (phrasing, matches) in zip(contrary, search.matches(of: contrary, .contrary)) {
      // A word alone may stand in a true sentence beside the point.
      if phrasing.slots.count == 1, !agreeing.isEmpty { continue }
      for match in matches where match.verdict == .agrees && !search.isSupposed(match) {
        return .contradicted(words: words(match, in: text))
      }
    }
    if let match = agreeing.max(by: { $0.coverage < $1.coverage }) {
      return .met(words: words(match, in: text))
    }
    for (phrasing, matches) in zip(accept, accepted) where phrasing.slots.count > 1 {
      for match in matches
      where match.verdict == .denies && match.coverage > 0.99 && !search.isSupposed(match) {
        return .contradicted(words: words(match, in: text))
      }
    }
    return .missed
  }

  private func words(_ match: PhrasingSearch.Match, in text: String) -> String {
    let bytes = text.utf8
    let start = bytes.index(bytes.startIndex, offsetBy: match.start)
    return String(text[start..<bytes.index(start, offsetBy: match.end - match.start)])
  }

  /// The clauses that are made of the prompt's words alone.
  private func copies(in statement: Statement) -> [Bool] {
    var known: Set<String> = []
    for token in Statement(prompt).tokens { known.formUnion(token.senses.map(\.name)) }
    var isCopied = [Bool](repeating: true, count: statement.clauses.count)
    var lengths = [Int](repeating: 0, count: statement.clauses.count)
    for token in statement.tokens {
      lengths[token.clause] += 1
      if !token.senses.contains(where: { known.contains($0.name) }) {
        isCopied[token.clause] = false
      }
    }
    for (clause, length) in lengths.enumerated() where length < 3 { isCopied[clause] = false }
    return isCopied
  }
}
