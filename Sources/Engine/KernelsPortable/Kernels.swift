// The engine's inner loops: what runs once for each pair of query and key. One file, since a debug
// build inlines nothing from file to file, and only free functions over pointers, since a type would
// bring helpers of its own that the linker may take for the whole program: in the build for AVX2 they
// would crash on a processor without it.

// MARK: - Lanes

// The same source serves three instruction sets. Swift never contracts a·b + c by itself, and asking
// for a fused one where the processor has none calls a function for each number.

private typealias Lanes = SIMD16<Float>

/// c + ab, in one rounding where the target has the instruction.
@inline(__always)
private func fma(_ c: Lanes, _ a: Lanes, _ b: Lanes) -> Lanes {
  #if HAS_FMA || arch(arm64)
    c.addingProduct(a, b)
  #else
    c + a * b
  #endif
}

@inline(__always)
private func load(_ source: UnsafePointer<Float>) -> Lanes {
  UnsafeRawPointer(source).loadUnaligned(as: Lanes.self)
}

@inline(__always)
private func store(_ lanes: Lanes, to target: UnsafeMutablePointer<Float>) {
  UnsafeMutableRawPointer(target).storeBytes(of: lanes, as: Lanes.self)
}

/// The largest of sixteen numbers, none of them NaN.
@inline(__always)
private func maximum(_ lanes: Lanes) -> Float {
  let eight = lanes.lowHalf.replacing(with: lanes.highHalf, where: lanes.highHalf .> lanes.lowHalf)
  let four = eight.lowHalf.replacing(with: eight.highHalf, where: eight.highHalf .> eight.lowHalf)
  let two = four.lowHalf.replacing(with: four.highHalf, where: four.highHalf .> four.lowHalf)
  return two.x > two.y ? two.x : two.y
}

/// The sum of sixteen numbers, by halves.
@inline(__always)
private func total(_ lanes: Lanes) -> Float {
  let eight = lanes.lowHalf + lanes.highHalf
  let four = eight.lowHalf + eight.highHalf
  let two = four.lowHalf + four.highHalf
  return two.x + two.y
}

// MARK: - The exponential

/// e^x of sixteen numbers that are at most 0, as softmax asks for once the largest score is taken away:
/// x·log₂e is split into a whole number n and a rest f of at most a half, and e^x = 2ⁿ·2^f, the
/// latter by a polynomial (minimax of degree 5, relative error 9.1e-8). Below 2⁻¹²⁶ it is exactly 0,
/// so that −∞ has no weight; NaN stays NaN. A broken engine may ask for e^x of x > 0: it is +∞ from
/// 2^127.5 on, half a power of two before Float32 ends.
@inline(__always)
private func exponential(_ x: Lanes) -> Lanes {
  let scaled = x * Lanes(repeating: 1.442695041)
  let (smallest, largest) = (Lanes(repeating: -127), Lanes(repeating: 128))
  let capped = scaled.replacing(with: largest, where: scaled .> largest)
  let power = capped.replacing(with: smallest, where: capped .< smallest)
  // Adding 1.5·2²³ rounds to a whole number, which then stands in the low bits; 127 is the bias of the
  // exponent, which the shift moves into its place. n = −127 makes the factor 0, and n = 128 +∞.
  let rounder = Lanes(repeating: 12_582_912 + 127)
  let shifted = power + rounder
  let rest = power - (shifted - rounder)
  var sum = Lanes(repeating: 0.00132647271)
  sum = fma(Lanes(repeating: 0.00967151265), sum, rest)
  sum = fma(Lanes(repeating: 0.0555073374), sum, rest)
  sum = fma(Lanes(repeating: 0.240222421), sum, rest)
  sum = fma(Lanes(repeating: 0.693146978), sum, rest)
  sum = fma(Lanes(repeating: 1), sum, rest)
  let bits = unsafeBitCast(shifted, to: SIMD16<UInt32>.self) &<< SIMD16(repeating: 23)
  return sum * unsafeBitCast(bits, to: Lanes.self)
}

