import Attention
import Course
import Figures

/// A run of a broken machine against that of a whole one.
public struct Sabotage: Sendable {
  public var mutant: Mutant
  /// Where the broken run first leaves the truth; nil where it does no harm at these settings.
  public var departure: Departure?
  /// Whether a harm cannot go unseen: only in a lab that counts the mutant among its own do all steps
  /// say what they computed.
  public var isTraced: Bool

  var sentence: Localized<String> {
    let broken = Localized(en: mutant.sentence.en, zh: mutant.sentence.zh)
    let harms = Localized(en: mutant.harms.en, zh: mutant.harms.zh)
    guard isTraced || departure != nil else {
      return Localized(
        en: "\(broken.english) This lab does not look for the step where that does harm: compare "
          + "its numbers with the true ones.",
        zh: "\(broken.chinese)这个实验不查找它从哪一步开始出错：请把结果与正确的对照。")
    }
    guard let departure else {
      return Localized(
        en: "\(broken.english) At these settings it does no harm; it does \(harms.english).",
        zh: "\(broken.chinese)在目前的设置下没有影响；\(harms.chinese)才会出错。")
    }
    let place = departure.sentence
    return Localized(
      en: "\(broken.english) \(place.english)", zh: "\(broken.chinese)\(place.chinese)")
  }
}

extension Lab {
  public var sabotages: [SabotageChoice] {
    mutants.map {
      SabotageChoice(name: $0.name, sentence: Localized(en: $0.sentence.en, zh: $0.sentence.zh))
    }
  }
}

/// The first number of a broken run that is not that of the true one.
public struct Departure: Sendable {
  /// From 0, and the title of the step.
  public var step: Int
  public var title: Localized<String>
  public var cell: CellReference
  /// NaN where one of the two runs has no such number.
  public var truth: Double
  public var broken: Double

  fileprivate var sentence: Localized<String> {
    Localized(
      en: "It first leaves the truth at step \(step + 1) (\(title.english)), \(cell.name): "
        + "\(broken.fixed(3)), and \(truth.fixed(3)) is right.",
      zh: "第 \(step + 1) 步（\(title.chinese)）首次出错，\(cell.name)："
        + "得到 \(broken.fixed(3))，正确的是 \(truth.fixed(3))。")
  }
}

extension Findings {
  /// These findings of a broken machine with the true ones beside them, step by step.
  /// - Parameter isTraced: whether where they part cannot go unseen
  func beside(_ truth: Findings, of mutant: Mutant, isTraced: Bool) -> Findings {
    var steps: [Step] = []
    var departure: Departure?
    var trueSteps = TrueSteps(truth.steps)
    for (index, broken) in self.steps.enumerated() {
      let twin = trueSteps.twin(of: broken)
      if departure == nil { departure = broken.departure(from: twin, at: index) }
      steps.append(broken.beside(twin))
    }
    let sabotage = Sabotage(mutant: mutant, departure: departure, isTraced: isTraced)
    var findings = self
    findings.sabotage = sabotage
    findings.steps = steps.map { step in
      var step = step
      step.sentence = sabotage.sentence
      return step
    }
    findings.openingStep = departure?.step ?? openingStep
    findings.openingCell = departure?.cell ?? openingCell
    return findings
  }
}

/// The steps of the true run, each found by its title, and of equal titles the next one.
private struct TrueSteps {
  private var rest: [Step]

  init(_ steps: [Step]) { rest = steps }

  mutating func twin(of step: Step) -> Step? {
    guard let index = rest.firstIndex(where: { $0.title == step.title }) else { return nil }
    return rest.remove(at: index)
  }
}

extension Step {
  /// Rounding may differ where machines compute the same in another order.
  private static let rounding = 1e-4

  fileprivate func departure(from truth: Step?, at index: Int) -> Departure? {
    for broken in computed {
      let twin = truth?.computed.first { $0.name == broken.name }
      let columns = max(1, broken.tensor.shape.width)
      for (place, value) in broken.tensor.storage.enumerated() {
        let values = twin?.tensor.storage ?? []
        let truth = values.indices.contains(place) ? Double(values[place]) : .nan
        guard Step.differs(Double(value), truth) else { continue }
        return Departure(
          step: index, title: title,
          cell: CellReference(
            broken.name, broken.firstRow + place / columns, broken.firstColumn + place % columns),
          truth: truth, broken: Double(value))
      }
    }
    return nil
  }

  private static func differs(_ value: Double, _ truth: Double) -> Bool {
    if value == truth || value.isNaN && truth.isNaN { return false }
    guard truth.isFinite else { return true }
    return !((value - truth).magnitude <= rounding * (1 + truth.magnitude))
  }

  /// Broken and true views in turn, so that they stand side by side.
  fileprivate func beside(_ truth: Step?) -> Step {
    var step = self
    step.views = { language in
      let broken = views(language).map { $0.titled(Words.broken[language]) }
      let whole = truth?.views(language).map { $0.titled(Words.whole[language]) } ?? []
      return (0..<max(broken.count, whole.count)).flatMap { index in
        guard index < broken.count else { return [whole[index]] }
        guard index < whole.count else { return [broken[index]] }
        return [broken[index], whole[index]].onOneScale
      }
    }
    return step
  }

  private enum Words {
    static let broken = Localized(en: "broken", zh: "出错的")
    static let whole = Localized(en: "true", zh: "正确的")
  }
}

extension View {
  fileprivate func titled(_ prefix: String) -> View { View("\(prefix) · \(title)", figure) }
}

extension [View] {
  /// Heatmaps of the same tensor, whose colours then mean the same numbers.
  fileprivate var onOneScale: [View] {
    let maps = compactMap { view -> Heatmap? in
      if case .heatmap(let map) = view.figure { map } else { nil }
    }
    guard maps.count == count, Set(maps.map(\.tensor)).count == 1,
      let low = maps.map(\.range.lowerBound).min(), let high = maps.map(\.range.upperBound).max()
    else { return self }
    return zip(self, maps).map { view, map in
      var map = map
      map.range = low...high
      return View(view.title, .heatmap(map))
    }
  }
}
