/// Something that notes on the subject say, on which the learner bets before a run decides it.
///
/// The claim is told in the course's own words, never quoted. Some claims are right: a bet against
/// all of them would need no thought.
public struct Duel: Sendable, Equatable {
  /// `E01`; the same for ever, as bets are kept under it.
  public var id: String
  /// The sections of the notes.
  public var notes: [String]
  /// What the notes say.
  public var claim: Localized<[Block]>
  /// What the run measures, as the question that is bet on.
  public var question: Localized<[Block]>
  /// What is right, and why: shown when the run has decided.
  public var truth: Localized<[Block]>
  /// The name of a source in `sources.yaml`, and what that file says of it.
  public var sourceID: String
  public var source: Source?
  /// Where in the source: `§3.2.1`.
  public var whereInSource: Localized<String>
  /// `lesson` or `lesson#anchor`.
  public var lesson: String?
  /// What may be bet, and the runs. Its id is `Duel.predictionPrefix` and this id.
  public var prediction: Localized<Prediction>
  /// The key of the choice that follows from what the notes say.
  public var claimed: String
  /// The key of the choice that comes out. The engine decides; lint compares.
  public var decided: String
  public var place: Place
  /// Where its values stand, by their keys.
  public var places: [String: Place]

  /// The notes are right here.
  public var isClaimRight: Bool { claimed == decided }

  public static let predictionPrefix = "duel/"
}
