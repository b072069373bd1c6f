import Attention
import Course
import Figures
import Tensors

/// Where the numbers of one test sequence come from, down to what is drawn or set.
struct Seq2SeqDerivations {
  let run: Seq2SeqRun
  /// Those of the run, put together once: a derivation looks up many numbers.
  let tensors: [NamedTensor]
  let language: Language

  private static let matrices = [
    "alignment", "scaled", "scores", "query", "key", "states", "recurrentMatrix", "embedding",
  ]

  func derivation(of reference: CellReference) -> Derivation? {
    guard Seq2SeqDerivations.matrices.contains(reference.tensor),
      let value = tensors.number(at: reference)
    else { return nil }
    let (row, column) = (reference.row, reference.column)
    switch reference.tensor {
    case "alignment": return weight(reference, value)
    case "scaled":
      return .scaledScore(
        reference, named: reference.name, value: value, score: number("scores", row, column),
        headDim: PositionalDecoder.width)
    case "scores":
      return .sumOfProducts(
        reference, named: reference.name, value: value,
        formula: "q_i \\cdot k_j = \\sum_c q_{ic} k_{jc}",
        terms: (0..<PositionalDecoder.width).map {
          (number("query", row, $0), number("key", column, $0))
        })
    case "query":
      let strength = PositionalDecoder.strength.fixed(2)
      let key = number("key", row, column)
      return Derivation(
        subject: reference, value: value,
        summary: "\(reference.name) = \(strength)·"
          + "\(Derivation.factor(key.value, latex: false)) = \(value.fixed(3))",
        lines: [
          "q_{ic} = \\beta k_{ic}, \\quad \\beta = "
            + "\(Double(PositionalDecoder.sharpness).latex(1)) \\sqrt{\(PositionalDecoder.width)}",
          "= \(strength) \\cdot \(Derivation.factor(key.value, latex: true)) = \(value.latex(3))",
        ], inputs: [key])
    case "key": return code(reference, value)
    case "states": return state(reference, value)
    default:
      return stated(reference, value, Localized(en: "drawn by the seed", zh: "由种子抽取"))
    }
  }

  private func weight(_ reference: CellReference, _ value: Double) -> Derivation {
    guard run.hasAttention else {
      let isLast = reference.column == run.length - 1
      return stated(
        reference, value,
        isLast
          ? Localized(en: "the last state is all that the decoder gets", zh: "解码器只拿到最后一个状态")
          : Localized(en: "no step sees this state", zh: "没有哪一步看得到这个状态"))
    }
    return .softmax(
      reference, named: reference.name, value: value,
      row: (0..<run.length).map { number("scaled", reference.row, $0) }, column: reference.column)
  }

  /// A number of a position's code.
  private func code(_ reference: CellReference, _ value: Double) -> Derivation {
    let pair = reference.column / 2
    let positions = SinusoidalPositions(model: PositionalDecoder.width)
    let angle = Double(reference.row) * positions.frequency(ofPair: pair)
    let function = reference.column.isMultiple(of: 2) ? "sin" : "cos"
    return Derivation(
      subject: reference, value: value,
      summary: "\(reference.name) = \(function)(\(angle.fixed(3))) = \(value.fixed(3))",
      lines: [
        "k_{pc} = \\\(function)(p / 10000^{\(2 * pair)/\(PositionalDecoder.width)}), \\quad p = "
          + "\(reference.row)",
        "= \\\(function)(\(angle.latex(3))) = \(value.latex(3))",
      ], inputs: [])
  }

  /// A number of a state: tanh of a sum over the state before and the token.
  private func state(_ reference: CellReference, _ value: Double) -> Derivation {
    let (row, column) = (reference.row, reference.column)
    let input = number("embedding", run.example[row], column)
    let past: [(Derivation.Input, Derivation.Input)] =
      row == 0
      ? []
      : (0..<run.memory).map {
        (number("recurrentMatrix", column, $0), number("states", row - 1, $0))
      }
    let carried = past.reduce(0) { $0 + $1.0.value * $1.1.value }
    let token = RandomEncoder.vocabulary[run.example[row]]
    let largest = past.sorted {
      ($0.0.value * $0.1.value).magnitude > ($1.0.value * $1.1.value).magnitude
    }
    let written = Derivation.factor(input.value, latex: false)
    return Derivation(
      subject: reference, value: value,
      summary: "\(reference.name) = tanh(\(carried.fixed(3)) + \(written)) = \(value.fixed(3))",
      lines: [
        "h_{tc} = \\tanh(\\sum_k R_{ck} h_{t-1,k} + U_{\(token) c})",
        "= \\tanh(\(carried.latex(3)) + \(Derivation.factor(input.value, latex: true))) = "
          + value.latex(3),
      ], inputs: [input] + largest.flatMap { [$0.0, $0.1] })
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
