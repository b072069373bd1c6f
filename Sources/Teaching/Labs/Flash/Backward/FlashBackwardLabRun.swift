import Attention
import Course
import Tensors

/// What one run of the backward pass computed.
struct FlashBackwardLabRun: Sendable {
  init(_ settings: Settings, seed: UInt64, engine: AttentionEngine) throws {
    throw LabError.impossible("there is no backward pass yet")
  }

  var findings: Findings { Findings(results: [], tensors: [], steps: []) }
}
