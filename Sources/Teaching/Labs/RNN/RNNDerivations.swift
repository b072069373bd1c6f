import Course
import Figures
import Tensors

/// Where the numbers of the rnn lab come from: gradients by the chain rule, down to what is drawn.
struct RNNDerivations {
  let run: RNNRun
  /// Those of the run, put together once: a derivation looks up many numbers.
  let tensors: [NamedTensor]
  let language: Language

  private var width: Int { RNNRun.width }
  private var last: Int { run.sizes.length - 1 }

  /// The norms by distance are vectors, and have no rows and columns.
  private static let vectors = ["gradient", "rnnGradient", "cnnGradient", "attentionGradient"]

  func derivation(of reference: CellReference) -> Derivation? {
    guard !RNNDerivations.vectors.contains(reference.tensor),
      let value = tensors.number(at: reference)
    else { return nil }
    let (row, column) = (reference.row, reference.column)
    switch reference.tensor {
    case "inputGradient": return inputGradient(reference, value)
    case "stateDelta": return stateDelta(reference, value)
    case "layerDelta":
      let above = run.sizes.convolutions - 1
      return stated(
        reference, value,
        Localized(
          en: "backpropagated to the first layer's sum from \(above) above",
          zh: "从上面 \(above) 层反向传到第一层 tanh 之前"))
    case "states": return state(reference, value)
    case "query":
      return product(reference, value, "q_{Tc} = \\sum_f x_{Tf} W^Q_{fc}") {
        (number("input", last, $0), number("queryMatrix", $0, column))
      }
    case "key":
      return product(reference, value, "k_{jc} = \\sum_f x_{jf} W^K_{fc}") {
        (number("input", row, $0), number("keyMatrix", $0, column))
      }
    case "value":
      return product(reference, value, "v_{jc} = \\sum_f x_{jf} W^V_{fc}") {
        (number("input", row, $0), number("valueMatrix", $0, column))
      }
    case "scaled": return score(reference, value)
    case "weights":
      return .softmax(
        reference, named: reference.name, value: value,
        row: (0...last).map { number("scaled", 0, $0) }, column: column)
    case "output":
      return .sumOfProducts(
        reference, named: reference.name, value: value, formula: "o_c = \\sum_j a_j v_{jc}",
        terms: (0...last).map { (number("weights", 0, $0), number("value", $0, column)) })
    case "valueGradient": return valueGradient(reference, value)
    case "keyGradient": return keyGradient(reference, value)
    case "queryGradient":
      return stated(
        reference, value,
        Localized(
          en: "Σ_j a_j (v_j1 − o_1) k_jc / √d, summed over the keys",
          zh: "Σ_j a_j (v_j1 − o_1) k_jc / √d，对所有 key 求和"))
    case "comparison": return size(reference, value)
    default:
      return stated(reference, value, Localized(en: "drawn by the seed", zh: "由种子抽取"))
    }
  }

  /// The last step back, from what a position's input went into.
  private func inputGradient(_ reference: CellReference, _ value: Double) -> Derivation {
    let (distance, column) = (reference.row, reference.column)
    let position = last - distance
    let terms: [(Derivation.Input, Derivation.Input)]
    let formula: String
    switch run.kind {
    case .rnn:
      formula = "\\frac{\\partial h_{T1}}{\\partial x_{tc}} = \\sum_j \\delta_{tj} U_{jc}"
      terms = (0..<width).map {
        (number("stateDelta", distance, $0), number("inputMatrix", $0, column))
      }
    case .cnn:
      formula =
        "\\frac{\\partial y_{T1}}{\\partial x_{tc}} = \\sum_s \\sum_j \\delta_{t+s,j} C_{s,jc}"
      terms = (0..<min(run.sizes.kernel, distance + 1)).flatMap { step in
        (0..<width).map {
          (
            number("layerDelta", distance - step, $0),
            number("kernel", $0, step * width + column)
          )
        }
      }
    case .attention:
      formula =
        "\\frac{\\partial o_{T1}}{\\partial x_{tc}} = \\sum_j dV_{tj} W^V_{cj} + \\sum_j dK_{tj} W^K_{cj}"
        + (distance == 0 ? " + \\sum_j dQ_{tj} W^Q_{cj}" : "")
      func part(_ gradient: String, _ row: Int, _ matrix: String)
        -> [(Derivation.Input, Derivation.Input)]
      {
        (0..<width).map { (number(gradient, row, $0), number(matrix, column, $0)) }
      }
      terms =
        part("valueGradient", position, "valueMatrix") + part("keyGradient", position, "keyMatrix")
        + (distance == 0 ? part("queryGradient", 0, "queryMatrix") : [])
    }
    return .sumOfProducts(
      reference, named: reference.name, value: value, formula: formula, terms: terms)
  }

