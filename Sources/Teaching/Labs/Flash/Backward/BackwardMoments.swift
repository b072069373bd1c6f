import Attention
import Tensors

/// Part of the backward pass, as far as a line or a few of Algorithm 2 go.
enum BackwardPhase: Sendable {
  /// Nothing is read yet.
  case start
  /// D of all queries is computed.
  case delta
  /// K and V of a tile come in, dK and dV begin.
  case openKeys
  /// Q, dO, L and D of a block come in.
  case load
  case scores
  case weights
  case valueGradient
  case weightGradients
  case scoreGradients
  case queryGradient
  case keyGradient
  /// dK and dV of a tile go out.
  case closeKeys
  /// All of a tile at once, where there are too many tiles to look at each so closely.
  case tile
  case skipped

  /// The numbers of the lines in the paper.
  var lines: ClosedRange<Int>? {
    switch self {
    case .start: 1...3
    case .delta: 4...4
    case .openKeys: 5...7
    case .load: 8...9
    case .scores: 10...10
    case .weights: 11...11
    case .valueGradient: 12...12
    case .weightGradients: 13...13
    case .scoreGradients: 14...14
    case .queryGradient: 15...15
    case .keyGradient: 16...16
    case .closeKeys: 18...18
    case .tile: 8...16
    case .skipped: 8...8
    }
  }

  /// Whether a tile is being worked on.
  var isInTile: Bool {
    guard let lines else { return false }
    return self != .skipped && (8...16).contains(lines.lowerBound)
  }

  /// Those of one tile, in their order.
  static let ofTile: [BackwardPhase] = [
    .load, .scores, .weights, .valueGradient, .weightGradients, .scoreGradients, .queryGradient,
    .keyGradient,
  ]
}

/// One step on the screen: where the algorithm stands, what is on chip and what went through HBM.
struct BackwardMoment: Sendable {
  let phase: BackwardPhase
  /// Of the trace's steps
  let index: Int
  let traffic: HBMTraffic
  let chip: [ChipBlock]
}

/// A trace cut into moments. What each moves is counted here block by block, and comes to what the
/// trace has counted.
struct BackwardMoments {
  private let trace: FlashBackwardTrace
  private var traffic = HBMTraffic()
  private var list: [BackwardMoment] = []

  /// Up to so many tiles each is several steps.
  static let mostTakenApart = 200

  static func of(_ trace: FlashBackwardTrace) -> [BackwardMoment] {
    var moments = BackwardMoments(trace)
    moments.addAll()
    return moments.list
  }

  private init(_ trace: FlashBackwardTrace) { self.trace = trace }

  private mutating func add(_ phase: BackwardPhase, _ index: Int, _ chip: [ChipBlock]) {
    list.append(BackwardMoment(phase: phase, index: index, traffic: traffic, chip: chip))
  }

  private mutating func addAll() {
    add(.start, 0, [])
    let dimensions = trace.dimensions
    let output = ChipBlock(name: "O", rows: dimensions.queries, columns: dimensions.valueDim)
    let delta = ChipBlock(name: "D", rows: dimensions.queries, columns: 1)
    traffic.readBytes += 2 * output.bytes
    traffic.writeBytes += delta.bytes
    add(.delta, 0, rowOfDelta)
    for (index, step) in trace.steps.enumerated() {
      let blocks = BackwardChipBlocks(step, dimensions)
      let isFirst = step.keyBlock != trace.steps[..<index].last?.keyBlock
      let isLast = step.keyBlock != trace.steps[(index + 1)...].first?.keyBlock
      if isFirst {
        traffic.readBytes += blocks.keys.bytes
        if isTakenApart { add(.openKeys, index, blocks.held) }
      }
      if step.tile == nil {
        add(.skipped, index, blocks.held)
      } else if isTakenApart {
        addTile(index, blocks)
      } else {
        traffic = step.traffic
        add(.tile, index, blocks.fullest)
      }
      if isLast {
        traffic.writeBytes += blocks.keyGradients.bytes
        if isTakenApart { add(.closeKeys, index, blocks.held) }
      }
    }
  }

  private var isTakenApart: Bool { trace.steps.count <= Self.mostTakenApart }

  /// D needs a row of dO and of O at a time.
  private var rowOfDelta: [ChipBlock] {
    let width = trace.dimensions.valueDim
    return [
      ChipBlock(name: "dO", rows: 1, columns: width), ChipBlock(name: "O", rows: 1, columns: width),
      ChipBlock(name: "D", rows: 1, columns: 1),
    ]
  }

  private mutating func addTile(_ index: Int, _ blocks: BackwardChipBlocks) {
    let held = blocks.held + blocks.queries
    for phase in BackwardPhase.ofTile {
      var chip = held
      switch phase {
      case .load: traffic.readBytes += blocks.queries.bytes
      case .scores: chip.append(blocks.scores)
      case .weights, .valueGradient: chip.append(blocks.weights)
      case .weightGradients: chip += [blocks.weights, blocks.weightGradients]
      case .scoreGradients: chip += [blocks.weights, blocks.scoreGradients]
      case .queryGradient:
        chip += [blocks.scoreGradients, blocks.queryGradient]
        traffic.readBytes += blocks.queryGradient.bytes
        traffic.writeBytes += blocks.queryGradient.bytes
      default: chip.append(blocks.scoreGradients)
      }
      add(phase, index, chip)
    }
  }
}
