import Course
import Figures
import Tensors

extension HeatmapRun {
  /// A figure of query against key.
  func pairs(
    _ name: String, _ tensor: Tensor, _ title: Localized<String>, _ language: Language
  ) -> View {
    View(
      title[language],
      tensor.symmetricHeatmap(
        name, rows: tokens, columns: tokens, rowAxis: "query", columnAxis: "key"))
  }

  func weightView(_ language: Language) -> View {
    View(
      Localized(
        en: "weights · head \(headNumber): \(head.name.english)",
        zh: "权重 · 头 \(headNumber)：\(head.name.chinese)")[language],
      attention.weights.heatmap(
        "weights", rows: tokens, columns: tokens, rowAxis: "query", columnAxis: "key"))
  }

  /// Every head in two numbers, to be compared.
  func headView(_ language: Language) -> View {
    let count = headSummary.shape[0]
    return View(
      Localized(en: "all heads, row means; entropy in nats", zh: "所有的头，各行平均；熵以 nat 计")[language],
      .matrix(
        NumberMatrix(
          tensor: "headSummary", rowLabels: (1...count).map(String.init),
          columnLabels: [
            Localized(en: "entropy", zh: "熵")[language],
            Localized(en: "to first", zh: "给首词")[language],
          ], values: headSummary.storage)))
  }

  /// A row of weights as it is and as edited.
  func rowView(_ language: Language) -> View {
    View(
      Localized(
        en: "weights of “\(tokens[edited.row])”, row \(edited.row + 1)",
        zh: "“\(tokens[edited.row])”的权重，第 \(edited.row + 1) 行")[language],
      edited.weights.heatmap(
        "otherWeights", rows: Array(versions(language).prefix(2)), columns: tokens,
        columnAxis: "key"))
  }

  func outputView(_ language: Language) -> View {
    View(
      Localized(en: "its output", zh: "它的输出")[language],
      edited.outputs.symmetricHeatmap(
        "otherOutput", rows: versions(language),
        columns: (0..<headDim).map { columnLabel("output", $0)[language] }, columnAxis: "d"))
  }

  /// What the rows of `otherWeights` and `otherOutput` are called.
  func versions(_ language: Language) -> [String] {
    [
      Localized(en: "as it is", zh: "原样"),
      edited.isOther ? Localized(en: "other", zh: "另一行") : Localized(en: "edited", zh: "改动后"),
      Localized(en: "difference", zh: "差"),
    ].map { $0[language] }
  }

  /// How far the edit goes, in numbers.
  func comparisonView(_ language: Language) -> View {
    View(
      Localized(en: "how far from the row as it is", zh: "与原样相比")[language],
      .matrix(
        NumberMatrix(
          rowLabels: [
            Localized(en: "output change", zh: "输出的变化"),
            Localized(en: "total variation", zh: "总变差"),
          ].map { $0[language] },
          columnLabels: [Localized(en: "value", zh: "数值")[language]],
          values: [
            Float(edited.outputChange), Float(edited.totalVariation),
          ])))
  }

  /// A figure of one vector a token.
  func vectors(
    _ name: String, _ tensor: Tensor, _ title: Localized<String>, _ language: Language
  ) -> View {
    View(
      title[language],
      tensor.symmetricHeatmap(
        name, rows: tokens, columns: (0..<headDim).map { columnLabel(name, $0)[language] },
        rowAxis: Localized(en: "token", zh: "词")[language], columnAxis: "d"))
  }

  /// Values and outputs carry named features; a component of a query or key has its number.
  func columnLabel(_ tensor: String, _ column: Int) -> Localized<String> {
    ["output", "otherOutput"].contains(tensor) || tensor.hasPrefix("value")
      ? Projections.valueName(column) : Localized(String(column + 1))
  }
}
