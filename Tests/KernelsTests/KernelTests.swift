import Foundation
import KernelsPortable
import Tensors
import Testing

/// The inner loops by themselves, at every edge of their tiles: six rows, sixteen columns.
struct KernelTests {
  /// The build that this processor runs best, and the plain one.
  enum Build: CaseIterable {
    case best, portable
  }

  @Test(arguments: Build.allCases, [0, 1, 2, 15, 16, 17, 33])
  func productsAreThoseOfTheDefinition(_ build: Build, _ columns: Int) throws {
    var stream = RandomStream(seed: 21, stream: UInt64(columns))
    for (rows, depth) in [(1, 1), (5, 3), (6, 0), (6, 7), (7, 16), (13, 33), (12, 300)] {
      for (isTransposed, adds) in [(false, false), (true, false), (false, true), (true, true)] {
        let a = Tensor.normal([rows, depth], from: &stream).storage
        let b = Tensor.normal([depth, columns], from: &stream).storage
        var c = Tensor.normal([rows, columns.roundedUp(to: 16)], from: &stream).storage
        let rescale = Tensor.normal([rows], from: &stream).storage
        let before = c
        var panels = [Float](repeating: .nan, count: depth * columns.roundedUp(to: 16))
        let left =
          isTransposed
          ? (0..<depth * rows).map { a[$0 % rows * depth + $0 / rows] } : a
        let right =
          isTransposed
          ? (0..<columns * depth).map { b[$0 % depth * columns + $0 / depth] } : b
        build.pack(right, isTransposed, depth: depth, columns: columns, into: &panels)
        build.multiply(
          left, isTransposed, panels, into: &c, rows: rows, columns: columns, depth: depth,
          adds: adds, rescale: rescale)
        for row in 0..<rows {
          for column in 0..<columns {
            let index = row * columns.roundedUp(to: 16) + column
            var sum = adds ? Double(before[index]) * Double(rescale[row]) : 0
            var size = abs(sum)
            for k in 0..<depth {
              let term = Double(a[row * depth + k]) * Double(b[k * columns + column])
              sum += term
              size += abs(term)
            }
            #expect(abs(Double(c[index]) - sum) <= 1e-6 * size)
          }
        }
      }
    }
  }

  /// Whole numbers add up exactly, whatever their order.
  @Test(arguments: Build.allCases, [0, 1, 63, 64, 65, 200])
  func sumsTakeEveryNumberOnce(_ build: Build, _ count: Int) {
    #expect(build.sum((0..<count).map(Float.init)) == Float(count * (count - 1) / 2))
  }

  /// x·log₂e is rounded once, which tells the more the larger x is.
  @Test(arguments: Build.allCases)
  func exponentialsErrByTheRoundingOfTheirExponent(_ build: Build) {
    let numbers = (-88_300..<87_000).map { -Float($0) / 1000 }
    for (number, exponential) in zip(numbers, build.exponentials(numbers)) {
      let expected = exp(Double(number))
      let bound = 2.5e-7 + 8e-8 * Double(abs(number))
      #expect(abs(Double(exponential) - expected) <= bound * expected, "e^\(number)")
    }
  }

  @Test(
    arguments: Build.allCases,
    [
      (-.infinity, 0), (0, 1), (-200, 0), (-88, 0), (.nan, .nan), (-.greatestFiniteMagnitude, 0),
      (88.4, .infinity), (89, .infinity), (500, .infinity), (4e9, .infinity),
      (.greatestFiniteMagnitude, .infinity), (.infinity, .infinity),
    ] as [(Float, Float)])
  func exponentialsAtTheEdges(_ build: Build, _ pair: (Float, Float)) {
    let result = build.exponentials([pair.0])[0]
    #expect(result == pair.1 || result.isNaN && pair.1.isNaN)
  }

