/// The general matrix product, by blocks that fit the caches (Goto & van de Geijn 2008, §5): a block of
/// B is packed once and meets all rows of A.
package struct MatrixProduct {
  /// A `[rows, depth]`, by the steps from row to row and from k to k + 1.
  package var left: UnsafePointer<Float>
  package var leftRowStep: Int
  package var leftDepthStep: Int
  /// B `[depth, columns]`, or `[columns, depth]` where it is transposed; rows are `rightStep` apart.
  package var right: UnsafePointer<Float>
  package var rightStep: Int
  package var rightIsTransposed: Bool
  package var rows: Int
  package var columns: Int
  package var depth: Int

  package init(
    left: UnsafePointer<Float>, rowStep: Int, depthStep: Int = 1, right: UnsafePointer<Float>,
    rightStep: Int, rightIsTransposed: Bool = false, rows: Int, columns: Int, depth: Int
  ) {
    self.left = left
    leftRowStep = rowStep
    leftDepthStep = depthStep
    self.right = right
    self.rightStep = rightStep
    self.rightIsTransposed = rightIsTransposed
    self.rows = rows
    self.columns = columns
    self.depth = depth
  }

  private static let rowBlock = 96

  /// How much of B is packed at once.
  private var blocks: (depth: Int, columns: Int) {
    guard hasFewRows else {
      // The packed block of B then stays below the size from which the C library asks the system for
      // each piece of memory anew.
      return (256, 96)
    }
    // Packing is most of the work then, and most of that is waiting for B: it is to be read once, from
    // front to back, in pieces that the first-level cache holds.
    return rightIsTransposed ? (256, 96) : (max(16, 4096 / max(columns, 1)), 512)
  }

  /// Fewer than the inner loop takes at once, as in decoding, which has one query for a cache of keys.
  private var hasFewRows: Bool { rows < 6 }

  /// C ← AB, rows of C `step` apart.
  package func write(to result: UnsafeMutablePointer<Float>, step: Int, threads: Int = 1) {
    guard rows > 0, columns > 0 else { return }
    let blocks = blocks
    let panels = Scratch(
      min(depth, blocks.depth) * min(columns, blocks.columns).roundedUp(to: 16), zeroed: false)
    let copy = Scratch(
      copiesRows ? 16 * min(depth, blocks.depth) : 0, zeroed: false)
    // The last panel is wider than what is left of C.
    let whole = columns & ~15
    let edge = Scratch(whole < columns ? rows * 16 : 0, zeroed: false)
    for column in stride(from: 0, to: columns, by: blocks.columns) {
      let width = min(blocks.columns, columns - column)
      for k in stride(from: 0, to: max(depth, 1), by: blocks.depth) {
        let deep = min(blocks.depth, depth - k)
        pack(
          columns: column..<column + width, depth: k..<k + deep, into: panels.pointer,
          by: copy.pointer)
        Parallel.forEach(rows.pieces(of: Self.rowBlock), threads: threads) { block, _ in
          let row = block * Self.rowBlock
          let a = left + row * leftRowStep + k * leftDepthStep
          func multiply(_ panel: Int, _ count: Int, _ c: UnsafeMutablePointer<Float>, _ step: Int) {
            Kernels.multiplyTile(
              a, rowStep: leftRowStep, depthStep: leftDepthStep,
              panels.pointer + panel * 16 * deep, panelStep: 16 * deep, panelCount: count,
              c, cStep: step, rows: min(Self.rowBlock, rows - row), depth: deep, adds: k > 0)
          }
          multiply(0, width / 16, result + row * step + column, step)
          if width % 16 != 0 { multiply(width / 16, 1, edge.pointer + row * 16, 16) }
        }
      }
    }
    guard whole < columns else { return }
    for row in 0..<rows {
      (result + row * step + whole).update(from: edge.pointer + row * 16, count: columns - whole)
    }
  }

  /// Packing rows of B walks down sixteen of them at once, which memory answers slowly.
  private var copiesRows: Bool { hasFewRows && rightIsTransposed }

  private func pack(
    columns: Range<Int>, depth: Range<Int>, into panels: UnsafeMutablePointer<Float>,
    by copy: UnsafeMutablePointer<Float>
  ) {
    if copiesRows {
      for first in stride(from: columns.lowerBound, to: columns.upperBound, by: 16) {
        let count = min(16, columns.upperBound - first)
        let source = right + first * rightStep + depth.lowerBound
        if rightStep == depth.count {
          copy.update(from: source, count: count * depth.count)
        } else {
          for row in 0..<count {
            (copy + row * depth.count).update(from: source + row * rightStep, count: depth.count)
          }
        }
        Kernels.packRows(
          copy, stride: depth.count, depth: depth.count, columns: count,
          into: panels + (first - columns.lowerBound) * depth.count)
      }
    } else if rightIsTransposed {
      Kernels.packRows(
        right + columns.lowerBound * rightStep + depth.lowerBound, stride: rightStep,
        depth: depth.count, columns: columns.count, into: panels)
    } else {
      Kernels.packColumns(
        right + depth.lowerBound * rightStep + columns.lowerBound, stride: rightStep,
        depth: depth.count, columns: columns.count, into: panels)
    }
  }
}
