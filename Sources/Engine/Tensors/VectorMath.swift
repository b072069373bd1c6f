// Loops over e^x, eight numbers at a time. They stand in one file, since a debug build inlines nothing
// from file to file.

private typealias Lanes = SIMD8<Float>

// MARK: - Rows

/// The largest number, or −∞ where there is none; NaN is passed over.
func rowMaximum(_ row: UnsafePointer<Float>, _ count: Int) -> Float {
  var lanes = Lanes(repeating: -.infinity)
  forEachLanes(count) { index, width in
    let next = load(row + index, width, filling: -.infinity)
    lanes.replace(with: next, where: next .> lanes)
  }
  let four = larger(lanes.lowHalf, lanes.highHalf)
  let two = larger(four.lowHalf, four.highHalf)
  return two.x < two.y ? two.y : two.x
}

/// e^(x − `shift`) for each x of a row, and their sum.
func exponentials(
  _ row: UnsafePointer<Float>, minus shift: Float, into result: UnsafeMutablePointer<Float>,
  _ count: Int
) -> Double {
  var sum = RowSum()
  forEachLanes(count) { index, width in
    let lanes = exponential(load(row + index, width, filling: -.infinity) - shift)
    store(lanes, width, to: result + index)
    sum.add(lanes)
  }
  return sum.value
}

/// Σ e^(x − `shift`) over a row.
func sumOfExponentials(_ row: UnsafePointer<Float>, minus shift: Float, _ count: Int) -> Double {
  var sum = RowSum()
  forEachLanes(count) { index, width in
    sum.add(exponential(load(row + index, width, filling: -.infinity) - shift))
  }
  return sum.value
}

/// In Double, whose roundings are far below what Float32 can tell apart: a row's order then leaves no
/// trace, and permuted scores have the very same weights, permuted.
private struct RowSum {
  private var sums = SIMD4<Double>.zero

  @inline(__always)
  mutating func add(_ lanes: Lanes) {
    sums += SIMD4<Double>(lanes.lowHalf) + SIMD4<Double>(lanes.highHalf)
  }

  @inline(__always)
  var value: Double {
    let two = sums.lowHalf + sums.highHalf
    return two.x + two.y
  }
}

// MARK: - Activations

func rectifieds(
  _ x: UnsafePointer<Float>, into result: UnsafeMutablePointer<Float>, _ count: Int
) {
  transform(x, into: result, count) { $0.replacing(with: 0, where: $0 .<= 0) }
}

func rectifiedDerivatives(
  _ x: UnsafePointer<Float>, into result: UnsafeMutablePointer<Float>, _ count: Int
) {
  transform(x, into: result, count) { x in
    x.replacing(with: 0, where: x .<= 0).replacing(with: 1, where: x .> 0)
  }
}

// The others by t = e^−|x|, which cannot overflow: σ(x) is 1/(1 + t) or t/(1 + t), and its
// derivative σ(x)·σ(−x) is t/(1 + t)², without the cancellation of 1 − σ.

func sigmoids(
  _ x: UnsafePointer<Float>, into result: UnsafeMutablePointer<Float>, _ count: Int
) {
  transform(x, into: result, count) { Sigmoid($0).value }
}

func sigmoidDerivatives(
  _ x: UnsafePointer<Float>, into result: UnsafeMutablePointer<Float>, _ count: Int
) {
  transform(x, into: result, count) { Sigmoid($0).derivative }
}

/// x·σ(x)
func silus(_ x: UnsafePointer<Float>, into result: UnsafeMutablePointer<Float>, _ count: Int) {
  transform(x, into: result, count) { Sigmoid($0).weighting($0) }
}

/// σ(x) + x·σ′(x)
func siluDerivatives(
  _ x: UnsafePointer<Float>, into result: UnsafeMutablePointer<Float>, _ count: Int
) {
  transform(x, into: result, count) { x in
    let sigmoid = Sigmoid(x)
    return sigmoid.value + sigmoid.slope(times: x)
  }
}

func hyperbolicTangents(
  _ x: UnsafePointer<Float>, into result: UnsafeMutablePointer<Float>, _ count: Int
) {
  transform(x, into: result, count, hyperbolicTangent)
}

/// 1 − tanh²(x) = 4σ′(2x)
func hyperbolicTangentDerivatives(
  _ x: UnsafePointer<Float>, into result: UnsafeMutablePointer<Float>, _ count: Int
) {
  transform(x, into: result, count) { 4 * Sigmoid(2 * $0).derivative }
}

/// x/2·(1 + tanh u) = x·σ(2u), u = √(2/π)·(x + 0.044715x³)
func tanhGELUs(_ x: UnsafePointer<Float>, into result: UnsafeMutablePointer<Float>, _ count: Int) {
  transform(x, into: result, count) { x in
    Sigmoid(tanhGELUArgument(x)).weighting(x)
  }
}

/// σ(2u) + x·σ′(2u)·(2u)′
func tanhGELUDerivatives(
  _ x: UnsafePointer<Float>, into result: UnsafeMutablePointer<Float>, _ count: Int
) {
  transform(x, into: result, count) { x in
    let sigmoid = Sigmoid(tanhGELUArgument(x))
    let inner = twiceRootOfTwoByPi * (1 + 3 * 0.044715 * x * x)
    return sigmoid.value + sigmoid.slope(times: x * inner)
  }
}

private let twiceRootOfTwoByPi: Float = 1.5957691216057308