  /// One step of backpropagation through time.
  private func stateDelta(_ reference: CellReference, _ value: Double) -> Derivation {
    let (distance, column) = (reference.row, reference.column)
    let state = number("states", last - distance, column)
    let slope = 1 - state.value * state.value
    guard distance > 0 else {
      let own = column == 0
      return Derivation(
        subject: reference, value: value,
        summary: "\(reference.name) = " + (own ? "1 − \(state.value.fixed(3))²" : "0") + " = "
          + value.fixed(3),
        lines: [
          "\\delta_{Tj} = (1 - h_{Tj}^2) \\frac{\\partial h_{T1}}{\\partial h_{Tj}}",
          "= " + (own ? slope.latex(3) : "0"),
        ], inputs: own ? [state] : [])
    }
    let terms = (0..<width).map {
      (number("stateDelta", distance - 1, $0), number("recurrentMatrix", $0, column))
    }
    let sum = terms.reduce(0) { $0 + $1.0.value * $1.1.value }
    let largest = terms.sorted {
      ($0.0.value * $0.1.value).magnitude > ($1.0.value * $1.1.value).magnitude
    }
    return Derivation(
      subject: reference, value: value,
      summary: "\(reference.name) = \(slope.fixed(3))·\(Derivation.factor(sum, latex: false)) = "
        + value.compact(3),
      lines: [
        "\\delta_{tj} = (1 - h_{tj}^2) \\sum_i \\delta_{t+1,i} W_{ij}",
        "= (1 - \(Derivation.factor(state.value, latex: true))^2) \\cdot "
          + "\(Derivation.factor(sum, latex: true)) = \(value.latex(3))",
      ], inputs: largest.prefix(3).flatMap { [$0.0, $0.1] } + [state])
  }

  private func state(_ reference: CellReference, _ value: Double) -> Derivation {
    let (row, column) = (reference.row, reference.column)
    let past =
      row == 0
      ? []
      : (0..<width).map {
        (number("recurrentMatrix", column, $0), number("states", row - 1, $0))
      }
    let own = (0..<width).map { (number("inputMatrix", column, $0), number("input", row, $0)) }
    func sum(_ terms: [(Derivation.Input, Derivation.Input)]) -> Double {
      terms.reduce(0) { $0 + $1.0.value * $1.1.value }
    }
    let (carried, driven) = (sum(past), sum(own))
    return Derivation(
      subject: reference, value: value,
      summary: "\(reference.name) = tanh(\(carried.fixed(3)) + "
        + "\(Derivation.factor(driven, latex: false))) = \(value.fixed(3))",
      lines: [
        "h_{tj} = \\tanh(\\sum_i W_{ji} h_{t-1,i} + \\sum_f U_{jf} x_{tf})",
        "= \\tanh(\(carried.latex(3)) + \(Derivation.factor(driven, latex: true))) = "
          + value.latex(3),
      ], inputs: (past + own).flatMap { [$0.0, $0.1] })
  }

  private func score(_ reference: CellReference, _ value: Double) -> Derivation {
    let terms = (0..<width).map { (number("query", 0, $0), number("key", reference.column, $0)) }
    let sum = terms.reduce(0) { $0 + $1.0.value * $1.1.value }
    return Derivation(
      subject: reference, value: value,
      summary: "\(reference.name) = \(sum.fixed(3)) / √\(width) = \(value.fixed(3))",
      lines: [
        "s_{Tj} = \\frac{q_T \\cdot k_j}{\\sqrt{d}}",
        "= \\frac{\(sum.latex(3))}{\\sqrt{\(width)}} = \(value.latex(3))",
      ], inputs: terms.flatMap { [$0.0, $0.1] })
  }

