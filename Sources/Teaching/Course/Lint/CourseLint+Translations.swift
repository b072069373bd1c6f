/// What must be one in all languages: labs, quiz items, and the names of headings.
extension CourseLint {
  func translations() -> [Diagnostic] {
    course.library.lessons.flatMap { summary in
      let files = course.library.files[summary.id] ?? []
      guard let original = files.first else { return [Diagnostic]() }
      let missing = course.library.languages.filter { language in
        !files.contains { $0.language == language }
      }
      return missing.map { language in
        Diagnostic(
          at: Place(file: original.path), "no translation '\(summary.id).\(language.rawValue).md'")
      }
        + files.dropFirst().flatMap { file in
          differences("item", original.items, file.items, original, file)
            + differences("heading", original.anchors, file.anchors, original, file)
            + notes(original, file) + labs(summary.id, original, file)
        }
    }
  }

  private func differences(
    _ kind: String, _ expected: [PlacedText], _ found: [PlacedText], _ original: LessonFile,
    _ file: LessonFile
  ) -> [Diagnostic] {
    func only(_ texts: [PlacedText], without others: [PlacedText], in other: LessonFile)
      -> [Diagnostic]
    {
      let known = Set(others.map(\.text))
      return texts.filter { !known.contains($0.text) }.map {
        Diagnostic(at: $0.place, "\(kind) '\($0.text)' is not in \(other.path)")
      }
    }
    let differences =
      only(expected, without: found, in: file) + only(found, without: expected, in: original)
    guard differences.isEmpty, expected.map(\.text) != found.map(\.text) else {
      return differences
    }
    let first = zip(expected, found).first { $0.text != $1.text }?.1 ?? found.last
    return first.map {
      [Diagnostic(at: $0.place, "\(kind) '\($0.text)' stands elsewhere in \(original.path)")]
    } ?? []
  }

  private func notes(_ original: LessonFile, _ file: LessonFile) -> [Diagnostic] {
    guard original.problem == nil, file.problem == nil, original.notes != file.notes else {
      return []
    }
    let expected = original.notes.isEmpty ? "no notes" : original.notes.joined(separator: ", ")
    return [
      Diagnostic(at: Place(file: file.path), "'notes' differs from \(original.path): \(expected)")
    ]
  }

  private func labs(
    _ id: String, _ original: LessonFile, _ file: LessonFile
  ) -> [Diagnostic] {
    guard let expected = course.lesson(id, in: original.language)?.labs,
      let found = course.lesson(id, in: file.language)?.labs
    else { return [] }
    for (lab, other) in zip(expected, found)
    where lab.lab.request != other.lab.request || lab.lab.opening != other.lab.opening {
      return [Diagnostic(at: other.place, "this lab differs from the one at \(lab.place)")]
    }
    guard expected.count != found.count else { return [] }
    let (longer, shorter) =
      expected.count > found.count ? (expected, file) : (found, original)
    let extra = longer[min(expected.count, found.count)]
    return [Diagnostic(at: extra.place, "this lab is not in \(shorter.path)")]
  }
}
