extension Block {
  /// The blocks directly inside this one.
  public var children: [Block] {
    switch content {
    case .list(_, let items): items.flatMap { $0 }
    case .quote(let blocks), .callout(_, let blocks): blocks
    case .heading, .paragraph, .table, .code, .math, .rule, .lab, .quiz, .predict, .problem:
      []
    }
  }

  /// The runs of text directly in this block, those of a table row by row.
  public var inlines: [Inline] {
    switch content {
    case .heading(_, _, let inlines), .paragraph(let inlines): inlines
    case .table(let table): table.header.flatMap { $0 } + table.rows.flatMap { $0.flatMap { $0 } }
    case .predict(let prediction): prediction.choices.flatMap(\.text)
    case .list, .code, .quote, .callout, .math, .rule, .lab, .quiz, .problem: []
    }
  }
}

extension [Block] {
  /// Visits each block before those inside of it, in the order of reading.
  public func walk(_ visit: (Block) -> Void) {
    for block in self {
      visit(block)
      block.children.walk(visit)
    }
  }

  /// Visits each run of text before those inside of it, in the order of reading.
  public func walkInlines(_ visit: (Inline) -> Void) {
    walk { $0.inlines.walk(visit) }
  }
}

extension [Inline] {
  public func walk(_ visit: (Inline) -> Void) {
    for inline in self {
      visit(inline)
      inline.children.walk(visit)
    }
  }
}
