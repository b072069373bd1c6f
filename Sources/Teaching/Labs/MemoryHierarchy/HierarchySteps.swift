import Course
import Figures

/// What the lab of the memory hierarchy shows at each step, and says of it.
struct HierarchySteps {
  let run: HierarchyRun

  var all: [Step] {
    [levels] + (run.reading == nil ? [] : [reading]) + [traffic, roofline, byLength]
  }

  private var device: Device { run.device }

  private var levels: Step {
    let (fast, memory) = (device.levels[0], device.memory)
    let larger = Int((memory.bytes / fast.bytes).rounded()).grouped
    let faster = (fast.bytesPerSecond / memory.bytesPerSecond).fixed(1)
    return Step(
      title: Localized(en: "Levels of memory", zh: "各级存储"),
      sentence: Localized(
        en: "\(device.name.english): \(fast.name.english) holds \(fast.bytes.asCapacity) and reads "
          + "\(fast.bytesPerSecond.asByteRate), \(memory.name.english) \(memory.bytes.asCapacity) at "
          + "\(memory.bytesPerSecond.asByteRate): \(larger) times larger, \(faster) times slower. "
          + device.note.english,
        zh: "\(device.name.chinese)：\(fast.name.chinese) 容量 \(fast.bytes.asCapacity)，读取 "
          + "\(fast.bytesPerSecond.asByteRate)；\(memory.name.chinese) 容量 \(memory.bytes.asCapacity)，"
          + "\(memory.bytesPerSecond.asByteRate)：容量是前者的 \(larger) 倍，速度只有 1/\(faster)。"
          + device.note.chinese)
    ) { [self] language in
      [pyramid(language), roofs(language)]
    }
  }

  private func pyramid(_ language: Language) -> View {
    let levels = device.levels.enumerated().map { index, level in
      let above = index > 0 ? device.levels[index - 1].bytesPerSecond : 0
      return Pyramid.Level(
        level.name[language], size: level.bytes,
        notes: [
          level.bytes.asCapacity, level.bytesPerSecond.asByteRate,
          index > 0 ? "÷ " + (above / level.bytesPerSecond).fixed(1) : "",
        ])
    }
    return View(
      Localized(
        en: run.reading == nil ? "levels, published figures" : "levels, measured by one thread",
        zh: run.reading == nil ? "各级存储，公布的数据" : "各级存储，单线程实测")[language],
      .pyramid(
        Pyramid(
          levels: levels,
          headings: [
            Localized(en: "size", zh: "容量")[language],
            Localized(en: "reading", zh: "读取")[language],
            Localized(en: "slower", zh: "变慢")[language],
          ])))
  }

  private var reading: Step {
    let points = run.reading?.points ?? []
    let steps = device.levels.dropLast().map { $0.bytes.asCapacity }.joined(separator: ", ")
    let (first, last) = (points.first?.bytesPerSecond ?? .nan, points.last?.bytesPerSecond ?? .nan)
    return Step(
      title: Localized(en: "Reading speed by working set, measured", zh: "读取速度随工作集大小，实测"),
      sentence: Localized(
        en: "A working set that fits a cache is read at that cache's speed; where it outgrows one "
          + "(\(steps)) the curve steps down, here from \(first.asByteRate) to \(last.asByteRate).",
        zh: "工作集放得进哪级缓存，就以哪级的速度读；每超出一级（\(steps)），曲线就降一台阶，"
          + "这里从 \(first.asByteRate) 降到 \(last.asByteRate)。")
    ) { language in
      let speeds = points.map { $0.bytesPerSecond / 1e9 }
      let low = speeds.min() ?? 1
      return [
        View(
          Localized(en: "gigabytes a second, one thread", zh: "每秒 GB，单线程")[language],
          .lines(
            Lines(
              series: [
                Lines.Series(
                  Localized(en: "reading", zh: "读取")[language],
                  x: points.map { Double($0.bytes) }, y: speeds)
              ],
              xAxis: Axis(
                Localized(en: "bytes", zh: "字节")[language],
                4096...Double(points.last?.bytes ?? 8192), scale: .log2),
              yAxis: Axis("GB/s", low...max(speeds.max() ?? 1, 2 * low), scale: .log2))))
      ]
    }
  }

