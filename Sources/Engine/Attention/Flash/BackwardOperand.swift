import Tensors

/// A matrix `[length, width]` of one head in the forms that the five products need.
final class BackwardOperand {
  let width: Int
  private let fullLength: Int
  private let block: Int
  private let rowsMemory: Scratch?
  private let plainMemory: Scratch
  private let transposedMemory: Scratch?

  /// - Parameter isLeft: whether it is a left factor of S or dP; else it is a right one
  init(length: Int, width: Int, block: Int, isLeft: Bool) {
    self.width = width
    self.block = block
    fullLength = length
    plainMemory = Scratch(length * width.roundedUp(to: 16))
    rowsMemory = isLeft ? Scratch(length * width) : nil
    transposedMemory =
      isLeft ? nil : Scratch(length.pieces(of: block) * block.roundedUp(to: 16) * width)
  }

  var bytes: Int {
    plainMemory.bytes + (rowsMemory?.bytes ?? 0) + (transposedMemory?.bytes ?? 0)
  }

  /// The matrix itself, times the scale.
  var rows: UnsafeMutablePointer<Float> { (rowsMemory ?? plainMemory).pointer }

  /// A block as a right factor, in panels of sixteen features.
  func plain(_ index: Int) -> UnsafeMutablePointer<Float> {
    plainMemory.pointer + index * block * width.roundedUp(to: 16)
  }

  /// The transpose of a block as a right factor, in panels of sixteen rows.
  func transposed(_ index: Int) -> UnsafeMutablePointer<Float> {
    (transposedMemory ?? plainMemory).pointer + index * block.roundedUp(to: 16) * width
  }

  func length(_ index: Int) -> Int { min(block, fullLength - index * block) }

  func load(_ source: UnsafePointer<Float>, scale: Float) {
    var source = source
    if let rowsMemory {
      for index in 0..<fullLength * width { rowsMemory.pointer[index] = source[index] * scale }
      source = UnsafePointer(rowsMemory.pointer)
    }
    for index in 0..<fullLength.pieces(of: block) {
      let rows = source + index * block * width
      Kernels.packColumns(
        rows, stride: width, depth: length(index), columns: width, into: plain(index))
      guard transposedMemory != nil else { continue }
      Kernels.packRows(
        rows, stride: width, depth: width, columns: length(index), into: transposed(index))
    }
  }
}

/// A gradient `[length, width]` that products are added to, rows a whole number of vectors apart.
final class Accumulator {
  let step: Int
  private let length: Int
  private let width: Int
  private let memory: Scratch

  init(length: Int, width: Int) {
    self.length = length
    self.width = width
    step = width.roundedUp(to: 16)
    memory = Scratch(length * step)
  }

  var bytes: Int { memory.bytes }
  var pointer: UnsafeMutablePointer<Float> { memory.pointer }

  func clear() { pointer.update(repeating: 0, count: length * step) }

  func copy(to target: UnsafeMutablePointer<Float>, scale: Float) {
    for row in 0..<length {
      for column in 0..<width {
        target[row * width + column] = pointer[row * step + column] * scale
      }
    }
  }

  /// Some of the rows, `[rows, width]`, times the scale.
  func rows(_ rows: Range<Int>, times scale: Float = 1) -> Tensor {
    Tensor(rows: rows.count, columns: width) { row, column in
      pointer[(rows.lowerBound + row) * step + column] * scale
    }
  }
}