// MARK: - Packing

// The right factor of a product is copied into panels of sixteen columns, `[columns / 16][depth][16]`,
// which the inner loop then reads from front to back. The last panel is filled up with zeros.

/// Panels of B `[depth, columns]`, row-major with `stride` from row to row.
@inline(never)
public func packColumns(
  _ source: UnsafePointer<Float>, stride: Int, depth: Int, columns: Int,
  into panels: UnsafeMutablePointer<Float>
) {
  // Row by row, so that memory is read from front to back.
  let whole = columns & ~15
  for row in 0..<depth {
    var source = source + row * stride
    var target = panels + row * 16
    let end = source + whole
    while source < end {
      store(load(source), to: target)
      source += 16
      target += depth * 16
    }
    if whole < columns {
      var lanes = Lanes.zero
      for lane in 0..<columns - whole { lanes[lane] = source[lane] }
      store(lanes, to: target)
    }
  }
}

/// Panels of Bᵀ, where B is `[columns, depth]`, row-major with `stride` from row to row: the keys of QKᵀ.
@inline(never)
public func packRows(
  _ source: UnsafePointer<Float>, stride: Int, depth: Int, columns: Int,
  into panels: UnsafeMutablePointer<Float>
) {
  var target = panels
  var column = 0
  while column < columns {
    let width = min(16, columns - column)
    let first = source + column * stride
    var k = 0
    if width == 16 {
      while k + 8 <= depth {
        transposeEight(first + k, stride, to: target + k * 16)
        k += 8
      }
      k = 0
      while k + 8 <= depth {
        transposeEight(first + 8 * stride + k, stride, to: target + k * 16 + 8)
        k += 8
      }
    }
    while k < depth {
      var lanes = Lanes.zero
      for lane in 0..<width { lanes[lane] = first[lane * stride + k] }
      store(lanes, to: target + k * 16)
      k += 1
    }
    target += depth * 16
    column += 16
  }
}

/// Eight numbers of each of eight rows, as eight rows of a panel's half.
@inline(__always)
private func transposeEight(
  _ rows: UnsafePointer<Float>, _ stride: Int, to target: UnsafeMutablePointer<Float>
) {
  // Parting even from odd turns the bits of a place, row before column, by one to the right; after three
  // turns rows are columns.
  let a = parted(
    loadEight(rows), loadEight(rows + stride), loadEight(rows + 2 * stride),
    loadEight(rows + 3 * stride), loadEight(rows + 4 * stride), loadEight(rows + 5 * stride),
    loadEight(rows + 6 * stride), loadEight(rows + 7 * stride))
  let b = parted(a.0, a.1, a.2, a.3, a.4, a.5, a.6, a.7)
  let c = parted(b.0, b.1, b.2, b.3, b.4, b.5, b.6, b.7)
  storeEight(c.0, to: target)
  storeEight(c.1, to: target + 16)
  storeEight(c.2, to: target + 32)
  storeEight(c.3, to: target + 48)
  storeEight(c.4, to: target + 64)
  storeEight(c.5, to: target + 80)
  storeEight(c.6, to: target + 96)
  storeEight(c.7, to: target + 112)
}

private typealias Eight = SIMD8<Float>
private typealias EightRows = (Eight, Eight, Eight, Eight, Eight, Eight, Eight, Eight)

/// The numbers in even places of the rows, two rows in one, and then those in odd places.
@inline(__always)
private func parted(
  _ a: Eight, _ b: Eight, _ c: Eight, _ d: Eight, _ e: Eight, _ f: Eight, _ g: Eight, _ h: Eight
) -> EightRows {
  (
    Eight(lowHalf: a.evenHalf, highHalf: b.evenHalf),
    Eight(lowHalf: c.evenHalf, highHalf: d.evenHalf),
    Eight(lowHalf: e.evenHalf, highHalf: f.evenHalf),
    Eight(lowHalf: g.evenHalf, highHalf: h.evenHalf),
    Eight(lowHalf: a.oddHalf, highHalf: b.oddHalf),
    Eight(lowHalf: c.oddHalf, highHalf: d.oddHalf),
    Eight(lowHalf: e.oddHalf, highHalf: f.oddHalf),
    Eight(lowHalf: g.oddHalf, highHalf: h.oddHalf)
  )
}

