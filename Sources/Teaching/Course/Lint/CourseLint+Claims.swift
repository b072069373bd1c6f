extension CourseLint {
  /// Claims that are missing, unused or wrong in themselves, and numbers that differ by language.
  func claims() -> [Diagnostic] {
    course.library.lessons.flatMap { summary in
      let lessons = course.lessons.filter { $0.summary.id == summary.id }
      guard let first = lessons.first else { return [Diagnostic]() }
      let claims = first.claims
      return unknownClaims(lessons) + unusedClaims(claims, lessons)
        + claims.sorted { $0.key < $1.key }.flatMap {
          problems(of: $0.value, named: $0.key, claims)
        }
        + otherNumbers(lessons)
    }
  }

  private func unknownClaims(_ lessons: [Lesson]) -> [Diagnostic] {
    lessons.flatMap { lesson in
      lesson.claimLinks.compactMap { link in
        guard lesson.claims[link.id] == nil else { return nil }
        let names = lesson.claims.keys.sorted()
        let hint = nearest(to: link.id, among: names).map { "; did you mean '\($0)'?" } ?? ""
        let file = course.library.claimsFile(of: lesson.summary.id)
        return Diagnostic(at: link.place, "\(file) has no claim '\(link.id)'\(hint)")
      }
    }
  }

  private func unusedClaims(_ claims: [String: Claim], _ lessons: [Lesson]) -> [Diagnostic] {
    var used = Set(lessons.flatMap(\.claimLinks).map(\.id))
    for case .claim(let name) in lessons.flatMap(\.predictions).map(\.basis) { used.insert(name) }
    for claim in claims.values { used.formUnion(claim.operands) }
    return claims.filter { !used.contains($0.key) }.map { id, claim in
      Diagnostic(at: claim.place, "no lesson uses the claim '\(id)'")
    }
  }

  private func problems(
    of claim: Claim, named id: String, _ claims: [String: Claim]
  ) -> [Diagnostic] {
    func place(_ key: String) -> Place { claim.places[key] ?? claim.place }
    var diagnostics: [Diagnostic] = []
    for operand in claim.operands where claims[operand] == nil {
      let hint = nearest(to: operand, among: claims.keys.sorted()).map { "; did you mean '\($0)'?" }
      let message = "there is no claim '\(operand)'\(hint ?? "")"
      diagnostics.append(Diagnostic(at: claim.place, message))
    }
    if isCircular(id, claims) {
      diagnostics.append(Diagnostic(at: claim.place, "the claim '\(id)' rests on itself"))
    }
    switch claim.basis {
    case .run(let request, let result):
      diagnostics += problems(of: request, result: result, place: place, settingPlace: place)
    case .theorem(let request, let result, let theory):
      diagnostics += problems(of: request, result: result, place: place, settingPlace: place)
      if let problem = problem(ofTheory: theory, of: request) {
        diagnostics.append(Diagnostic(at: place("theory"), problem))
      }
    case .source(let source, _, _):
      if !course.sources.contains(where: { $0.id == source }) {
        diagnostics.append(unknownSource(source, at: place("source")))
      }
    case .divide, .subtract, .order: break
    }
    return diagnostics
  }

  private func isCircular(_ id: String, _ claims: [String: Claim]) -> Bool {
    var seen: Set<String> = []
    var open = claims[id]?.operands ?? []
    while let next = open.popLast() {
      if next == id { return true }
      if seen.insert(next).inserted { open += claims[next]?.operands ?? [] }
    }
    return false
  }

  private func problem(ofTheory theory: String, of request: LabRequest) -> String? {
    guard let lab = labs.first(where: { $0.name == request.lab }),
      let expression = try? Expression(theory)
    else { return nil }
    let known = lab.numbers(of: request).keys
    guard let unknown = expression.names.sorted().first(where: { !known.contains($0) }) else {
      return nil
    }
    let hint = nearest(to: unknown, among: known.sorted()).map { "; did you mean '\($0)'?" } ?? ""
    return "lab '\(lab.name)' has no control '\(unknown)' with a number\(hint)"
  }

  /// One claim says the same numbers in every language.
  private func otherNumbers(_ lessons: [Lesson]) -> [Diagnostic] {
    guard let first = lessons.first else { return [] }
    let expected = Dictionary(grouping: first.claimLinks, by: \.id)
    return lessons.dropFirst().flatMap { lesson in
      let found = Dictionary(grouping: lesson.claimLinks, by: \.id)
      let missing = expected.filter { found[$0.key] == nil }.compactMap { id, links in
        links.first.map {
          Diagnostic(
            at: $0.place, "the claim '\(id)' is not in the text in '\(lesson.language.rawValue)'")
        }
      }
      let other = found.compactMap { id, links -> Diagnostic? in
        guard let link = links.first else { return nil }
        guard let original = expected[id] else {
          let message = "the claim '\(id)' is not in the text in '\(first.language.rawValue)'"
          return Diagnostic(at: link.place, message)
        }
        let numbers = Set(links.compactMap { PrintedNumber($0.text)?.value })
        let originals = Set(original.compactMap { PrintedNumber($0.text)?.value })
        guard numbers != originals else { return nil }
        let texts = original.map { "'\($0.text)'" }.joined(separator: ", ")
        return Diagnostic(
          at: link.place,
          "the claim '\(id)' says '\(link.text)' here and \(texts) in '\(first.language.rawValue)'")
      }
      return missing + other
    }
  }
}