  private var traffic: Step {
    let count = run.traffic
    let (naive, flash) = (count.naiveBytes, count.flashBytes)
    let blocks = "B_r = \(count.blocks.queries), B_c = \(count.blocks.keys)"
    let verdict =
      flash < naive
      ? Localized(
        en: "\((naive / flash).fixed(2)) times less", zh: "只有前者的 1/\((naive / flash).fixed(2))")
      : Localized(
        en: "\((flash / naive).fixed(2)) times as much, for at this N the N² matrix is small",
        zh: "反而是 \((flash / naive).fixed(2)) 倍，因为 N 这么小时 N² 的矩阵本来就不大")
    return Step(
      title: Localized(en: "Work and traffic", zh: "运算量与访存量"),
      sentence: Localized(
        en: "Both do \(Int(count.operations).grouped) FLOPs. Naive attention moves "
          + "\(naive.asBytes) in \(device.format): S and P are written and read. Flash with "
          + "M = \(Double(device.blockBytes).asCapacity) (\(blocks)) moves \(flash.asBytes): "
          + verdict.english + ".",
        zh: "两者都是 \(Int(count.operations).grouped) FLOPs。朴素注意力用 \(device.format) 要搬运 "
          + "\(naive.asBytes)：S 和 P 都要写出再读回。Flash 在 M = \(Double(device.blockBytes).asCapacity)"
          + "（\(blocks)）下搬运 \(flash.asBytes)：\(verdict.chinese)。")
    ) { [self] language in
      [
        table(language),
        View(
          Localized(en: "bytes moved", zh: "搬运的字节")[language],
          .bars(
            Bars(
              labels: names.map { $0[language] }, values: [naive, flash],
              maximum: max(naive, flash)))),
      ]
    }
  }

  private func table(_ language: Language) -> View {
    View(
      Localized(en: "one head of N = \(run.length)", zh: "一个头，N = \(run.length)")[language],
      .matrix(
        NumberMatrix(
          tensor: "traffic", rowLabels: names.map { $0[language] },
          columnLabels: [
            "MFLOP", "kB", "FLOP/byte", Localized(en: "% of peak", zh: "峰值 %")[language],
          ], values: run.trafficTable.storage, decimals: 1)))
  }

  private let names = [Localized(en: "naive", zh: "朴素"), Localized("flash")]

  private var roofline: Step {
    let (naive, flash) = (run.traffic.naiveIntensity, run.traffic.flashIntensity)
    let (first, second) = (limit(naive), limit(flash))
    return Step(
      title: Localized(en: "Roofline", zh: "Roofline"),
      sentence: Localized(
        en: "The ridge is at \(device.ridge.compact(3)) FLOP a byte. Naive attention does "
          + "\(naive.compact(3)): \(first.english). Flash does \(flash.compact(3)): "
          + "\(second.english)." + caution.english,
        zh: "屋脊在每字节 \(device.ridge.compact(3)) FLOP。朴素注意力是 \(naive.compact(3))："
          + "\(first.chinese)。Flash 是 \(flash.compact(3))：\(second.chinese)。" + caution.chinese)
    ) { [self] language in
      [roofs(language), table(language)]
    }
  }

  /// What limits an algorithm of so many FLOPs a byte.
  private func limit(_ intensity: Double) -> Localized<String> {
    guard intensity < device.ridge else {
      return Localized(
        en: "memory keeps up, the peak of \(device.peak.asFLOPRate) is its roof",
        zh: "内存跟得上，屋顶是峰值 \(device.peak.asFLOPRate)")
    }
    let share = (100 * intensity / device.ridge).fixed(0)
    return Localized(
      en: "it waits for \(device.memory.name.english) and reaches "
        + "\(device.roof(intensity).asFLOPRate) at most, \(share) % of the peak",
      zh: "要等 \(device.memory.name.chinese)，最多 \(device.roof(intensity).asFLOPRate)，"
        + "是峰值的 \(share) %")
  }

  /// Where the matrix of scores does not even leave the caches.
  private var caution: Localized<String> {
    let scores = Double(4 * run.length * run.length)
    guard run.reading != nil,
      let cache = device.levels.dropLast().first(where: { $0.bytes >= scores })
    else { return Localized("") }
    return Localized(
      en:
        " But the \(scores.asCapacity) of scores fit \(cache.name.english) here, so memory hardly "
        + "sees them.",
      zh: "不过这里 \(scores.asCapacity) 的得分放得进 \(cache.name.chinese)，内存几乎不受影响。")
  }

