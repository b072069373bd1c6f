import Course
import Figures

extension HierarchyRun {
  /// How a number of `traffic` is counted, or where one of `levels` comes from.
  func derivation(of reference: CellReference, _ language: Language) -> Derivation? {
    guard let value = tensors.number(at: reference) else { return nil }
    switch reference.tensor {
    case "traffic": return trafficNumber(reference, value)
    case "levels":
      let level = device.levels[reference.row]
      return .stated(
        reference, named: "\(level.name[language])", value: value, level.origin[language])
    default: return nil
    }
  }

  private func trafficNumber(_ reference: CellReference, _ value: Double) -> Derivation {
    let isNaive = reference.row == 0
    let (n, d, b) = (length, headDim, device.bytesPerNumber)
    func input(_ name: String, _ column: Int) -> Derivation.Input {
      Derivation.Input(
        name, Double(trafficTable[reference.row, column]),
        reference: CellReference("traffic", reference.row, column))
    }
    func derivation(_ summary: String, _ lines: [String], _ inputs: [Derivation.Input] = [])
      -> Derivation
    {
      Derivation(
        subject: reference, value: value, summary: "\(reference.name) = \(summary)", lines: lines,
        inputs: inputs)
    }
    switch reference.column {
    case 0:
      return derivation(
        "4·\(n)²·\(d) = \(Int(traffic.operations).grouped)",
        [
          "QK^\\top:\\; 2N^2d, \\quad PV:\\; 2N^2d",
          "4 \\cdot \(n)^2 \\cdot \(d) = \(Int(traffic.operations))",
        ])
    case 1 where isNaive:
      let bytes = Int(traffic.naiveBytes)
      return derivation(
        "\(b)·(4·\(n)·\(d) + 4·\(n)²) = \(bytes.grouped)",
        ["b\\,(4Nd + 4N^2)", "\(b) (4 \\cdot \(n) \\cdot \(d) + 4 \\cdot \(n)^2) = \(bytes)"])
    case 1:
      let (bytes, tiles) = (Int(traffic.flashBytes), traffic.keyTiles)
      return derivation(
        "\(b)·(2·\(n)·\(d) + \(tiles)·(3·\(n)·\(d) + 4·\(n))) = \(bytes.grouped)",
        [
          "b\\,(2Nd + T_c(3Nd + 4N)), \\quad T_c = \\lceil \\frac{N}{B_c} \\rceil, \\quad "
            + "B_c = \\lfloor \\frac{M}{4bd} \\rfloor",
          "B_c = \\lfloor \\frac{\(device.blockBytes)}{\(4 * b * d)} \\rfloor = "
            + "\(traffic.blocks.keys), \\quad T_c = \(tiles)",
          "\(b) (2 \\cdot \(n) \\cdot \(d) + \(tiles) (3 \\cdot \(n) \\cdot \(d) + 4 \\cdot \(n)))"
            + " = \(bytes)",
        ])
    case 2:
      let (work, moved) = (input("MFLOP", 0), input("kB", 1))
      return derivation(
        "\(work.value.compact(4))e6 / \(moved.value.compact(4))e3 = \(value.fixed(2))",
        [
          "I = \\frac{\\text{FLOP}}{\\text{byte}}",
          "\\frac{\(Int(traffic.operations))}"
            + "{\(Int(isNaive ? traffic.naiveBytes : traffic.flashBytes))} = \(value.latex(2))",
        ], [work, moved])
    default:
      let intensity = input("FLOP/byte", 2)
      return derivation(
        "min(1, \(intensity.value.fixed(2)) / \(device.ridge.fixed(2))) = \(value.fixed(1)) %",
        [
          "\\min(1, \\frac{I}{I^*}), \\quad I^* = \\frac{\\text{FLOP/s}}{\\text{byte/s}}",
          "\\min(1, \\frac{\(intensity.value.latex(2))}{\(device.ridge.latex(2))}) = "
            + (value / 100).latex(3),
        ], [intensity])
    }
  }
}
