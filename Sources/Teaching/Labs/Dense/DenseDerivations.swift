import Course
import Figures
import Tensors

/// Where the numbers of the dense lab come from, down to what the seed draws.
struct DenseDerivations {
  let run: DenseRun
  /// Those of the run, put together once: a derivation looks up many numbers.
  let tensors: [NamedTensor]
  let language: Language

  func derivation(of reference: CellReference) -> Derivation? {
    guard let value = tensors.number(at: reference) else { return nil }
    for input in MixedSequence.Input.allCases {
      for part in input.parts where input.name(part) == reference.tensor {
        return derivation(reference, value, part, of: input)
      }
    }
    return shared(reference, value)
  }

  private func derivation(
    _ reference: CellReference, _ value: Double, _ part: MixedSequence.Part,
    of input: MixedSequence.Input
  ) -> Derivation {
    let (row, column) = (reference.row, reference.column)
    let length = run.tensor(.input, of: input).shape[0]
    func entry(_ part: MixedSequence.Part, _ row: Int, _ column: Int) -> Derivation.Input {
      number(input.name(part), row, column)
    }
    switch part {
    case .input: return token(reference, value, of: input)
    case .query: return projection(reference, value, "queryMatrix", input, "q", "W^Q")
    case .key: return projection(reference, value, "keyMatrix", input, "k", "W^K")
    case .value: return projection(reference, value, "valueMatrix", input, "v", "W^V")
    case .scores:
      return .sumOfProducts(
        reference, named: reference.name, value: value,
        formula: "q_i \\cdot k_j = \\sum_c q_{ic} k_{jc}",
        terms: (0..<TokenMixing.width).map { (entry(.query, row, $0), entry(.key, column, $0)) })
    case .scaled:
      return .scaledScore(
        reference, named: reference.name, value: value, score: entry(.scores, row, column),
        headDim: TokenMixing.width)
    case .attentionWeights:
      return .softmax(
        reference, named: reference.name, value: value,
        row: (0..<length).map { entry(.scaled, row, $0) }, column: column)
    case .attentionOutput:
      return .sumOfProducts(
        reference, named: reference.name, value: value, formula: "o_{ic} = \\sum_j a_{ij} v_{jc}",
        terms: (0..<length).map { (entry(.attentionWeights, row, $0), entry(.value, $0, column)) })
    case .denseOutput:
      return .sumOfProducts(
        reference, named: reference.name, value: value, formula: "y_{ic} = \\sum_j W_{ij} x_{jc}",
        terms: (0..<length).map { (number("denseWeights", row, $0), entry(.input, $0, column)) })
    }
  }

  private func projection(
    _ reference: CellReference, _ value: Double, _ matrix: String, _ input: MixedSequence.Input,
    _ symbol: String, _ latex: String
  ) -> Derivation {
    .sumOfProducts(
      reference, named: reference.name, value: value,
      formula: "\(symbol)_{ic} = \\sum_f x_{if} \(latex)_{fc}",
      terms: (0..<TokenMixing.width).map {
        (number(input.name(.input), reference.row, $0), number(matrix, $0, reference.column))
      })
  }

  /// A number of a token: drawn, or that of the first input from where the token stood.
  private func token(
    _ reference: CellReference, _ value: Double, of input: MixedSequence.Input
  ) -> Derivation {
    guard input == .permuted || input == .changed && run.isPermuted else {
      let number = input == .changed ? run.number + 1 : run.number
      return stated(
        reference, value,
        Localized(
          en: "token \(reference.row + 1) of input \(number), drawn by the seed",
          zh: "输入 \(number) 的第 \(reference.row + 1) 个 token，由种子抽取"))
    }
    let source = number("input", run.order[reference.row], reference.column)
    return Derivation(
      subject: reference, value: value,
      summary: "\(reference.name) = \(source.name) = \(value.fixed(3))",
      lines: ["(PX)_{ic} = x_{\\pi(i)c} = \(value.latex(3))"], inputs: [source])
  }

  /// The numbers that belong to no input, and differences between inputs.
  private func shared(_ reference: CellReference, _ value: Double) -> Derivation? {
    let (row, column) = (reference.row, reference.column)
    switch reference.tensor {
    case "denseWeights":
      return stated(
        reference, value,
        Localized(
          en: "position \(column + 1) to position \(row + 1), whatever stands there; drawn by the "
            + "seed, as if learned",
          zh: "位置 \(column + 1) 到位置 \(row + 1)，与那里是什么 token 无关；由种子抽取，当作学来的"))
    case "queryMatrix", "keyMatrix", "valueMatrix":
      return stated(
        reference, value, Localized(en: "drawn by the seed, as if learned", zh: "由种子抽取，当作学来的"))
    case "denseWeightChange":
      let weight = number("denseWeights", row, column)
      return difference(reference, value, weight, weight, "W_{ij} - W_{ij}")
    case "attentionWeightChange":
      return difference(
        reference, value, number("changedAttentionWeights", row, column),
        number("attentionWeights", row, column), "a'_{ij} - a_{ij}")
    case "denseOrder":
      return difference(
        reference, value, number("permutedDenseOutput", row, column),
        number("denseOutput", run.order[row], column), "f(PX)_{ic} - f(X)_{\\pi(i)c}")
    case "attentionOrder":
      return difference(
        reference, value, number("permutedAttentionOutput", row, column),
        number("attentionOutput", run.order[row], column), "f(PX)_{ic} - f(X)_{\\pi(i)c}")
    default: return nil
    }
  }

  private func difference(
    _ reference: CellReference, _ value: Double, _ left: Derivation.Input,
    _ right: Derivation.Input, _ formula: String
  ) -> Derivation {
    let subtrahend = Derivation.factor(right.value, latex: false)
    return Derivation(
      subject: reference, value: value,
      summary: "\(reference.name) = \(left.value.fixed(3)) − \(subtrahend) = \(value.compact(3))",
      lines: [
        formula,
        "= \(left.value.latex(3)) - \(Derivation.factor(right.value, latex: true)) = "
          + value.latex(3),
      ], inputs: left == right ? [left] : [left, right])
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
