import Course
import Figures

/// What the last position hears, layer by layer, and the shortest path from the other one.
struct RNNPathGrid {
  let kind: SequenceLayerKind
  let sizes: SequenceSizes

  func grid(_ language: Language) -> BlockGrid {
    let layers = layers
    let positions = 0..<sizes.length
    let states = layers.indices.flatMap { layer in
      positions.map { position in state(position, layers[layer]) }
    }
    let names: [BlockGrid.State: Localized<String>] = [
      .done: Localized(en: "on the path", zh: "在路径上"),
      .skipped: Localized(en: "heard too", zh: "也听得到"),
      .waiting: Localized(en: "not heard", zh: "听不到"),
    ]
    return BlockGrid(
      rowLabels: layers.map(\.name), columnLabels: positions.map { "\($0 + 1)" },
      rowAxis: Localized(en: "layer", zh: "层")[language],
      columnAxis: Localized(en: "position", zh: "位置")[language], states: states,
      legend: names.filter { states.contains($0.key) }.mapValues { $0[language] })
  }

  /// A row of the grid, from the top layer down: how far back it is heard, and its part of the path.
  private struct Layer {
    var name: String
    var reach: Int
    var path: ClosedRange<Int>
  }

  private var layers: [Layer] {
    let (gap, whole) = (sizes.gap, sizes.length - 1)
    switch kind {
    case .rnn:
      return [
        Layer(name: "h", reach: whole, path: 0...gap),
        Layer(name: "x", reach: whole, path: gap...gap),
      ]
    case .attention:
      return [
        Layer(name: "o", reach: 0, path: 0...0), Layer(name: "x", reach: whole, path: gap...gap),
      ]
    case .cnn:
      let count = sizes.convolutions
      return (0...count).map { below in
        let reach = min(below * (sizes.kernel - 1), whole)
        let distance = min(reach, gap)
        return Layer(
          name: below == count ? "x" : "y\(count - below)", reach: reach, path: distance...distance)
      }
    }
  }

  private func state(_ position: Int, _ layer: Layer) -> BlockGrid.State {
    let distance = sizes.length - 1 - position
    return layer.path.contains(distance) ? .done : distance <= layer.reach ? .skipped : .waiting
  }
}
