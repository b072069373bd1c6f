import CPUFeatures
import KernelsFMA
import KernelsPortable

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// The engine's inner loops, in the build that this processor runs best.
package enum Kernels {
  package enum Path: String, Sendable { case portable, fma }

  /// Chosen once. `ATTN_TUTOR_KERNELS=portable` in the environment asks for the plain build.
  package static let path: Path = {
    if let wish = getenv("ATTN_TUTOR_KERNELS"), String(cString: wish) == "portable" {
      return .portable
    }
    return cpu_has_avx2_and_fma() ? .fma : .portable
  }()

  /// See `KernelsPortable.multiplyTile`, as for the others.
  package static func multiplyTile(
    _ a: UnsafePointer<Float>, rowStep: Int, depthStep: Int = 1,
    _ panels: UnsafePointer<Float>, panelStep: Int, panelCount: Int,
    _ c: UnsafeMutablePointer<Float>, cStep: Int, rows: Int, depth: Int,
    adds: Bool = false, rescale: UnsafePointer<Float>? = nil
  ) {
    switch path {
    case .fma:
      KernelsFMA.multiplyTile(
        a, rowStep: rowStep, depthStep: depthStep, panels, panelStep: panelStep,
        panelCount: panelCount, c, cStep: cStep, rows: rows, depth: depth, adds: adds,
        rescale: rescale)
    case .portable:
      KernelsPortable.multiplyTile(
        a, rowStep: rowStep, depthStep: depthStep, panels, panelStep: panelStep,
        panelCount: panelCount, c, cStep: cStep, rows: rows, depth: depth, adds: adds,
        rescale: rescale)
    }
  }

  package static func packColumns(
    _ source: UnsafePointer<Float>, stride: Int, depth: Int, columns: Int,
    into panels: UnsafeMutablePointer<Float>
  ) {
    switch path {
    case .fma:
      KernelsFMA.packColumns(source, stride: stride, depth: depth, columns: columns, into: panels)
    case .portable:
      KernelsPortable.packColumns(
        source, stride: stride, depth: depth, columns: columns, into: panels)
    }
  }

  package static func packRows(
    _ source: UnsafePointer<Float>, stride: Int, depth: Int, columns: Int,
    into panels: UnsafeMutablePointer<Float>
  ) {
    switch path {
    case .fma:
      KernelsFMA.packRows(source, stride: stride, depth: depth, columns: columns, into: panels)
    case .portable:
      KernelsPortable.packRows(source, stride: stride, depth: depth, columns: columns, into: panels)
    }
  }

  package static func rowMaxima(
    _ scores: UnsafePointer<Float>, step: Int, rows: Int, columns: Int,
    first: UnsafePointer<Int>, end: UnsafePointer<Int>, offset: Int,
    into maxima: UnsafeMutablePointer<Float>
  ) {
    switch path {
    case .fma:
      KernelsFMA.rowMaxima(
        scores, step: step, rows: rows, columns: columns, first: first, end: end, offset: offset,
        into: maxima)
    case .portable:
      KernelsPortable.rowMaxima(
        scores, step: step, rows: rows, columns: columns, first: first, end: end, offset: offset,
        into: maxima)
    }
  }

  package static func rowExponentials(
    _ scores: UnsafeMutablePointer<Float>, step: Int, rows: Int, columns: Int,
    first: UnsafePointer<Int>, end: UnsafePointer<Int>, offset: Int,
    maxima: UnsafePointer<Float>, sums: UnsafeMutablePointer<Float>
  ) {
    switch path {
    case .fma:
      KernelsFMA.rowExponentials(
        scores, step: step, rows: rows, columns: columns, first: first, end: end, offset: offset,
        maxima: maxima, sums: sums)
    case .portable:
      KernelsPortable.rowExponentials(
        scores, step: step, rows: rows, columns: columns, first: first, end: end, offset: offset,
        maxima: maxima, sums: sums)
    }
  }

  package static func recomputeWeights(
    _ scores: UnsafeMutablePointer<Float>, step: Int, rows: Int, columns: Int,
    first: UnsafePointer<Int>, end: UnsafePointer<Int>, offset: Int,
    logSumExp: UnsafePointer<Float>, rest: UnsafePointer<Float>
  ) {
    switch path {
    case .fma:
      KernelsFMA.recomputeWeights(
        scores, step: step, rows: rows, columns: columns, first: first, end: end, offset: offset,
        logSumExp: logSumExp, rest: rest)
    case .portable:
      KernelsPortable.recomputeWeights(
        scores, step: step, rows: rows, columns: columns, first: first, end: end, offset: offset,
        logSumExp: logSumExp, rest: rest)
    }
  }

  package static func scoreGradients(
    _ weights: UnsafePointer<Float>, _ weightGradients: UnsafeMutablePointer<Float>, step: Int,
    rows: Int, columns: Int, delta: UnsafePointer<Float>
  ) {
    switch path {
    case .fma:
      KernelsFMA.scoreGradients(
        weights, weightGradients, step: step, rows: rows, columns: columns, delta: delta)
    case .portable:
      KernelsPortable.scoreGradients(
        weights, weightGradients, step: step, rows: rows, columns: columns, delta: delta)
    }
  }

  package static func rowDots(
    _ left: UnsafePointer<Float>, _ right: UnsafePointer<Float>, rows: Int, width: Int,
    into sums: UnsafeMutablePointer<Float>
  ) {
    switch path {
    case .fma: KernelsFMA.rowDots(left, right, rows: rows, width: width, into: sums)
    case .portable: KernelsPortable.rowDots(left, right, rows: rows, width: width, into: sums)
    }
  }

  package static func sum(_ values: UnsafePointer<Float>, count: Int) -> Float {
    switch path {
    case .fma: KernelsFMA.sum(values, count: count)
    case .portable: KernelsPortable.sum(values, count: count)
    }
  }
}
