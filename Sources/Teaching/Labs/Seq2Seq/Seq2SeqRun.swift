import Attention
import Course
import Tensors

/// A decoder that has to name the token at each source position, once from the encoder's last state and
/// once with attention to all states.
///
/// The encoder is random and the alignment set; only what reads tokens out of a context is fitted, one
/// linear read-out a position, on training sequences. Recall is the share of right answers on others.
/// A trained encoder keeps more, but no vector of fixed size keeps sequences of any length.
struct Seq2SeqRun: Sendable {
  var length: Int
  var memory: Int
  var hasAttention: Bool
  var encoder: RandomEncoder
  var decoder: PositionalDecoder
  /// The first test sequence: its tokens, its states `[source, memory]` and what both name.
  var example: [Int]
  var states: Tensor
  var fixedAnswers: [Int]
  var attentionAnswers: [Int]
  /// Of the example, `[target, source]`
  var scores: Tensor
  var scaled: Tensor
  var weights: Tensor
  /// By position.
  var fixedRecall: [Double]
  var attentionRecall: [Double]
  var sweep: [SweepPoint]

  /// Recall of the first token in sources of one length.
  struct SweepPoint: Sendable {
    var length: Int
    var fixed: Double
    var attention: Double
  }

  static let testSequences = 300
  static let sweepLengths = [2, 3, 4, 6, 8, 12, 16, 24, 32]
  static let chance = 1 / Double(RandomEncoder.vocabulary.count)

  init(_ settings: Settings, seed: UInt64, engine: AttentionEngine) throws {
    length = settings.integer("sourceLength")
    memory = settings.integer("memory")
    hasAttention = settings.toggle("attention")
    encoder = RandomEncoder(memory: memory, seed: seed)
    let longest = max(length, Seq2SeqRun.sweepLengths.max() ?? 0)
    decoder = PositionalDecoder(length: longest)
    let training = max(400, 4 * memory)
    let tokens = RandomEncoder.tokens(
      length: longest, sequences: training + Seq2SeqRun.testSequences, seed: seed)
    Seq2SeqRun.report(0, Localized(en: "encoding", zh: "编码"))
    let all = try encoder.states(of: tokens)
    example = tokens[..<length].map { $0[training] }
    states = try Tensor.concatenated(
      all[..<length].map { try $0.slice(axis: 0, training..<training + 1) }, axis: 0)

    let reader = Reader(tokens: tokens, training: training)
    let fixed = try reader.answers(from: all[length - 1], at: 0..<length)
    fixedRecall = reader.recall(fixed)
    fixedAnswers = fixed.map { $0.first ?? 0 }

    let attention = try decoder.attend(0..<length, to: all[..<length], engine: engine)
    let square: Shape = [length, length]
    func ofExample(_ tensor: Tensor) throws -> Tensor {
      try tensor.slice(axis: 0, training..<training + 1).reshaped(square)
    }
    scores = try ofExample(attention.scores)
    scaled = try ofExample(attention.scaled)
    weights = try ofExample(attention.weights)
    var answers: [[Int]] = []
    for step in 0..<length {
      Seq2SeqRun.report(
        0.1 + 0.6 * Double(step) / Double(length), Localized(en: "reading out", zh: "读出"))
      let contexts = try attention.output.slice(axis: 1, step..<step + 1)
      answers += try reader.answers(
        from: contexts.reshaped([contexts.shape[0], contexts.shape.width]), at: step..<step + 1)
    }
    attentionRecall = reader.recall(answers)
    attentionAnswers = answers.map { $0.first ?? 0 }
    // With the present length, so that the curve says of it what the results do.
    let lengths = Set(Seq2SeqRun.sweepLengths + [length]).sorted()
    sweep = try Seq2SeqRun.sweep(lengths, all, decoder, reader, engine: engine)
  }

  private static func sweep(
    _ lengths: [Int], _ states: [Tensor], _ decoder: PositionalDecoder, _ reader: Reader,
    engine: AttentionEngine
  ) throws -> [SweepPoint] {
    try lengths.map { length in
      report(
        0.7 + 0.3 * Double(length) / Double(lengths.max() ?? 1),
        Localized(en: "length \(length)", zh: "长度 \(length)"))
      let context = try decoder.attend(0..<1, to: states[..<length], engine: engine).output
      let fixed = try reader.answers(from: states[length - 1], at: 0..<1)
      let attention = try reader.answers(
        from: context.reshaped([context.shape[0], context.shape.width]), at: 0..<1)
      return SweepPoint(
        length: length, fixed: reader.recall(fixed)[0],
        attention: reader.recall(attention)[0])
    }
  }

  private static func report(_ fraction: Double, _ what: Localized<String>) {
    LabProgress.report(fraction, what)
  }

  var recall: [Double] { hasAttention ? attentionRecall : fixedRecall }
  var answers: [Int] { hasAttention ? attentionAnswers : fixedAnswers }

  /// How much of each source position a step's context is made of: without attention every step gets
  /// the last state.
  var alignment: Tensor {
    hasAttention
      ? weights : Tensor(rows: length, columns: length) { [length] in $1 == length - 1 ? 1 : 0 }
  }

  var results: [Scalar] {
    [
      Scalar("recallFirst", recall[0]), Scalar("recallMean", recall.mean),
      Scalar("recallLast", recall[length - 1]), Scalar("chance", Seq2SeqRun.chance),
      Scalar("contextNumbers", Double(hasAttention ? length * memory : memory)),
    ]
  }

  var tensors: [NamedTensor] {
    func column(_ values: [Double]) -> Tensor { Tensor(values.map(Float.init)) }
    return [
      NamedTensor("alignment", alignment), NamedTensor("recall", column(recall)),
      NamedTensor("fixedRecall", column(fixedRecall)),
      NamedTensor("attentionRecall", column(attentionRecall)),
      NamedTensor(
        "recallByLength",
        Tensor(rows: sweep.count, columns: 3) { [sweep] row, column in
          let point = sweep[row]
          return [Float(point.length), Float(point.fixed), Float(point.attention)][column]
        }),
      NamedTensor("states", states), NamedTensor("recurrentMatrix", encoder.recurrent),
      NamedTensor("embedding", encoder.embedding),
      NamedTensor("query", places(decoder.query)), NamedTensor("key", places(decoder.key)),
      NamedTensor("scores", scores), NamedTensor("scaled", scaled),
    ]
  }

  /// The codes of this source's positions.
  private func places(_ codes: Tensor) -> Tensor {
    Tensor(rows: length, columns: PositionalDecoder.width) { codes[$0, $1] }
  }
}

/// Reads tokens out of contexts and counts what is right.
private struct Reader {
  /// By position, then by sequence.
  let tokens: [[Int]]
  let training: Int

  /// For each position, what is named for each test sequence.
  func answers(from contexts: Tensor, at positions: Range<Int>) throws -> [[Int]] {
    try Task.checkCancellation()
    let readout = LinearReadout(contexts, training: training)
    return try positions.map { position in
      try Task.checkCancellation()
      return readout.answers(
        fittedTo: tokens[position], classes: RandomEncoder.vocabulary.count)
    }
  }

  /// For each position, from the first, the share of test sequences that are answered right.
  func recall(_ answers: [[Int]]) -> [Double] {
    zip(answers, tokens).map { answers, tokens in
      let right = zip(answers, tokens[training...]).count { $0 == $1 }
      return Double(right) / Double(max(1, answers.count))
    }
  }
}

extension [Double] {
  var mean: Double { reduce(0, +) / Double(Swift.max(1, count)) }
}
