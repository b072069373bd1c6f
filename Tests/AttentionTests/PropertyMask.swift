import Attention
import Tensors

/// A mask as its parts, so that the reference reads them itself and not through `Mask`.
struct PropertyMask: Sendable, CustomStringConvertible {
  var causal = false
  var window: Int?
  var lengths: [Int]?
  var additions: [Addition] = []

  /// A tensor of one to four axes that is stretched to `[B, H, N, M]`.
  struct Addition: Sendable {
    var name: String
    var tensor: Tensor

    func value(_ pair: ReferenceAttention.Pair) -> Double {
      let axes = tensor.shape.axes
      var offset = 0
      for (axis, index) in [pair.sentence, pair.head, pair.query, pair.key].enumerated() {
        let own = axis + axes.count - 4
        guard own >= 0 else { continue }
        offset = offset * axes[own] + (axes[own] == 1 ? 0 : index)
      }
      return Double(tensor.storage[offset])
    }
  }

  var mask: Mask {
    var masks: [Mask] = additions.map { .additive($0.tensor) }
    if causal { masks.append(.causal) }
    if let window { masks.append(.window(window)) }
    if let lengths { masks.append(.padding(lengths)) }
    return switch masks.count {
    case 0: .none
    case 1: masks[0]
    default: .all(masks)
    }
  }

  func allows(_ pair: ReferenceAttention.Pair, _ dimensions: AttentionDimensions) -> Bool {
    let distance = pair.query + dimensions.keys - dimensions.queries - pair.key
    if causal, distance < 0 { return false }
    if let window, abs(distance) >= window { return false }
    if let lengths, pair.key >= lengths[pair.sentence] { return false }
    return true
  }

  /// Twice finfo.min hides a pair for good, since float32 has no such number.
  func bias(_ pair: ReferenceAttention.Pair) -> Double {
    let sum = additions.reduce(0) { $0 + $1.value(pair) }
    return sum < -Double(Float.greatestFiniteMagnitude) ? -.infinity : sum
  }

  /// finfo.min leaves nothing to be rounded.
  func biasTerms(_ pair: ReferenceAttention.Pair) -> Double {
    additions.map { abs($0.value(pair)) }.reduce(0) { $1 < 1e30 ? $0 + $1 : $0 }
  }

  var description: String {
    var parts: [String] = []
    if causal { parts.append("causal") }
    if let window { parts.append("window \(window)") }
    if let lengths { parts.append("lengths \(lengths)") }
    parts += additions.map { "\($0.name) \($0.tensor.shape)" }
    return parts.isEmpty ? "no mask" : parts.joined(separator: " + ")
  }
}

extension PropertyMask {
  /// Each kind of mask, alone and together, and now and then one that hides everything.
  static func random(_ dimensions: AttentionDimensions, from stream: inout RandomStream)
    -> PropertyMask
  {
    var mask = PropertyMask()
    if stream.flip(0.3) { mask.causal = true }
    if stream.flip(0.2) { mask.window = stream.pick([0, 1, 2, 3, 7, 16, 40, 1000]) }
    if stream.flip(0.25) {
      mask.lengths = (0..<dimensions.batch).map { _ in
        stream.pick([0, 1, dimensions.keys, Int.random(in: 0...dimensions.keys, using: &stream)])
      }
    }
    while stream.flip(0.3), mask.additions.count < 2 {
      mask.additions.append(.random(dimensions, from: &stream))
    }
    return mask
  }
}

extension PropertyMask.Addition {
  static func random(_ dimensions: AttentionDimensions, from stream: inout RandomStream) -> Self {
    let full = [dimensions.batch, dimensions.heads, dimensions.queries, dimensions.keys]
    let axes = full.map { stream.flip(0.4) ? 1 : $0 }
    let leading = axes.prefix { $0 == 1 }.count
    let shape = Shape(Array(axes.dropFirst(Int.random(in: 0...min(leading, 3), using: &stream))))
    let share = stream.pick([0.1, 0.5, 0.9])
    let kind = stream.pick(["0 or −∞", "0 or finfo.min", "bias of 1", "bias of 30"])
    var tensor = Tensor.zeros(shape)
    tensor.withUnsafeMutableValues { values in
      for index in values.indices {
        values[index] =
          switch kind {
          case "0 or −∞": stream.flip(share) ? -.infinity : 0
          case "0 or finfo.min": stream.flip(share) ? -.greatestFiniteMagnitude : 0
          case "bias of 1": stream.normal()
          default: 30 * stream.normal()
          }
      }
    }
    return Self(name: kind, tensor: tensor)
  }
}

extension RandomStream {
  mutating func flip(_ chance: Double) -> Bool { uniform() < Float(chance) }

  /// - Precondition: there is something to pick from.
  mutating func pick<Element>(_ elements: [Element]) -> Element {
    elements[Int.random(in: elements.indices, using: &self)]
  }
}