  /// Every run of visible columns in rows of every width: what is hidden counts for nothing, be it NaN.
  @Test(arguments: Build.allCases, [1, 15, 16, 17, 40])
  func softmaxSeesTheVisibleColumnsAlone(_ build: Build, _ columns: Int) {
    for first in 0...columns {
      for end in first...columns {
        var scores = (0..<columns.roundedUp(to: 16)).map { Float($0 * 7 % 11) }
        let visible = scores[first..<end]
        let largest = visible.max() ?? -.infinity
        let sum = visible.reduce(0) { $0 + exp(Double($1 - largest)) }
        for column in scores.indices where !(first..<end).contains(column) {
          scores[column] = .nan
        }
        let (maximum, total) = build.softmax(&scores, columns: columns, first: first, end: end)
        #expect(maximum == largest)
        #expect(abs(Double(total) - sum) <= 1e-6 * sum)
        for column in scores.indices {
          #expect((first..<end).contains(column) ? scores[column] > 0 : scores[column] == 0)
        }
      }
    }
  }
}

extension KernelTests.Build {
  func pack(
    _ source: [Float], _ isTransposed: Bool, depth: Int, columns: Int, into panels: inout [Float]
  ) {
    switch (self, isTransposed) {
    case (.best, false):
      Kernels.packColumns(source, stride: columns, depth: depth, columns: columns, into: &panels)
    case (.best, true):
      Kernels.packRows(source, stride: depth, depth: depth, columns: columns, into: &panels)
    case (.portable, false):
      packColumns(source, stride: columns, depth: depth, columns: columns, into: &panels)
    case (.portable, true):
      packRows(source, stride: depth, depth: depth, columns: columns, into: &panels)
    }
  }

  func multiply(
    _ left: [Float], _ isTransposed: Bool, _ panels: [Float], into c: inout [Float], rows: Int,
    columns: Int, depth: Int, adds: Bool, rescale: [Float]
  ) {
    let (rowStep, depthStep) = isTransposed ? (1, rows) : (depth, 1)
    let count = columns.pieces(of: 16)
    switch self {
    case .best:
      Kernels.multiplyTile(
        left, rowStep: rowStep, depthStep: depthStep, panels, panelStep: 16 * depth,
        panelCount: count, &c, cStep: 16 * count, rows: rows, depth: depth, adds: adds,
        rescale: rescale)
    case .portable:
      multiplyTile(
        left, rowStep: rowStep, depthStep: depthStep, panels, panelStep: 16 * depth,
        panelCount: count, &c, cStep: 16 * count, rows: rows, depth: depth, adds: adds,
        rescale: rescale)
    }
  }

  func sum(_ numbers: [Float]) -> Float {
    switch self {
    case .best: Kernels.sum(numbers, count: numbers.count)
    case .portable: KernelsPortable.sum(numbers, count: numbers.count)
    }
  }

  /// e^x of numbers that are at most 0, as softmax takes it.
  func exponentials(_ numbers: [Float]) -> [Float] {
    let columns = numbers.count
    var scores = numbers + [Float](repeating: 0, count: columns.roundedUp(to: 16) - columns)
    var sum: Float = 0
    switch self {
    case .best:
      Kernels.rowExponentials(
        &scores, step: scores.count, rows: 1, columns: columns, first: [0], end: [columns],
        offset: 0, maxima: [0], sums: &sum)
    case .portable:
      rowExponentials(
        &scores, step: scores.count, rows: 1, columns: columns, first: [0], end: [columns],
        offset: 0, maxima: [0], sums: &sum)
    }
    return Array(scores.prefix(columns))
  }

  /// One row, whose columns are counted from 1000 on.
  func softmax(_ scores: inout [Float], columns: Int, first: Int, end: Int) -> (Float, Float) {
    let (first, end) = ([first + 1000], [end + 1000])
    var (maximum, sum): (Float, Float) = (.nan, .nan)
    switch self {
    case .best:
      Kernels.rowMaxima(
        scores, step: scores.count, rows: 1, columns: columns, first: first, end: end,
        offset: 1000, into: &maximum)
      Kernels.rowExponentials(
        &scores, step: scores.count, rows: 1, columns: columns, first: first, end: end,
        offset: 1000, maxima: [maximum], sums: &sum)
    case .portable:
      rowMaxima(
        scores, step: scores.count, rows: 1, columns: columns, first: first, end: end,
        offset: 1000, into: &maximum)
      rowExponentials(
        &scores, step: scores.count, rows: 1, columns: columns, first: first, end: end,
        offset: 1000, maxima: [maximum], sums: &sum)
    }
    return (maximum, sum)
  }
}
