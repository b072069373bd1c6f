import Attention
import Course
import Figures

/// A block that lies on chip.
struct ChipBlock: Sendable, Equatable {
  /// `Q₃`
  let name: String
  let rows: Int
  let columns: Int

  var bytes: Int { rows * columns * MemoryLayout<Float>.stride }
  var shape: String { "[\(rows)×\(columns)]" }
}

/// The blocks that a step of the trace has on chip.
struct ChipBlocks: Sendable {
  let queries: [ChipBlock]
  let keys: [ChipBlock]
  let state: [ChipBlock]
  let scores: ChipBlock
  let weights: ChipBlock

  init(_ step: FlashStep, _ dimensions: AttentionDimensions) {
    let row = (step.queryBlock + 1).subscripted
    let column = (step.keyBlock + 1).subscripted
    let (rows, columns) = (step.queries.count, step.keys.count)
    queries = [ChipBlock(name: "Q" + row, rows: rows, columns: dimensions.headDim)]
    keys = [
      ChipBlock(name: "K" + column, rows: columns, columns: dimensions.headDim),
      ChipBlock(name: "V" + column, rows: columns, columns: dimensions.valueDim),
    ]
    state = [
      ChipBlock(name: "O" + row, rows: rows, columns: dimensions.valueDim),
      ChipBlock(name: "m\(row), ℓ\(row)", rows: 2, columns: rows),
    ]
    scores = ChipBlock(name: "S", rows: rows, columns: columns)
    weights = ChipBlock(name: "P", rows: rows, columns: columns)
  }
}

extension [ChipBlock] {
  var bytes: Int { reduce(0) { $0 + $1.bytes } }

  /// A bar for each block and one for all of them; a full bar is all of the chip.
  func view(of sramBytes: Int, _ language: Language) -> View {
    let (unit, divisor) = sramBytes < 10_240 ? ("B", 1.0) : ("KiB", 1024.0)
    let title = Localized(
      en: "on chip, \(unit): \(bytes.inBytes) of \(sramBytes.inBytes) of SRAM",
      zh: "片上（\(unit)）：SRAM \(sramBytes.inBytes)，占 \(bytes.inBytes)")
    let rows =
      map { ("\($0.name) \($0.shape)", $0.bytes) }
      + [(Localized(en: "in all", zh: "合计")[language], bytes)]
    return View(
      title[language],
      .bars(
        Bars(
          labels: rows.map(\.0), values: rows.map { Double($0.1) / divisor },
          maximum: Double(sramBytes) / divisor)))
  }
}

extension Int {
  /// 12 as ₁₂.
  var subscripted: String {
    String(
      String(self).map { digit in
        guard let value = digit.wholeNumberValue,
          let scalar = Unicode.Scalar(0x2080 + UInt32(value))
        else { return digit }
        return Character(scalar)
      })
  }

  /// Bytes as they are read: `512 B`, `17.1 KiB`.
  var inBytes: String {
    if self < 1024 { return "\(self) B" }
    if self < 1024 * 1024 { return (Double(self) / 1024).fixed(1) + " KiB" }
    return (Double(self) / 1024 / 1024).fixed(1) + " MiB"
  }
}
