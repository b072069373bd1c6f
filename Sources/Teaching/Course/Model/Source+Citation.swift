extension Source {
  /// The first three of its authors, that there are more, and the year: `Dao, Fu, Ermon et al. 2022`.
  public func authorsAndYear(in language: Language) -> String {
    let names = authors.prefix(3).joined(separator: ", ")
    let others = authors.count > 3 ? (language == .english ? " et al." : " 等") : ""
    return names + others + (year.map { " \($0)" } ?? "")
  }

  /// Its link as it is shown: `arXiv:2205.14135`.
  public var linkName: String? { arxiv.map { "arXiv:\($0)" } ?? link }
}
