import Attention
import Tensors

/// One computation as the driver names it: "flash forward 2048 64 causal 1".
struct Problem {
  enum Algorithm: String { case flash, naive, product }
  enum Direction: String { case forward, backward }

  let algorithm: Algorithm
  let direction: Direction
  let length: Int
  let headDim: Int
  let options: FlashOptions

  static let heads = 8

  /// - Parameter words: algorithm, direction, length, head dimension, mask and threads
  init(words: [String]) throws {
    guard words.count == 6, let algorithm = Algorithm(rawValue: words[0]),
      let direction = Direction(rawValue: words[1]), let length = Int(words[2]),
      let headDim = Int(words[3]), ["none", "causal"].contains(words[4]),
      let threads = Int(words[5]), (1...65536).contains(length), (1...1024).contains(headDim),
      (1...256).contains(threads)
    else { throw Refusal("no such problem: \(words.joined(separator: " "))") }
    (self.algorithm, self.direction) = (algorithm, direction)
    (self.length, self.headDim) = (length, headDim)
    var options = FlashOptions()
    options.mask = words[4] == "causal" ? .causal : .none
    options.threads = threads
    self.options = options
  }

  /// Q, K, V and dO, `[1, H, N, d]` each.
  func inputs() throws -> (query: Tensor, key: Tensor, value: Tensor, outputGradient: Tensor) {
    let shape: Shape = [1, Self.heads, length, headDim]
    return (
      try drawn(shape, salt: 0), try drawn(shape, salt: 1), try drawn(shape, salt: 2),
      try drawn(shape, salt: 3)
    )
  }

  /// Two square matrices of `length`.
  func matrices() throws -> (left: Tensor, right: Tensor) {
    let shape: Shape = [length, length]
    return (try drawn(shape, salt: 0), try drawn(shape, salt: 1))
  }

  private func drawn(_ shape: Shape, salt: UInt32) throws -> Tensor {
    try Tensor(uniform(shape.count, salt: salt), shape: shape)
  }
}

/// Numbers of mean 0 and variance 1, bit for bit those of `uniform` in `peers/protocol.py`.
private func uniform(_ count: Int, salt: UInt32) -> [Float] {
  (0..<count).map { index in
    let bits = mixed(UInt32(truncatingIfNeeded: index) &+ salt << 26)
    return (Float(bits >> 8) * 0x1p-24 - 0.5) * 3.4641016
  }
}

/// The finaliser of MurmurHash3.
private func mixed(_ index: UInt32) -> UInt32 {
  var bits = (index ^ index >> 16) &* 0x85eb_ca6b
  bits = (bits ^ bits >> 13) &* 0xc2b2_ae35
  return bits ^ bits >> 16
}
