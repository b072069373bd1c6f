import Attention
import Course
import Figures
import Tensors
import Testing

@testable import Labs

/// What the steps of the backward pass show and say, and where their numbers come from.
extension FlashBackwardLabTests {
  /// Keys outside and queries inside, the lines of Algorithm 2 one after the other.
  @Test func stepsFollowTheAlgorithm() throws {
    let titles = try findings(["N": "16", "causal": "true"]).steps.map(\.title.english)
    #expect(
      titles == [
        "Start", "D = rowsum(dO ∘ O)", "Keys 1 · load K, V",
        "Tile (1, 1) · load", "Tile (1, 1) · S", "Tile (1, 1) · P", "Tile (1, 1) · dV",
        "Tile (1, 1) · dP", "Tile (1, 1) · dS", "Tile (1, 1) · dQ", "Tile (1, 1) · dK",
        "Tile (2, 1) · load", "Tile (2, 1) · S", "Tile (2, 1) · P", "Tile (2, 1) · dV",
        "Tile (2, 1) · dP", "Tile (2, 1) · dS", "Tile (2, 1) · dQ", "Tile (2, 1) · dK",
        "Keys 1 · store dK, dV", "Keys 2 · load K, V", "Tile (1, 2), skipped",
        "Tile (2, 2) · load", "Tile (2, 2) · S", "Tile (2, 2) · P", "Tile (2, 2) · dV",
        "Tile (2, 2) · dP", "Tile (2, 2) · dS", "Tile (2, 2) · dQ", "Tile (2, 2) · dK",
        "Keys 2 · store dK, dV", "Gradients",
      ])
  }

  @Test(arguments: [[:], ["N": "64", "blockQ": "4", "blockK": "4"], ["order": "standard"]])
  func titlesAreUnique(_ settings: [String: String]) throws {
    let titles = try findings(settings).steps.map(\.title)
    #expect(Set(titles).count == titles.count)
  }

  /// The lines that run are lit, with their values, and no others.
  @Test(arguments: [
    ("Tile (2, 1) · S", ["10"]), ("Tile (2, 1) · dQ", ["15"]),
    ("Keys 1 · load K, V", ["5", "6", "7"]),
    ("Tile (2, 1) · load", ["8", "9"]), ("Start", ["1", "3"]), ("Keys 4 · store dK, dV", ["18"]),
    ("D = rowsum(dO ∘ O)", ["4"]),
  ])
  func theLinesThatRunAreLit(_ title: String, _ numbers: [String]) throws {
    let step = try #require(findings().steps.first { $0.title.english == title })
    for language in Language.allCases {
      let listing = step.views(language).compactMap { view -> Listing? in
        if case .listing(let listing) = view.figure { listing } else { nil }
      }.first
      let lit = try #require(listing).lines.filter(\.isLit)
      #expect(lit.map(\.number) == numbers)
      #expect(lit.allSatisfy { $0.values?.isEmpty == false })
    }
  }

  @Test(arguments: ["fa2", "standard"])
  func everyStepSpeaksBothLanguagesAndDraws(_ order: String) throws {
    for settings in Self.sizes + [["causal": "true"]] {
      for step in try findings(settings.merging(["order": order]) { $1 }).steps {
        #expect(!step.sentence.english.isEmpty && !step.sentence.chinese.isEmpty)
        for language in Language.allCases {
          let views = step.views(language)
          #expect(!views.isEmpty && views.allSatisfy { !$0.title.isEmpty })
        }
      }
    }
  }

  /// Every cell that a view shows is a cell of a tensor that the run gives, or of an unfinished sum, and
  /// can be taken apart unless it is an input.
  @Test(arguments: ["fa2", "standard"])
  func everyShownCellCanBeTakenApartOrIsAnInput(_ order: String) throws {
    let findings = try findings(["order": order, "causal": "true"])
    let inputs = ["query", "key", "value", "outputGradient"]
    for step in findings.steps {
      for view in step.views(.english) {
        guard let (reference, shown) = view.figure.lastCell else { continue }
        let isUnfinished = reference.tensor.hasSuffix(")")
        #expect(
          isUnfinished || findings.tensors.number(at: reference) == shown,
          "\(reference.name) of \(step.title.english)")
        guard !inputs.contains(reference.tensor) else { continue }
        let derivation = try #require(
          findings.derivation(reference, .english), "\(reference.name) of \(step.title.english)")
        #expect(derivation.value == shown, "\(reference.name)")
      }
    }
  }

  /// A sum is what its terms come to, at every level down to the inputs.
  @Test(arguments: [UInt64(1), 2], ["fa2", "standard"])
  func derivationsAddUp(_ seed: UInt64, _ order: String) throws {
    let findings = try findings(["order": order, "causal": "true"], seed: seed)
    let scale = 1 / 8.0.squareRoot()
    for (tensor, factor) in [
      ("queryGradient", scale), ("keyGradient", scale), ("valueGradient", 1), ("scores", scale),
      ("weightGradients", 1), ("output", 1),
    ] {
      let found = try #require(findings.derivation(CellReference(tensor, 9, 3), .english))
      let sum = stride(from: 0, to: found.inputs.count, by: 2).reduce(0.0) {
        $0 + found.inputs[$1].value * found.inputs[$1 + 1].value
      }
      #expect(abs(factor * sum - found.value) < 1e-5, "\(tensor)")
    }
    let gradient = try #require(
      findings.derivation(CellReference("scoreGradients", 9, 3), .english))
    let parts = gradient.inputs.map(\.value)
    #expect(abs(parts[0] * (parts[1] - parts[2]) - gradient.value) < 1e-6)
    for input in gradient.inputs {
      let reference = try #require(input.reference)
      let deeper = try #require(findings.derivation(reference, .chinese))
      #expect(deeper.value == input.value)
    }
  }

  /// dK after a tile is dK before it and what the tile adds.
  @Test func sumsOfTilesAddUp() throws {
    let findings = try findings()
    let found = try #require(
      findings.derivation(CellReference("keyGradient(3)", 12, 5), .english))
    #expect(found.inputs[0].name == "keyGradient(2)[13,6]")
    let sum = stride(from: 1, to: found.inputs.count, by: 2).reduce(0.0) {
      $0 + found.inputs[$1].value * found.inputs[$1 + 1].value
    }
    #expect(abs(found.inputs[0].value + sum / 8.0.squareRoot() - found.value) < 1e-5)
    // The first tile has nothing before it: eight keys, two numbers each.
    let first = try #require(
      findings.derivation(CellReference("queryGradient(1)", 4, 5), .english))
    #expect(first.inputs.count == 16)
    let last = try #require(
      findings.derivation(CellReference("queryGradient(4)", 4, 5), .english))
    let whole = try #require(findings.derivation(CellReference("queryGradient", 4, 5), .english))
    #expect(last.value == whole.value)
    for name in ["queryGradient(5)", "queryGradient(0)", "queryGradient()", "scores(1)", "(1)"] {
      #expect(findings.derivation(CellReference(name, 0, 0), .english) == nil, "\(name)")
    }
    for (row, column) in [(32, 0), (-1, 0), (0, 8), (0, -1)] {
      for name in ["queryGradient(1)", "queryGradient"] {
        #expect(findings.derivation(CellReference(name, row, column), .english) == nil)
      }
    }
  }

  /// What is broken is seen where it is computed first.
  @Test(arguments: [
    ("no-scaling", "Start"), ("dropped-rescale", "Start"),
    ("forgotten-sum", "Start"),
    ("swapped-qk", "Start"),
  ])
  func sabotageIsFoundAtItsFirstStep(_ mutant: String, _ title: String) throws {
    for seed in 1...3 {
      let sabotage = try #require(findings(seed: UInt64(seed), mutant: mutant).sabotage)
      #expect(try #require(sabotage.departure).title.english == title)
    }
  }

  /// A mask that is missing where there is none does no harm; with one, tiles that were skipped are not.
  @Test func aMissingMaskIsSeenUnderACausalOne() throws {
    #expect(try #require(findings(mutant: "no-mask").sabotage).departure == nil)
    #expect(try #require(findings(["causal": "true"], mutant: "no-mask").sabotage).departure != nil)
  }
}

extension Figure {
  /// The last number that it shows of a tensor, and which one that is.
  fileprivate var lastCell: (CellReference, Double)? {
    switch self {
    case .heatmap(let map):
      let (row, column) = (map.rows - 1, map.columns - 1)
      return (
        CellReference(map.tensor, map.firstRow + row, map.firstColumn + column),
        Double(map[row, column])
      )
    case .matrix(let matrix):
      let (row, column) = (matrix.rows - 1, matrix.columns - 1)
      return matrix.tensor.map {
        (CellReference($0, matrix.firstRow + row, column), Double(matrix[row, column]))
      }
    default: return nil
    }
  }
}
