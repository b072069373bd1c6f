import Course
import Figures

/// What the lab of complexity shows at each step, and says of it.
struct ComplexitySteps {
  let run: ComplexityRun

  var all: [Step] { [table, memory, time] }

  private var last: LengthSweep.Measurement { run.last }

  /// What a stopped run is to be read with.
  private var stopped: Localized<String> {
    run.sweep.isStopped
      ? Localized(
        en: "Stopped: lengths up to \(last.length) of \(run.longest) were measured. ",
        zh: "已中途停止：只测到 N = \(last.length)（原定 \(run.longest)）。")
      : Localized("")
  }

  private var time: Step {
    let (naive, flash) = (run.naiveTime.exponent.fixed(2), run.flashTime.exponent.fixed(2))
    let range = "\(run.fitted.first?.length ?? 0)–\(last.length)"
    let verdict = verdict
    return Step(
      title: Localized(en: "Time by length, measured", zh: "时间随长度，实测"),
      sentence: Localized(
        en: stopped.english
          + "For N = \(range) naive time grows as N^\(naive), flash as N^\(flash): "
          + "the same N² products. At shorter lengths the fixed cost of a call rules. "
          + verdict.english,
        zh: stopped.chinese + "N = \(range) 时，朴素的时间按 N^\(naive) 增长，Flash 按 N^\(flash)："
          + "点积同样是 N² 次。再短则主要是每次调用的固定开销。" + verdict.chinese)
    ) { [self] language in
      [
        curves(
          Localized(en: "microseconds, four heads, measured", zh: "微秒，四个头，实测"), "µs", language,
          naive: { 1e6 * $0.naiveSeconds }, flash: { 1e6 * $0.flashSeconds },
          fit: run.timeFit.map { 1e6 * $0 }),
        ratios(language),
        exponents("timeExponents", run.timeLaws, language),
      ]
    }
  }

  /// Who is faster, and where.
  private var verdict: Localized<String> {
    let ratio = last.naiveSeconds / last.flashSeconds
    // What a busy machine adds or takes is of this size.
    if (0.95..<1.05).contains(ratio) {
      return Localized(
        en: "At N = \(last.length) the two are as fast as each other\(reason.english).",
        zh: "N = \(last.length) 时两者一样快\(reason.chinese)。")
    }
    guard let crossover = run.crossover else {
      let slower = (1 / ratio).fixed(2)
      return Localized(
        en: "Flash loses here: at N = \(last.length) it takes \(slower) times as long"
          + "\(reason.english).",
        zh: "这里 Flash 反而慢：N = \(last.length) 时用时是朴素的 \(slower) 倍\(reason.chinese)。")
    }
    let gain = Localized(
      en: "At N = \(last.length) flash is \(ratio.fixed(2)) times as fast.",
      zh: "N = \(last.length) 时 Flash 的速度是朴素的 \(ratio.fixed(2)) 倍。")
    guard let worst = run.worst else {
      return Localized(
        en: "\(gain.english) It was slower at no length measured.",
        zh: "\(gain.chinese)测过的长度上它都不慢。")
    }
    let loss = (worst.flashSeconds / worst.naiveSeconds).fixed(2)
    return Localized(
      en: "\(gain.english) It wins from N = \(crossover.length) on, and loses most at "
        + "N = \(worst.length), where it takes \(loss) times as long.",
      zh: "\(gain.chinese)从 N = \(crossover.length) 起它一直占优；输得最多是在 N = \(worst.length)，"
        + "用时是朴素的 \(loss) 倍。")
  }

  /// Why flash may gain nothing at the last length.
  private var reason: Localized<String> {
    guard let cache = CacheSizes.known.last, last.naiveBytes <= cache else { return Localized("") }
    return Localized(
      en: ", for the N² matrix still fits a cache of this machine, and there is no traffic to save",
      zh: "：N² 的矩阵还放得进这台机器的缓存，没有访存可省")
  }

