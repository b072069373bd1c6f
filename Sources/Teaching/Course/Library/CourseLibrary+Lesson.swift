extension CourseLibrary {
  /// A lesson with its body and its claims.
  ///
  /// A lesson that is not translated comes in the language that there is: `language` of the result
  /// says which.
  /// - Throws: why there is nothing to show: no such lesson, or a file that is no text
  public func lesson(_ id: String, in language: Language) throws(Diagnostic) -> Lesson {
    guard let files = files[id], let summary = summary(of: id),
      let file = files.first(where: { $0.language == language }) ?? files.first
    else {
      let hint = nearest(to: id, among: lessons.map(\.id)).map { "; did you mean '\($0)'?" } ?? ""
      throw Diagnostic(at: Place(file: path("course.yaml")), "there is no lesson '\(id)'\(hint)")
    }
    let text = LessonText(try SourceFile.read(file.path), file: file.path)
    let (blocks, found) = Markdown.blocks(text.body, file: file.path, firstLine: text.bodyLine)
    let (claims, wrong) = readClaims(of: id)
    return Lesson(
      summary: summary, language: file.language, blocks: blocks,
      diagnostics: (file.diagnostics + found + wrong).sortedByPlace(), claims: claims)
  }

  func claimsFile(of id: String) -> String { path("\(id).claims.yaml") }

  private func readClaims(of id: String) -> (claims: [String: Claim], diagnostics: [Diagnostic]) {
    let file = claimsFile(of: id)
    guard SourceFile.exists(file) else { return ([:], []) }
    do {
      return Claim.read(try SourceFile.read(file), file: file)
    } catch {
      return ([:], [error])
    }
  }
}
