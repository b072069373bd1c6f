import Course

/// What the backward pass gives and the forward pass does not.
enum FlashBackwardResults {
  static let own: [ResultDescription] = [
    tensor("queryGradient", en: "dQ", zh: "dQ", axes: "[query, d]"),
    tensor("keyGradient", en: "dK", zh: "dK", axes: "[key, d]"),
    tensor("valueGradient", en: "dV", zh: "dV", axes: "[key, d]"),
    tensor("query", en: "Q, the first factor of the scores", zh: "Q，得分的左因子", axes: "[query, d]"),
    tensor("key", en: "K, the second factor", zh: "K，得分的右因子", axes: "[key, d]"),
    tensor("value", en: "V", zh: "V", axes: "[key, d]"),
    tensor(
      "outputGradient", en: "dO, what the loss sends back", zh: "dO，损失传回来的梯度",
      axes: "[query, d]"),
    tensor(
      "statistics", en: "L = m + ln ℓ and D = rowsum(dO ∘ O)",
      zh: "L = m + ln ℓ 与 D = rowsum(dO ∘ O)",
      axes: "[query, number]"),
    tensor(
      "weightGradients", en: "dP = dO Vᵀ; in flash 0 where hidden",
      zh: "dP = dO Vᵀ；flash 中被遮住的为 0", axes: "[query, key]"),
    tensor(
      "scoreGradients", en: "dS = P ∘ (dP − D)", zh: "dS = P ∘ (dP − D)", axes: "[query, key]"),
    tensor(
      "queryDifference", en: "dQ less that of the plain algorithm", zh: "dQ 减去普通算法的 dQ",
      axes: "[query, d]"),
    tensor(
      "keyDifference", en: "dK less that of the plain algorithm", zh: "dK 减去普通算法的 dK",
      axes: "[key, d]"),
    tensor(
      "valueDifference", en: "dV less that of the plain algorithm", zh: "dV 减去普通算法的 dV",
      axes: "[key, d]"),
  ]

  private static func tensor(
    _ name: String, en english: String, zh chinese: String, axes: String
  ) -> ResultDescription {
    ResultDescription(
      name, Localized(en: english, zh: chinese), axes: axes, given: ["pass": "backward"])
  }
}
