import Attention
import Course
import Figures
import Tensors

/// Where an output, a score, a tile and the state of the row come from.
struct FlashDerivations {
  let run: FlashLabRun
  let row: FlashRow
  let language: Language

  func derivation(of reference: CellReference) -> Derivation? {
    let (length, width, states) = (run.length, run.headDim, row.states.count)
    return switch reference.tensor {
    case "output" where holds(reference, length, width): output(reference)
    case "weights" where holds(reference, length, length): weight(reference)
    case "scores" where holds(reference, length, length): score(reference)
    case "exponentials" where holds(reference, length, length): exponential(reference)
    case "tiles" where holds(reference, run.tileRows, run.tileColumns): tile(reference)
    case "rowState" where holds(reference, states, 4): state(reference)
    case "rowOutput" where holds(reference, states, width): rowOutput(reference)
    default: outputSoFar(reference)
    }
  }

  private func holds(_ reference: CellReference, _ rows: Int, _ columns: Int) -> Bool {
    (0..<rows).contains(reference.row) && (0..<columns).contains(reference.column)
  }

  private func output(_ reference: CellReference) -> Derivation {
    .sumOfProducts(
      reference, named: name(reference),
      value: Double(run.output[reference.row, reference.column]),
      formula:
        "O_{ic} = \\frac{1}{\\ell_i} \\sum_j e^{s_{ij} - m_i} V_{jc} = \\sum_j w_{ij} V_{jc}",
      terms: (0..<run.length).map { key in
        let weight = CellReference("weights", reference.row, key)
        return (
          Derivation.Input(
            name(weight), Double(run.plain.weights[reference.row, key]), reference: weight),
          value(key, reference.column)
        )
      })
  }

  private func weight(_ reference: CellReference) -> Derivation {
    .softmax(
      reference, named: name(reference),
      value: Double(run.plain.weights[reference.row, reference.column]),
      row: (0..<run.length).map { key in
        let score = CellReference("scores", reference.row, key)
        return Derivation.Input(
          name(score), Double(run.plain.masked[reference.row, key]), reference: score)
      }, column: reference.column)
  }

  private func score(_ reference: CellReference) -> Derivation {
    let value = Double(run.plain.masked[reference.row, reference.column])
    guard value > -.infinity else {
      let reason = Localized(en: "the mask hides it", zh: "被掩码遮住")
      return .stated(reference, named: name(reference), value: value, reason[language])
    }
    let root = Double(run.headDim).squareRoot()
    return .sumOfProducts(
      reference, named: name(reference), value: value,
      formula:
        "s_{ij} = \\frac{q_i \\cdot k_j}{\\sqrt{d}} = \\sum_c \\frac{q_{ic}}{\\sqrt{d}} k_{jc}",
      terms: (0..<run.headDim).map { column in
        (
          Derivation.Input(
            "query[\(reference.row + 1),\(column + 1)]/√\(run.headDim)",
            Double(run.query[reference.row, column]) / root),
          Derivation.Input(
            "key[\(reference.column + 1),\(column + 1)]",
            Double(run.key[reference.column, column]))
        )
      })
  }

  /// e^(s − m), m being that of the time when the tile was on chip.
  private func exponential(_ reference: CellReference) -> Derivation? {
    let place = (reference.row, reference.column)
    let step = run.trace?.steps.first { $0.queries.contains(place.0) && $0.keys.contains(place.1) }
    if run.trace != nil, step?.tile == nil {
      let reason = Localized(en: "the tile is skipped", zh: "这一块跳过了")
      return .stated(reference, named: name(reference), value: 0, reason[language])
    }
    let local = step.map { (place.0 - $0.queries.lowerBound, place.1 - $0.keys.lowerBound) }
    let maximum = local.flatMap { step?.tile?.maximum[$0.0] } ?? run.plain.maximum(place.0)
    let value =
      local.flatMap { step?.tile?.weights[$0.0, $0.1] } ?? run.plain.exponentials(place.0)[place.1]
    let score = CellReference("scores", place.0, place.1)
    let scoreValue = Double(run.plain.masked[place.0, place.1])
    return Derivation(
      subject: reference, value: Double(value),
      summary: "\(name(reference)) = e^(\(scoreValue.fixed(3)) − \(maximum.bracketed(3))) = "
        + value.compact(),
      lines: [
        "P_{ij} = e^{s_{ij} - m_i}",
        "= e^{\(scoreValue.latex(3)) - \(maximum.bracketed(3, latex: true))} = \(value.latex(4))",
      ],
      inputs: [
        Derivation.Input(name(score), scoreValue, reference: score),
        Derivation.Input("m", Double(maximum)),
      ])
  }