  private func valueGradient(_ reference: CellReference, _ value: Double) -> Derivation {
    let weight = number("weights", 0, reference.row)
    let own = reference.column == 0
    return Derivation(
      subject: reference, value: value,
      summary: "\(reference.name) = " + (own ? "\(weight.name) = " : "") + value.fixed(3),
      lines: [
        "\\frac{\\partial o_{T1}}{\\partial v_{j1}} = a_j, \\quad "
          + "\\frac{\\partial o_{T1}}{\\partial v_{jc}} = 0, c > 1",
        "= \(value.latex(3))",
      ], inputs: own ? [weight] : [])
  }

  private func keyGradient(_ reference: CellReference, _ value: Double) -> Derivation {
    let weight = number("weights", 0, reference.row)
    let own = number("value", reference.row, 0)
    let output = number("output", 0, 0)
    let query = number("query", 0, reference.column)
    func factor(_ input: Derivation.Input) -> String { Derivation.factor(input.value, latex: true) }
    return Derivation(
      subject: reference, value: value,
      summary: "\(reference.name) = \(weight.value.fixed(3))·(\(own.value.fixed(3)) − "
        + "\(Derivation.factor(output.value, latex: false)))·"
        + "\(Derivation.factor(query.value, latex: false))/√\(width) = \(value.fixed(3))",
      lines: [
        "\\frac{\\partial o_{T1}}{\\partial k_{jc}} = \\frac{a_j (v_{j1} - o_{T1}) q_{Tc}}{\\sqrt{d}}",
        "= \\frac{\(factor(weight)) (\(own.value.latex(3)) - \(factor(output))) \\cdot "
          + "\(factor(query))}{\\sqrt{\(width)}} = \(value.latex(3))",
      ], inputs: [weight, own, output, query])
  }

  /// A number of the table, by its formula.
  private func size(_ reference: CellReference, _ value: Double) -> Derivation {
    let (length, gap, kernel) = (run.sizes.length, run.sizes.gap, run.sizes.kernel)
    let layers = "⌈\(gap)/(\(kernel) − 1)⌉"
    let kind = SequenceLayerKind.allCases[reference.row]
    let reasons: [Localized<String>] =
      switch kind {
      case .rnn:
        [
          Localized(en: "a step for each position of the gap", zh: "间隔中每个位置一步"),
          Localized(en: "each state waits for the one before", zh: "每个状态都要等前一个"),
          Localized("n·d² = \(length)·\(width)²"),
        ]
      case .cnn:
        [
          Localized(layers), Localized(en: "the layers, \(layers)", zh: "层数，\(layers)"),
          Localized("k·n·d² = \(kernel)·\(length)·\(width)²"),
        ]
      case .attention:
        [
          Localized(en: "every pair meets in one layer", zh: "任意一对位置在一层内相遇"),
          Localized(en: "all positions at once", zh: "所有位置同时算"),
          Localized("n²·d = \(length)²·\(width)"),
        ]
      }
    return Derivation(
      subject: reference, value: value,
      summary: "\(reference.name) = \(value.compact()): \(reasons[reference.column][language])",
      lines: [], inputs: [])
  }

  private func product(
    _ reference: CellReference, _ value: Double, _ formula: String,
    _ terms: (Int) -> (Derivation.Input, Derivation.Input)
  ) -> Derivation {
    .sumOfProducts(
      reference, named: reference.name, value: value, formula: formula,
      terms: (0..<width).map(terms))
  }

  private func stated(
    _ reference: CellReference, _ value: Double, _ reason: Localized<String>
  ) -> Derivation {
    .stated(reference, named: reference.name, value: value, reason[language])
  }

  private func number(_ tensor: String, _ row: Int, _ column: Int) -> Derivation.Input {
    tensors.input(tensor, row, column)
  }
}