@inline(__always)
private func tanhGELUArgument(_ x: Lanes) -> Lanes {
  twiceRootOfTwoByPi * (x + 0.044715 * x * x * x)
}

private struct Sigmoid {
  /// e^−|x|
  let t: Lanes
  let value: Lanes

  @inline(__always)
  init(_ x: Lanes) {
    t = exponential(x.replacing(with: -x, where: x .> 0))
    value = t.replacing(with: 1, where: x .> 0) / (1 + t)
  }

  @inline(__always)
  var derivative: Lanes { t / ((1 + t) * (1 + t)) }

  /// x·σ, whose limit is 0 where σ is 0, x being −∞.
  @inline(__always)
  func weighting(_ x: Lanes) -> Lanes { (x * value).replacing(with: 0, where: value .== 0) }

  /// x·σ′, whose limit is 0 where σ′ is 0, x being infinite.
  @inline(__always)
  func slope(times x: Lanes) -> Lanes { (x * derivative).replacing(with: 0, where: t .== 0) }
}

/// (1 − e^−2|x|)/(1 + e^−2|x|) with the sign of x; near 0, where that cancels, x + x³P(x²). The
/// polynomial is a minimax one for |x| ≤ 5/8, its relative error 4e-9.
@inline(__always)
private func hyperbolicTangent(_ x: Lanes) -> Lanes {
  let size = x.replacing(with: -x, where: x .< 0)
  let t = exponential(-2 * size)
  let far = (1 - t) / (1 + t)
  let square = x * x
  var sum = Lanes(repeating: -0.005704978480935097)
  sum = sum * square + 0.020639078691601753
  sum = sum * square - 0.05373971164226532
  sum = sum * square + 0.13331441581249237
  sum = sum * square - 0.3333328068256378
  return far.replacing(with: -far, where: x .< 0)
    .replacing(with: x + x * square * sum, where: size .< 0.625)
}

// MARK: - The exponential

/// e^x of numbers that are at most 0, with a relative error below 2e-7 (of what Float32 can tell apart,
/// for results below 2⁻¹²⁶): x = n·ln 2 + r, |r| ≤ ln 2/2, and e^x = 2ⁿ·(1 + r + r²P(r)), P being a
/// minimax polynomial of relative error 3e-9. Exactly 0 for −∞ and 1 for 0; NaN stays NaN.
@inline(__always)
private func exponential(_ x: Lanes) -> Lanes {
  // Below this bound the result is 0 in any case, and the exponents below would leave their range.
  let bounded = x.replacing(with: -110, where: x .< -110)
  // Adding 1.5·2²³ rounds to a whole number, which then stands in the low bits.
  let rounder = Lanes(repeating: 12_582_912)
  let shifted = bounded * 1.44269504 + rounder
  let n = shifted - rounder
  // ln 2 in two parts (Cody & Waite 1980): the first has so few digits that n times it is exact.
  let r = (bounded - n * 0.693145751953125) - n * 1.428606820309417e-06
  var sum = Lanes(repeating: 0.0013814596459269524)
  sum = sum * r + 0.0083687175065279
  sum = sum * r + 0.04166838899254799
  sum = sum * r + 0.1666652113199234
  sum = sum * r + 0.4999999403953552
  let power = 1 + (r + r * r * sum)
  // 2ⁿ in two factors: each is a normal number even where the result is not one.
  let exponent =
    unsafeBitCast(shifted, to: SIMD8<Int32>.self)
    &- unsafeBitCast(rounder, to: SIMD8<Int32>.self)
  let half = exponent &>> 1
  return power * powerOfTwo(half) * powerOfTwo(exponent &- half)
}

@inline(__always)
private func powerOfTwo(_ exponent: SIMD8<Int32>) -> Lanes {
  unsafeBitCast((exponent &+ 127) &<< 23, to: Lanes.self)
}

// MARK: - Lanes

/// In each lane.
@inline(__always)
private func larger<V: SIMD>(_ a: V, _ b: V) -> V where V.Scalar == Float {
  a.replacing(with: b, where: a .< b)
}

/// Calls `body` for each eight numbers, and for what is left.
@inline(__always)
private func forEachLanes(_ count: Int, _ body: (_ index: Int, _ width: Int) -> Void) {
  var index = 0
  while index + Lanes.scalarCount <= count {
    body(index, Lanes.scalarCount)
    index += Lanes.scalarCount
  }
  if index < count { body(index, count - index) }
}

@inline(__always)
private func transform(
  _ x: UnsafePointer<Float>, into result: UnsafeMutablePointer<Float>, _ count: Int,
  _ body: (Lanes) -> Lanes
) {
  forEachLanes(count) { index, width in
    store(body(load(x + index, width, filling: 0)), width, to: result + index)
  }
}

@inline(__always)
private func load(_ source: UnsafePointer<Float>, _ width: Int, filling: Float) -> Lanes {
  if width == Lanes.scalarCount { return UnsafeRawPointer(source).loadUnaligned(as: Lanes.self) }
  var lanes = Lanes(repeating: filling)
  for lane in 0..<Lanes.scalarCount - 1 where lane < width { lanes[lane] = source[lane] }
  return lanes
}

@inline(__always)
private func store(_ lanes: Lanes, _ width: Int, to target: UnsafeMutablePointer<Float>) {
  if width == Lanes.scalarCount {
    UnsafeMutableRawPointer(target).storeBytes(of: lanes, as: Lanes.self)
  } else {
    for lane in 0..<Lanes.scalarCount - 1 where lane < width { target[lane] = lanes[lane] }
  }
}
