import Tensors
import Testing

/// A row of a product is the same to the last bit however many rows are computed with it, although few
/// rows go another way through memory: decoding gives what a pass over all tokens gives.
struct ProductRowsTests {
  @Test(arguments: [1, 2, 5, 6, 7], [1, 15, 16, 17, 97, 128, 513])
  func rowsDoNotDependOnTheirNumber(_ rows: Int, _ columns: Int) throws {
    var stream = RandomStream(seed: 31, stream: UInt64(rows * 1000 + columns))
    for depth in [1, 7, 8, 9, 64, 257, 600] {
      let left = Tensor.normal([13, depth], from: &stream)
      let right = Tensor.normal([depth, columns], from: &stream)
      let whole = try left.times(right)
      let part = try left.slice(axis: 0, 0..<rows).times(right)
      #expect(part == (try whole.slice(axis: 0, 0..<rows)))
      let turned = right.transposed()
      let wholeTurned = try left.timesTransposed(turned)
      let partTurned = try left.slice(axis: 0, 0..<rows).timesTransposed(turned)
      #expect(partTurned == (try wholeTurned.slice(axis: 0, 0..<rows)))
      #expect(part == partTurned)
    }
  }

  @Test func oneTensorIsItsOwnConcatenation() throws {
    var stream = RandomStream(seed: 32, stream: 0)
    let tensor = Tensor.normal([2, 3], from: &stream)
    #expect(try Tensor.concatenated([tensor], axis: 1) == tensor)
  }
}
