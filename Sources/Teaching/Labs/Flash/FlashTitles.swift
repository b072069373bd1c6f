import Attention
import Course

/// What the steps are called; each name occurs once in a run.
enum FlashTitles {
  static func title(of moment: FlashMoment, _ step: FlashStep) -> Localized<String> {
    let (row, column) = (step.queryBlock + 1, step.keyBlock + 1)
    let tile = Localized(en: "Tile (\(row), \(column))", zh: "块 (\(row), \(column))")
    func part(_ name: String) -> Localized<String> {
      Localized(en: "\(tile.english) · \(name)", zh: "\(tile.chinese) · \(name)")
    }
    return switch moment.phase {
    case .start: Localized(en: "Start", zh: "开始")
    case .openRows: Localized(en: "Queries \(row) · load Q", zh: "第 \(row) 组 query · 读入 Q")
    case .openKeys: Localized(en: "Keys \(column) · load K, V", zh: "第 \(column) 组 key · 读入 K、V")
    case .load: Localized(en: "\(tile.english) · load", zh: "\(tile.chinese) · 读入")
    case .scores: part("S")
    case .maximum: part("m")
    case .weights: part("P, ℓ")
    case .output: part("O")
    case .store: Localized(en: "\(tile.english) · store", zh: "\(tile.chinese) · 写出")
    case .closeRows: Localized(en: "Queries \(row) · O/ℓ, store", zh: "第 \(row) 组 query · O/ℓ，写出")
    case .tile: tile
    case .skipped: Localized(en: "\(tile.english), skipped", zh: "\(tile.chinese)，跳过")
    }
  }
}