@inline(__always)
private func loadEight(_ source: UnsafePointer<Float>) -> Eight {
  UnsafeRawPointer(source).loadUnaligned(as: Eight.self)
}

@inline(__always)
private func storeEight(_ eight: Eight, to target: UnsafeMutablePointer<Float>) {
  UnsafeMutableRawPointer(target).storeBytes(of: eight, as: Eight.self)
}

// MARK: - Products

// Products with a packed right factor. Six rows by sixteen columns are summed in twelve vector
// registers; one load of B and one broadcast of A then feed twelve multiply-adds, enough to keep both
// units of the processor busy (Goto & van de Geijn 2008, §4).

/// C ← AB, or C ← diag(rescale)·C + AB.
/// - Parameters:
///   - a: A `[rows, depth]`; `rowStep` and `depthStep` lead from row to row and from k to k + 1, so
///     that a transposed factor needs no copy
///   - panels: B in panels of sixteen columns, `panelStep` numbers apart
///   - c: C `[rows, 16·panelCount]`, `cStep` from row to row; columns beyond B's are overwritten
///   - adds: whether C is added to
///   - rescale: one factor a row for C, or nil for 1
@inline(never)
public func multiplyTile(
  _ a: UnsafePointer<Float>, rowStep: Int, depthStep: Int,
  _ panels: UnsafePointer<Float>, panelStep: Int, panelCount: Int,
  _ c: UnsafeMutablePointer<Float>, cStep: Int, rows: Int, depth: Int,
  adds: Bool, rescale: UnsafePointer<Float>?
) {
  for panel in 0..<panelCount {
    let b = panels + panel * panelStep
    let target = c + panel * 16
    var row = 0
    while row + 6 <= rows {
      let first = a + row * rowStep
      let block = target + row * cStep
      let factors = rescale.map { $0 + row }
      if depthStep == 1 {
        sixRows(first, rowStep, 1, b, block, cStep, depth, adds, factors)
      } else if rowStep == 1 {
        sixRows(first, 1, depthStep, b, block, cStep, depth, adds, factors)
      } else {
        sixRows(first, rowStep, depthStep, b, block, cStep, depth, adds, factors)
      }
      row += 6
    }
    while row < rows {
      let factor = rescale.map { $0 + row }
      oneRow(a + row * rowStep, depthStep, b, target + row * cStep, depth, adds, factor)
      row += 1
    }
  }
}

@inline(__always)
private func sixRows(
  _ a: UnsafePointer<Float>, _ rowStep: Int, _ depthStep: Int, _ b: UnsafePointer<Float>,
  _ c: UnsafeMutablePointer<Float>, _ cStep: Int, _ depth: Int, _ adds: Bool,
  _ rescale: UnsafePointer<Float>?
) {
  var sum0 = Lanes.zero
  var sum1 = Lanes.zero
  var sum2 = Lanes.zero
  var sum3 = Lanes.zero
  var sum4 = Lanes.zero
  var sum5 = Lanes.zero
  let row1 = a + rowStep
  let row2 = a + 2 * rowStep
  let row3 = a + 3 * rowStep
  let row4 = a + 4 * rowStep
  let row5 = a + 5 * rowStep
  if adds {
    sum0 = carried(c, rescale, 0)
    sum1 = carried(c + cStep, rescale, 1)
    sum2 = carried(c + 2 * cStep, rescale, 2)
    sum3 = carried(c + 3 * cStep, rescale, 3)
    sum4 = carried(c + 4 * cStep, rescale, 4)
    sum5 = carried(c + 5 * cStep, rescale, 5)
  }
  for k in 0..<depth {
    let at = k * depthStep
    let right = load(b + k * 16)
    sum0 = fma(sum0, Lanes(repeating: a[at]), right)
    sum1 = fma(sum1, Lanes(repeating: row1[at]), right)
    sum2 = fma(sum2, Lanes(repeating: row2[at]), right)
    sum3 = fma(sum3, Lanes(repeating: row3[at]), right)
    sum4 = fma(sum4, Lanes(repeating: row4[at]), right)
    sum5 = fma(sum5, Lanes(repeating: row5[at]), right)
  }
  store(sum0, to: c)
  store(sum1, to: c + cStep)
  store(sum2, to: c + 2 * cStep)
  store(sum3, to: c + 3 * cStep)
  store(sum4, to: c + 4 * cStep)
  store(sum5, to: c + 5 * cStep)
}

