import Attention
import Course
import Figures

/// The lines of the algorithm with the papers' numbers, those that run at a moment lit.
struct FlashListing {
  let run: FlashLabRun
  let trace: FlashTrace
  let moment: FlashMoment
  let language: Language

  private var step: FlashStep { trace.steps[moment.index] }

  var view: View {
    let place =
      moment.phase == .start
      ? "" : " · i = \(step.queryBlock + 1), j = \(step.keyBlock + 1)"
    let name: Localized<String> =
      trace.order == .fa1
      ? Localized(en: "FlashAttention, Algorithm 1", zh: "FlashAttention，算法 1")
      : Localized(en: "FlashAttention-2, Algorithm 1", zh: "FlashAttention-2，算法 1")
    let row = FlashRowWords(run: run, step: step, previous: run.previous(of: moment.index))
    let lines = trace.order == .fa1 ? firstPaper(row) : secondPaper(row)
    return View(name[language] + place, .listing(Listing(lines: lines)))
  }

  /// Dao et al. 2022, Algorithm 1. The kernel has the new maximum before it takes exponentials, so its
  /// P and ℓ stand at line 11 and need one factor instead of two.
  private func firstPaper(_ row: FlashRowWords) -> [Listing.Line] {
    let (i, j) = ((step.queryBlock + 1).subscripted, (step.keyBlock + 1).subscripted)
    let marks = Marks(prefix: "FA-1:")
    return [
      marks.line("1", "B_r, B_c ← M", lit(.start, "\(run.blocks.queries), \(run.blocks.keys)")),
      marks.line("2", "O = 0, ℓ = 0, m = −∞ → HBM", lit(.start, "N = \(run.length)")),
      marks.line("3", "Q → T_r blocks, K, V → T_c blocks", lit(.start, counts)),
      marks.line("5", "for j = 1…T_c", lit(.openKeys, "j = \(step.keyBlock + 1)")),
      marks.line("6", "  load K_j, V_j", lit(.openKeys, "K\(j), V\(j) ← \(keyBytes)")),
      marks.line(
        "7", "  for i = 1…T_r",
        lit(.load, "i = \(step.queryBlock + 1)") ?? lit(.skipped, "i = \(hidden(step.queryBlock))")
      ),
      marks.line("8", "    load Q_i, O_i, ℓ_i, m_i", lit(.load, "Q\(i), O\(i) ← \(stateBytes)")),
      marks.line("9", "    S = Q_i K_jᵀ/√d", lit(.scores, row.scores)),
      marks.line("10", "    r = rowmax S", lit(.maximum, row.largest)),
      marks.line("11", "    m = max(m′, r)", lit(.maximum, row.maximum), mark: "11m"),
      marks.line("", "    P = e^(S − m)", lit(.weights, row.weights), mark: "11P"),
      marks.line("", "    ℓ = e^(m′ − m) ℓ′ + rowsum P", lit(.weights, row.sum), mark: "11ℓ"),
      marks.line(
        "12", "    O = (e^(m′ − m) ℓ′ O′ + P V_j)/ℓ", lit(.output, row.output(trace.order))),
      marks.line("", "    store O_i", lit(.store, outputBytes), mark: "13"),
      marks.line("13", "    store ℓ_i, m_i", lit(.store, (8 * step.queries.count).inBytes)),
    ]
  }

  /// Dao 2023, Algorithm 1; its line 10 has the factor's inverse, which is a slip of the pen.
  private func secondPaper(_ row: FlashRowWords) -> [Listing.Line] {
    let (i, j) = ((step.queryBlock + 1).subscripted, (step.keyBlock + 1).subscripted)
    let marks = Marks(prefix: "FA-2:")
    return [
      marks.line("1", "Q → T_r blocks, K, V → T_c blocks", lit(.start, counts)),
      marks.line("3", "for i = 1…T_r", lit(.openRows, "i = \(step.queryBlock + 1)")),
      marks.line("4", "  load Q_i", lit(.openRows, "Q\(i) ← \(queryBytes)")),
      marks.line("5", "  O = 0, ℓ = 0, m = −∞", lit(.openRows, "O\(i), ℓ\(i), m\(i)")),
      marks.line(
        "6", "  for j = 1…T_c",
        lit(.load, "j = \(step.keyBlock + 1)") ?? lit(.skipped, "j = \(hidden(step.keyBlock))")),
      marks.line("7", "    load K_j, V_j", lit(.load, "K\(j), V\(j) ← \(keyBytes)")),
      marks.line("8", "    S = Q_i K_jᵀ/√d", lit(.scores, row.scores)),
      marks.line("9", "    m = max(m′, rowmax S)", lit(.maximum, row.maximum), mark: "9m"),
      marks.line("", "    P = e^(S − m)", lit(.weights, row.weights), mark: "9P"),
      marks.line("", "    ℓ = e^(m′ − m) ℓ′ + rowsum P", lit(.weights, row.sum), mark: "9ℓ"),
      marks.line("10", "    O = e^(m′ − m) O′ + P V_j", lit(.output, row.output(trace.order))),
      marks.line("12", "  O_i = O/ℓ", lit(.closeRows, row.quotient)),
      marks.line("13", "  L_i = m + ln ℓ", lit(.closeRows, row.logSumExp(trace.run))),
      marks.line("14", "  store O_i", lit(.closeRows, outputBytes)),
      marks.line("15", "  store L_i", lit(.closeRows, (4 * step.queries.count).inBytes)),
    ]
  }

