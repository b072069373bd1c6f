import Course

extension Item {
  /// Reads a quiz block.
  /// - Returns: the item, nil where it cannot be asked; and everything that is wrong with it
  public static func read(_ block: QuizBlock) -> (item: Item?, diagnostics: [Diagnostic]) {
    do throws(Diagnostic) {
      var reader = try ItemReader(block)
      let item = reader.read()
      let errors = reader.yaml.diagnostics.contains { $0.severity == .error }
      return (errors ? nil : item, reader.yaml.diagnostics)
    } catch {
      return (nil, [error])
    }
  }
}

extension Lesson {
  /// The items of the lesson in its order; what cannot be read is the first thing wrong with it.
  public var items: [Result<Item, Diagnostic>] {
    quizzes.map { block in
      let (item, diagnostics) = Item.read(block)
      if let item { return .success(item) }
      let first = diagnostics.first { $0.severity == .error }
      return .failure(first ?? Diagnostic(at: block.place, "this item cannot be read"))
    }
  }
}
