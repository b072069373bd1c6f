/// What is left of an English word without its ending: stores, stored and storing are one, and so are
/// materialise and materialize.
enum Stemmer {
  static func stem(_ word: String) -> String {
    if let base = irregular[word] { return british(Substring(base)) }
    guard word.utf8.count > 3, word.utf8.allSatisfy({ (0x61...0x7A).contains($0) }) else {
      return word
    }
    var stem = Substring(word)
    cutPlural(&stem)
    cutPast(&stem)
    if stem.hasSuffix("ly"), stem.utf8.count > 5, !stem.hasSuffix("ply") { stem = stem.dropLast(2) }
    return british(stem)
  }

  private static func cutPlural(_ stem: inout Substring) {
    if stem.hasSuffix("ies"), stem.utf8.count > 4 {
      stem = stem.dropLast(3) + "y"
    } else if stem.hasSuffix("sses") || stem.hasSuffix("xes") || stem.hasSuffix("shes")
      || stem.hasSuffix("ches")
    {
      stem = stem.dropLast(2)
    } else if stem.hasSuffix("s"), !stem.hasSuffix("ss"), !stem.hasSuffix("us"),
      !stem.hasSuffix("is")
    {
      stem = stem.dropLast()
    }
  }

  private static func cutPast(_ stem: inout Substring) {
    for ending in ["ing", "ed"] where stem.hasSuffix(ending) {
      let rest = stem.dropLast(ending.utf8.count)
      guard rest.utf8.count >= 3, rest.contains(where: { "aeiouy".contains($0) }) else { return }
      stem = rest
      let last = stem.suffix(2)
      if last.utf8.count == 2, last.first == last.last, !"lsz".contains(last.last ?? "l") {
        stem = stem.dropLast()
      }
      return
    }
  }

  /// One spelling of what Britain and America write differently.
  private static func british(_ stem: Substring) -> String {
    var stem = stem
    for (ending, form) in [("isation", "iz"), ("ization", "iz"), ("ise", "iz"), ("ize", "iz")]
    where stem.hasSuffix(ending) && stem.utf8.count > ending.utf8.count + 2 {
      return stem.dropLast(ending.utf8.count) + form
    }
    if stem.hasSuffix("is"), stem.utf8.count > 6 { return stem.dropLast(2) + "iz" }
    if stem.hasSuffix("our"), stem.utf8.count > 4 { return stem.dropLast(3) + "or" }
    if stem.hasSuffix("elled") || stem.hasSuffix("ell"), stem.utf8.count > 5 {
      stem = stem.dropLast()
    }
    if stem.hasSuffix("e"), stem.utf8.count > 3 { stem = stem.dropLast() }
    return String(stem)
  }

  private static let irregular = [
    "written": "write", "wrote": "write", "writing": "write", "kept": "keep", "held": "hold",
    "seen": "see", "saw": "see", "grew": "grow", "grown": "grow", "got": "get", "gotten": "get",
    "became": "become", "made": "make", "came": "come", "took": "take", "taken": "take",
    "went": "go", "gone": "go", "goes": "go", "does": "do", "did": "do", "done": "do",
    "has": "have", "had": "have", "lost": "lose", "found": "find", "sent": "send",
    "brought": "bring", "chosen": "choose", "chose": "choose", "shrank": "shrink",
    "shrunk": "shrink", "built": "build", "learnt": "learn", "known": "know", "shown": "show",
    "gave": "give", "given": "give", "led": "lead", "fed": "feed", "spent": "spend",
    "was": "be", "were": "be", "is": "be", "are": "be", "been": "be", "being": "be", "am": "be",
    "using": "use", "used": "use", "tying": "tie", "bigger": "big", "larger": "large",
    "smaller": "small", "wider": "wide", "higher": "high", "lower": "low", "faster": "fast",
    "maxima": "maximum", "matrices": "matrix", "queries": "query", "ones": "them",
    "indices": "index",
    "fewer": "few", "vanished": "vanish", "jacobians": "jacobian",
    "softmaxes": "softmax", "this": "this", "its": "it", "logits": "logit",
    "only": "only", "early": "early", "thus": "thus", "always": "always", "during": "during",
    "axes": "axis", "exponentials": "exponential", "going": "go", "sees": "see",
  ]
}
