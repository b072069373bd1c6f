extension Source {
  /// The first of its authors, and whether there are more: `Dao et al.`
  public func authors(atMost count: Int, in language: Language) -> String {
    let names = authors.prefix(count).joined(separator: ", ")
    let others = authors.count > count ? (language == .english ? " et al." : " 等") : ""
    return names + others
  }

  /// The first three of its authors, and the year: `Dao, Fu, Ermon et al. 2022`.
  public func authorsAndYear(in language: Language) -> String {
    authors(atMost: 3, in: language) + (year.map { " \($0)" } ?? "")
  }

  /// Its link as it is shown: `arXiv:2205.14135`.
  public var linkName: String? { arxiv.map { "arXiv:\($0)" } ?? link }
}
