/// A word of a text, folded and stemmed, and where it stands.
struct Word {
  enum Kind {
    /// Latin letters, digits, or a sign that means something: `^2`, `×`, `/`.
    case plain
    case han
    /// A comma: what follows may be another claim.
    case comma
    /// The end of a sentence.
    case stop
    case question
  }

  var text: String
  var kind: Kind
  /// It ended in "ing", and may be a noun.
  var isParticiple = false
  /// In UTF-8 bytes of the text.
  var start: Int
  var end: Int
}
