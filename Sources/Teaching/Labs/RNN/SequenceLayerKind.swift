import Course

/// Three ways in which positions of a sequence hear of each other.
enum SequenceLayerKind: String, CaseIterable, Sendable {
  case rnn, cnn, attention

  var name: Localized<String> {
    switch self {
    case .rnn: Localized("RNN")
    case .cnn: Localized("CNN")
    case .attention: Localized(en: "attention", zh: "注意力")
    }
  }
}

/// What it costs three kinds of layers to join two positions (Vaswani 2017, table 1).
struct SequenceSizes: Sendable {
  /// n, the numbers of a position d, how far the two are apart, and the kernel's width k.
  var length: Int
  var width: Int
  var gap: Int
  var kernel: Int

  /// Convolutions of neighbours that it takes to reach back over the gap: each adds k − 1 positions.
  var convolutions: Int { (gap + kernel - 2) / (kernel - 1) }

  /// Dilated convolutions for the same, their steps 1, k, k², …: L of them reach back k^L − 1.
  var dilatedConvolutions: Int {
    var (layers, reach) = (0, 1)
    while reach <= gap {
      layers += 1
      reach *= kernel
    }
    return layers
  }

  /// How many layers or steps lie between the two positions.
  func pathLength(_ kind: SequenceLayerKind) -> Int {
    switch kind {
    case .rnn: gap
    case .cnn: convolutions
    case .attention: 1
    }
  }

  /// What has to wait for each other until the last position is done.
  func serialSteps(_ kind: SequenceLayerKind) -> Int {
    switch kind {
    case .rnn: length
    case .cnn: convolutions
    case .attention: 1
    }
  }

  /// The leading term of the multiplications of one layer.
  func layerProducts(_ kind: SequenceLayerKind) -> Int {
    switch kind {
    case .rnn: length * width * width
    case .cnn: kernel * length * width * width
    case .attention: length * length * width
    }
  }
}
