import Tensors

extension HBMTraffic {
  /// What FlashAttention-2's backward pass moves (Dao 2023, Algorithm 2), tiles that no query sees left
  /// out: dO and O in and D out (line 4); K_j and V_j of each tile in (line 6); for each block that
  /// meets it Q_i, dO_i, L_i, D_i and dQ_i in and dQ_i out (lines 9 and 15); dK_j and dV_j out (line
  /// 18). With N = M, d = dᵥ and no mask these are 6Nd + N + T_c(4Nd + 2N) numbers.
  ///
  /// O_i, which the paper's line 9 reads as well, has no more use once D is there and stays outside; the
  /// zeros that line 3 puts into dQ are not counted, as those that `order: .fa1` starts from are not.
  public static func flashBackward(
    _ dimensions: AttentionDimensions, blocks: BlockSizes, mask: Mask = .none
  ) -> HBMTraffic {
    summed(dimensions, blocks: blocks, mask: mask) { head, tiles, visible in
      head.prepareBackward(dimensions)
      for tile in 0..<tiles.count {
        head.loadKeys(tiles.columns(tile).count, dimensions)
        for (rows, seen) in zip(tiles.rowBlocks, visible) where seen.contains(tile) {
          head.addToGradients(rows.count, dimensions)
        }
        head.storeKeyGradients(tiles.columns(tile).count, dimensions)
      }
    }
  }

  /// What the plain backward pass moves, P being in main memory from the forward pass (Dao et al.
  /// 2022, Algorithm 3). With N = M and d = dᵥ these are 8Nd + 7N² numbers.
  public static func standardBackward(_ dimensions: AttentionDimensions) -> HBMTraffic {
    StandardBackwardPass.allCases.reduce(into: HBMTraffic()) { traffic, pass in
      let part = pass.traffic(dimensions)
      traffic.readBytes += part.readBytes
      traffic.writeBytes += part.writeBytes
    }
  }

  /// D = rowsum(dO ∘ O) of one head.
  mutating func prepareBackward(_ dimensions: AttentionDimensions) {
    read(2 * dimensions.queries * dimensions.valueDim)
    write(dimensions.queries)
  }

  /// Q, dO, dQ, L and D of a block of queries come, and dQ goes.
  mutating func addToGradients(_ queries: Int, _ dimensions: AttentionDimensions) {
    read(queries * (2 * dimensions.headDim + dimensions.valueDim + 2))
    write(queries * dimensions.headDim)
  }

  mutating func storeKeyGradients(_ keys: Int, _ dimensions: AttentionDimensions) {
    write(keys * (dimensions.headDim + dimensions.valueDim))
  }
}

/// The lines of the plain backward pass (Dao et al. 2022, Algorithm 3), each of which reads all that it
/// uses and writes all that it makes.
public enum StandardBackwardPass: Int, Sendable, CaseIterable {
  /// 1: dV = PᵀdO
  case valueGradient = 1
  /// 2: dP = dO Vᵀ
  case weightGradients
  /// 3: dS = P ∘ (dP − rowsum(P ∘ dP))
  case scoreGradients
  /// 4: dQ = dS K
  case queryGradient
  /// 5: dK = dSᵀQ
  case keyGradient

  /// What this line moves, in all heads.
  public func traffic(_ dimensions: AttentionDimensions) -> HBMTraffic {
    let heads = dimensions.batch * dimensions.heads
    let pairs = dimensions.queries * dimensions.keys
    let (queries, outputs) = (
      dimensions.queries * dimensions.headDim, dimensions.queries * dimensions.valueDim
    )
    let (keys, values) = (
      dimensions.keys * dimensions.headDim, dimensions.keys * dimensions.valueDim
    )
    let (reads, writes) =
      switch self {
      case .valueGradient: (pairs + outputs, values)
      case .weightGradients: (outputs + values, pairs)
      case .scoreGradients: (2 * pairs, pairs)
      case .queryGradient: (pairs + keys, queries)
      case .keyGradient: (pairs + queries, keys)
      }
    var traffic = HBMTraffic()
    traffic.read(heads * reads)
    traffic.write(heads * writes)
    return traffic
  }
}
