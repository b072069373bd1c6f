/// Numbers in a grid of any rank: Float32, row-major, copied on write.
public struct Tensor: Sendable {
  public private(set) var shape: [Int]
  public private(set) var storage: [Float]
}