  private var memory: Step {
    let ratio = (Double(last.naiveBytes) / Double(last.flashBytes)).fixed(1)
    let (naive, flash) = (run.naiveMemory.exponent.fixed(2), run.flashMemory.exponent.fixed(2))
    let more = run.measurements.last { $0.flashBytes > $0.naiveBytes }.map { point in
      Localized(
        en: " Up to N = \(point.length) flash needs more than the scores would.",
        zh: "N ≤ \(point.length) 时，Flash 用的内存反而比整个得分矩阵还多。")
    }
    return Step(
      title: Localized(en: "Memory by length", zh: "内存随长度"),
      sentence: Localized(
        en: stopped.english + "Naive attention holds the N × N scores of a head a thread: "
          + "\(last.naiveBytes.grouped) bytes at N = \(last.length), growing as N^\(naive). Flash "
          + "holds packed K and V and a tile: \(last.flashBytes.grouped), N^\(flash). That is "
          + "\(ratio) times less." + (more?.english ?? ""),
        zh: stopped.chinese + "朴素注意力每个线程要放一个头的 N × N 得分：N = \(last.length) 时 "
          + "\(last.naiveBytes.grouped) 字节，按 N^\(naive) 增长。Flash 只放打包好的 K、V 和一块得分："
          + "\(last.flashBytes.grouped) 字节，按 N^\(flash)。相差 \(ratio) 倍。" + (more?.chinese ?? ""))
    ) { [self] language in
      [
        curves(
          Localized(en: "bytes besides inputs and results", zh: "输入和结果之外的字节"),
          Localized(en: "bytes", zh: "字节")[language], language,
          naive: { Double($0.naiveBytes) }, flash: { Double($0.flashBytes) },
          fit: run.memoryFit),
        exponents("memoryExponents", run.memoryLaws, language),
      ]
    }
  }

  private var table: Step {
    let difference = run.measurements.reduce(0) { max($0, $1.difference) }
    return Step(
      title: Localized(en: "All lengths", zh: "各个长度"),
      sentence: Localized(
        en: stopped.english + "Medians of runs taken in turn, d = \(run.headDim), "
          + "\(run.threads) \(run.threads == 1 ? "thread" : "threads"). The outputs of the two "
          + "never differ by more than \(difference.compact(2)): flash is exact.",
        zh: stopped.chinese + "两种算法轮流运行，取时间的中位数；d = \(run.headDim)，"
          + "\(run.threads) 个线程。两者输出相差不超过 \(difference.compact(2))：Flash 不是近似。")
    ) { [self] language in
      [
        View(
          Localized(en: "times measured, bytes allocated", zh: "实测时间与申请的内存")[language],
          .matrix(
            NumberMatrix(
              rowLabels: run.measurements.map { "N = \($0.length)" },
              columnLabels: [
                Localized(en: "naive µs", zh: "朴素 µs")[language], "flash µs",
                Localized(en: "naive KiB", zh: "朴素 KiB")[language], "flash KiB",
              ],
              values: run.measurements.flatMap { point in
                [
                  Float(1e6 * point.naiveSeconds), Float(1e6 * point.flashSeconds),
                  Float(point.naiveBytes) / 1024, Float(point.flashBytes) / 1024,
                ]
              }, decimals: 1)))
      ]
    }
  }

  private func ratios(_ language: Language) -> View {
    let values = run.timeRatios
    return View(
      Localized(
        en: "naive time ÷ flash time; flash wins above 1", zh: "朴素时间 / Flash 时间，大于 1 则 Flash 快")[
          language],
      .bars(
        Bars(
          labels: run.measurements.map { "N = \($0.length)" }, values: values,
          maximum: max(values.max() ?? 1, 1))))
  }

  private func exponents(_ tensor: String, _ laws: [PowerLaw], _ language: Language) -> View {
    View(
      Localized(en: "slope on logarithmic axes", zh: "双对数坐标下的斜率")[language],
      .matrix(
        NumberMatrix(
          tensor: tensor, rowLabels: names.map { $0[language] },
          columnLabels: [Localized(en: "exponent", zh: "指数")[language]],
          values: laws.map { Float($0.exponent) }, decimals: 2)))
  }

  private let names = [Localized(en: "naive", zh: "朴素"), Localized("flash")]

  private func curves(
    _ title: Localized<String>, _ unit: String, _ language: Language,
    naive: (LengthSweep.Measurement) -> Double, flash: (LengthSweep.Measurement) -> Double,
    fit: [Double]
  ) -> View {
    let lengths = run.measurements.map { Double($0.length) }
    let fitted = run.fitted.map { Double($0.length) }
    let measured = zip(names, [run.measurements.map(naive), run.measurements.map(flash)])
    let series =
      measured.map { Lines.Series($0.0[language], x: lengths, y: $0.1) }
      + [
        Lines.Series(
          Localized(en: "naive, fitted", zh: "朴素，拟合")[language], x: fitted, y: fit)
      ]
    let values = series.flatMap(\.y)
    let low = values.min() ?? 1
    return View(
      title[language],
      .lines(
        Lines(
          series: series,
          xAxis: Axis("N", lengths[0]...lengths[lengths.count - 1], scale: .log2),
          yAxis: Axis(unit, low...max(values.max() ?? 1, 2 * low), scale: .log2),
          marker: run.crossover.map { Double($0.length) })))
  }
}