/// The rows that six do not divide; each number is summed in the same order as by `sixRows`.
@inline(__always)
private func oneRow(
  _ a: UnsafePointer<Float>, _ depthStep: Int, _ b: UnsafePointer<Float>,
  _ c: UnsafeMutablePointer<Float>, _ depth: Int, _ adds: Bool, _ rescale: UnsafePointer<Float>?
) {
  var sum = adds ? carried(c, rescale, 0) : Lanes.zero
  for k in 0..<depth {
    sum = fma(sum, Lanes(repeating: a[k * depthStep]), load(b + k * 16))
  }
  store(sum, to: c)
}

@inline(__always)
private func carried(
  _ c: UnsafeMutablePointer<Float>, _ rescale: UnsafePointer<Float>?, _ row: Int
) -> Lanes {
  guard let rescale else { return load(c) }
  return load(c) * Lanes(repeating: rescale[row])
}

// MARK: - Softmax

// The two passes of softmax over a tile of scores `[rows, columns]`. Row r sees the columns from
// first[r] to end[r], counted from column −`offset` of the tile. Rows are `step` numbers apart, and
// the last group of sixteen columns may be read and written whole.

/// The largest visible score of each row; −∞ where it sees none. NaN is passed over: it shows in the
/// exponentials.
@inline(never)
public func rowMaxima(
  _ scores: UnsafePointer<Float>, step: Int, rows: Int, columns: Int,
  first: UnsafePointer<Int>, end: UnsafePointer<Int>, offset: Int,
  into maxima: UnsafeMutablePointer<Float>
) {
  let lowest = Lanes(repeating: -.infinity)
  for row in 0..<rows {
    let low = min(max(first[row] - offset, 0), columns)
    let high = max(min(end[row] - offset, columns), low)
    let source = scores + row * step
    var largest = lowest
    var column = low & ~15
    while column < high {
      var lanes = load(source + column)
      if column < low || column + 16 > high {
        lanes = lanes.replacing(with: lowest, where: .!visible(column, low, high))
      }
      largest = largest.replacing(with: lanes, where: lanes .> largest)
      column += 16
    }
    maxima[row] = maximum(largest)
  }
}

/// P = e^(S − m) in place, 0 where hidden, and its sum over each row.
@inline(never)
public func rowExponentials(
  _ scores: UnsafeMutablePointer<Float>, step: Int, rows: Int, columns: Int,
  first: UnsafePointer<Int>, end: UnsafePointer<Int>, offset: Int,
  maxima: UnsafePointer<Float>, sums: UnsafeMutablePointer<Float>
) {
  for row in 0..<rows {
    let low = min(max(first[row] - offset, 0), columns)
    let high = max(min(end[row] - offset, columns), low)
    let target = scores + row * step
    // With nothing seen so far, −∞ − (−∞) would be NaN.
    let shift = Lanes(repeating: maxima[row] == -.infinity ? 0 : maxima[row])
    var sum = Lanes.zero
    var column = 0
    while column + 16 <= low {
      store(.zero, to: target + column)
      column += 16
    }
    while column < high {
      var lanes = exponential(load(target + column) - shift)
      if column < low || column + 16 > high {
        lanes = lanes.replacing(with: 0, where: .!visible(column, low, high))
      }
      store(lanes, to: target + column)
      sum += lanes
      column += 16
    }
    while column < columns {
      store(.zero, to: target + column)
      column += 16
    }
    sums[row] = total(sum)
  }
}

