import Canvas
import Course

/// A place in a lesson that is the same in every language and at every width: so many blocks
/// after a heading.
struct LessonPlace: Sendable, Equatable {
  /// nil: from the start of the lesson.
  var anchor: String?
  var blocks: Int

  init(anchor: String? = nil, blocks: Int = 0) {
    self.anchor = anchor
    self.blocks = blocks
  }

  init(line: Int, page: Page, blocks: [Block]) {
    let block = page.blocks.indices.contains(line) ? page.blocks[line] : 0
    let headings = blocks.prefix(block + 1).enumerated().reversed()
    for case (let index, .heading(_, let anchor, _)) in headings.map({ ($0, $1.content) }) {
      self.init(anchor: anchor, blocks: block - index)
      return
    }
    self.init(blocks: block)
  }

  func line(in page: Page, blocks all: [Block]) -> Int {
    let start =
      all.firstIndex {
        if case .heading(_, let anchor, _) = $0.content { anchor == self.anchor } else { false }
      } ?? 0
    return page.line(ofBlock: min(start + blocks, max(0, all.count - 1)))
  }
}
