extension Rubric {
  /// What a text says to each point.
  public func reading(of text: String) -> RubricReading {
    let statement = Statement(text)
    let search = PhrasingSearch(statement, copied: copies(in: statement))
    return RubricReading(
      points.map { point in
        let accepted = search.matches(
          of: point.acceptedPhrasings.map { Phrasing($0) }, share: 0.75, slack: 4
        ).joined()
        let contrary = search.matches(
          of: point.contraryPhrasings.map { Phrasing($0) }, share: 1, slack: 3
        ).joined()
        if let match = contrary.first(where: { $0.verdict == .agrees && !search.isSupposed($0) }) {
          return .contradicted(words: words(match, in: text))
        }
        let agreeing = accepted.filter { $0.verdict == .agrees }
        if let match = agreeing.max(by: { $0.coverage < $1.coverage }) {
          return .met(words: words(match, in: text))
        }
        return .missed
      })
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
