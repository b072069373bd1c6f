/// What `bench` measures.
enum Benchmark: String, CaseIterable {
  /// Attention among all pairs
  case forward
  /// With a causal mask, which leaves half of them
  case causal
  /// From Q, K, V and dO to the three gradients; flash starts from its forward run's log-sum-exp
  case backward
  /// A product of two square matrices, the floor that attention stands on
  case matmul

  /// N, or the side of the matrices
  var lengths: [Int] {
    self == .matmul ? [128, 256, 512, 1024] : [256, 512, 1024, 2048]
  }

  /// Those measured where no benchmark was asked for.
  var fewLengths: [Int] {
    switch self {
    case .forward, .causal: [512, 2048]
    case .backward: [512, 1024]
    case .matmul: [512]
    }
  }
}