  /// The roofs of the memory and of the level on chip, and where the two algorithms stand.
  private func roofs(_ language: Language) -> View {
    let table = run.roofline
    func column(_ index: Int) -> [Double] {
      (0..<table.shape[0]).map { Double(table[$0, index]) }
    }
    let (places, memory, fast) = (column(0), column(1), column(2))
    let floor = memory[0]
    func stand(_ name: Localized<String>, _ intensity: Double) -> Lines.Series {
      let height = device.roof(intensity) / run.rooflineUnit.flops
      return Lines.Series(name[language], x: [intensity, intensity], y: [floor, height])
    }
    return View(
      Localized(
        en: "roofline, \(run.rooflineUnit.name) of \(device.format)",
        zh: "roofline，\(device.format)，\(run.rooflineUnit.name)")[language],
      .lines(
        Lines(
          series: [
            Lines.Series(device.memory.name[language], x: places, y: memory),
            Lines.Series(device.levels[0].name[language], x: places, y: fast),
            stand(names[0], run.traffic.naiveIntensity),
            stand(names[1], run.traffic.flashIntensity),
          ],
          xAxis: Axis(
            Localized(en: "FLOP/B", zh: "FLOP/B")[language],
            places[0]...places[places.count - 1], scale: .log2),
          yAxis: Axis(
            run.rooflineUnit.name, floor...(2 * device.peak / run.rooflineUnit.flops),
            scale: .log2), marker: device.ridge)))
  }

  private var byLength: Step {
    let count = run.traffic
    let (naive, flash) = (count.naiveLimit.compact(3), count.flashLimit.compact(3))
    let naiveStays = count.naiveLimit < device.ridge
    let verdict =
      switch (naiveStays, count.flashLimit < device.ridge) {
      case (true, true):
        Localized(
          en:
            "Both stay under the ridge at any N; a larger M or smaller d moves flash to the right.",
          zh: "无论 N 多大，两者都到不了屋脊；M 更大或 d 更小，Flash 就往右移。")
      case (true, false):
        Localized(
          en: "Naive stays left of the ridge at any N; flash gets past it where N is large.",
          zh: "无论 N 多大，朴素都在屋脊左边；N 大时 Flash 能越过屋脊。")
      case (false, true):
        Localized(
          en: "Naive gets past the ridge where N is large, and flash with this M does not.",
          zh: "N 大时朴素能越过屋脊，而 Flash 在这样的 M 下不能。")
      case (false, false):
        Localized(
          en: "Both get past the ridge: one core computes too slowly for memory to be the limit.",
          zh: "两者都越过屋脊：算得不够快，内存就不是瓶颈。")
      }
    return Step(
      title: Localized(en: "FLOPs a byte by length", zh: "每字节 FLOP 随长度"),
      sentence: Localized(
        en: "As N grows naive attention tends to d/b = \(naive) FLOP a byte, flash to "
          + "4d·B_c/(b(3d + 4)) = \(flash), which grows with M; the ridge is at "
          + "\(device.ridge.compact(3)). " + verdict.english,
        zh: "N 增大时，朴素趋于每字节 d/b = \(naive) FLOP，Flash 趋于 4d·B_c/(b(3d + 4)) = \(flash)，"
          + "随 M 增大；屋脊在 \(device.ridge.compact(3))。" + verdict.chinese)
    ) { [self] language in
      let lengths = run.sweep.map { Double($0.length) }
      let ridge = lengths.map { _ in device.ridge }
      let series = [
        Lines.Series(names[0][language], x: lengths, y: run.sweep.map(\.naiveIntensity)),
        Lines.Series(names[1][language], x: lengths, y: run.sweep.map(\.flashIntensity)),
        Lines.Series(Localized(en: "ridge", zh: "屋脊")[language], x: lengths, y: ridge),
      ]
      let values = series.flatMap(\.y)
      let low = values.min() ?? 1
      return [
        View(
          Localized(en: "FLOP a byte against N", zh: "每字节 FLOP 随 N 的变化")[language],
          .lines(
            Lines(
              series: series,
              xAxis: Axis("N", lengths[0]...lengths[lengths.count - 1], scale: .log2),
              yAxis: Axis(
                Localized(en: "FLOP/B", zh: "FLOP/B")[language],
                low...max(values.max() ?? 1, 2 * low), scale: .log2), marker: Double(run.length))))
      ]
    }
  }
}
