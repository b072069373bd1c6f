import Attention
import Course
import Figures
import Tensors

/// The five lines of the plain backward pass (Dao et al. 2022, Algorithm 3), a step each.
struct StandardBackwardSteps {
  let run: FlashBackwardLabRun

  var all: [Step] {
    zip(StandardBackwardPass.allCases, traffic).map { pass, traffic in
      step(pass, pass.traffic(run.dimensions), traffic)
    } + [BackwardFinish(run: run).step]
  }

  /// Since the start, after each line.
  var traffic: [HBMTraffic] {
    var traffic = HBMTraffic()
    return StandardBackwardPass.allCases.map { pass in
      let part = pass.traffic(run.dimensions)
      traffic.readBytes += part.readBytes
      traffic.writeBytes += part.writeBytes
      return traffic
    }
  }

  private func step(
    _ pass: StandardBackwardPass, _ part: HBMTraffic, _ traffic: HBMTraffic
  ) -> Step {
    let result = result(of: pass)
    return Step(
      title: Localized(
        en: "Pass \(pass.rawValue): \(result.title)", zh: "第 \(pass.rawValue) 遍：\(result.title)"),
      sentence: sentence(pass, part), computed: [result.entry]
    ) { [self] language in
      let memory = BackwardMemory(run: run, language: language)
      return [
        View(result.title, figure(result.entry, isPairs: result.isPairs)),
        listing(pass, language), memory.traffic(traffic), memory.chip(chip(pass)),
      ]
    }
  }

  private typealias Result = (title: String, entry: NamedTensor, isPairs: Bool)

  private func result(of pass: StandardBackwardPass) -> Result {
    let matrices = run.matrices
    return switch pass {
    case .valueGradient:
      ("dV = Pᵀ dO", NamedTensor("valueGradient", matrices.valueGradient), false)
    case .weightGradients:
      ("dP = dO Vᵀ", NamedTensor("weightGradients", matrices.weightGradients), true)
    case .scoreGradients:
      ("dS = P ∘ (dP − D)", NamedTensor("scoreGradients", matrices.scoreGradients), true)
    case .queryGradient:
      ("dQ = dS K", NamedTensor("queryGradient", matrices.queryGradient), false)
    case .keyGradient: ("dK = dSᵀQ", NamedTensor("keyGradient", matrices.keyGradient), false)
    }
  }

  private func figure(_ entry: NamedTensor, isPairs: Bool) -> Figure {
    let labels = (1...run.length).map(String.init)
    let ofQueries = isPairs || entry.name == "queryGradient"
    return entry.tensor.symmetricHeatmap(
      entry.name, rows: labels,
      columns: isPairs ? labels : (1...run.headDim).map(String.init),
      rowAxis: ofQueries ? "query" : "key", columnAxis: isPairs ? "key" : "d")
  }

  private func listing(_ pass: StandardBackwardPass, _ language: Language) -> View {
    let lines = [
      ("load P, dO", "dV = Pᵀ dO, store dV"), ("load dO, V", "dP = dO Vᵀ, store dP"),
      ("load P, dP", "dS = P ∘ (dP − rowsum(P ∘ dP)), store dS"),
      ("load dS, K", "dQ = dS K/√d, store dQ"), ("load dS, Q", "dK = dSᵀ Q/√d, store dK"),
    ]
    let traffic = pass.traffic(run.dimensions)
    return View(
      Localized(
        en: "Standard attention, backward, Algorithm 3", zh: "标准注意力的反向，算法 3")[language],
      .listing(
        Listing(
          lines: lines.enumerated().flatMap { index, line in
            let isLit = index + 1 == pass.rawValue
            return [
              Listing.Line(
                "\(index + 1)", line.0, values: isLit ? "← \(traffic.readBytes.inBytes)" : nil),
              Listing.Line(
                "", line.1, values: isLit ? "→ \(traffic.writeBytes.inBytes)" : nil),
            ]
          })))
  }

  private func sentence(_ pass: StandardBackwardPass, _ part: HBMTraffic) -> Localized<String> {
    let (read, written) = (part.readBytes.inBytes, part.writeBytes.inBytes)
    let matrix = (4 * run.length * run.length).inBytes
    let cost = Localized(
      en: " \(read) read, \(written) written.", zh: "读 \(read)，写 \(written)。")
    let what =
      switch pass {
      case .valueGradient:
        Localized(
          en:
            "P, \(matrix), was kept by the forward pass and comes back: each key's value is credited "
            + "with dO by the weights that it had.",
          zh: "前向存下的 P（\(matrix)）读回来：每个 key 的 value 按它得到的权重分得 dO。")
      case .weightGradients:
        Localized(
          en:
            "How the loss moves with each of the \(run.length) × \(run.length) weights: dP goes out to "
            + "HBM whole.",
          zh: "损失随 \(run.length) × \(run.length) 个权重各怎样变化：整个 dP 写回 HBM。")
      case .scoreGradients:
        Localized(
          en:
            "P and dP come in and dS goes out: three matrices of \(matrix) are moved for four operations "
            + "a number.",
          zh: "P、dP 读进来，dS 写出去：为每个数四次运算，搬动三个 \(matrix) 的矩阵。")
      case .queryGradient:
        Localized(
          en: "dS comes back for dQ, times \(run.scale.fixed(3)).",
          zh: "dS 读回来算 dQ，再乘以 \(run.scale.fixed(3))。")
      case .keyGradient:
        Localized(
          en: "dS comes back once more for dK, times \(run.scale.fixed(3)).",
          zh: "dS 再读一遍算 dK，再乘以 \(run.scale.fixed(3))。")
      }
    return Localized(en: what.english + cost.english, zh: what.chinese + cost.chinese)
  }

  /// A block of each factor and of the product; for the sum in line 3 a row of both.
  private func chip(_ pass: StandardBackwardPass) -> [ChipBlock] {
    let (rows, columns, depth) = (run.blocks.queries, run.blocks.keys, run.headDim)
    func pairs(_ name: String) -> ChipBlock { ChipBlock(name: name, rows: rows, columns: columns) }
    func queries(_ name: String) -> ChipBlock { ChipBlock(name: name, rows: rows, columns: depth) }
    func keys(_ name: String) -> ChipBlock { ChipBlock(name: name, rows: columns, columns: depth) }
    return switch pass {
    case .valueGradient: [pairs("P"), queries("dO"), keys("dV")]
    case .weightGradients: [queries("dO"), keys("V"), pairs("dP")]
    case .scoreGradients:
      ["P", "dP"].map { ChipBlock(name: $0, rows: 1, columns: run.length) }
    case .queryGradient: [pairs("dS"), keys("K"), queries("dQ")]
    case .keyGradient: [pairs("dS"), queries("Q"), keys("dK")]
    }
  }
}