  /// The values of a line that runs in a phase, and in a step that is a whole tile; nil at any other
  /// moment.
  private func lit(_ phase: FlashPhase, _ values: @autoclosure () -> String) -> String? {
    let isWhole = moment.phase == .tile && phase.isInTile && phase != .tile
    return moment.phase == phase || isWhole ? values() : nil
  }

  private func hidden(_ block: Int) -> String {
    Localized(en: "\(block + 1): hidden, skipped", zh: "\(block + 1)：被遮住，跳过")[language]
  }

  private var counts: String { "T_r = \(run.tileRows), T_c = \(run.tileColumns)" }
  private var queryBytes: String { (4 * step.queries.count * run.headDim).inBytes }
  private var outputBytes: String { queryBytes }
  private var keyBytes: String { (8 * step.keys.count * run.headDim).inBytes }
  private var stateBytes: String { (8 * step.queries.count * (run.headDim + 1)).inBytes }
}

/// Lines that name the place in the kernel's source which does them: the mark stands there in a
/// comment.
private struct Marks {
  let prefix: String

  func line(
    _ number: String, _ text: String, _ values: String?, mark: String? = nil
  ) -> Listing.Line {
    Listing.Line(number, text, values: values, marker: prefix + (mark ?? number))
  }
}

/// What the symbols stand for at one query of a block: the query that is followed where it is in the
/// block, else the last one.
struct FlashRowWords {
  private let run: FlashLabRun
  private let step: FlashStep
  private let previous: FlashStep?
  let query: Int
  private let row: Int

  init(run: FlashLabRun, step: FlashStep, previous: FlashStep?) {
    self.run = run
    self.step = step
    self.previous = previous
    query = step.queries.contains(run.row) ? run.row : step.queries.upperBound - 1
    row = query - step.queries.lowerBound
  }

  var before: Float { previous?.tile?.maximum[row] ?? -.infinity }
  var after: Float { step.tile?.maximum[row] ?? before }
  var sumBefore: Float { previous?.tile?.sum[row] ?? 0 }
  var sumAfter: Float { step.tile?.sum[row] ?? sumBefore }
  var rescale: Float { step.tile?.rescale[row] ?? 1 }
  /// The largest score of the tile
  var largestScore: Float { step.tile?.scores.row(row).max() ?? -.infinity }
  var weightSum: Float { step.tile?.weights.row(row).reduce(0, +) ?? 0 }

  private var name: String { "q" + (query + 1).subscripted }

  var scores: String {
    guard let tile = step.tile else { return "" }
    let seen = tile.scores.row(row).filter { $0 > -.infinity }
    guard let least = seen.min(), let largest = seen.max() else { return "\(name): −∞" }
    return "\(name): \(least.fixed(2)) … \(largest.fixed(2))"
  }

  var largest: String { "\(name): \(largestScore.fixed(2))" }

  var maximum: String { "m \(before.fixed(2)) → \(after.fixed(2))" }

  var weights: String { "rowsum P = \(weightSum.fixed(2))" }

  var sum: String {
    guard run.rules.accumulatesSum else { return "ℓ = \(sumAfter.fixed(2))" }
    return
      "ℓ = \(rescale.fixed(3))·\(sumBefore.fixed(2)) + \(weightSum.fixed(2)) → \(sumAfter.fixed(2))"
  }

  /// The factor where there is one: `e^(1.72 − 2.31) = 0.554`.
  var factor: String? {
    guard before > -.infinity, run.rules.rescales else { return nil }
    let second = after < 0 ? "(\(after.fixed(2)))" : after.fixed(2)
    return "e^(\(before.fixed(2)) − \(second)) = \(rescale.fixed(3))"
  }

  func output(_ order: LoopOrder) -> String {
    guard let tile = step.tile else { return "" }
    let old = previous?.tile?.output[row, 0] ?? 0
    let first = "O₁ \(old.fixed(2)) → \(tile.output[row, 0].fixed(2))"
    return factor.map { "\($0), \(first)" } ?? first
  }

  /// Of FA-2, once the last tile of the row is in.
  var quotient: String {
    guard let tile = step.tile ?? previous?.tile, tile.sum[row] != 0 else { return "O = 0" }
    let output = tile.output[row, 0]
    return
      "O₁ = \(output.fixed(2))/\(tile.sum[row].fixed(2)) = \((output / tile.sum[row]).fixed(3))"
  }

  func logSumExp(_ flash: FlashRun) -> String {
    "\(after.fixed(2)) + ln \(sumAfter.fixed(2)) = \(flash.logSumExp.storage[query].fixed(2))"
  }
}
