extension Rubric {
  /// What a text says to each point.
  public func reading(of text: String) -> RubricReading {
    let statement = Statement(text)
    let accept = points.map { point in point.acceptedPhrasings.map { Phrasing($0) } }
    let contrary = points.map { point in
      point.contraryPhrasings.map { Phrasing($0, isStrict: true) }
    }
    let search = PhrasingSearch(
      (accept + contrary).flatMap { $0 }, in: statement, copied: copies(in: statement))
    let accepted = numbered(accept, from: 0)
    let contradicting = numbered(contrary, from: accepted.last?.upperBound ?? 0)
    return RubricReading(
      zip(accepted, contradicting).map { finding($0, against: $1, in: text, search) })
  }

  /// The numbers of the phrasings of each point.
  private func numbered(_ phrasings: [[Phrasing]], from first: Int) -> [Range<Int>] {
    var next = first
    return phrasings.map { list in
      defer { next += list.count }
      return next..<(next + list.count)
    }
  }

  private func finding(
    _ accepting: Range<Int>, against contrary: Range<Int>, in text: String,
    _ search: PhrasingSearch
  ) -> RubricReading.Finding {
    let accepted = accepting.map { search.matches(of: $0, .accepting) }
    let agreeing = accepted.joined().filter { $0.verdict == .agrees }
    for number in contrary {
      // A word alone may stand in a true sentence beside the point.
      if search.isOneWord(number), !agreeing.isEmpty { continue }
      for match in search.matches(of: number, .contrary)
      where match.verdict == .agrees && !search.isSupposed(match, number) {
        return .contradicted(words: words(match, in: text))
      }
    }
    if let match = agreeing.max(by: { $0.coverage < $1.coverage }) {
      return .met(words: words(match, in: text))
    }
    for (number, matches) in zip(accepting, accepted) where !search.isOneWord(number) {
      for match in matches
      where match.verdict == .denies && match.coverage > 0.99 && !search.isSupposed(match, number) {
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