/// Which of the sixteen columns from `column` on lie in low..<high.
@inline(__always)
private func visible(_ column: Int, _ low: Int, _ high: Int) -> SIMDMask<SIMD16<Int32>> {
  let lanes = SIMD16<Int32>(0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15)
  let below = SIMD16(repeating: Int32(truncatingIfNeeded: low - column))
  let above = SIMD16(repeating: Int32(truncatingIfNeeded: high - column))
  return (lanes .>= below) .& (lanes .< above)
}

// MARK: - Backward

// FlashAttention-2 (Dao 2023), Algorithm 2, lines 11 and 14, on a tile `[rows, columns]`.

/// P = e^(S − L), in place, 0 where hidden. Rows that see nothing have L = −∞; `rest` is what L lost
/// when it was rounded.
@inline(never)
public func recomputeWeights(
  _ scores: UnsafeMutablePointer<Float>, step: Int, rows: Int, columns: Int,
  first: UnsafePointer<Int>, end: UnsafePointer<Int>, offset: Int,
  logSumExp: UnsafePointer<Float>, rest: UnsafePointer<Float>
) {
  for row in 0..<rows {
    let low = min(max(first[row] - offset, 0), columns)
    let high = max(min(end[row] - offset, columns), low)
    let target = scores + row * step
    let norm = Lanes(repeating: logSumExp[row] == -.infinity ? 0 : logSumExp[row])
    let rest = Lanes(repeating: rest[row])
    var column = 0
    while column < columns {
      var lanes = exponential(load(target + column) - norm - rest)
      if column < low || column + 16 > high {
        lanes = lanes.replacing(with: 0, where: .!visible(column, low, high))
      }
      store(lanes, to: target + column)
      column += 16
    }
  }
}

/// dS = P ∘ (dP − D), in place of dP; D is the row sum of dO ∘ O.
@inline(never)
public func scoreGradients(
  _ weights: UnsafePointer<Float>, _ weightGradients: UnsafeMutablePointer<Float>, step: Int,
  rows: Int, columns: Int, delta: UnsafePointer<Float>
) {
  for row in 0..<rows {
    let source = weights + row * step
    let target = weightGradients + row * step
    let shift = Lanes(repeating: delta[row])
    var column = 0
    while column < columns {
      store(load(source + column) * (load(target + column) - shift), to: target + column)
      column += 16
    }
  }
}

/// D = rowsum(dO ∘ O), which is rowsum(P ∘ dP) without P (Dao et al. 2022, §B.2, equation 4). Summed in
/// the order of `multiplyTile`: where a query has given all its weight to one key, D then equals dP to
/// the last bit, and dS is the 0 that it must be.
@inline(never)
public func rowDots(
  _ left: UnsafePointer<Float>, _ right: UnsafePointer<Float>, rows: Int, width: Int,
  into sums: UnsafeMutablePointer<Float>
) {
  for row in 0..<rows {
    let a = left + row * width
    let b = right + row * width
    var sum: Float = 0
    for k in 0..<width {
      #if HAS_FMA || arch(arm64)
        sum = sum.addingProduct(a[k], b[k])
      #else
        sum += a[k] * b[k]
      #endif
    }
    sums[row] = sum
  }
}

// MARK: - Reading

/// The sum of all numbers, as fast as memory gives them: four sums at once, so that none waits for its
/// last addition.
@inline(never)
public func sum(_ values: UnsafePointer<Float>, count: Int) -> Float {
  var (first, second) = (Lanes(repeating: 0), Lanes(repeating: 0))
  var (third, fourth) = (first, second)
  var index = 0
  while index + 64 <= count {
    let source = values + index
    first += load(source)
    second += load(source + 16)
    third += load(source + 32)
    fourth += load(source + 48)
    index += 64
  }
  var sum = total((first + second) + (third + fourth))
  while index < count {
    sum += values[index]
    index += 1
  }
  return sum
}
