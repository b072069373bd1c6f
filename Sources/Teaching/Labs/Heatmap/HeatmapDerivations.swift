import Course
import Figures
import Tensors

/// Where the numbers of the heatmap lab come from: from the output down to what the word list says.
struct HeatmapDerivations {
  let run: HeatmapRun
  let language: Language

  func derivation(of reference: CellReference) -> Derivation? {
    guard let value = run.tensors.number(at: reference) else { return nil }
    switch reference.tensor {
    case "output": return output(reference, value)
    case "weights": return weight(reference, value)
    case "masked": return masked(reference, value)
    case "scaled": return scaled(reference, value)
    case "scores": return score(reference, value)
    case "query": return projection(reference, value, matrix: "queryMatrix", symbol: "q", "W^Q")
    case "key": return projection(reference, value, matrix: "keyMatrix", symbol: "k", "W^K")
    case "value": return projection(reference, value, matrix: "valueMatrix", symbol: "v", "W^V")
    case "otherWeights": return otherWeight(reference, value)
    case "otherOutput": return otherOutput(reference, value)
    case "embedding": return feature(reference, value)
    case "queryMatrix", "keyMatrix", "valueMatrix": return matrixEntry(reference, value)
    default: return nil
    }
  }

  private func output(_ reference: CellReference, _ value: Double) -> Derivation {
    let (row, column) = (reference.row, reference.column)
    return .sumOfProducts(
      reference, named: name(reference), value: value,
      formula: "o_{ic} = \\sum_j w_{ij} v_{jc}",
      terms: run.tokens.indices.map { (input("weights", row, $0), input("value", $0, column)) })
  }

  private func weight(_ reference: CellReference, _ value: Double) -> Derivation {
    let source = run.maskKind == .none ? "scaled" : "masked"
    return .softmax(
      reference, named: name(reference), value: value,
      row: run.tokens.indices.map { input(source, reference.row, $0) }, column: reference.column)
  }

  private func otherWeight(_ reference: CellReference, _ value: Double) -> Derivation {
    let weight = input("weights", run.edited.row, reference.column)
    guard reference.row > 0, run.edited.isEdited else {
      return Derivation(
        subject: reference, value: value, summary: "\(name(reference)) = \(value.compact())",
        lines: ["u_j = w_{ij} = \(value.latex(4))"], inputs: [weight])
    }
    let reason =
      run.edited.isOther
      ? Localized(
        en: "solved for, so that the weights times the values give the same output",
        zh: "解方程得到，使权重乘 value 的输出不变")
      : Localized(en: "as the learner's edit has it", zh: "由学习者改动得到")
    return Derivation(
      subject: reference, value: value,
      summary: "\(name(reference)) = \(value.compact()): \(reason[language])",
      lines: run.edited.isOther
        ? ["\\sum_j u_j v_j = \\sum_j w_{ij} v_j, \\quad \\sum_j u_j = 1, \\quad u_j \\ge 0"] : [],
      inputs: [weight])
  }

  private func otherOutput(_ reference: CellReference, _ value: Double) -> Derivation {
    guard reference.row < 2 else {
      let (before, after) = (
        input("otherOutput", 0, reference.column), input("otherOutput", 1, reference.column)
      )
      return Derivation(
        subject: reference, value: value,
        summary: "\(name(reference)) = \(after.value.fixed(3)) − "
          + Derivation.factor(before.value, latex: false) + " = \(value.compact(2))",
        lines: [
          "o'_c - o_c = \(after.value.latex(3)) - "
            + Derivation.factor(before.value, latex: true) + " = \(value.latex(3))"
        ], inputs: [after, before])
    }
    return .sumOfProducts(
      reference, named: name(reference), value: value, formula: "o_c = \\sum_j u_j v_{jc}",
      terms: run.tokens.indices.map {
        (input("otherWeights", reference.row, $0), input("value", $0, reference.column))
      })
  }

  private func masked(_ reference: CellReference, _ value: Double) -> Derivation {
    let scaled = input("scaled", reference.row, reference.column)
    let isHidden = value == -.infinity
    let reason: Localized<String> =
      switch (isHidden, run.maskKind) {
      case (false, _): Localized(en: "this pair may meet", zh: "这一对没有被遮住")
      case (true, .padding): Localized(en: "the key is padding", zh: "这个 key 是填充")
      case (true, _): Localized(en: "the key comes after the query", zh: "key 排在 query 后面")
      }
    return Derivation(
      subject: reference, value: value,
      summary: "\(name(reference)) = \(scaled.value.fixed(3)) + \(isHidden ? "(−∞)" : "0")"
        + " = \(value.fixed(3)): \(reason[language])",
      lines: [
        "\\tilde{s}_{ij} = s_{ij} + M_{ij}",
        "= \(scaled.value.latex(3)) + \(isHidden ? "(-\\infty)" : "0") = \(value.latex(3))",
      ], inputs: [scaled])
  }

