import Attention
import Tensors
import Testing

@testable import Labs

/// What the orders cost at any length, and from where flash attention pays.
struct FlashCostsTests {
  private func costs(
    _ headDim: Int, _ blockQ: Int, _ blockK: Int, isCausal: Bool = false
  ) -> FlashCosts {
    FlashCosts(
      headDim: headDim, blocks: BlockSizes(queries: blockQ, keys: blockK), isCausal: isCausal)
  }

  private func moved(_ traffic: HBMTraffic) -> Int { traffic.readBytes + traffic.writeBytes }

  /// The engine counts by walking through its tiles.
  @Test(arguments: [(1, 1), (16, 16), (4, 6), (6, 4), (64, 8)], [false, true])
  func closedFormsAreWhatTheLoopsMove(_ blocks: (Int, Int), _ isCausal: Bool) throws {
    for (length, headDim) in [(1, 1), (5, 3), (16, 8), (21, 5), (64, 64), (100, 4)] {
      let costs = costs(headDim, blocks.0, blocks.1, isCausal: isCausal)
      let shape: Shape = [length, headDim]
      let dimensions = try AttentionDimensions(query: shape, key: shape, value: shape)
      #expect(costs.bytes(.standard, length: length) == moved(.standard(dimensions)))
      for order in [FlashProblem.Order.fa1, .fa2] {
        let loops = HBMTraffic.flash(
          dimensions, blocks: costs.blocks, order: try #require(order.loops),
          mask: isCausal ? .causal : .none)
        #expect(costs.bytes(order, length: length) == moved(loops), "\(order) N = \(length)")
      }
    }
  }

  /// The numbers of the course's corrections: N = 1024, d = 64, M = 98,304 numbers.
  @Test func theCorrectionsHold() {
    let paper = costs(64, 64, 384)
    #expect(paper.bytes(.standard, length: 1024) == 4 * 4_456_448)
    #expect(paper.bytes(.fa1, length: 1024) == 4 * 733_184)
    #expect(paper.bytes(.fa2, length: 1024) == 4 * 2_229_248)
    #expect(costs(64, 128, 384).bytes(.fa2, length: 1024) == 4 * 1_180_672)
    #expect(costs(64, 384, 384).bytes(.fa2, length: 1024) == 4 * 525_312)
  }

  /// With T = N/B whole blocks, FA-1 moves less once T(3d + 4) < 2d + 4N, FA-2 once 2dT < 2d − 1 + 4N:
  /// never where B is too small for the slope.
  @Test(
    arguments: [
      (FlashProblem.Order.fa1, 64, 16, nil), (.fa2, 64, 16, nil), (.fa1, 64, 50, 800),
      (.fa2, 64, 40, 1), (.fa1, 8, 8, 1), (.fa2, 128, 65, 1), (.fa2, 128, 64, 1),
      (.fa1, 64, 48, nil),
    ] as [(FlashProblem.Order, Int, Int, Int?)])
  func paysFromALengthOn(
    _ order: FlashProblem.Order, _ headDim: Int, _ block: Int, _ expected: Int?
  ) {
    let costs = costs(headDim, block, block)
    let found = costs.winsFromLength(order)
    func wins(_ length: Int) -> Bool {
      let blocks = Double(length) / Double(block)
      let tiles = blocks.rounded(.up)
      let (d, n) = (Double(headDim), Double(length))
      return order == .fa1 ? tiles * (3 * d + 4) < 2 * d + 4 * n : 2 * d * tiles < 2 * d - 1 + 4 * n
    }
    let whole = Array(stride(from: block, through: FlashCosts.longest, by: block))
    if let found {
      #expect(whole.filter { $0 >= found }.allSatisfy(wins))
      #expect(wins(found))
    } else {
      #expect(!wins(whole[whole.count - 1]))
    }
  }

  /// The least square blocks at N = 64, d = 64: FA-1 needs all keys in one tile, for two cost
  /// 2Nd + 2(3Nd + 4N) = 33,280 numbers against 32,768; FA-2 moves 24,640 in two blocks, 32,832 in three.
  @Test func paysFromABlockOn() {
    let costs = costs(64, 16, 16)
    #expect(costs.winsFromBlock(.fa1, length: 64) == 64)
    #expect(costs.winsFromBlock(.fa2, length: 64) == 32)
    #expect(costs.winsFromBlock(.fa2, length: 1) == 1)
  }

  /// FA-1 with the paper's blocks, B_c = M/4d: its leading term is twelve times the bound.
  @Test func theBoundIsATwelfthOfTheLeadingTerm() {
    let (length, headDim, sram) = (4096, 64, 4 * 65_536)
    let bound = costs(headDim, 64, 256).boundBytes(length: length, sramBytes: sram)
    #expect(bound == 4 * 4096 * 4096 * 64 * 64 / 65_536)
    let leading = 4 * (length / 256) * 3 * length * headDim
    #expect(Double(leading) == 12 * bound)
  }
}