  private func tile(_ reference: CellReference) -> Derivation {
    let value = Double(run.tiles[reference.row, reference.column])
    let lastQuery = min((reference.row + 1) * run.blocks.queries, run.length)
    let firstKey = reference.column * run.blocks.keys + 1
    let relation = firstKey > lastQuery ? ">" : "≤"
    let reason: Localized<String> =
      run.isCausal
      ? Localized(
        en: "its first key \(firstKey) \(relation) its last query \(lastQuery)",
        zh: "首个 key \(firstKey) \(relation) 末个 query \(lastQuery)")
      : Localized(en: "nothing is hidden", zh: "没有遮住任何 key")
    return Derivation(
      subject: reference, value: value,
      summary: "\(name(reference)) = \(value.compact()): \(reason[language])", lines: [], inputs: []
    )
  }

  // MARK: The row

  private func state(_ reference: CellReference) -> Derivation {
    let state = row.states[reference.row]
    let value = Double(row.stateTensor[reference.row, reference.column])
    guard reference.row > 0 else {
      let reason = Localized(en: "nothing was seen yet", zh: "还什么都没有看到")
      return .stated(reference, named: name(reference), value: value, reason[language])
    }
    let old = row.states[reference.row - 1]
    let (after, before) = (state.maximum, old.maximum)
    func input(_ symbol: String, _ row: Int, _ column: Int, _ value: Float) -> Derivation.Input {
      Derivation.Input(
        symbol, Double(value), reference: CellReference("rowState", row, column))
    }
    let oldMaximum = input("m′", reference.row - 1, 0, before)
    let newMaximum = input("m", reference.row, 0, after)
    let (formula, text, inputs): (String, String, [Derivation.Input])
    switch reference.column {
    case 0 where !run.rules.followsMaximum && before > -.infinity:
      (formula, text, inputs) = ("m = m'", "m′", [oldMaximum])
    case 0:
      let largest = largestScore(state)
      formula = "m = \\max(m', \\max_j s_j)"
      text = "max(\(before.fixed(3)), \(largest.fixed(3)))"
      inputs = [oldMaximum, Derivation.Input("max s", Double(largest))]
    case 1 where !run.rules.accumulatesSum:
      let weights = Double(weightSum(state))
      formula = "\\ell = \\sum_j P_j"
      (text, inputs) = ("Σ P", [Derivation.Input("Σ P", weights)])
    case 1:
      let weights = weightSum(state)
      formula = "\\ell = e^{m' - m} \\ell' + \\sum_j P_j"
      text = "\(state.rescale.fixed(3))·\(old.sum.fixed(3)) + \(weights.fixed(3))"
      inputs = [
        input("e^(m′ − m)", reference.row, 2, state.rescale),
        input("ℓ′", reference.row - 1, 1, old.sum), Derivation.Input("Σ P", Double(weights)),
      ]
    case 2 where !run.rules.rescales:
      let reason = Localized(en: "nothing is rescaled", zh: "没有重新缩放")
      return .stated(reference, named: name(reference), value: value, reason[language])
    case 2:
      formula = "e^{m' - m}"
      text = "e^(\(before.fixed(3)) − \(after.bracketed(3)))"
      inputs = [oldMaximum, newMaximum]
    default:
      formula = "\\lVert O/\\ell - \\mathrm{naive} \\rVert_\\infty"
      let truth = run.plain.output.row(row.query)
      let worst = zip(state.output, truth).map { abs($0 - $1) }.enumerated().max {
        $0.element < $1.element
      }
      let column = worst?.offset ?? 0
      text = "|\(state.output[column].fixed(3)) − \(Array(truth)[column].bracketed(3))|"
      inputs = [
        Derivation.Input(
          "rowOutput[\(reference.row + 1),\(column + 1)]", Double(state.output[column]),
          reference: CellReference("rowOutput", reference.row, column)),
        Derivation.Input("naive", Double(Array(truth)[column])),
      ]
    }
    return Derivation(
      subject: reference, value: value,
      summary: "\(name(reference)) = \(text) = \(value.compact())",
      lines: [formula, "= \(value.latex(4))"], inputs: inputs)
  }

