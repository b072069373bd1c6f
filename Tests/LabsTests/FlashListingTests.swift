import Course
import Figures
import Foundation
import Testing

@testable import Labs

/// The algorithm's lines beside the tiles, and the places in the kernel that they name.
struct FlashListingTests {
  private func listings(_ settings: [String: String]) throws -> [(title: String, Listing)] {
    try Laboratory().run(LabRequest(lab: "flash", settings: settings)).findings.steps.flatMap {
      step in
      step.views(.english).compactMap { view in
        guard case .listing(let listing) = view.figure else { return nil }
        return (step.title.english, listing)
      }
    }
  }

  /// Something runs at every step, and every line runs at some step.
  @Test(arguments: ["standard", "fa1", "fa2"], ["16", "4"])
  func everyLineRuns(_ order: String, _ block: String) throws {
    let settings = ["order": order, "blockQ": block, "blockK": block, "d": "2"]
    let all = try listings(settings)
    #expect(all.allSatisfy { $0.1.lines.contains(where: \.isLit) })
    let ran = Set(all.flatMap { $0.1.lines.filter(\.isLit).map(\.text) })
    let texts = try #require(all.first).1.lines.map(\.text)
    // One step a tile has no moment of its own for what stands outside the inner loop.
    if block == "16" { #expect(ran == Set(texts)) } else { #expect(ran.isSubset(of: texts)) }
  }

  /// The values are those of the row: m before and after, and the factor.
  @Test(arguments: ["fa1", "fa2"])
  func litLinesHaveTheRowsValues(_ order: String) throws {
    let settings = ["order": order, "row": "37"]
    let findings = try Laboratory().run(LabRequest(lab: "flash", settings: settings)).findings
    let state = try #require(findings.tensor("rowState"))
    let all = try listings(settings)
    for tile in 2...4 {
      let (before, after) = (state[tile - 1, 0].fixed(2), state[tile, 0].fixed(2))
      let maximum = try #require(all.first { $0.title == "Tile (3, \(tile)) · m" }).1
      #expect(maximum.lines.contains { $0.values == "m \(before) → \(after)" })
      let output = try #require(all.first { $0.title == "Tile (3, \(tile)) · O" }).1
      let factor = "e^(\(before) − \(after)) = \(state[tile, 2].fixed(3))"
      #expect(output.lines.contains { $0.values?.hasPrefix(factor) == true })
    }
  }

  /// Each mark that a line names stands once, in a comment of the sources that the course holds.
  @Test(arguments: [["order": "fa1"], ["order": "fa2"], ["pass": "backward"]])
  func marksAreFoundInTheKernel(_ settings: [String: String]) throws {
    let marks = try kernelMarks()
    let named = try Set(listings(settings).flatMap { $0.1.lines.compactMap(\.marker) })
    #expect(named.count >= 14)
    for mark in named { #expect(marks.count { $0 == mark } == 1, "\(mark)") }
  }

  /// The words of all comments at the end of a line.
  private func kernelMarks() throws -> [String] {
    let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .deletingLastPathComponent()
    let folder = root.appending(path: "Content/engine").resolvingSymlinksInPath()
    let files = try #require(FileManager.default.subpaths(atPath: folder.path))
    return try files.filter { $0.hasSuffix(".swift") }.flatMap { file -> [String] in
      let text = try String(contentsOf: folder.appending(path: file), encoding: .utf8)
      return text.split(separator: "\n").flatMap { line -> [String] in
        guard let comment = line.range(of: "  // ") else { return [] }
        return line[comment.upperBound...].split(separator: " ").map(String.init)
      }
    }
  }
}
