import Course

/// The pieces of a row with the space before each: TeX's table (The TeXbook, chapter 18), with
/// cells for its muskips.
struct MathRow {
  struct Piece {
    var node: MathNode
    var kind: Kind
    /// Cells between this piece and the one before.
    var space: Int
  }

  enum Kind {
    case ordinary, binary, relation, punctuation, open, close
    /// The name of a function: `log x` has a space, `log(x)` has none.
    case function
    /// A big sign, which keeps its distance from brackets too.
    case largeOperator
    /// A sign that binds closely: `q·k`, `1/2`.
    case closeBinary
    /// A binary operator with nothing to its left: the minus of `−∞`.
    case sign
    case bracketed
    /// A root, whose end has to be seen where it has no bar: `√2 π`.
    case root
    /// What has a bar or columns of its own, and would run into its neighbours.
    case block

    /// Whether this multiplies what stands next to it.
    var isFactor: Bool {
      switch self {
      case .ordinary, .bracketed, .root, .block, .function, .largeOperator: true
      default: false
      }
    }
  }

  private(set) var pieces: [Piece] = []

  /// - Parameters:
  ///   - tight: within scripts there are no spaces around operators and relations.
  ///   - continues: the row stands to the right of something, as a cell of aligned equations does.
  init(_ items: [MathNode], tight: Bool = false, continues: Bool = false) {
    var asked = 0
    for item in items {
      if case .space(let cells) = item {
        asked += cells
        continue
      }
      pieces.append(Piece(node: item, kind: Kind(item), space: asked))
      asked = 0
    }
    demoteSigns(continues: continues)
    var before: Kind? = continues ? .ordinary : nil
    for index in pieces.indices {
      let kind = pieces[index].kind
      let needed = before.map { Self.space($0, kind, tight: tight) } ?? 0
      pieces[index].space = max(needed, min(pieces[index].space, tight ? 1 : .max))
      before = kind
    }
  }

  private mutating func demoteSigns(continues: Bool) {
    var before: Kind? = continues ? .ordinary : nil
    for index in pieces.indices {
      if pieces[index].kind == .binary {
        let after = index + 1 < pieces.count ? pieces[index + 1].kind : .ordinary
        switch (before, after) {
        case (nil, _), (.binary, _), (.closeBinary, _), (.relation, _), (.open, _),
          (.punctuation, _), (.function, _), (.largeOperator, _), (_, .relation), (_, .close),
          (_, .punctuation):
          pieces[index].kind = .sign
        default: break
        }
      }
      before = pieces[index].kind
    }
  }

  private static func space(_ left: Kind, _ right: Kind, tight: Bool) -> Int {
    switch (left, right) {
    case (.open, _), (_, .close), (_, .punctuation), (.closeBinary, _), (_, .closeBinary): 0
    case (.relation, .relation): 0
    case (.relation, _), (_, .relation), (.binary, _), (_, .binary), (.punctuation, _):
      tight ? 0 : 1
    case (.function, .open), (.function, .bracketed): 0
    case (.function, _), (.largeOperator, _), (_, .function), (_, .largeOperator): 1
    case (.block, _), (_, .block): 1
    case (.root, _): 1
    default: 0
    }
  }
}

extension MathRow.Kind {
  init(_ node: MathNode) {
    switch node {
    case .symbol(let text, let kind): self.init(text, kind)
    // Limits may be wider than their operator, and would touch a bracket.
    case .scripts(let base, _, _) where base.takesLimits: self = .largeOperator
    case .scripts(let base, _, _) where base.needsBrackets: self = .bracketed
    case .scripts(let base, _, _), .stack(let base, _, _): self.init(base)
    case .fenced: self = .bracketed
    case .root: self = .root
    case .fraction, .grid: self = .block
    case .row, .text, .space, .accent: self = .ordinary
    }
  }

  private init(_ text: String, _ kind: MathNode.SymbolClass) {
    switch kind {
    case .ordinary: self = text == "/" ? .closeBinary : .ordinary
    case .binary: self = text == "·" ? .closeBinary : .binary
    case .relation: self = .relation
    case .punctuation: self = .punctuation
    case .open: self = .open
    case .close: self = .close
    case .function, .limitFunction: self = .function
    case .largeOperator, .integral: self = .largeOperator
    }
  }
}
