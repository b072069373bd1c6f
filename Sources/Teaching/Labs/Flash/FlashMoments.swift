import Attention
import Tensors

/// Part of the work on a tile, as far as one line of the algorithm goes or a few.
enum FlashPhase: Sendable {
  /// Nothing is read yet.
  case start
  /// FA-2: Q of a block of queries comes in; O, m and ℓ begin.
  case openRows
  /// FA-1: K and V of a tile come in for all blocks of queries.
  case openKeys
  /// FA-2: K and V come in. FA-1: Q, O, m and ℓ do.
  case load
  case scores
  case maximum
  case weights
  case output
  /// FA-1: O, m and ℓ go out until the next tile of keys.
  case store
  /// FA-2: O is divided by ℓ and goes out.
  case closeRows
  /// All of a tile at once, where there are too many tiles to look at each so closely.
  case tile
  case skipped

  /// Whether O of the tile is there.
  var isDone: Bool {
    switch self {
    case .output, .store, .closeRows, .tile, .skipped: true
    case .start, .openRows, .openKeys, .load, .scores, .maximum, .weights: false
    }
  }

  /// Whether a tile is being worked on.
  var isInTile: Bool {
    switch self {
    case .load, .scores, .maximum, .weights, .output, .store, .tile: true
    case .start, .openRows, .openKeys, .closeRows, .skipped: false
    }
  }
}

/// One step on the screen: where the algorithm stands, what is on chip and what went through HBM.
struct FlashMoment: Sendable {
  let phase: FlashPhase
  /// Of the trace's steps
  let index: Int
  let traffic: HBMTraffic
  let chip: [ChipBlock]
}

/// A trace cut into moments. What each moves is counted here block by block, and comes to what the
/// trace has counted.
struct FlashMoments {
  private let trace: FlashTrace
  private var traffic = HBMTraffic()
  private var list: [FlashMoment] = []

  /// Up to so many tiles each is several steps.
  static let mostTakenApart = 200

  static func of(_ trace: FlashTrace) -> [FlashMoment] {
    var moments = FlashMoments(trace)
    moments.add(.start, 0, [])
    if trace.steps.count > mostTakenApart {
      moments.addTiles()
    } else if trace.order == .fa1 {
      moments.addByKeys()
    } else {
      moments.addByRows()
    }
    return moments.list
  }

  private init(_ trace: FlashTrace) { self.trace = trace }

  private mutating func add(_ phase: FlashPhase, _ index: Int, _ chip: [ChipBlock]) {
    list.append(FlashMoment(phase: phase, index: index, traffic: traffic, chip: chip))
  }

  private mutating func addTiles() {
    for (index, step) in trace.steps.enumerated() {
      let blocks = ChipBlocks(step, trace.dimensions)
      traffic = step.traffic
      if step.tile == nil {
        add(.skipped, index, trace.order == .fa1 ? blocks.keys : blocks.queries + blocks.state)
      } else {
        add(.tile, index, blocks.queries + blocks.keys + blocks.state + [blocks.weights])
      }
    }
  }

  private mutating func addByRows() {
    for (index, step) in trace.steps.enumerated() {
      let blocks = ChipBlocks(step, trace.dimensions)
      let rows = blocks.queries + blocks.state
      if step.queryBlock != trace.steps[..<index].last?.queryBlock {
        traffic.readBytes += blocks.queries.bytes
        add(.openRows, index, rows)
      }
      if step.tile == nil {
        add(.skipped, index, rows)
      } else {
        traffic.readBytes += blocks.keys.bytes
        addTile(index, blocks.queries + blocks.keys + blocks.state, blocks)
      }
      if step.queryBlock != trace.steps[(index + 1)...].first?.queryBlock {
        // O, and m + ln ℓ instead of m and ℓ.
        traffic.writeBytes += blocks.state[0].bytes + blocks.state[1].bytes / 2
        add(.closeRows, index, rows)
      }
    }
  }

  private mutating func addByKeys() {
    for (index, step) in trace.steps.enumerated() {
      let blocks = ChipBlocks(step, trace.dimensions)
      if step.keyBlock != trace.steps[..<index].last?.keyBlock {
        traffic.readBytes += blocks.keys.bytes
        add(.openKeys, index, blocks.keys)
      }
      guard step.tile != nil else {
        add(.skipped, index, blocks.keys)
        continue
      }
      let chip = blocks.queries + blocks.keys + blocks.state
      traffic.readBytes += blocks.queries.bytes + blocks.state.bytes
      addTile(index, chip, blocks)
      traffic.writeBytes += blocks.state.bytes
      add(.store, index, chip)
    }
  }

  private mutating func addTile(_ index: Int, _ chip: [ChipBlock], _ blocks: ChipBlocks) {
    add(.load, index, chip)
    add(.scores, index, chip + [blocks.scores])
    add(.maximum, index, chip + [blocks.scores])
    add(.weights, index, chip + [blocks.weights])
    add(.output, index, chip + [blocks.weights])
  }
}
