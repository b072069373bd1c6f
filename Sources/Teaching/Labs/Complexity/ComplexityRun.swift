import Attention
import Course
import Figures
import Tensors

/// What one run of the lab of complexity measured, and the power laws fitted to it.
struct ComplexityRun: Sendable {
  var headDim: Int
  var threads: Int
  var longest: Int
  var sweep: LengthSweep
  /// Of the longer half of the lengths: below it the fixed cost of a call rules.
  var naiveTime: PowerLaw
  var flashTime: PowerLaw
  var naiveMemory: PowerLaw
  var flashMemory: PowerLaw

  /// The scores that all threads may hold together.
  private static let mostBytes = 600_000_000

  init(_ settings: Settings, seed: UInt64, engine: AttentionEngine) throws {
    let (longest, headDim) = (settings.integer("maxN"), settings.integer("d"))
    let threads = settings.integer("threads")
    let scores = 4 * longest * longest * min(threads, LengthSweep.heads)
    guard scores <= ComplexityRun.mostBytes else {
      throw LabError.impossible(
        Localized(
          en: "naive attention over \(longest) tokens on \(threads) threads would need "
            + "\(scores.grouped) bytes for its scores alone: take fewer threads or a smaller maxN",
          zh: "朴素注意力在 \(threads) 个线程上处理 \(longest) 个 token，光分数就要 \(scores.grouped) 字节：请减少线程或减小 maxN"
        ))
    }
    let sweep = try LengthSweep(
      upTo: longest, headDim: headDim, threads: threads, seed: seed, engine: engine)
    self.init(sweep, upTo: longest, headDim: headDim, threads: threads)
  }

  init(_ sweep: LengthSweep, upTo longest: Int, headDim: Int, threads: Int) {
    (self.sweep, self.longest) = (sweep, longest)
    (self.headDim, self.threads) = (headDim, threads)
    let fitted = ComplexityRun.fitted(sweep)
    func law(_ number: (LengthSweep.Measurement) -> Double) -> PowerLaw {
      PowerLaw(x: fitted.map { Double($0.length) }, y: fitted.map(number))
    }
    naiveTime = law(\.naiveSeconds)
    flashTime = law(\.flashSeconds)
    naiveMemory = law { Double($0.naiveBytes) }
    flashMemory = law { Double($0.flashBytes) }
  }

  /// The longer half, two lengths at least.
  private static func fitted(_ sweep: LengthSweep) -> ArraySlice<LengthSweep.Measurement> {
    sweep.measurements.suffix(max(2, (sweep.measurements.count + 1) / 2))
  }

  var measurements: [LengthSweep.Measurement] { sweep.measurements }
  var fitted: ArraySlice<LengthSweep.Measurement> { ComplexityRun.fitted(sweep) }
  var last: LengthSweep.Measurement { measurements[measurements.count - 1] }

  /// The least measured length from which on flash is faster at all; nil where it is slower at the
  /// last.
  var crossover: LengthSweep.Measurement? {
    measurements.reversed().prefix { $0.flashSeconds < $0.naiveSeconds }.last
  }

  /// The most that naive attention is faster anywhere.
  var worst: LengthSweep.Measurement? {
    measurements.filter { $0.flashSeconds > $0.naiveSeconds }
      .max { $0.flashSeconds / $0.naiveSeconds < $1.flashSeconds / $1.naiveSeconds }
  }

  var results: [Scalar] {
    [
      Scalar("naiveTimeExponent", naiveTime.exponent),
      Scalar("flashTimeExponent", flashTime.exponent),
      Scalar("naiveMemoryExponent", naiveMemory.exponent),
      Scalar("flashMemoryExponent", flashMemory.exponent),
      Scalar("crossoverN", Double(crossover?.length ?? 0)),
      Scalar("measuredN", Double(last.length)),
      Scalar("speedup", last.naiveSeconds / last.flashSeconds),
      Scalar("memoryRatio", Double(last.naiveBytes) / Double(last.flashBytes)),
      Scalar("maxDifference", measurements.reduce(0) { max($0, $1.difference) }),
    ]
  }

  var tensors: [NamedTensor] {
    func column(_ name: String, _ number: (LengthSweep.Measurement) -> Double) -> NamedTensor {
      NamedTensor(name, Tensor(measurements.map { Float(number($0)) }))
    }
    return [
      column("n") { Double($0.length) },
      column("naiveSeconds", \.naiveSeconds), column("flashSeconds", \.flashSeconds),
      column("naiveBytes") { Double($0.naiveBytes) },
      column("flashBytes") { Double($0.flashBytes) },
      NamedTensor("timeRatio", Tensor(timeRatios.map(Float.init))),
      NamedTensor("timeFit", Tensor(timeFit.map(Float.init))),
      NamedTensor("memoryFit", Tensor(memoryFit.map(Float.init))),
      NamedTensor(
        "timeExponents", Tensor(rows: 2, columns: 1) { row, _ in Float(timeLaws[row].exponent) }),
      NamedTensor(
        "memoryExponents", Tensor(rows: 2, columns: 1) { row, _ in Float(memoryLaws[row].exponent) }
      ),
    ]
  }

  /// How many times longer naive attention takes than flash, by length.
  var timeRatios: [Double] { measurements.map { $0.naiveSeconds / $0.flashSeconds } }

  /// Where the lines fitted to naive attention stand at the lengths that they are fitted to.
  var timeFit: [Double] { fitted.map { naiveTime.value(at: Double($0.length)) } }
  var memoryFit: [Double] { fitted.map { naiveMemory.value(at: Double($0.length)) } }

  var timeLaws: [PowerLaw] { [naiveTime, flashTime] }
  var memoryLaws: [PowerLaw] { [naiveMemory, flashMemory] }

  /// An exponent from the points of its line.
  func derivation(of reference: CellReference) -> Derivation? {
    let isTime = reference.tensor == "timeExponents"
    guard isTime || reference.tensor == "memoryExponents", reference.column == 0,
      (0..<2).contains(reference.row)
    else { return nil }
    let isNaive = reference.row == 0
    let name = (isNaive ? "naive" : "flash") + (isTime ? "Seconds" : "Bytes")
    let points = fitted.map { point -> (length: Int, value: Double) in
      let bytes = Double(isNaive ? point.naiveBytes : point.flashBytes)
      let seconds = isNaive ? point.naiveSeconds : point.flashSeconds
      return (point.length, isTime ? seconds : bytes)
    }
    let law = (isTime ? timeLaws : memoryLaws)[reference.row]
    let value = Double(Float(law.exponent))
    return Derivation(
      subject: reference, value: value,
      summary: "log2 \(name) ≈ \(law.exponent.fixed(3))·log2 N + …, N = \(points[0].length)"
        + "–\(last.length)",
      lines: [
        "a = \\frac{\\sum_i (u_i - \\bar{u})(v_i - \\bar{v})}{\\sum_i (u_i - \\bar{u})^2}, \\quad "
          + "u = \\log_2 N, \\quad v = \\log_2 y",
        "a = \(law.exponent.latex(3))",
      ],
      inputs: points.map { Derivation.Input("\(name)(N=\($0.length))", $0.value) })
  }
}
