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

  private static let depthBlock = 256
  // The packed block of B then stays below the size from which the C library asks the system for each
  // piece of memory anew.
  private static let columnBlock = 96
  private static let rowBlock = 96

  /// C ← AB, rows of C `step` apart.
  package func write(to result: UnsafeMutablePointer<Float>, step: Int, threads: Int = 1) {
    guard rows > 0, columns > 0 else { return }
    let panels = Scratch(
      min(depth, Self.depthBlock) * min(columns, Self.columnBlock).roundedUp(to: 16),
      zeroed: false)
    // The last panel is wider than what is left of C.
    let whole = columns & ~15
    let edge = Scratch(whole < columns ? rows * 16 : 0, zeroed: false)
    for column in stride(from: 0, to: columns, by: Self.columnBlock) {
      let width = min(Self.columnBlock, columns - column)
      for k in stride(from: 0, to: max(depth, 1), by: Self.depthBlock) {
        let deep = min(Self.depthBlock, depth - k)
        pack(columns: column..<column + width, depth: k..<k + deep, into: panels.pointer)
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

  private func pack(
    columns: Range<Int>, depth: Range<Int>, into panels: UnsafeMutablePointer<Float>
  ) {
    if rightIsTransposed {
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
