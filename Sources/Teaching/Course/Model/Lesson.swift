/// A lesson in one language.
public struct Lesson: Sendable, Equatable {
  public var summary: LessonSummary
  public var language: Language
  public var blocks: [Block]
  /// What went wrong while it was read; the blocks at fault are `problem` blocks.
  public var diagnostics: [Diagnostic]
  public var claims: [String: Claim]

  public init(
    summary: LessonSummary, language: Language, blocks: [Block], diagnostics: [Diagnostic],
    claims: [String: Claim]
  ) {
    self.summary = summary
    self.language = language
    self.blocks = blocks
    self.diagnostics = diagnostics
    self.claims = claims
  }
}

/// What home shows of a lesson: its front matter, without its body.
public struct LessonSummary: Sendable, Equatable {
  /// `attention/steps`
  public var id: String
  public var title: Localized<String>
  /// The sections of the source notes that it answers: `1.2`.
  public var notes: [String]
  public var minutes: Int
  public var requires: [String]
  public var tags: [String]
  public var sources: [String]
  /// The errors of the notes that its callouts correct: `E01`.
  public var errata: [String]
  public var languages: [Language]
  /// The ids of its quiz items in order, read without parsing the body.
  public var items: [String]
  /// Why its front matter could not be read; the title is then its id.
  public var problem: Diagnostic?

  public init(
    id: String, title: Localized<String>, notes: [String] = [], minutes: Int = 0,
    requires: [String] = [], tags: [String] = [], sources: [String] = [],
    errata: [String] = [], languages: [Language] = [], items: [String] = [],
    problem: Diagnostic? = nil
  ) {
    self.id = id
    self.title = title
    self.notes = notes
    self.minutes = minutes
    self.requires = requires
    self.tags = tags
    self.sources = sources
    self.errata = errata
    self.languages = languages
    self.items = items
    self.problem = problem
  }
}

public struct Chapter: Sendable, Equatable {
  public var id: String
  public var title: Localized<String>
  public var summary: Localized<String>
  public var lessons: [LessonSummary]
  /// What the notes ask that no lesson answers yet.
  public var planned: [PlannedLesson]
  /// Why its `chapter.yaml` could not be read; the title is then its id.
  public var problem: Diagnostic?

  public init(
    id: String, title: Localized<String>, summary: Localized<String>, lessons: [LessonSummary],
    planned: [PlannedLesson] = [], problem: Diagnostic? = nil
  ) {
    self.id = id
    self.title = title
    self.summary = summary
    self.lessons = lessons
    self.planned = planned
    self.problem = problem
  }
}

/// A claim: what a number or a comparison of a lesson rests on (`….claims.yaml`).
public struct Claim: Sendable, Equatable {
  public enum Basis: Sendable, Equatable {
    case run(LabRequest, result: String)
    /// The text is the value of a closed form over the controls; the run must come within.
    case theorem(LabRequest, result: String, theory: String)
    case source(id: String, where: String, value: Double)
    case divide(String, String)
    case subtract(String, String)
    /// The claims named are in ascending order.
    case order([String])
  }

  public var basis: Basis
  public var unit: String?
  /// Absolute ("0.01") or relative ("3%"); nil: as exact as the number is printed.
  public var within: String?
  public var place: Place
  /// Where its values stand, those of `set` by the names of the controls.
  public var places: [String: Place]

  public init(
    _ basis: Basis, unit: String? = nil, within: String? = nil, at place: Place,
    places: [String: Place] = [:]
  ) {
    self.basis = basis
    self.unit = unit
    self.within = within
    self.place = place
    self.places = places
  }
}
