import Canvas

/// Something on a lesson's page that Tab stops at.
enum Focusable: Sendable, Hashable {
  case slot(Page.Slot.Content)
  /// A link or a claim, by its number on the page.
  case target(Int)

  var isLab: Bool { if case .slot(.lab) = self { true } else { false } }

  /// The lines that it takes; nil where it is not on this page.
  func rows(on page: Page) -> Range<Int>? {
    switch self {
    case .slot(let content): page.slot(content)?.rows
    case .target(let index): page.line(ofTarget: index).map { $0..<$0 + 1 }
    }
  }

  /// The lines in which it is lit while it has the focus.
  func litRows(on page: Page) -> Range<Int>? {
    guard let rows = rows(on: page) else { return nil }
    return switch self {
    case .slot(.answer), .slot(.quiz), .slot(.lab): rows.lowerBound..<rows.lowerBound + 1
    case .slot(.predict), .target: rows
    }
  }

  /// All of a page, from top to bottom.
  static func all(on page: Page) -> [Focusable] {
    let slots = page.slots.map { Focusable.slot($0.content) }
    let targets = page.targets.indices.map(Focusable.target)
    return (slots + targets)
      .compactMap { item in item.rows(on: page).map { (item, $0.lowerBound) } }
      .sorted { $0.1 < $1.1 }
      .map(\.0)
  }
}
