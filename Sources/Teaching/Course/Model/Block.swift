/// A block of a lesson, with the place in the file that it was read from.
public struct Block: Sendable, Equatable {
  public indirect enum Content: Sendable, Equatable {
    case heading(level: Int, anchor: String, [Inline])
    case paragraph([Inline])
    case list(start: Int?, items: [[Block]])
    case table(Table)
    case code(language: String, text: String)
    case quote([Block])
    case callout(Callout, [Block])
    case math(Formula)
    case rule
    case lab(LabBlock)
    case quiz(QuizBlock)
    case predict(Prediction)
    /// A block that could not be read. It is shown in its place; the rest of the lesson works.
    case problem(Diagnostic)
  }

  public var content: Content
  public var place: Place

  public init(_ content: Content, at place: Place) {
    self.content = content
    self.place = place
  }
}

/// A run of text within a paragraph.
public indirect enum Inline: Sendable, Equatable {
  case text(String)
  case emphasis([Inline])
  case strong([Inline])
  case strikethrough([Inline])
  case code(String)
  case math(Formula)
  case link([Inline], to: String, Place)
  /// A number or a comparison that the lesson's claims file proves: `[0.41](claim:sharp)`.
  case claim([Inline], id: String, Place)
  case softBreak
  case lineBreak
  case problem(Diagnostic)
}

public struct Table: Sendable, Equatable {
  public enum Alignment: Sendable { case leading, center, trailing }

  public var alignments: [Alignment]
  public var header: [[Inline]]
  public var rows: [[[Inline]]]

  public init(alignments: [Alignment], header: [[Inline]], rows: [[[Inline]]]) {
    self.alignments = alignments
    self.header = header
    self.rows = rows
  }
}

/// The kinds of callout, written as GitHub's alerts: `> [!ANSWER]`.
public enum Callout: String, Sendable, CaseIterable {
  case note = "NOTE"
  case tip = "TIP"
  case warning = "WARNING"
  /// Hidden until the learner has tried, or asks.
  case answer = "ANSWER"
  /// What the notes claim, what is right, the source, and the lab that shows it.
  case errata = "ERRATA"
  /// Asks before a lab reveals.
  case predict = "PREDICT"
}

/// A fenced `lab` block: which lab, with which controls set, and what it shows first.
public struct LabBlock: Sendable, Equatable {
  public var request: LabRequest
  public var opening: LabOpening
  /// Where `name` and each key of `set` stand, for diagnostics.
  public var places: [String: Place]

  public init(
    request: LabRequest, opening: LabOpening = LabOpening(), places: [String: Place] = [:]
  ) {
    self.request = request
    self.opening = opening
    self.places = places
  }
}

/// What of a run is shown first, where that is not left to the lab.
public struct LabOpening: Sendable, Equatable {
  public enum Step: Sendable, Equatable {
    /// From 1.
    case number(Int)
    case last
  }

  public var step: Step?
  /// One of the step's views, from 1.
  public var view: Int?

  public init(step: Step? = nil, view: Int? = nil) {
    self.step = step
    self.view = view
  }
}

/// A fenced `quiz` block as YAML with its place. `Quiz` makes an item of it.
public struct QuizBlock: Sendable, Equatable {
  public var yaml: String
  /// The place of the first line of the YAML, inside the fence.
  public var place: Place

  public init(yaml: String, place: Place) {
    self.yaml = yaml
    self.place = place
  }
}