  private func tile(of state: FlashRow.State) -> (tile: FlashTile, row: Int, keys: Range<Int>)? {
    guard let index = state.step, let step = run.trace?.steps[index], let tile = step.tile else {
      return nil
    }
    return (tile, row.query - step.queries.lowerBound, step.keys)
  }

  private func largestScore(_ state: FlashRow.State) -> Float {
    tile(of: state).map { $0.tile.scores.row($0.row).max() ?? -.infinity }
      ?? run.plain.maximum(row.query)
  }

  private func weightSum(_ state: FlashRow.State) -> Float {
    tile(of: state).map { $0.tile.weights.row($0.row).reduce(0, +) }
      ?? run.plain.exponentials(row.query).reduce(0, +)
  }

  /// What O was, times what is left of its share, and the values of the tile with theirs.
  private func rowOutput(_ reference: CellReference) -> Derivation {
    let earlier = CellReference("rowOutput", max(0, reference.row - 1), reference.column)
    return output(reference, after: reference.row, earlier: earlier)
  }

  /// The same of any query: `outputSoFar(2)` is O/ℓ after the second tile of keys.
  private func outputSoFar(_ reference: CellReference) -> Derivation? {
    guard holds(reference, run.length, run.headDim) else { return nil }
    let row = FlashRow(run, query: reference.row)
    guard
      let index = row.states.firstIndex(where: { state in
        state.keyBlock.map { "outputSoFar(\($0 + 1))" } == reference.tensor
      })
    else { return nil }
    let earlier = row.states[index - 1].keyBlock.map {
      CellReference("outputSoFar(\($0 + 1))", reference.row, reference.column)
    }
    return FlashDerivations(run: run, row: row, language: language)
      .output(reference, after: index, earlier: earlier)
  }

  private func output(
    _ reference: CellReference, after index: Int, earlier: CellReference?
  ) -> Derivation {
    let state = row.states[index]
    let result = Double(state.output[reference.column])
    guard index > 0, state.sum != 0 else {
      let reason = Localized(en: "nothing was seen yet", zh: "还什么都没有看到")
      return .stated(reference, named: name(reference), value: result, reason[language])
    }
    let old = row.states[index - 1]
    let share = Double(state.rescale * old.sum / state.sum)
    let tile = tile(of: state)
    let weights =
      tile.map { Array($0.tile.weights.row($0.row)) } ?? run.plain.exponentials(row.query)
    let keys = tile?.keys ?? 0..<run.length
    return .sumOfProducts(
      reference, named: name(reference), value: result,
      formula: "O_c/\\ell = \\frac{e^{m' - m} \\ell'}{\\ell} \\cdot O'_c/\\ell' + "
        + "\\sum_j \\frac{P_j}{\\ell} V_{jc}",
      terms: [
        (
          Derivation.Input("e^(m′ − m)·ℓ′/ℓ", share),
          Derivation.Input(
            earlier.map(name) ?? "O′/ℓ′", Double(old.output[reference.column]),
            reference: earlier)
        )
      ]
        + zip(keys, weights).map { key, weight in
          (
            Derivation.Input(
              "P[\(row.query + 1),\(key + 1)]/ℓ", Double(weight / state.sum),
              reference: CellReference("exponentials", row.query, key)),
            value(key, reference.column)
          )
        })
  }

  // MARK: Names

  private func value(_ key: Int, _ column: Int) -> Derivation.Input {
    Derivation.Input("value[\(key + 1),\(column + 1)]", Double(run.value[key, column]))
  }

  private func name(_ reference: CellReference) -> String { reference.name }
}

extension Float {
  /// In brackets where it is negative, so that it can follow a sign.
  func bracketed(_ decimals: Int, latex: Bool = false) -> String {
    let text = latex ? self.latex(decimals) : fixed(decimals)
    return self < 0 ? "(\(text))" : text
  }
}
