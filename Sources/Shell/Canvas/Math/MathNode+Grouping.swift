import Course

/// Questions about a piece that decide whether it needs brackets of its own.
extension MathNode {
  /// The pieces of a row, or this piece alone.
  var items: [MathNode] { if case .row(let items) = self { items } else { [self] } }

  /// Whether limits stand above and below this operator in a display.
  var takesLimits: Bool {
    guard case .symbol(_, let kind) = self else { return false }
    return kind == .largeOperator || kind == .limitFunction
  }

  /// One letter, number or word, with or without scripts.
  var isAtom: Bool {
    switch self {
    case .symbol(_, let kind): kind == .ordinary
    case .text: true
    case .scripts(let base, _, _), .accent(_, let base): base.isAtom
    default: false
    }
  }

  /// Can stand below a division or under a root without brackets: `ℓ(x)`, `√d`, `∂x`.
  var isFactor: Bool {
    switch self {
    case .fenced, .root: return true
    case .row(let items):
      guard items.count == 2 else { return false }
      switch (items[0], items[1]) {
      case (.symbol("∂", _), let variable), (.symbol("d", _), let variable): return variable.isAtom
      case (.symbol(_, .function), .fenced), (.symbol(_, .limitFunction), .fenced): return true
      case (let function, .fenced): return function.isAtom
      default: return false
      }
    default: return isAtom
    }
  }

  /// Letters or digits without scripts.
  var isWord: Bool {
    switch self {
    case .symbol(let text, _), .text(let text):
      text.count == 1 || text.allSatisfy(\.isLetter) || text.allSatisfy(\.isNumber)
    case .row(let items):
      items.allSatisfy { item in
        if case .symbol(let text, .ordinary) = item { text.allSatisfy(\.isLetter) } else { false }
      }
    default: false
    }
  }

  /// Has operators, relations or functions whose reach a power or a division would change.
  var isLoose: Bool {
    switch self {
    case .row(let items):
      !isFactor
        && MathRow(items).pieces.contains { piece in
          switch piece.kind {
          case .binary, .relation, .punctuation, .closeBinary, .function, .largeOperator: true
          default: piece.node.isLoose
          }
        }
    case .fraction: true
    case .accent(_, let base): base.isLoose
    default: false
    }
  }

  /// As the base of a script: without brackets the script would seem to belong to its last letter.
  var needsBrackets: Bool {
    switch self {
    case .scripts(let base, _, _): !base.takesLimits
    case .root: true
    case .row(let items):
      if case .symbol(_, .binary) = items.first, items.count > 1 { true } else { isLoose }
    default: isLoose
    }
  }

  /// Ends in a script for which there are no raised or lowered characters: `d_model`.
  var endsInPlainScript: Bool {
    switch self {
    case .scripts(_, let sub, let sup):
      (sub.map { ScriptCharacters.lowered($0) == nil } ?? false)
        || (sup.map { ScriptCharacters.raised($0) == nil } ?? false)
    case .root(let radicand, _): radicand.endsInPlainScript
    default: false
    }
  }
}
