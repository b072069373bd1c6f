import Figures
import Foundation
import Testing

@Suite struct ColorScaleTests {
  /// The tables hold every fifth colour; mixing gives the others back within 5 of 255: cividis
  /// has steps as rough as that.
  @Test func scalesFollowThePublishedTables() throws {
    let golden = try String(
      contentsOf: URL(filePath: #filePath).deletingLastPathComponent()
        .appending(path: "../Goldens/color-scales.tsv"), encoding: .utf8)
    var checked = 0
    for line in golden.split(separator: "\n") {
      let fields = line.split(separator: "\t")
      try #require(fields.count == 3)
      let scale = fields[0] == "viridis" ? ColorScale.viridis : .cividis
      let index = try #require(Int(fields[1]))
      let expected = try #require(UInt32(fields[2], radix: 16))
      let color = scale.rgb(at: Double(index) / 255)
      for shift: UInt32 in [0, 8, 16] {
        let difference = Int(color >> shift & 0xFF) - Int(expected >> shift & 0xFF)
        #expect(abs(difference) <= (index % 5 == 0 ? 0 : 5), "\(scale.name) \(index)")
      }
      checked += 1
    }
    #expect(checked == 512)
  }

  @Test(
    arguments: [
      (-1, 0x440154), (0, 0x440154), (1, 0xFDE725), (7, 0xFDE725), (.nan, 0x440154),
      (.infinity, 0xFDE725), (-.infinity, 0x440154),
    ] as [(Double, UInt32)])
  func fractionsOutsideAreClamped(fraction: Double, rgb: UInt32) {
    #expect(ColorScale.viridis.rgb(at: fraction) == rgb)
  }

  @Test(
    arguments: [
      (0.5, 0...1, 0.5), (-3, 0...1, 0), (9, 0...1, 1), (0, -2...2, 0.5), (5, 5...5, 0),
      (-.infinity, 0...1, nil), (.infinity, 0...1, nil), (.nan, 0...1, nil),
      (1, 0...Float.infinity, 0),
    ] as [(Float, ClosedRange<Float>, Double?)])
  func valuesHaveAPlaceInTheRange(value: Float, range: ClosedRange<Float>, fraction: Double?) {
    let map = Heatmap(tensor: "", rowLabels: [], columnLabels: [], values: [], range: range)
    #expect(map.fraction(of: value) == fraction)
  }

  @Test(
    arguments: [
      (-2...2, true), (0...1, false), (-1...2, false), (0...0, false),
    ] as [(ClosedRange<Float>, Bool)])
  func aRangeEvenAboutZeroIsSigned(range: ClosedRange<Float>, isSigned: Bool) {
    let map = Heatmap(tensor: "", rowLabels: [], columnLabels: [], values: [], range: range)
    #expect(map.isSigned == isSigned)
  }
}