  private func scaled(_ reference: CellReference, _ value: Double) -> Derivation {
    let score = input("scores", reference.row, reference.column)
    let root = "√\(run.headDim)"
    let isWarm = run.temperature != 1
    let divisors =
      (run.isScaled ? [root] : []) + (isWarm ? [run.temperature.compact()] : [])
    let latexDivisors =
      (run.isScaled ? ["\\sqrt{\(run.headDim)}"] : [])
      + (isWarm ? [run.temperature.latex(2)] : [])
    guard !divisors.isEmpty else {
      return Derivation(
        subject: reference, value: value, summary: "\(name(reference)) = \(value.fixed(3))",
        lines: ["s_{ij} = q_i \\cdot k_j = \(value.latex(3))"], inputs: [score])
    }
    return Derivation(
      subject: reference, value: value,
      summary: "\(name(reference)) = \(score.value.fixed(3)) / "
        + "\(divisors.count > 1 ? "(\(divisors.joined(separator: " · ")))" : divisors[0])"
        + " = \(value.fixed(3))",
      lines: [
        run.isScaled
          ? "s_{ij} = \\frac{q_i \\cdot k_j}{\\sqrt{d}\(isWarm ? " \\, T" : "")}"
          : "s_{ij} = \\frac{q_i \\cdot k_j}{T}",
        "= \\frac{\(score.value.latex(3))}{\(latexDivisors.joined(separator: " \\cdot "))}"
          + " = \(value.latex(3))",
      ], inputs: [score])
  }

  private func score(_ reference: CellReference, _ value: Double) -> Derivation {
    .sumOfProducts(
      reference, named: name(reference), value: value,
      formula: "q_i \\cdot k_j = \\sum_c q_{ic} k_{jc}",
      terms: (0..<run.headDim).map {
        (input("query", reference.row, $0), input("key", reference.column, $0))
      })
  }

  private func projection(
    _ reference: CellReference, _ value: Double, matrix: String, symbol: String, _ latex: String
  ) -> Derivation {
    let terms = EmbeddingFeature.all.indices.map {
      (input("embedding", reference.row, $0), input(matrix, $0, reference.column))
    }
    return .sumOfProducts(
      reference, named: name(reference), value: value,
      formula: "\(symbol)_{ic} = \\sum_f x_{if} \(latex)_{fc}",
      terms: terms.filter { $0.0.value != 0 && $0.1.value != 0 })
  }

  private func feature(_ reference: CellReference, _ value: Double) -> Derivation {
    let explanation = EmbeddingFeature.all[reference.column]
      .explanation(of: run.tokens[reference.row], at: reference.row)
    return .stated(reference, named: name(reference), value: value, explanation[language])
  }

  private func matrixEntry(_ reference: CellReference, _ value: Double) -> Derivation {
    .stated(
      reference, named: name(reference), value: value, matrixReason(reference, value)[language])
  }

  private func matrixReason(_ reference: CellReference, _ value: Double) -> Localized<String> {
    if reference.tensor == "valueMatrix", reference.column < WordFeature.allCases.count {
      return Localized(
        en: "W_V copies the named features as they are", zh: "W_V 把命名特征原样抄下来")
    }
    let components = run.head.components
    guard reference.tensor != "valueMatrix", components.indices.contains(reference.column) else {
      return Localized(en: "drawn at random by the seed", zh: "由种子随机抽取")
    }
    let component = components[reference.column]
    let strength = Double(component.strength).compact()
    let gain = Double(Projections.gain(component, headDim: run.headDim)).compact()
    guard value != 0 else {
      return Localized(
        en: "“\(component.name.english)” takes no notice of this feature",
        zh: "“\(component.name.chinese)”不看这个特征")
    }
    return Localized(
      en: "“\(component.name.english)”, set by hand: √\(strength) · \(run.headDim)^¼ = \(gain), "
        + "times what this feature counts",
      zh: "“\(component.name.chinese)”，手工设定：√\(strength) · \(run.headDim)^¼ = \(gain)，"
        + "再乘这个特征的分量")
  }

  private func input(_ tensor: String, _ row: Int, _ column: Int) -> Derivation.Input {
    let reference = CellReference(tensor, row, column)
    return Derivation.Input(name(reference), number(reference), reference: reference)
  }

  private func number(_ reference: CellReference) -> Double {
    let tensor =
      switch reference.tensor {
      case "embedding": run.embedding
      case "queryMatrix": run.projections.query
      case "keyMatrix": run.projections.key
      case "valueMatrix": run.projections.value
      case "query": run.query
      case "key": run.key
      case "value": run.value
      case "scores": run.attention.scores
      case "scaled": run.attention.scaled
      case "masked": run.attention.masked
      case "otherWeights": run.edited.weights
      case "otherOutput": run.edited.outputs
      default: run.attention.weights
      }
    return Double(tensor[reference.row, reference.column])
  }

  /// `weights[it, cat]`; a token that occurs twice has its position with it: `the·5`.
  private func name(_ reference: CellReference) -> String {
    let row =
      switch reference.tensor {
      case "queryMatrix", "keyMatrix", "valueMatrix":
        EmbeddingFeature.all[reference.row].name[language]
      case "otherWeights", "otherOutput": run.versions(language)[reference.row]
      default: token(reference.row)
      }
    let column =
      switch reference.tensor {
      case "weights", "otherWeights", "masked", "scaled", "scores": token(reference.column)
      case "embedding": EmbeddingFeature.all[reference.column].name[language]
      default: run.columnLabel(reference.tensor, reference.column)[language]
      }
    return "\(reference.tensor)[\(row), \(column)]"
  }

  private func token(_ index: Int) -> String {
    let token = run.tokens[index]
    return run.tokens.count { $0 == token } > 1 ? "\(token)·\(index + 1)" : token
  }
}
