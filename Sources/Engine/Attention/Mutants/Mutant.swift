/// An engine with one thing broken, as people break it: what learners are shown beside the truth, and
/// what every claim of the course must be able to tell from it.
public struct Mutant: Sendable, Identifiable {
  /// Which of the two ways to compute attention is broken.
  public enum Scope: Sendable { case naive, flash, both }

  /// Such as `no-scaling`.
  public let name: String
  /// One sentence: what is broken.
  public let sentence: (en: String, zh: String)
  /// When that changes the answer, to be read after "it does harm": `where a mask hides a key`.
  public let harms: (en: String, zh: String)
  public let appliesTo: Scope
  public let engine: AttentionEngine

  public var id: String { name }

  init(
    _ name: String, en: String, zh: String, harms: (en: String, zh: String), in scope: Scope,
    breaking: (inout AttentionRules) -> Void
  ) {
    var rules = AttentionRules()
    breaking(&rules)
    self.name = name
    sentence = (en, zh)
    self.harms = harms
    appliesTo = scope
    engine = AttentionEngine(rules: rules)
  }

  public static func named(_ name: String) -> Mutant? { all.first { $0.name == name } }
}
