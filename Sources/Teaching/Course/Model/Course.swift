/// A lesson that is still to be written, so that home can show the whole syllabus.
public struct PlannedLesson: Sendable, Equatable {
  /// What its id will be.
  public var id: String?
  /// The sections of the source notes that it will answer.
  public var notes: [String]
  public var title: Localized<String>
  /// The lab that it will be about.
  public var lab: String?

  public init(
    id: String? = nil, notes: [String] = [], title: Localized<String>, lab: String? = nil
  ) {
    self.id = id
    self.notes = notes
    self.title = title
    self.lab = lab
  }
}

/// A way through the course: some of its lessons in another order.
public struct CoursePath: Sendable, Equatable {
  public var id: String
  public var title: Localized<String>
  public var lessons: [String]

  public init(id: String, title: Localized<String>, lessons: [String]) {
    self.id = id
    self.title = title
    self.lessons = lessons
  }
}

/// A paper or page that lessons rest on.
public struct Source: Sendable, Equatable {
  /// `vaswani2017`
  public var id: String
  public var title: String
  public var authors: [String]
  public var year: Int?
  public var arxiv: String?
  public var doi: String?
  public var url: String?
  public var place: Place

  /// Where it can be read.
  public var link: String? {
    url ?? arxiv.map { "https://arxiv.org/abs/\($0)" } ?? doi.map { "https://doi.org/\($0)" }
  }
}

/// A word of the field.
public struct Term: Sendable, Equatable {
  public var id: String
  public var name: Localized<String>
  /// In one line.
  public var meaning: Localized<String>
  /// The lesson that explains it.
  public var lesson: String?
  public var place: Place
}
